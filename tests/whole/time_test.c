/*
 * Clocks that misbehave: the wall clock jumps ten years and a second back at every point of visits,
 * meetings and syncs; the monotonic clock passes 2^31 and 2^32 ms in the middle of each deadline.
 * Nothing times out wrongly, nothing is stuck, and no export takes another's name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/clock.h"
#include "clock_script.h"
#include "core/pin.h"
#include "evening.h"
#include "temp.h"
#include "torture.h"

#include <cmocka.h>
#include <string.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND };

static const int64_t bits_31 = INT64_C(1) << 31, bits_32 = INT64_C(1) << 32;

static void holds(void)
{
    if (outside_books()->fault[0] != '\0')
        fail_msg("%s", outside_books()->fault);
}

/* --- the wall clock ---------------------------------------------------------------------------- */

struct jumps {
    struct evening e;
    long meetings, meetings_wanted, jumps;
};

/* Closes the meeting, waits for its last sync, and begins another of the same name. */
static const struct action another[] = { { MSG_GO, SCREEN_MEETING }, { MSG_MEETING_CLOSE, 0 },
    { MSG_NONE, 0 }, { MSG_MEETING_NEW, 0 }, { MSG_MEETING_TEXT, 0 }, { MSG_KEY, 'a' },
    { MSG_KEY_DONE, 0 }, { MSG_MEETING_KEEP, 0 }, { MSG_NONE, 0 } };

static void jump(struct jumps *j)
{
    static const int64_t by_s[] = { -1, 10 * (int64_t)CLOCK_SCRIPT_YEAR_S, -1,
        -10 * (int64_t)CLOCK_SCRIPT_YEAR_S, -10 * (int64_t)CLOCK_SCRIPT_YEAR_S, -1,
        10 * (int64_t)CLOCK_SCRIPT_YEAR_S };
    clock_script_jump_wall(by_s[j->jumps++ % (long)COUNT_OF(by_s)]);
}

static struct input jumping(void *ctx, int timeout_ms)
{
    struct jumps *j = ctx;
    jump(j);
    if (j->e.visits == 1 && j->e.w.stick == WHOLE_NO_STICK)
        whole_put_stick(&j->e.w, WHOLE_PAIRED);
    if (evening_is_organised(&j->e) && j->e.visits >= 7 * (j->meetings + 1)) {
        if (j->meetings == j->meetings_wanted)
            return whole_nothing(INPUT_QUIT);
        j->meetings++;
        evening_organise(&j->e, another, COUNT_OF(another));
    }
    return evening_next(&j->e, timeout_ms);
}

/* Folders of meetings on the stick: their names end with four digits of the meeting's own. */
static int exports_on(struct whole *w)
{
    int count = 0;
    const char *kiosks = arena_printf(w->a, "%s/paired/GOEDWERK", w->media);
    const char *names = temp_list(w->a, kiosks);
    const char *kiosk = arena_printf(w->a, "%s/%.*s", kiosks, (int)strcspn(names, " "), names);
    for (const char *p = temp_list(w->a, kiosk); *p != '\0'; p += strcspn(p, " ") + 1) {
        const char *end = p + strcspn(p, " ");
        count += end - p > 5 && end[-5] == '-' && strspn(end - 4, "0123456789abcdef") == 4;
    }
    return count;
}

static void the_wall_clock_jumps(void **state)
{
    (void)state;
    struct jumps *j = test_calloc(1, sizeof *j);
    j->e.between_ms = 5 * SECOND;
    j->e.print_every = 3;
    j->e.one_card = true;
    j->meetings_wanted = torture_rounds(3, 40);
    clock_script_set(1000 * SECOND);
    evening_open(&j->e, jumping, j);
    whole_run(&j->e.w);

    struct outside_books *b = outside_books();
    int exports = exports_on(&j->e.w);
    print_message("# %ld jumps, %ld answers, %ld cards, %ld syncs, %d folders\n", j->jumps,
        b->counted, b->cards_out, b->syncs, exports);
    whole_close(&j->e.w);
    holds();
    assert_int_equal(b->meetings_begun, j->meetings_wanted);
    assert_int_equal(b->counted, j->e.visits);
    torture_figure("time",
        "jumps of the wall clock by 10 years or a second, within visits, "
        "meetings and syncs",
        j->jumps, j->jumps, b->counted - j->e.visits);
    torture_figure("time", "exports of one name meanwhile, each in its own folder",
        j->meetings_wanted + 1, exports, 0);
    assert_int_equal(exports, j->meetings_wanted + 1);
    test_free(j);
}

/* --- syncs, a minute apart, and the watchdog --------------------------------------------------- */

struct minutes {
    struct evening e;
    int64_t ends_ms, synced_ms;
    int syncs;
};

enum { SLACK_MS = 2 * SECOND, WATCHDOG_MS = 7500 };

