#include "platform/printer_cups.h"

#include "base/clock.h"
#include "platform/cancel.h"
#include "platform/printer_admin.h"
#include "platform/printer_ipp.h"
#include "platform/printer_job.h"
#include "platform/printer_leftovers.h"
#include "platform/printer_media.h"
#include "platform/printer_side.h"
#include "platform/printer_status.h"
#include "platform/printer_supplies.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SILENCES_MAX = 3, /* that many looks without an answer: cupsd is gone */
};

static const struct printer_limits limits_default = {
    .request_ms = 2000,
    .poll_ms = 500,
    .no_paper_ms = 30 * 1000,
    .trouble_ms = 10 * 1000,
    .job_ms = 120 * 1000,
    .sweep_ms = 5000,
    .set_up_ms = 15 * 1000,
    .usb = { .first = 60000, .count = 16 }, /* ipp-usb.conf: http-min-port */
};

struct printer_cups {
    struct printer base;
    struct printer_limits limits;
    char queue[IPP_MAX_NAME]; /* "": CUPS's default */
    int cancel_fd; /* see cancel.h; any thread */
    struct printer_leftovers left;
    bool looked; /* for what an earlier run of this program left on the queue */
};

/* One card on its way, or another document. */
struct printing {
    struct printer_cups *p;
    int sheets;
    const struct printer_queue *queue;
    int id;
    printer_progress *progress;
    void *ctx;
    enum print_state told;
    enum printer_condition condition;
    int64_t since_ms; /* when the printer got into that condition */
    bool stale; /* CUPS says no paper, but said so before this card */
    int silences;
};

static const struct printer_side side;

static struct printer_cups *cups_of(struct printer *p)
{
    return (struct printer_cups *)p;
}

static struct printer_queue open_queue(const struct printer_cups *p, enum printer_detail detail)
{
    const char *name = p->queue[0] == '\0' ? NULL : p->queue;
    return printer_queue_open(name, detail, p->limits.request_ms);
}

/* --- nothing is left behind -------------------------------------------------------------------- */

static void mark_unsettled(struct printer_cups *p, const struct printer_queue *q)
{
    bool asks = printer_ipp_speaks(q->device_uri);
    (void)snprintf(p->left.queue, sizeof p->left.queue, "%s", q->name);
    (void)snprintf(p->left.device, sizeof p->left.device, "%s", asks ? q->device_uri : "");
}

/* Cancels what an earlier job may have left. */
static bool settle(struct printer_cups *p)
{
    return printer_leftovers_settle(&p->left, p->limits.request_ms, p->limits.sweep_ms);
}

/* --- waiting for the sheet --------------------------------------------------------------------- */

static void tell(struct printing *w, enum print_state state)
{
    if (w->told == state)
        return;
    w->told = state;
    w->progress(w->ctx, state);
}

static bool fail_for(enum printer_condition condition, struct err *err)
{
    switch (condition) {
    case PRINTER_NONE:
        return err_set(err, ERR_PRINTER_GONE, "CUPS has no such queue");
    case PRINTER_NO_PAPER:
        return err_set(err, ERR_PAPER_OUT, "the printer has no paper");
    case PRINTER_STOPPED:
        return err_set(err, ERR_PRINTER_STOPPED, "the printer or its queue is stopped");
    case PRINTER_GONE:
    case PRINTER_READY:
        break;
    }
    return err_set(err, ERR_PRINTER_GONE, "the printer does not answer");
}

/* Looks at the printer. False: it has been in trouble for too long. */
static bool printer_is_well(struct printing *w, struct err *err)
{
    const struct printer_limits *limits = &w->p->limits;
    struct printer_queue now = open_queue(w->p, PRINTER_ITS_STATE);
    enum printer_condition condition = now.condition;
    printer_queue_close(&now);
    w->stale = w->stale && condition == PRINTER_NO_PAPER;
    if (w->stale)
        condition = PRINTER_READY;

    if (condition != w->condition) {
        w->condition = condition;
        w->since_ms = clock_now_ms();
    }
    if (condition == PRINTER_NO_PAPER)
        tell(w, PRINT_NO_PAPER);
    else if (condition == PRINTER_READY)
        tell(w, PRINT_BUSY);
    else if (condition == PRINTER_NONE)
        return fail_for(condition, err);
    if (condition == PRINTER_READY)
        return true;
    int limit_ms = condition == PRINTER_NO_PAPER ? limits->no_paper_ms : limits->trouble_ms;
    return clock_now_ms() - w->since_ms < limit_ms || fail_for(condition, err);
}

