/* The figures, each family in the file of its name; glass.h's rig has both programs stopped before
 * and after. */
#ifndef BENCH_FIGURES_H
#define BENCH_FIGURES_H

#include "rig.h"

void figures_start(struct rig *r);
void figures_still(struct rig *r); /* idle, memory */
void figures_taps(struct rig *r);
void figures_turns(struct rig *r); /* while printing and exporting */
void figures_count(void);
void figures_growth(const char *self);
void figures_card(void);

#define GROWTH_PEAK "--peak" /* this program's first argument, then a data folder */
int growth_peak(const char *dir);

#endif
