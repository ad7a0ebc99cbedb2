/* The fonts of the glass (SDL2_ttf): measuring without a display, for goedwerk check and tests.
 * One thread. */
#ifndef PLATFORM_FONTS_H
#define PLATFORM_FONTS_H

#include "base/err.h"
#include "ui/measure.h"

struct fonts;

/* NULL: ERR_FILE, a font of dir is missing. */
struct fonts *fonts_open(const char *dir, struct err *err) MUST_CHECK;
void fonts_close(struct fonts *f); /* NULL is fine */
struct measure fonts_measure(struct fonts *f);

#endif