/* Looks at the job. False: it ended without a sheet; else *done tells whether it is out. */
static bool job_is_well(struct printing *w, bool *done, struct err *err)
{
    enum printer_job_state state = printer_job_look(w->queue->name, w->id, w->p->limits.request_ms);
    w->silences = state == PRINTER_JOB_SILENT ? w->silences + 1 : 0;
    switch (state) {
    case PRINTER_JOB_DONE:
        *done = true;
        return true;
    case PRINTER_JOB_WAITS:
        return true;
    case PRINTER_JOB_STOPPED:
        return fail_for(PRINTER_STOPPED, err);
    case PRINTER_JOB_REFUSED:
        return err_set(err, ERR_PAPER_SIZE, "the printer refuses the size of the card");
    case PRINTER_JOB_FAILED:
        return err_set(err, ERR_PRINTER_GONE, "CUPS gave the job up");
    case PRINTER_JOB_LOST:
        return err_set(err, ERR_PRINTER_GONE, "CUPS lost the job");
    case PRINTER_JOB_SILENT:
        break;
    }
    if (w->silences < SILENCES_MAX)
        return true;
    return err_set(err, ERR_PRINTER_GONE, "CUPS does not answer");
}

/* The ipp backend calls a job completed when its printer vanishes: so it has to be there still. */
static bool printer_is_there(struct printing *w, struct err *err)
{
    int64_t end_ms = clock_now_ms() + w->p->limits.trouble_ms;
    for (;;) {
        struct printer_queue now = open_queue(w->p, PRINTER_ITS_STATE);
        printer_queue_close(&now);
        if (now.condition != PRINTER_GONE)
            return true;
        if (clock_now_ms() >= end_ms)
            return fail_for(PRINTER_GONE, err);
        if (!cancel_pause(w->p->cancel_fd, w->p->limits.poll_ms))
            return err_set(err, ERR_CANCELLED, "cancelled");
    }
}

static bool wait_for_sheet(struct printing *w, struct err *err)
{
    const struct printer_limits *limits = &w->p->limits;
    int64_t end_ms = clock_now_ms() + (int64_t)limits->job_ms * w->sheets;
    bool done = false;
    tell(w, PRINT_BUSY);
    for (;;) {
        if (!job_is_well(w, &done, err))
            return false;
        if (done)
            return printer_is_there(w, err);
        if (w->silences == 0 && !printer_is_well(w, err))
            return false;
        if (clock_now_ms() >= end_ms)
            return err_set(err, ERR_TIMEOUT, "not out after %d × %d ms", w->sheets, limits->job_ms);
        if (!cancel_pause(w->p->cancel_fd, limits->poll_ms))
            return err_set(err, ERR_CANCELLED, "cancelled");
    }
}

/* --- the side ---------------------------------------------------------------------------------- */

static bool print_on(
    struct printing *w, const void *pdf, size_t len, const struct paper *paper, struct err *err)
{
    struct printer_cups *p = w->p;
    const struct printer_queue *q = w->queue;
    if (q->condition != PRINTER_READY && q->condition != PRINTER_NO_PAPER)
        return fail_for(q->condition, err);
    if (!printer_media_has(q->attributes, q->from_device, paper))
        return err_set(err, ERR_PAPER_SIZE, "the printer has no paper of the size of the card");
    mark_unsettled(p, w->queue);
    if (!settle(p)) /* an earlier card's, or of an earlier run of this program */
        return err_set(err, ERR_PRINTER_GONE, "an earlier job cannot be cancelled");
    if (!cancel_pause(p->cancel_fd, 0))
        return err_set(err, ERR_CANCELLED, "cancelled");

    mark_unsettled(p, w->queue);
    bool ok =
        printer_job_start(w->queue->name, paper, pdf, len, p->limits.request_ms, &w->id, err) &&
        wait_for_sheet(w, err);
    if (ok)
        p->left = (struct printer_leftovers){ .queue = "" };
    else
        (void)settle(p);
    return ok;
}

static bool print(struct printer *base, const void *pdf, size_t len, int sheets,
    const struct paper *paper, printer_progress *progress, void *ctx, struct err *err)
{
    struct printer_cups *p = cups_of(base);
    cancel_forget(p->cancel_fd);
    if (atomic_load(&base->ended))
        return err_set(err, ERR_CANCELLED, "the program ends");
    struct printer_queue queue = open_queue(p, PRINTER_ITS_MEDIA);
    struct printing w = {
        .p = p,
        .sheets = sheets,
        .queue = &queue,
        .progress = progress,
        .ctx = ctx,
        .condition = PRINTER_READY,
        .since_ms = clock_now_ms(),
        .stale = queue.condition == PRINTER_NO_PAPER && !queue.from_device,
    };
    bool ok = print_on(&w, pdf, len, paper, err);
    printer_queue_close(&queue);
    return ok;
}

static enum printer_condition look(struct printer *base)
{
    struct printer_cups *p = cups_of(base);
    struct printer_queue queue = open_queue(p, PRINTER_ITS_STATE);
    printer_queue_close(&queue);
    if (!p->looked && queue.name[0] != '\0' && printer_leftovers_none(&p->left)) {
        p->looked = true;
        mark_unsettled(p, &queue);
    }
    if (!printer_leftovers_none(&p->left))
        (void)printer_leftovers_sweep(&p->left, p->limits.request_ms);
    return queue.condition;
}

