/* Which worker does what: one row an effect. */
#ifndef APP_EFFECTS_H
#define APP_EFFECTS_H

#include "app/parts.h"
#include "app/worker.h"
#include "core/effect.h"

/* WORKER_MAIN: at once, on the main thread, for what neither blocks nor takes long. */
enum worker_id { WORKER_MAIN, WORKER_STORE, WORKER_PRINTER, WORKER_STICK, WORKER_COUNT };

/* The worker that an effect is for, and what it does there (any thread may ask). */
enum worker_id effects_worker(enum effect_kind kind);
void effects_run(struct parts *p, const struct effect *e);

#endif
