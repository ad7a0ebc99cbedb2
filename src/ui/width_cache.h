/*
 * Remembers how wide strings are: layout asks for the same words again and again, and shaping them
 * is most of what a view costs. Wraps another measure. One thread.
 */
#ifndef UI_WIDTH_CACHE_H
#define UI_WIDTH_CACHE_H

#include "ui/measure.h"

struct width_cache;

/* Room for entries widths, a power of two; forgets all when that is full. real outlives it. */
struct width_cache *width_cache_new(struct measure real, size_t entries);
void width_cache_free(struct width_cache *c); /* NULL is fine */

/* Lives as long as c. */
struct measure width_cache_measure(struct width_cache *c);

#endif
