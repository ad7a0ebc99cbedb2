/* "Oefenen": visitors' screens with a banner, and nothing is counted. It survives no restart. */
#ifndef CORE_PRACTICE_H
#define CORE_PRACTICE_H

struct model;
struct effects;

/* Both leave for attract. Whoever comes back during practice is asked whether to start. */
void practice_begin(struct model *m, struct effects *fx);
void practice_end(struct model *m, struct effects *fx);

#endif
