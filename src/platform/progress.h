/* How far a long write is. One thread writes, any thread looks; nobody waits for the other. */
#ifndef PLATFORM_PROGRESS_H
#define PLATFORM_PROGRESS_H

#include <stdatomic.h>
#include <stddef.h>

/* Starts zeroed: nothing was begun. */
struct progress {
    atomic_size_t done, total; /* bytes, however they are counted */
};

/* p NULL is fine in these two: nobody looks. */
void progress_begin(struct progress *p, size_t total); /* total above 0 */
void progress_add(struct progress *p, size_t bytes);

/* 0 to 100, and 100 only when all is done. */
int progress_percent(const struct progress *p);

#endif
