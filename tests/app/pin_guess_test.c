/*
 * Somebody who has the glass, the plug and a clock for himself, and tries one PIN after another: on
 * the screens, the steps and the store that the kiosk has, with time that the test makes. Whatever he
 * does, no try comes before the waits of core/pin.h have passed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/running.h"
#include "base/clock.h"
#include "content/load.h"
#include "core/pin.h"
#include "play.h"
#include "temp.h"
#include "torture.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PINS = 1000 * 1000, SLOWEST_CHECK_MS = 5000 };

#define DAY_MS (24 * 3600 * 1000LL)
#define YEAR_MS (365 * DAY_MS)

/* --- how long it takes --- */

/* When the n-th try may be made, counted from the first. */
static int64_t try_at_ms(int n)
{
    int64_t ms = 0;
    for (int failures = 1; failures < n; failures++)
        ms += pin_delay_ms(failures);
    return ms;
}

static void guessing_takes_years(void **state)
{
    (void)state;
    int64_t at_ms = 0, sum_ms = 0;
    int in_an_evening = 0, in_a_year = 0;
    for (int failures = 1; failures <= PINS; failures++) {
        in_an_evening += at_ms <= 8 * 3600 * 1000LL;
        in_a_year += at_ms <= YEAR_MS;
        sum_ms += at_ms / PINS;
        at_ms += pin_delay_ms(failures);
    }
    print_message("# on average %.1f years, at most %.1f; %d tries in 8 hours, %d in a year\n",
        (double)sum_ms / (double)YEAR_MS, (double)at_ms / (double)YEAR_MS, in_an_evening,
        in_a_year);
    assert_true(sum_ms > 14 * YEAR_MS);
    assert_true(at_ms > 28 * YEAR_MS);
    assert_true(in_an_evening <= 45); /* of a million */
    char seen[160];
    (void)snprintf(seen, sizeof seen, "%.1f years on average, %d of a million tries in 8 hours",
        (double)sum_ms / (double)YEAR_MS, in_an_evening);
    torture_seen("no one in", "guessing the PIN at the glass", seen);
}

/* --- the clock that waits are measured with --- */

static struct {
    bool jumps;
    long monotonic, others; /* how often each was read */
} clocks;

int clock_gettime(clockid_t id, struct timespec *now)
{
    struct timespec is;
    if (timespec_get(&is, TIME_UTC) == 0)
        return -1;
    clocks.monotonic += id == CLOCK_MONOTONIC || id == CLOCK_BOOTTIME;
    clocks.others += id != CLOCK_MONOTONIC && id != CLOCK_BOOTTIME;
    *now = (struct timespec){ .tv_sec = clocks.jumps ? 7 : 5 };
    return 0;
}

/* Whoever sets the clock, here or by what is on a stick, sets another one. */
static void waits_have_a_clock_that_nobody_sets(void **state)
{
    (void)state;
    clocks.monotonic = clocks.others = 0;
    assert_int_equal(clock_now_ms(), 5000);
    clocks.jumps = true;
    assert_int_equal(clock_now_ms(), 7000);
    clocks.jumps = false;
    assert_int_equal(clocks.monotonic, 2);
    assert_int_equal(clocks.others, 0);
}

/* --- somebody tries --- */

struct thief {
    struct arena *a;
    const char *dir;
    const struct content *content;
    struct store *store;
    struct model *m;
    unsigned seed;
    int64_t past_ms; /* of the lives before this one */
    struct effect check; /* under way; kind FX_NONE: none is */
    int64_t asked_ms; /* in all, when it was */
    int tries, plugs, comings;
};

static int dice(struct thief *t, int sides)
{
    return rand_r(&t->seed) % sides;
}

static int64_t in_all_ms(const struct thief *t)
{
    return t->past_ms + t->m->now_ms;
}

static void feed(struct thief *t, struct msg msg)
{
    struct effects fx = play_one(t->m, &msg);
    for (int i = 0; i < fx.count; i++) {
        if (fx.list[i].kind != FX_CHECK_PIN)
            continue;
        assert_int_equal(t->check.kind, FX_NONE); /* one at a time */
        t->check = fx.list[i];
        t->asked_ms = in_all_ms(t);
    }
}

static void tick(struct thief *t, int64_t ms)
{
    feed(t, (struct msg){ .kind = MSG_TICK, .now_ms = t->m->now_ms + ms });
}

