/* One window with what belongs to it: its renderer, the textures that this one keeps, and the
 * picture in it. Main thread only. */
#ifndef PLATFORM_WINDOW_SDL_H
#define PLATFORM_WINDOW_SDL_H

#include "platform/canvas_wayland.h"
#include "platform/fonts.h"
#include "platform/picture_sdl.h"
#include "platform/texture_cache.h"
#include <SDL.h>
#include <stdbool.h>

struct window {
    SDL_Window *sdl; /* NULL: it is not open */
    SDL_Renderer *renderer;
    struct canvas *canvas; /* that the renderer paints on; NULL: on the window */
    struct texture_cache *cache;
    struct picture picture;
};

/* False: SDL_GetError says why; the window may be closed even so. */
bool window_open(struct window *w, const char *title, SDL_Rect place, uint32_t flags, int rotation);
void window_close(struct window *w); /* one that is not open is fine */

/* As picture_fit. */
bool window_fit(struct window *w);

/* Paints and presents; see picture_paint. */
int window_paint(struct window *w, struct fonts *fonts, const struct draw_list *list, bool fade);

/* True for an event of this window, and for a finger or the mouse on it. */
bool window_is_meant(const struct window *w, const SDL_Event *e);

#endif
