/*
 * Who walks away finds attract back: from every screen after its own time, whatever lies on the
 * glass, also where the monotonic clock passes 2^31 and 2^32 ms (24.9 and 49.7 days) meanwhile and
 * the wall clock jumps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/clock.h"
#include "clock_script.h"
#include "torture.h"
#include "whole.h"

#include <cmocka.h>
#include <string.h>

enum {
    SECOND = 1000,
    ASKED = 20 * SECOND, /* "Ben je er nog?" stays so long */
    TURNS_MAX = 500, /* of the loop until then: it sleeps in between */
};

static const struct way {
    enum screen_id screen;
    int after_ms; /* the last finger */
    bool organisers; /* the PIN first */
    struct action said[6];
} ways[] = {
    { SCREEN_DECK, 60 * SECOND + ASKED, false, { { MSG_START, 0 } } },
    { SCREEN_PRIVACY, 60 * SECOND + ASKED, false, { { MSG_GO, SCREEN_PRIVACY } } },
    { SCREEN_ELEMENT, 90 * SECOND + ASKED, false, { { MSG_START, 0 }, { MSG_OPEN_CARD, 0 } } },
    { SCREEN_CHOICE, 90 * SECOND + ASKED, false,
        { { MSG_START, 0 }, { MSG_OPEN_CARD, 1 }, { MSG_PICK_ELEMENT, 0 },
            { MSG_PICK_CHOICE, 0 } } },
    { SCREEN_GROUP, 60 * SECOND + ASKED, false,
        { { MSG_START, 0 }, { MSG_OPEN_CARD, 0 }, { MSG_PICK_ELEMENT, 0 }, { MSG_PICK_CHOICE, 0 },
            { MSG_CONFIRM, 0 } } },
    { SCREEN_TAKE_HOME, 60 * SECOND + ASKED, false,
        { { MSG_START, 0 }, { MSG_OPEN_CARD, 1 }, { MSG_PICK_ELEMENT, 1 }, { MSG_PICK_CHOICE, 1 },
            { MSG_CONFIRM, 0 }, { MSG_PHONE, 0 } } },
    { SCREEN_PIN, 60 * SECOND, false, { { MSG_OPEN_ORGANISER, 0 } } },
    { SCREEN_ORGANISER, 180 * SECOND, true, { { MSG_NONE, 0 } } },
    { SCREEN_SETUP, 180 * SECOND, true, { { MSG_SETUP, 0 } } },
    { SCREEN_MEETING, 180 * SECOND, true, { { MSG_GO, SCREEN_MEETING } } },
    { SCREEN_PICK_DECK, 180 * SECOND, true,
        { { MSG_GO, SCREEN_MEETING }, { MSG_GO, SCREEN_PICK_DECK } } },
    { SCREEN_CARDS, 180 * SECOND, true, { { MSG_GO, SCREEN_MEETING }, { MSG_GO, SCREEN_CARDS } } },
    { SCREEN_KEYBOARD, 180 * SECOND, true,
        { { MSG_GO, SCREEN_MEETING }, { MSG_MEETING_TEXT, 0 }, { MSG_KEY, 'a' } } },
    { SCREEN_MEETINGS, 180 * SECOND, true, { { MSG_GO, SCREEN_MEETINGS } } },
    { SCREEN_STICK, 180 * SECOND, true, { { MSG_GO, SCREEN_STICK } } },
    { SCREEN_IMPORT, 180 * SECOND, true, { { MSG_GO, SCREEN_IMPORT } } },
    { SCREEN_PRINTER, 180 * SECOND, true, { { MSG_GO, SCREEN_PRINTER } } },
    { SCREEN_REPORT, 180 * SECOND, true, { { MSG_GO, SCREEN_REPORT } } },
    { SCREEN_FINISH, 180 * SECOND, true, { { MSG_GO, SCREEN_FINISH } } },
    { SCREEN_SETTINGS, 180 * SECOND, true, { { MSG_GO, SCREEN_SETTINGS } } },
    { SCREEN_CLOCK, 180 * SECOND, true, { { MSG_GO, SCREEN_SETTINGS }, { MSG_GO, SCREEN_CLOCK } } },
    { SCREEN_SELFTEST, 180 * SECOND, true,
        { { MSG_GO, SCREEN_SETTINGS }, { MSG_GO, SCREEN_SELFTEST } } },
    /* Last, for what the hall looks at does not go away by itself: the picture stays, locked. */
    { SCREEN_HANDS, 180 * SECOND, true,
        { { MSG_GO, SCREEN_BIGSCREEN }, { MSG_GO, SCREEN_HANDS } } },
};

