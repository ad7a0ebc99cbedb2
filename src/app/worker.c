#include "app/worker.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct order {
    struct order *next;
    struct effect effect;
};

struct worker {
    struct worker_plan plan;
    pthread_t thread;
    int changed_fd; /* eventfd: orders came, or stopping was set */
    pthread_mutex_t lock;
    struct order *first, *last; /* guarded by lock */
    bool stopping; /* guarded by lock */
};

static void *must(void *p)
{
    if (p == NULL)
        abort();
    return p;
}

static void signal_change(struct worker *w)
{
    uint64_t one = 1;
    while (write(w->changed_fd, &one, sizeof one) < 0 && errno == EINTR)
        ;
}

static struct order *take(struct worker *w, bool *stopping)
{
    pthread_mutex_lock(&w->lock);
    struct order *order = w->first;
    if (order != NULL) {
        w->first = order->next;
        if (w->first == NULL)
            w->last = NULL;
    }
    *stopping = w->stopping;
    pthread_mutex_unlock(&w->lock);
    return order;
}

/* Sleeps until there is something to do; true when it is time to look. */
static bool wait_for_work(struct worker *w)
{
    struct pollfd fds[] = { { .fd = w->changed_fd, .events = POLLIN },
        { .fd = w->plan.watch_fd, .events = POLLIN } };
    int ready = poll(fds, 2, w->plan.look == NULL ? -1 : w->plan.idle_ms);
    uint64_t ignored;
    if (ready > 0 && fds[0].revents != 0)
        (void)!read(w->changed_fd, &ignored, sizeof ignored);
    return ready == 0 || (ready > 0 && fds[1].revents != 0);
}

static void *run(void *arg)
{
    struct worker *w = arg;
    bool stopping = false;

    (void)pthread_setname_np(pthread_self(), w->plan.name);
    if (w->plan.look != NULL)
        w->plan.look(w->plan.ctx);
    for (;;) {
        struct order *order = take(w, &stopping);
        if (order != NULL) {
            w->plan.run(w->plan.ctx, &order->effect);
            explicit_bzero(order, sizeof *order); /* it may have held a PIN */
            free(order);
        } else if (stopping) {
            return NULL;
        } else if (wait_for_work(w) && w->plan.look != NULL) {
            w->plan.look(w->plan.ctx);
        }
    }
}

struct worker *worker_start(const struct worker_plan *plan)
{
    struct worker *w = must(calloc(1, sizeof *w));
    w->plan = *plan;
    w->changed_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    /* Signals are the main thread's: SIGTERM must end its wait. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool ok = w->changed_fd >= 0 && pthread_mutex_init(&w->lock, NULL) == 0 &&
              pthread_create(&w->thread, NULL, run, w) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!ok)
        abort();
    return w;
}

void worker_give(struct worker *w, const struct effect *e)
{
    struct order *order = must(malloc(sizeof *order));
    *order = (struct order){ .effect = *e };
    pthread_mutex_lock(&w->lock);
    if (w->last == NULL)
        w->first = order;
    else
        w->last->next = order;
    w->last = order;
    pthread_mutex_unlock(&w->lock);
    signal_change(w);
}

void worker_stop(struct worker *w)
{
    if (w == NULL)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_mutex_unlock(&w->lock);
    signal_change(w);
    pthread_join(w->thread, NULL);
    close(w->changed_fd);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
