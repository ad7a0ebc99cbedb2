/* Text without what only helps to set it: soft hyphens and the marks of emphasis. For labels,
 * mail and files. */
#ifndef CORE_PLAIN_TEXT_H
#define CORE_PLAIN_TEXT_H

#include "base/arena.h"

char *plain_text(struct arena *a, const char *text);

#endif
