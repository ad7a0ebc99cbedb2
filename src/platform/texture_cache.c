#include "platform/texture_cache.h"

#include "base/hash.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A picture has some sixty; finding one in five hundred costs less than a microsecond. */
enum { SLOT_MAX = 512, BYTES_PER_PX = 4 };

struct slot {
    struct texture texture; /* sdl NULL: this place is free */
    struct texture_key key; /* its text is the slot's own */
    char *text;
    uint64_t hash, used;
};

struct texture_cache {
    size_t max_bytes, bytes;
    uint64_t uses;
    struct slot slots[SLOT_MAX];
};

struct texture_cache *texture_cache_new(size_t max_bytes)
{
    struct texture_cache *c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    c->max_bytes = max_bytes;
    return c;
}

static size_t bytes_of(struct texture t)
{
    return (size_t)t.w * (size_t)t.h * BYTES_PER_PX;
}

static void drop(struct texture_cache *c, struct slot *s)
{
    if (s->texture.sdl == NULL)
        return;
    SDL_DestroyTexture(s->texture.sdl);
    c->bytes -= bytes_of(s->texture);
    free(s->text);
    *s = (struct slot){ .used = 0 };
}

void texture_cache_clear(struct texture_cache *c)
{
    for (int i = 0; i < SLOT_MAX; i++)
        drop(c, &c->slots[i]);
}

void texture_cache_free(struct texture_cache *c)
{
    if (c == NULL)
        return;
    texture_cache_clear(c);
    free(c);
}

static uint64_t hash_key(struct texture_key key)
{
    int rgb = key.colour.r << 16 | key.colour.g << 8 | key.colour.b;
    uint64_t hash = hash_int(hash_int(HASH_START, (int64_t)key.kind), rgb);
    hash = hash_int(hash_int(hash, key.a), key.b);
    return key.text == NULL ? hash : hash_string(hash, key.text);
}

static bool same_key(struct texture_key x, struct texture_key y)
{
    if (x.kind != y.kind || x.a != y.a || x.b != y.b || (x.text == NULL) != (y.text == NULL))
        return false;
    if (x.colour.r != y.colour.r || x.colour.g != y.colour.g || x.colour.b != y.colour.b)
        return false;
    return x.text == NULL || strcmp(x.text, y.text) == 0;
}

struct texture texture_cache_find(struct texture_cache *c, struct texture_key key)
{
    uint64_t hash = hash_key(key);
    for (int i = 0; i < SLOT_MAX; i++) {
        struct slot *s = &c->slots[i];
        if (s->texture.sdl != NULL && s->hash == hash && same_key(s->key, key)) {
            s->used = ++c->uses;
            return s->texture;
        }
    }
    return (struct texture){ .sdl = NULL };
}

/* A free place, after making one where there is none or where bytes would be too many. */
static struct slot *make_room(struct texture_cache *c, size_t bytes)
{
    for (;;) {
        struct slot *oldest = NULL, *empty = NULL;
        for (int i = 0; i < SLOT_MAX; i++) {
            struct slot *s = &c->slots[i];
            if (s->texture.sdl == NULL)
                empty = s;
            else if (oldest == NULL || s->used < oldest->used)
                oldest = s;
        }
        if (oldest == NULL || (empty != NULL && c->bytes + bytes <= c->max_bytes))
            return empty;
        drop(c, oldest);
    }
}

void texture_cache_put(struct texture_cache *c, struct texture_key key, struct texture t)
{
    struct slot *s = make_room(c, bytes_of(t));
    char *text = NULL;
    if (key.text != NULL && (text = strdup(key.text)) == NULL)
        abort();
    *s = (struct slot){
        .texture = t, .key = key, .text = text, .hash = hash_key(key), .used = ++c->uses
    };
    s->key.text = text;
    c->bytes += bytes_of(t);
}
