/* Paints a draw list with SDL's renderer, onto its current target. Main thread only. */
#ifndef PLATFORM_PAINT_SDL_H
#define PLATFORM_PAINT_SDL_H

#include "platform/fonts.h"
#include "platform/texture_cache.h"
#include "ui/draw.h"
#include <SDL.h>

/* Borrowed, all three. */
struct painter {
    SDL_Renderer *renderer;
    struct fonts *fonts;
    struct texture_cache *cache;
};

/* Paints that part of the list, which has an area; the rest of the target stays as it is. */
void paint_list(const struct painter *p, const struct draw_list *list, struct rect part);

#endif
