#include "platform/printer_cups.h"

#include "base/clock.h"
#include "base/log.h"
#include "platform/printer_ipp.h"
#include "platform/printer_job.h"
#include "platform/printer_media.h"
#include "platform/printer_side.h"
#include "platform/printer_status.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum {
    SILENCES_MAX = 3, /* that many looks without an answer: cupsd is gone */
    SWEEP_PAUSE_MS = 100,
};

static const struct printer_limits limits_default = {
    .request_ms = 2000,
    .poll_ms = 500,
    .no_paper_ms = 30 * 1000,
    .trouble_ms = 10 * 1000,
    .job_ms = 120 * 1000,
    .sweep_ms = 5000,
};

struct printer_cups {
    struct printer base;
    struct printer_limits limits;
    char queue[IPP_MAX_NAME]; /* "": CUPS's default */
    int cancel_fd; /* an eventfd: readable once cancelled; any thread */
    char unsettled[IPP_MAX_NAME]; /* the queue that may still hold a job of ours, or "" */
    char unsettled_device[HTTP_MAX_URI];
};

/* One card on its way. */
struct printing {
    struct printer_cups *p;
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

static struct printer_queue open_queue(const struct printer_cups *p, bool with_media)
{
    const char *name = p->queue[0] == '\0' ? NULL : p->queue;
    return printer_queue_open(name, with_media, p->limits.request_ms);
}

/* --- cancelling -------------------------------------------------------------------------------- */

/* Sleeps. False: woken because the job is cancelled. */
static bool pause_for(const struct printer_cups *p, int ms)
{
    int64_t until_ms = clock_now_ms() + ms;
    for (;;) {
        int64_t left_ms = until_ms - clock_now_ms();
        struct pollfd fd = { .fd = p->cancel_fd, .events = POLLIN };
        int n = poll(&fd, 1, left_ms > 0 ? (int)left_ms : 0);
        if (n > 0)
            return false;
        if (n == 0 || errno != EINTR)
            return true;
    }
}

static void forget_cancel(const struct printer_cups *p)
{
    uint64_t count;
    (void)!read(p->cancel_fd, &count, sizeof count); /* EAGAIN: nobody cancelled */
}

static void cancel(struct printer *base)
{
    uint64_t one = 1;
    (void)!write(cups_of(base)->cancel_fd, &one, sizeof one);
}

/* --- nothing is left behind -------------------------------------------------------------------- */

static bool is_settled(const struct printer_cups *p)
{
    return p->unsettled[0] == '\0' && p->unsettled_device[0] == '\0';
}

/* One round at what may be left. True: nothing of ours is waiting any more. */
static bool sweep(struct printer_cups *p, bool by_force)
{
    int request_ms = p->limits.request_ms;
    if (p->unsettled_device[0] != '\0' &&
        printer_job_sweep_device(p->unsettled_device, request_ms) == 0)
        p->unsettled_device[0] = '\0';
    if (p->unsettled[0] != '\0' && printer_job_sweep(p->unsettled, by_force, request_ms) == 0)
        p->unsettled[0] = '\0';
    return is_settled(p);
}

/* After a failure. What cannot be settled now is tried again at each later look. */
static void settle(struct printer_cups *p)
{
    int64_t begin_ms = clock_now_ms();
    for (;;) {
        int64_t spent_ms = clock_now_ms() - begin_ms;
        if (sweep(p, spent_ms > p->limits.sweep_ms / 2))
            return;
        if (spent_ms > p->limits.sweep_ms) {
            log_line(LOG_LEVEL_WARNING, "printer", "a job may still be at CUPS");
            return;
        }
        (void)poll(NULL, 0, SWEEP_PAUSE_MS);
    }
}

static void mark_unsettled(struct printer_cups *p, const struct printer_queue *q)
{
    (void)snprintf(p->unsettled, sizeof p->unsettled, "%s", q->name);
}

/* cupsd died: what it sent to the printer is printed without it, unless the printer is told. */
static void mark_orphaned(struct printer_cups *p, const struct printer_queue *q)
{
    (void)snprintf(p->unsettled_device, sizeof p->unsettled_device, "%s", q->device_uri);
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
    struct printer_queue now = open_queue(w->p, false);
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
        mark_orphaned(w->p, w->queue);
        return err_set(err, ERR_PRINTER_GONE, "CUPS lost the job");
    case PRINTER_JOB_SILENT:
        break;
    }
    if (w->silences < SILENCES_MAX)
        return true;
    mark_orphaned(w->p, w->queue);
    return err_set(err, ERR_PRINTER_GONE, "CUPS does not answer");
}

