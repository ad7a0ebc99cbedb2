#include "printer_script.h"

#include "base/clock.h"
#include "platform/printer_side.h"
#include <pthread.h>
#include <stdlib.h>

enum { WITHOUT_PAPER_MS = 30 * 1000 }; /* as the real one's patience */

struct printer_script {
    struct printer base; /* first */
    struct printer *folder;
    void (*waits)(void *ctx, bool yes);
    void *ctx;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* guarded by lock */
    enum printer_condition condition;
    bool cancelled, printing;
    int64_t until_ms; /* while it waits for paper */
    long sheets;
};

static struct printer_script *script_of(struct printer *p)
{
    return (struct printer_script *)p;
}

static enum printer_condition condition_of(struct printer_script *s)
{
    pthread_mutex_lock(&s->lock);
    enum printer_condition now = s->condition;
    pthread_mutex_unlock(&s->lock);
    return now;
}

static bool no_sheet(struct printer_script *s, struct err *err)
{
    static const enum err_code codes[] = { [PRINTER_NONE] = ERR_PRINTER_GONE,
        [PRINTER_NO_PAPER] = ERR_PAPER_OUT,
        [PRINTER_GONE] = ERR_PRINTER_GONE,
        [PRINTER_STOPPED] = ERR_PRINTER_STOPPED };
    if (s->cancelled)
        return err_set(err, ERR_CANCELLED, "cancelled");
    return s->condition == PRINTER_READY ||
           err_set(err, codes[s->condition], "condition %d", (int)s->condition);
}

/* lock is held; given back and taken again. */
static void wait_for_paper(struct printer_script *s, printer_progress *progress, void *ctx)
{
    pthread_mutex_unlock(&s->lock);
    progress(ctx, PRINT_NO_PAPER);
    pthread_mutex_lock(&s->lock);
    s->until_ms = clock_now_ms() + WITHOUT_PAPER_MS;
    while (s->condition == PRINTER_NO_PAPER && !s->cancelled && clock_now_ms() < s->until_ms) {
        s->waits(s->ctx, true);
        pthread_cond_wait(&s->changed, &s->lock);
    }
    s->waits(s->ctx, false);
}

static bool print(struct printer *p, const void *pdf, size_t len, int sheets,
    const struct paper *paper, printer_progress *progress, void *ctx, struct err *err)
{
    struct printer_script *s = script_of(p);
    (void)sheets;
    progress(ctx, PRINT_BUSY);
    pthread_mutex_lock(&s->lock);
    s->cancelled = atomic_load(&p->ended);
    s->printing = true;
    if (s->condition == PRINTER_NO_PAPER)
        wait_for_paper(s, progress, ctx);
    bool comes = no_sheet(s, err);
    s->printing = false;
    s->sheets += comes;
    pthread_mutex_unlock(&s->lock);
    return comes && printer_print(s->folder, pdf, len, paper, progress, ctx, err);
}

static void cancel(struct printer *p)
{
    struct printer_script *s = script_of(p);
    pthread_mutex_lock(&s->lock);
    s->cancelled = true;
    if (s->printing)
        s->waits(s->ctx, false);
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

void printer_script_set(struct printer *p, enum printer_condition condition)
{
    struct printer_script *s = script_of(p);
    pthread_mutex_lock(&s->lock);
    s->condition = condition;
    if (s->printing)
        s->waits(s->ctx, false);
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

void printer_script_time_passed(struct printer *p)
{
    struct printer_script *s = script_of(p);
    pthread_mutex_lock(&s->lock);
    if (s->printing && s->condition == PRINTER_NO_PAPER && clock_now_ms() >= s->until_ms) {
        s->waits(s->ctx, false);
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
}

long printer_script_sheets(struct printer *p)
{
    struct printer_script *s = script_of(p);
    pthread_mutex_lock(&s->lock);
    long sheets = s->sheets;
    pthread_mutex_unlock(&s->lock);
    return sheets;
}

/* --- the rest is the folder's --- */

static enum printer_condition look(struct printer *p)
{
    return condition_of(script_of(p));
}

static bool list(
    struct printer *p, struct printer_found *found, int max, int *count, struct err *err)
{
    return printer_list(script_of(p)->folder, found, max, count, err);
}

static bool set_up(struct printer *p, const char *name, struct err *err)
{
    return printer_set_up(script_of(p)->folder, name, err);
}

static bool use(struct printer *p, const char *name, struct err *err)
{
    return printer_use(script_of(p)->folder, name, err);
}

static bool info(struct printer *p, struct printer_info *out, struct err *err)
{
    bool ok = printer_info(script_of(p)->folder, out, err);
    out->condition = look(p);
    return ok;
}

static bool resume(struct printer *p, struct err *err)
{
    return printer_resume(script_of(p)->folder, err);
}

static bool paper_of(struct printer *p, int kind, struct paper *paper, struct err *err)
{
    return printer_paper(script_of(p)->folder, kind, paper, err);
}

static void close_script(struct printer *p)
{
    struct printer_script *s = script_of(p);
    printer_close(s->folder);
    pthread_cond_destroy(&s->changed);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

static const struct printer_side side = {
    .close = close_script,
    .look = look,
    .list = list,
    .set_up = set_up,
    .use = use,
    .info = info,
    .resume = resume,
    .paper = paper_of,
    .print = print,
    .cancel = cancel,
};

struct printer *printer_script_open(
    const char *folder, void (*waits)(void *ctx, bool yes), void *ctx, struct err *err)
{
    struct printer_script *s = calloc(1, sizeof *s);
    if (s == NULL || pthread_mutex_init(&s->lock, NULL) != 0 ||
        pthread_cond_init(&s->changed, NULL) != 0)
        abort();
    s->base.side = &side;
    s->waits = waits;
    s->ctx = ctx;
    s->condition = PRINTER_READY;
    s->folder = printer_open_folder(folder, err);
    if (s->folder != NULL)
        return &s->base;
    close_script(&s->base);
    return NULL;
}
