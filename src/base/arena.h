/*
 * Memory with one lifetime: allocate bit by bit, free all at once. Running out of memory aborts
 * (the unit starts the kiosk again), so no function here returns NULL. One thread at a time.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/attributes.h"
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine */
void arena_reset(struct arena *a); /* all that came from a is gone; a keeps its largest block */

/* Zeroed memory, aligned for any type, valid until arena_reset or arena_free. */
void *arena_alloc(struct arena *a, size_t size);
char *arena_strdup(struct arena *a, const char *string);
char *arena_strndup(struct arena *a, const char *bytes, size_t len);
char *arena_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