/* OK with the digit seven six times. */
static const struct action pin[] = { { MSG_OPEN_ORGANISER, 0 }, { MSG_PIN_DIGIT, 7 },
    { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 },
    { MSG_PIN_DIGIT, 7 }, { MSG_PIN_OK, 0 } };

struct walker {
    struct whole w;
    const struct way *way;
    size_t said_pin, said; /* so far, of this way */
    bool there; /* and gone away */
    bool hand_stays; /* a sleeve lies on the glass */
    int64_t touched_ms;
    long turns;
    int done;
};

static struct input say(struct walker *k, struct action a)
{
    whole_send(&k->w, &(struct msg){ .kind = a.kind, .arg = a.arg });
    return whole_nothing(INPUT_WAKE);
}

static struct input come_here(struct walker *k)
{
    const struct way *way = k->way;
    if (way->organisers && k->said_pin < COUNT_OF(pin))
        return say(k, pin[k->said_pin++]);
    if (k->said < COUNT_OF(way->said) && way->said[k->said].kind != MSG_NONE)
        return say(k, way->said[k->said++]);
    if (k->w.model->screen != way->screen)
        outside_fault("on the way to %s it came to %s", screen_name(way->screen),
            screen_name(k->w.model->screen));
    k->there = true;
    k->turns = 0;
    k->touched_ms = clock_now_ms();
    return k->hand_stays ? whole_touch(TOUCH_DOWN, 1, 3, 3) : whole_nothing(INPUT_NONE);
}

static struct input next_way(struct walker *k)
{
    int64_t after_ms = clock_now_ms() - k->touched_ms;
    if (after_ms != k->way->after_ms)
        outside_fault("%s left after %lld ms", screen_name(k->way->screen), (long long)after_ms);
    if (k->way->screen == SCREEN_HANDS
            ? k->w.model->screen != SCREEN_BIGSCREEN || !k->w.model->plenary.locked
            : k->w.model->screen != SCREEN_ATTRACT)
        outside_fault(
            "%s ended on %s", screen_name(k->way->screen), screen_name(k->w.model->screen));
    k->done++;
    k->way++;
    k->said = k->said_pin = 0;
    k->there = false;
    clock_script_jump_wall(
        (k->done % 2 == 0 ? 10 : -10) * (int64_t)CLOCK_SCRIPT_YEAR_S - k->done % 3);
    return whole_nothing(INPUT_NONE);
}

static struct input next(void *ctx, int timeout_ms)
{
    struct walker *k = ctx;
    if (whole_letters(&k->w) > 0)
        return whole_nothing(INPUT_WAKE);
    if (k->way == ways + COUNT_OF(ways))
        return whole_nothing(INPUT_QUIT);
    if (!k->there)
        return come_here(k);
    if (k->w.model->screen == SCREEN_ATTRACT || (timeout_ms < 0 && whole_stays(&k->w)))
        return next_way(k);
    if (timeout_ms < 0 || k->turns++ > TURNS_MAX)
        outside_fault("stuck on %s", screen_name(k->w.model->screen));
    whole_pass(&k->w, timeout_ms);
    return whole_nothing(INPUT_NONE);
}

static void walk_away(int64_t begins_ms, bool hand_stays)
{
    struct walker *k = test_calloc(1, sizeof *k);
    k->way = ways;
    k->hand_stays = hand_stays;
    k->w = (struct whole){ .next = next, .ctx = k, .pin = "777777", .pairs = true };
    clock_script_set(begins_ms);
    whole_open(&k->w);
    whole_run(&k->w);
    whole_close(&k->w);
    if (outside_books()->fault[0] != '\0')
        fail_msg("%s", outside_books()->fault);
    torture_figure(
        "fingers", "screens left alone, each back on attract in its own time", k->done, k->done, 0);
    test_free(k);
}

static void from_every_screen(void **state)
{
    (void)state;
    walk_away(1000 * SECOND, false);
}

static void with_a_sleeve_on_the_glass(void **state)
{
    (void)state;
    walk_away(1000 * SECOND, true);
}

/* 24.9 days: what counts ms in 31 bits turns negative, in the middle of the first wait. */
static void past_31_bits(void **state)
{
    (void)state;
    walk_away((INT64_C(1) << 31) - 70 * SECOND, false);
}

static void past_32_bits(void **state)
{
    (void)state;
    walk_away((INT64_C(1) << 32) - 70 * SECOND, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_every_screen),
        cmocka_unit_test(with_a_sleeve_on_the_glass),
        cmocka_unit_test(past_31_bits),
        cmocka_unit_test(past_32_bits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
