/*
 * A thread that does slow work, one effect after the other. Effects go in as values; what comes
 * back goes through the mailbox.
 */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include "core/effect.h"

struct worker;

struct worker_plan {
    const char *name; /* of the thread, at most 15 bytes */
    void *ctx;
    void (*run)(void *ctx, const struct effect *e);
    /* Called at the start, whenever watch_fd is readable, and after idle_ms without work; NULL:
     * the worker only waits. */
    void (*look)(void *ctx);
    int watch_fd; /* -1: none */
    int idle_ms; /* -1: never */
};

struct worker *worker_start(const struct worker_plan *plan);
void worker_give(struct worker *w, const struct effect *e); /* any thread; copies */

/* Finishes what was given, then ends the thread. NULL is fine. */
void worker_stop(struct worker *w);

#endif
