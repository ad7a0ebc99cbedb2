#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/effects.h"
#include "app/worker.h"
#include "base/attributes.h"

#include <cmocka.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { DONE_MAX = 64 };

struct bench {
    sem_t ran, looked, go_on;
    bool holds; /* each job waits for go_on */
    /* written by the worker, read after ran was posted or the worker stopped */
    uint32_t done[DONE_MAX];
    int done_count, looks;
    int watch_fd;
    bool signals_blocked;
    char name[16];
};

static void run(void *ctx, const struct effect *e)
{
    struct bench *b = ctx;
    sigset_t mask;
    if (b->holds)
        sem_wait(&b->go_on);
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    b->signals_blocked = sigismember(&mask, SIGTERM) == 1;
    (void)pthread_getname_np(pthread_self(), b->name, sizeof b->name);
    b->done[b->done_count++] = e->visit;
    sem_post(&b->ran);
}

static void look(void *ctx)
{
    struct bench *b = ctx;
    uint64_t ignored;
    b->looks++;
    if (b->watch_fd >= 0)
        (void)!read(b->watch_fd, &ignored, sizeof ignored);
    sem_post(&b->looked);
}

static void open_bench(struct bench *b)
{
    *b = (struct bench){ .watch_fd = -1 };
    sem_init(&b->ran, 0, 0);
    sem_init(&b->looked, 0, 0);
    sem_init(&b->go_on, 0, 0);
}

static void give(struct worker *w, uint32_t number)
{
    worker_give(w, &(struct effect){ .kind = FX_TIDY, .visit = number });
}

static void one_after_the_other(void **state)
{
    (void)state;
    struct bench b;
    open_bench(&b);
    struct worker_plan plan = {
        .name = "bench", .ctx = &b, .run = run, .watch_fd = -1, .idle_ms = -1
    };
    struct worker *w = worker_start(&plan);
    for (uint32_t i = 0; i < 20; i++)
        give(w, i);
    for (int i = 0; i < 20; i++)
        sem_wait(&b.ran);
    give(w, 20);
    worker_stop(w);
    assert_int_equal(b.done_count, 21);
    for (uint32_t i = 0; i < 21; i++)
        assert_int_equal(b.done[i], i);
    assert_true(b.signals_blocked); /* SIGTERM must end the main thread's wait */
    assert_string_equal(b.name, "bench");
}

/* Stopping loses nothing that was given. */
static void finishes_what_was_given(void **state)
{
    (void)state;
    struct bench b;
    open_bench(&b);
    b.holds = true;
    struct worker_plan plan = {
        .name = "bench", .ctx = &b, .run = run, .watch_fd = -1, .idle_ms = -1
    };
    struct worker *w = worker_start(&plan);
    for (uint32_t i = 0; i < 10; i++)
        give(w, i);
    for (int i = 0; i < 10; i++)
        sem_post(&b.go_on);
    worker_stop(w);
    assert_int_equal(b.done_count, 10);
    worker_stop(NULL);
}

static void looks_at_the_start_and_when_told(void **state)
{
    (void)state;
    struct bench b;
    open_bench(&b);
    b.watch_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    assert_true(b.watch_fd >= 0);
    struct worker_plan plan = {
        .name = "bench", .ctx = &b, .run = run, .look = look, .watch_fd = b.watch_fd, .idle_ms = -1
    };
    struct worker *w = worker_start(&plan);
    uint64_t one = 1;
    sem_wait(&b.looked);
    assert_int_equal(write(b.watch_fd, &one, sizeof one), sizeof one);
    sem_wait(&b.looked);
    give(w, 1); /* work is no reason to look */
    sem_wait(&b.ran);
    worker_stop(w);
    assert_int_equal(b.looks, 2);
    close(b.watch_fd);
}

static void looks_when_idle(void **state)
{
    (void)state;
    struct bench b;
    open_bench(&b);
    struct worker_plan plan = {
        .name = "bench", .ctx = &b, .run = run, .look = look, .watch_fd = -1, .idle_ms = 1
    };
    struct worker *w = worker_start(&plan);
    for (int i = 0; i < 5; i++)
        sem_wait(&b.looked);
    worker_stop(w);
    assert_true(b.looks >= 5);
}

/* Every effect has its worker: a hole in the table would show here. */
static void every_effect_has_a_place(void **state)
{
    static const enum effect_kind at_once[] = { FX_NONE, FX_CANCEL_PRINT, FX_MAKE_QR, FX_TURN_GLASS,
        FX_STICK_PROGRESS, FX_FIT_IMPORT, FX_RESTART, FX_STOP };
    (void)state;
    for (int kind = 0; kind < FX_KIND_COUNT; kind++) {
        bool main_thread = false;
        for (size_t i = 0; i < COUNT_OF(at_once); i++)
            main_thread = main_thread || at_once[i] == (enum effect_kind)kind;
        assert_int_equal(effects_worker((enum effect_kind)kind) == WORKER_MAIN, main_thread);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_after_the_other),
        cmocka_unit_test(finishes_what_was_given),
        cmocka_unit_test(looks_at_the_start_and_when_told),
        cmocka_unit_test(looks_when_idle),
        cmocka_unit_test(every_effect_has_a_place),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
