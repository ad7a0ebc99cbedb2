/* The end of the evening as one walk: close, stick, report, plug. */
#ifndef CORE_FINISH_H
#define CORE_FINISH_H

struct model;
struct effects;

enum finish_step { FINISH_CLOSE, FINISH_STICK, FINISH_REPORT, FINISH_OFF, FINISH_STEPS };

/* Where the walk is: nothing comes before closing. */
enum finish_step finish_step(const struct model *m);

void finish_go(struct model *m, enum finish_step step, struct effects *fx);

/* Brings the closed meeting to the stick as soon as it can be; called whenever something changed. */
void finish_sync(struct model *m, struct effects *fx);

#endif
