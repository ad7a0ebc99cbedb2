/* What the painter asks of struct fonts: a line of text as a picture. One thread. */
#ifndef PLATFORM_FONTS_SDL_H
#define PLATFORM_FONTS_SDL_H

#include "platform/fonts.h"
#include "ui/draw.h"
#include <SDL.h>

/* Text on clear, as wide as fonts_measure says; the caller frees it. NULL: nothing to see. */
SDL_Surface *fonts_render(
    struct fonts *f, enum font font, int px, const char *text, struct colour colour);

/* From the top of that surface down to the baseline, px. */
int fonts_ascent(struct fonts *f, enum font font, int px);

#endif