/* The ipp backend calls a job completed when its printer vanishes: so it has to be there still. */
static bool printer_is_there(struct printing *w, struct err *err)
{
    int64_t end_ms = clock_now_ms() + w->p->limits.trouble_ms;
    for (;;) {
        struct printer_queue now = open_queue(w->p, false);
        printer_queue_close(&now);
        if (now.condition != PRINTER_GONE)
            return true;
        if (clock_now_ms() >= end_ms) {
            mark_orphaned(w->p, w->queue);
            return fail_for(PRINTER_GONE, err);
        }
        if (!pause_for(w->p, w->p->limits.poll_ms))
            return err_set(err, ERR_CANCELLED, "cancelled");
    }
}

static bool wait_for_sheet(struct printing *w, struct err *err)
{
    const struct printer_limits *limits = &w->p->limits;
    int64_t end_ms = clock_now_ms() + limits->job_ms;
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
            return err_set(err, ERR_TIMEOUT, "no sheet after %d ms", limits->job_ms);
        if (!pause_for(w->p, limits->poll_ms))
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
    settle(p); /* a job of an earlier card, or of an earlier run of this program */
    if (!is_settled(p))
        return err_set(err, ERR_PRINTER_GONE, "an earlier job cannot be cancelled");
    if (!pause_for(p, 0))
        return err_set(err, ERR_CANCELLED, "cancelled");

    mark_unsettled(p, w->queue);
    bool ok =
        printer_job_start(w->queue->name, paper, pdf, len, p->limits.request_ms, &w->id, err) &&
        wait_for_sheet(w, err);
    if (ok)
        p->unsettled[0] = '\0';
    else
        settle(p);
    return ok;
}

static bool print(struct printer *base, const void *pdf, size_t len, const struct paper *paper,
    printer_progress *progress, void *ctx, struct err *err)
{
    struct printer_cups *p = cups_of(base);
    forget_cancel(p);
    struct printer_queue queue = open_queue(p, true);
    struct printing w = {
        .p = p,
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
    if (!is_settled(p))
        (void)sweep(p, true);
    struct printer_queue queue = open_queue(p, false);
    printer_queue_close(&queue);
    return queue.condition;
}

static bool paper_of_printer(struct printer *base, struct paper *paper, struct err *err)
{
    struct printer_cups *p = cups_of(base);
    struct printer_queue queue = open_queue(p, true);
    bool ok = false;
    if (queue.condition == PRINTER_NONE || queue.condition == PRINTER_GONE)
        fail_for(queue.condition, err);
    else if (printer_media_choose(queue.attributes, queue.from_device, paper))
        ok = true;
    else
        err_set(err, ERR_PAPER_SIZE, "no paper in the printer that a card fits on");
    printer_queue_close(&queue);
    return ok;
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
    p->cancel_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (p->cancel_fd < 0 || (queue != NULL && strlen(queue) >= sizeof p->queue)) {
        err_set(err, ERR_INTERNAL, "open a printer: %s",
            p->cancel_fd < 0 ? strerror(errno) : "the name of the queue is too long");
        if (p->cancel_fd >= 0)
            close(p->cancel_fd);
        free(p);
        return NULL;
    }
    (void)snprintf(p->queue, sizeof p->queue, "%s", queue == NULL ? "" : queue);
    return &p->base;
}

struct printer *printer_open_cups(const char *queue, struct err *err)
{
    return printer_cups_open(queue, &limits_default, err);
}