static struct input minute_by_minute(void *ctx, int timeout_ms)
{
    struct minutes *k = ctx;
    const struct machine *m = &k->e.w.model->machine;
    int64_t now = clock_now_ms();
    if (m->synced_ms != k->synced_ms) {
        if (k->syncs++ > 1 && m->synced_ms < k->synced_ms + MINUTE)
            outside_fault("two syncs within %lld ms", (long long)(m->synced_ms - k->synced_ms));
        k->synced_ms = m->synced_ms;
    }
    bool may = m->stick == STICK_DONE || m->stick == STICK_PAIRED;
    if (m->sync_due && may && k->syncs > 0 && now > k->synced_ms + MINUTE + SLACK_MS)
        outside_fault("no sync for %lld ms", (long long)(now - k->synced_ms));
    if (k->e.w.watchdog.fed_ms != 0 && now > k->e.w.watchdog.fed_ms + WATCHDOG_MS + SLACK_MS)
        outside_fault(
            "the watchdog hungers for %lld ms", (long long)(now - k->e.w.watchdog.fed_ms));
    if (k->syncs == 0 && k->e.visits == 1)
        whole_put_stick(&k->e.w, WHOLE_PAIRED);
    return now >= k->ends_ms ? whole_nothing(INPUT_QUIT) : evening_next(&k->e, timeout_ms);
}

static void minutes_around(int64_t boundary_ms)
{
    struct minutes *k = test_calloc(1, sizeof *k);
    k->e.one_card = true;
    k->e.print_every = 5;
    k->e.between_ms = 1 * SECOND;
    k->e.w.watchdog_ms = WATCHDOG_MS;
    clock_script_set(boundary_ms - 150 * SECOND);
    k->ends_ms = boundary_ms + 150 * SECOND;
    evening_open(&k->e, minute_by_minute, k);
    whole_run(&k->e.w);
    whole_close(&k->e.w);
    holds();
    print_message("# %ld visits, %d syncs\n", k->e.visits, k->syncs);
    assert_true(k->syncs >= 5);
    assert_int_equal(outside_books()->counted, k->e.visits);
    test_free(k);
}

static void a_sync_a_minute(void **state)
{
    (void)state;
    minutes_around(bits_31);
    minutes_around(bits_32);
}

/* --- the PIN ----------------------------------------------------------------------------------- */

struct thief {
    struct whole w;
    int tries, tries_most;
    int digits; /* of this try */
    int64_t locked_ms; /* since; 0: not waiting */
    int64_t waited_ms; /* in all */
};

static struct input say(struct thief *t, enum msg_kind kind, int arg)
{
    whole_send(&t->w, &(struct msg){ .kind = kind, .arg = arg });
    return whole_nothing(INPUT_WAKE);
}

/* Waits as the loop does, and notes how long the lock holds. */
static struct input wait_for_lock(struct thief *t, int timeout_ms)
{
    int64_t left = t->w.model->machine.pin_locked_until_ms - clock_now_ms();
    whole_pass(&t->w, timeout_ms >= 0 && timeout_ms < left ? timeout_ms : left);
    return whole_nothing(INPUT_NONE);
}

static struct input guess(void *ctx, int timeout_ms)
{
    struct thief *t = ctx;
    const struct machine *k = &t->w.model->machine;
    int64_t now = clock_now_ms();
    if (whole_letters(&t->w) > 0)
        return whole_nothing(INPUT_WAKE);
    if (now < k->pin_locked_until_ms) {
        if (t->locked_ms == 0) {
            t->locked_ms = now;
            int64_t wait = k->pin_locked_until_ms - now;
            if (k->pin_failures != t->tries || wait != pin_delay_ms(t->tries))
                outside_fault("after %d tries it waits %lld ms", t->tries, (long long)wait);
        }
        return wait_for_lock(t, timeout_ms);
    }
    if (t->locked_ms != 0 && now - t->locked_ms != pin_delay_ms(t->tries))
        outside_fault(
            "after %d tries it waited %lld ms", t->tries, (long long)(now - t->locked_ms));
    t->waited_ms += t->locked_ms == 0 ? 0 : now - t->locked_ms;
    t->locked_ms = 0;
    if (t->tries == t->tries_most)
        return whole_nothing(INPUT_QUIT);
    if (t->w.model->screen != SCREEN_PIN) {
        t->digits = 0;
        return say(t, MSG_OPEN_ORGANISER, 0);
    }
    if (t->digits++ < PIN_DIGITS)
        return say(t, MSG_PIN_DIGIT, 1);
    t->digits = 0;
    t->tries++;
    return say(t, MSG_PIN_OK, 0);
}

static void guesses_around(int64_t boundary_ms)
{
    struct thief *t = test_calloc(1, sizeof *t);
    t->tries_most = 12;
    t->w = (struct whole){ .next = guess, .ctx = t, .pin = "777777" };
    clock_script_set(boundary_ms - 20 * SECOND);
    whole_open(&t->w);
    whole_run(&t->w);
    whole_close(&t->w);
    holds();
    assert_int_equal(t->tries, 12);
    assert_int_equal(outside_books()->pins_right, 0);
    int64_t sum = 0;
    for (int i = 1; i <= t->tries; i++)
        sum += pin_delay_ms(i);
    assert_int_equal(t->waited_ms, sum);
    print_message("# 12 guesses cost %lld s\n", (long long)(sum / SECOND));
    test_free(t);
}

static void the_lock_holds_as_long(void **state)
{
    (void)state;
    guesses_around(bits_31);
    guesses_around(bits_32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wall_clock_jumps),
        cmocka_unit_test(a_sync_a_minute),
        cmocka_unit_test(the_lock_holds_as_long),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
