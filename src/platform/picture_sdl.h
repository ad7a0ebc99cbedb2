/*
 * What is on the glass: the upright picture, turned onto the window as it is shown, and the fade
 * from the picture before. Without rotation and without motion there is no copy to keep: the list
 * is painted onto the window itself. Main thread only.
 */
#ifndef PLATFORM_PICTURE_SDL_H
#define PLATFORM_PICTURE_SDL_H

#include "platform/canvas_wayland.h"
#include "platform/damage.h"
#include "platform/paint_sdl.h"
#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

struct picture {
    SDL_Renderer *renderer; /* borrowed */
    struct canvas *canvas; /* borrowed; what renderer paints on, NULL: the window itself */
    int rotation; /* degrees clockwise */
    bool moves; /* there is hardware for motion */
    int panel_w, panel_h; /* of the window, px */
    SDL_Texture *now, *before; /* NULL where they are not needed; before: only while moves */
    bool shown; /* now holds a picture */
    struct damage damage; /* against what now, or the window, holds */
    int64_t fade_from_ms, fade_until_ms;
};

/* Fits p to the renderer's present size and forgets what was painted. True: the size is another. */
bool picture_fit(struct picture *p);
void picture_free(struct picture *p); /* its textures; before the renderer goes */

int picture_width(const struct picture *p); /* of the upright picture */
int picture_height(const struct picture *p);

/* Paints list and shows it. fade: from the picture before, where there is hardware. Returns the ms
 * that the fade takes, or 0. */
int picture_paint(
    struct picture *p, const struct painter *painter, const struct draw_list *list, bool fade);

/* One step of the fade; false: nothing moves. */
bool picture_move(struct picture *p);

#endif