static void switch_on(struct thief *t)
{
    enum store_origin origin;
    struct msg msg = { .kind = MSG_MEETING };
    t->store = store_open(t->dir, &origin, NULL);
    assert_non_null(t->store);
    const struct running_desk desk = { t->store, t->content, t->a };
    assert_true(running_load(&desk, &msg.meeting, NULL));
    *t->m = model_new(t->content, msg.meeting.deck, 0);
    feed(t, (struct msg){ .kind = MSG_TICK, .now_ms = 0 });
    feed(t, msg);
}

static void pull_the_plug(struct thief *t)
{
    store_close(t->store);
    t->past_ms = in_all_ms(t);
    t->check.kind = FX_NONE;
    t->plugs++;
    switch_on(t);
}

static void come_back(struct thief *t)
{
    if (t->m->screen == SCREEN_PIN)
        feed(t, (struct msg){ .kind = MSG_GO, .screen = SCREEN_ATTRACT });
    feed(t, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    t->comings++;
}

static void type_one(struct thief *t)
{
    if (t->m->screen != SCREEN_PIN)
        come_back(t);
    for (int i = 0; i < PIN_DIGITS; i++)
        feed(t, (struct msg){ .kind = MSG_PIN_DIGIT, .number = dice(t, 9) });
    feed(t, (struct msg){ .kind = MSG_PIN_OK });
}

/* The store's worker gets to it, sooner or later; perhaps the plug goes before its answer. */
static void be_checked(struct thief *t)
{
    bool right = true;
    int failures = 0;
    if (t->check.kind == FX_NONE)
        return;
    t->tries++;
    if (t->asked_ms < try_at_ms(t->tries))
        fail_msg("try %d after %lld ms, not %lld", t->tries, (long long)t->asked_ms,
            (long long)try_at_ms(t->tries));
    assert_true(store_check_pin(t->store, t->check.pin, PIN_DIGITS, &right, &failures, NULL));
    assert_false(right); /* his dice have no nine */
    assert_int_equal(failures, t->tries);
    uint32_t visit = t->check.visit;
    t->check.kind = FX_NONE;
    if (dice(t, 4) == 0) {
        pull_the_plug(t);
        return;
    }
    feed(t, (struct msg){ .kind = MSG_PIN_CHECKED,
                .pin = { .visit = visit, .right = right, .failures = failures } });
}

static void do_something(struct thief *t)
{
    switch (dice(t, 8)) {
    case 0:
        come_back(t);
        break;
    case 1:
        if (dice(t, 3) == 0)
            pull_the_plug(t);
        break;
    case 2:
        tick(t, -(int64_t)dice(t, 100 * 1000));
        break;
    case 3:
        tick(t, dice(t, SLOWEST_CHECK_MS));
        break;
    case 4: /* he has a watch */
        tick(t, model_pin_wait_ms(t->m) - dice(t, 2));
        break;
    case 5:
        be_checked(t);
        break;
    default:
        type_one(t);
    }
    assert_false(screen_is_organisers(t->m->screen));
}

static struct thief *thief_new(unsigned seed)
{
    struct arena *a = arena_new();
    struct faults faults = { .arena = a };
    struct thief *t = arena_alloc(a, sizeof *t);
    *t = (struct thief){ .a = a,
        .dir = temp_make(a),
        .content = content_load(a, "content", NULL, &faults),
        .m = arena_alloc(a, sizeof *t->m),
        .seed = seed };
    assert_non_null(t->content);
    switch_on(t);
    assert_true(store_set_pin(t->store, "999999", PIN_DIGITS, NULL));
    pull_the_plug(t);
    t->past_ms = t->plugs = 0;
    return t;
}

static void whatever_he_does_he_waits(void **state)
{
    (void)state;
    enum { TRIES = 16 };
    long thieves = torture_rounds(3, 60), tries = 0;
    for (long i = 0; i < thieves; i++) {
        struct thief *t = thief_new((unsigned)i + 1);
        while (t->tries < TRIES)
            do_something(t);
        if (i == 0)
            print_message("# %d tries in %lld s, %d plugs pulled, %d times back\n", t->tries,
                (long long)in_all_ms(t) / 1000, t->plugs, t->comings);
        assert_true(t->plugs > 3 && t->comings > 3);
        tries += t->tries;
        store_close(t->store);
        temp_remove(t->dir);
        arena_free(t->a);
    }
    torture_figure("no one in", "tries of a PIN with plug, patience and haste", tries, tries, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guessing_takes_years),
        cmocka_unit_test(waits_have_a_clock_that_nobody_sets),
        cmocka_unit_test(whatever_he_does_he_waits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
