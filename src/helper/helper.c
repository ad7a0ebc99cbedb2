#include "helper/helper.h"

#include "base/arena.h"
#include "helper/inbox.h"
#include "helper/machine.h"
#include "helper/sticks.h"
#include "helper/uevents.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct watched {
    const struct helper_plan *plan;
    struct sticks *sticks; /* thread of sticks */
    int inbox, events; /* the folder, and an inotify on it; one of each for each thread */
};

static bool watch(struct watched *w, const struct helper_plan *plan, struct err *err)
{
    struct arena *a = arena_new();
    const char *inbox = arena_printf(a, "%s/request", plan->at.run);
    *w = (struct watched){ .plan = plan, .events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK) };
    w->inbox = inbox_open(inbox, err);
    bool ok = w->inbox >= 0;
    if (ok && (w->events < 0 || inotify_add_watch(w->events, inbox, IN_MOVED_TO | IN_ONLYDIR) < 0))
        ok = err_set(err, ERR_FILE, "watch %s: %s", inbox, strerror(errno));
    arena_free(a);
    return ok;
}

static void unwatch(const struct watched *w)
{
    if (w->inbox >= 0)
        close(w->inbox);
    if (w->events >= 0)
        close(w->events);
}

/* Waits for a request, for devices (-1: none are of interest), or for the end. False: the end. */
static bool wait_for(const struct watched *w, int devices)
{
    struct pollfd wait[] = { { .fd = w->plan->stop, .events = POLLIN },
        { .fd = w->events, .events = POLLIN }, { .fd = devices, .events = POLLIN } };
    while (poll(wait, COUNT_OF(wait), -1) < 0 && errno == EINTR)
        continue;
    if (wait[0].revents != 0)
        return false;
    uevents_drain(w->events);
    if (wait[2].revents != 0)
        uevents_drain(devices);
    return true;
}

static void *serve_sticks(void *ctx)
{
    struct watched *w = ctx;
    do {
        sticks_look(w->sticks);
        sticks_serve(w->sticks, w->inbox);
    } while (wait_for(w, w->plan->devices));
    return NULL;
}

bool helper_run(const struct helper_plan *plan, struct err *err)
{
    struct watched machine, sticks = { .inbox = -1, .events = -1 };
    pthread_t thread;
    bool ok = watch(&machine, plan, err) && watch(&sticks, plan, err) &&
              (sticks.sticks = sticks_new(&plan->at, &plan->os, err)) != NULL;
    if (ok) {
        machine_begin(machine.inbox);
        int error = pthread_create(&thread, NULL, serve_sticks, &sticks);
        ok = error == 0 || err_set(err, ERR_INTERNAL, "thread: %s", strerror(error));
    }
    if (ok) {
        if (plan->ready != NULL)
            plan->ready();
        do {
            machine_serve(&plan->at, &plan->os, machine.inbox);
        } while (wait_for(&machine, -1));
        pthread_join(thread, NULL);
    }
    sticks_free(sticks.sticks);
    unwatch(&sticks);
    unwatch(&machine);
    return ok;
}