static bool paper_of_printer(struct printer *base, int kind, struct paper *paper, struct err *err)
{
    struct printer_queue queue = open_queue(cups_of(base), PRINTER_ITS_MEDIA);
    bool ok = false;
    if (queue.condition == PRINTER_NONE || queue.condition == PRINTER_GONE)
        fail_for(queue.condition, err);
    else if (printer_media_choose(queue.attributes, queue.from_device, kind, paper))
        ok = true;
    else
        err_set(err, ERR_PAPER_SIZE, "no paper of %s in the printer", printer_media_name(kind));
    printer_queue_close(&queue);
    return ok;
}

static bool list(
    struct printer *base, struct printer_found *found, int max, int *count, struct err *err)
{
    const struct printer_limits *limits = &cups_of(base)->limits;
    struct printer_candidate candidates[PRINTER_FOUND_MAX];
    int n = printer_find(&limits->usb, candidates, PRINTER_FOUND_MAX, limits->request_ms);
    *count = 0;
    if (n < 0)
        return err_set(err, ERR_PRINTER_GONE, "list printers: CUPS does not answer");
    for (int i = 0; i < n && i < max; i++)
        found[(*count)++] = candidates[i].found;
    return true;
}

static bool set_up(struct printer *base, const char *name, struct err *err)
{
    const struct printer_limits *limits = &cups_of(base)->limits;
    struct printer_candidate candidates[PRINTER_FOUND_MAX];
    int n = printer_find(&limits->usb, candidates, PRINTER_FOUND_MAX, limits->request_ms);
    for (int i = 0; i < n; i++) {
        const struct printer_candidate *c = &candidates[i];
        if (strcmp(c->found.name, name) == 0)
            return !c->found.fresh || printer_admin_add(name, c->device_uri, c->found.what,
                                          limits->request_ms, limits->set_up_ms, err);
    }
    return err_set(err, ERR_PRINTER_GONE, "set up %s: %s", name,
        n < 0 ? "CUPS does not answer" : "there is no such printer");
}

static bool use(struct printer *base, const char *name, struct err *err)
{
    struct printer_cups *p = cups_of(base);
    if (strlen(name) >= sizeof p->queue)
        return err_set(err, ERR_USAGE, "the name of the queue is too long");
    p->looked = p->looked && strcmp(p->queue, name) == 0;
    (void)snprintf(p->queue, sizeof p->queue, "%s", name);
    return true;
}

static bool info(struct printer *base, struct printer_info *out, struct err *err)
{
    struct printer_queue queue = open_queue(cups_of(base), PRINTER_ITS_SUPPLIES);
    bool known = queue.condition != PRINTER_NONE && queue.condition != PRINTER_GONE;
    if (known)
        printer_supplies_read(queue.attributes, queue.from_device, out);
    else
        fail_for(queue.condition, err);
    out->condition = queue.condition;
    printer_queue_close(&queue);
    return known;
}

static bool resume(struct printer *base, struct err *err)
{
    struct printer_cups *p = cups_of(base);
    struct printer_queue queue = open_queue(p, PRINTER_ITS_STATE);
    bool known = queue.name[0] != '\0';
    bool ok = known && printer_admin_resume(queue.name, p->limits.request_ms, err);
    if (!known)
        fail_for(queue.condition, err);
    printer_queue_close(&queue);
    return ok;
}

static void cancel(struct printer *base)
{
    cancel_set(cups_of(base)->cancel_fd);
}

static void close_cups(struct printer *base)
{
    struct printer_cups *p = cups_of(base);
    close(p->cancel_fd);
    free(p);
}

static const struct printer_side side = {
    .close = close_cups,
    .look = look,
    .list = list,
    .set_up = set_up,
    .use = use,
    .info = info,
    .resume = resume,
    .paper = paper_of_printer,
    .print = print,
    .cancel = cancel,
};

struct printer *printer_cups_open(
    const char *queue, const struct printer_limits *limits, struct err *err)
{
    struct printer_cups *p = calloc(1, sizeof *p);
    if (p == NULL)
        abort();
    p->base.side = &side;
    p->limits = *limits;
    p->cancel_fd = cancel_open();
    if (p->cancel_fd < 0)
        err_set(err, ERR_INTERNAL, "open a printer: %s", strerror(errno));
    else if (use(&p->base, queue == NULL ? "" : queue, err))
        return &p->base;
    if (p->cancel_fd >= 0)
        close(p->cancel_fd);
    free(p);
    return NULL;
}

struct printer *printer_open_cups(const char *queue, struct err *err)
{
    return printer_cups_open(queue, &limits_default, err);
}
