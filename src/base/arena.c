#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_MIN = 16 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct block {
    struct block *next;
    size_t size, used;
    max_align_t bytes[]; /* size bytes */
};

struct arena {
    struct block *blocks; /* the newest and largest first */
};

static void *must(void *p)
{
    if (p == NULL)
        abort();
    return p;
}

static size_t round_up(size_t size)
{
    if (size > SIZE_MAX / 2)
        abort();
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void blocks_free(struct block *b)
{
    while (b != NULL) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
}

struct arena *arena_new(void)
{
    return must(calloc(1, sizeof(struct arena)));
}

void arena_free(struct arena *a)
{
    if (a == NULL)
        return;
    blocks_free(a->blocks);
    free(a);
}

void arena_reset(struct arena *a)
{
    if (a->blocks == NULL)
        return;
    blocks_free(a->blocks->next);
    a->blocks->next = NULL;
    a->blocks->used = 0;
}

void *arena_alloc(struct arena *a, size_t size)
{
    size = round_up(size == 0 ? 1 : size);
    struct block *b = a->blocks;
    if (b == NULL || b->size - b->used < size) {
        size_t want = b == NULL ? BLOCK_MIN : b->size * 2;
        if (want < size)
            want = size;
        b = must(malloc(sizeof *b + want));
        *b = (struct block){ .next = a->blocks, .size = want };
        a->blocks = b;
    }
    void *p = (char *)b->bytes + b->used;
    b->used += size;
    return memset(p, 0, size);
}

char *arena_strndup(struct arena *a, const char *bytes, size_t len)
{
    char *copy = arena_alloc(a, len + 1);
    memcpy(copy, bytes, len);
    return copy;
}

char *arena_strdup(struct arena *a, const char *string)
{
    return arena_strndup(a, string, strlen(string));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0)
        abort();
    char *text = arena_alloc(a, (size_t)len + 1);
    (void)vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}
