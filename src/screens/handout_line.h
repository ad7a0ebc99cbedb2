/* How far a sheet of paper is that the organiser asked for, in a line. */
#ifndef SCREENS_HANDOUT_LINE_H
#define SCREENS_HANDOUT_LINE_H

#include "core/model.h"

/* NULL: it was not asked for. */
const char *handout_line(const struct model *m, enum handout kind);

/* Another one has to wait. */
bool handout_is_busy(const struct model *m);

#endif
