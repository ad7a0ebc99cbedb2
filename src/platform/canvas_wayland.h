/*
 * A picture in memory that a Wayland compositor shows in one of SDL's windows. SDL 2 itself shows
 * there what OpenGL has drawn and nothing else, and OpenGL without hardware costs 80 MB and most of
 * a small processor. Main thread only.
 */
#ifndef PLATFORM_CANVAS_WAYLAND_H
#define PLATFORM_CANVAS_WAYLAND_H

#include <SDL.h>
#include <stdbool.h>

struct canvas;

/* For a window that was made without OpenGL, and outlives the canvas. NULL: it is no window of
 * Wayland's, or there is no memory to share. */
struct canvas *canvas_open(SDL_Window *window);
void canvas_close(struct canvas *c); /* NULL is fine */

/* What is painted on; stays as it is until it is painted over or fitted. */
SDL_Surface *canvas_surface(const struct canvas *c);

/* True: the window has another size than the canvas. */
bool canvas_is_unfit(const struct canvas *c);

/* Hands a copy of the surface to the compositor. */
void canvas_show(struct canvas *c);

#endif
