#include "app/crew.h"

#include "app/watch.h"

static void run(void *ctx, const struct effect *e)
{
    effects_run(ctx, e);
}

static void look_at_printer(void *ctx)
{
    watch_printer(ctx);
}

static void look_at_sticks(void *ctx)
{
    watch_stick(ctx);
}

/* Whoever works with a stick takes the news of sticks in, so it also looks what they were. */
static void run_with_sticks(void *ctx, const struct effect *e)
{
    struct parts *p = ctx;
    effects_run(p, e);
    if (p->stick != NULL)
        watch_stick(p);
}

void crew_start(struct worker *workers[WORKER_COUNT], struct parts *p)
{
    const struct worker_plan store = {
        .name = "store", .ctx = p, .run = run, .watch_fd = -1, .idle_ms = -1
    };
    struct worker_plan printer = store, stick = store;
    printer.name = "printer";
    printer.look = look_at_printer;
    printer.idle_ms = p->printer == NULL ? -1 : WATCH_PRINTER_MS;
    stick.name = "stick";
    stick.run = run_with_sticks;
    if (p->stick != NULL) {
        stick.look = look_at_sticks;
        stick.watch_fd = stick_watch_fd(p->stick);
    }
    workers[WORKER_STORE] = worker_start(&store);
    workers[WORKER_PRINTER] = worker_start(&printer);
    workers[WORKER_STICK] = worker_start(&stick);
}

void crew_stop(struct worker *workers[WORKER_COUNT], struct parts *p)
{
    if (p->printer != NULL)
        printer_end(p->printer);
    worker_stop(workers[WORKER_STICK]);
    worker_stop(workers[WORKER_PRINTER]);
    worker_stop(workers[WORKER_STORE]);
}
