#include "ui/width_cache.h"

#include "base/hash.h"
#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t key; /* hash of font, size and string; 0: free */
    int width;
};

struct width_cache {
    struct measure real;
    struct entry *entries;
    size_t size, used;
};

struct width_cache *width_cache_new(struct measure real, size_t entries)
{
    struct width_cache *c = calloc(1, sizeof *c);
    if (c == NULL || (c->entries = calloc(entries, sizeof *c->entries)) == NULL)
        abort();
    c->real = real;
    c->size = entries;
    return c;
}

void width_cache_free(struct width_cache *c)
{
    if (c == NULL)
        return;
    free(c->entries);
    free(c);
}

static struct entry *find(struct width_cache *c, uint64_t key)
{
    size_t at = key & (c->size - 1);
    while (c->entries[at].key != 0 && c->entries[at].key != key)
        at = (at + 1) & (c->size - 1);
    return &c->entries[at];
}

static int width(void *ctx, enum font font, int px, const char *text, size_t len)
{
    struct width_cache *c = ctx;
    uint64_t key = hash_bytes(hash_int(hash_int(HASH_START, font), px), text, len) | 1;
    struct entry *e = find(c, key);
    if (e->key == key)
        return e->width;
    if (c->used > c->size * 3 / 4) {
        memset(c->entries, 0, c->size * sizeof *c->entries);
        c->used = 0;
        e = find(c, key);
    }
    c->used++;
    *e = (struct entry){ key, c->real.width(c->real.ctx, font, px, text, len) };
    return e->width;
}

struct measure width_cache_measure(struct width_cache *c)
{
    return (struct measure){ .ctx = c, .width = width };
}
