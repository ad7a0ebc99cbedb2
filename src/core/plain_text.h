/* Text without what only helps to set it, and typed text with it. */
#ifndef CORE_PLAIN_TEXT_H
#define CORE_PLAIN_TEXT_H

#include "base/arena.h"

/* Without soft hyphens and the marks of emphasis: for labels, mail and files. */
char *plain_text(struct arena *a, const char *text);

/* What somebody typed, with soft hyphens in words so long that a line may not hold them. */
char *plain_text_breakable(struct arena *a, const char *typed);

#endif
