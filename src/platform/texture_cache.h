/*
 * Pictures that the renderer keeps: lines of text, icons, corners, shadows. The least recently used
 * goes when there is no room. All of it belongs to one renderer; main thread only.
 */
#ifndef PLATFORM_TEXTURE_CACHE_H
#define PLATFORM_TEXTURE_CACHE_H

#include "ui/draw.h"
#include <SDL.h>
#include <stddef.h>

struct texture_cache;

enum texture_kind {
    TEXTURE_TEXT, /* a: font, b: px, text */
    TEXTURE_ICON, /* a: icon, b: side in px */
    TEXTURE_CORNER, /* a: radius */
    TEXTURE_SHADOW /* a: radius, b: blur */
};

struct texture_key {
    enum texture_kind kind;
    int a, b;
    struct colour colour; /* of text; the others are white, and tinted as they are copied */
    const char *text; /* copied; NULL for all but text */
};

struct texture {
    SDL_Texture *sdl; /* stays the cache's; valid until the next texture_cache_put */
    int w, h;
};

struct texture_cache *texture_cache_new(size_t max_bytes);
void texture_cache_free(struct texture_cache *c); /* NULL is fine; before its renderer goes */
void texture_cache_clear(struct texture_cache *c); /* the renderer lost them all */

/* sdl is NULL when it is not there. */
struct texture texture_cache_find(struct texture_cache *c, struct texture_key key);

/* Takes over t.sdl; one larger than max_bytes is kept alone. */
void texture_cache_put(struct texture_cache *c, struct texture_key key, struct texture t);

#endif
