#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "ui/touch.h"

#include <cmocka.h>

/* A glass with a ground, two buttons of a keypad's size, a key, a button that also holds, and one
 * that is disabled. Actions are told apart by their argument. */
enum { GROUND = 1, LEFT, RIGHT, KEY, LOGO, HELD, NEXT, PREVIOUS };

static const struct controls glass = {
    .list = { { .id = "ground",
                  .role = ROLE_GROUND,
                  .rect = { 0, 0, 600, 100 },
                  .send = { MSG_GO, GROUND } },
        { .id = "left", .role = ROLE_BUTTON, .rect = { 0, 0, 100, 100 }, .send = { MSG_GO, LEFT } },
        { .id = "right",
            .role = ROLE_BUTTON,
            .rect = { 100, 0, 100, 100 },
            .send = { MSG_GO, RIGHT } },
        { .id = "key",
            .role = ROLE_BUTTON,
            .rect = { 200, 0, 100, 100 },
            .send = { MSG_GO, KEY },
            .quick = true },
        { .id = "logo",
            .role = ROLE_BUTTON,
            .rect = { 300, 0, 100, 100 },
            .send = { MSG_GO, LOGO },
            .hold = { MSG_GO, HELD } },
        { .id = "off",
            .role = ROLE_BUTTON,
            .rect = { 400, 0, 100, 100 },
            .send = { MSG_GO, 99 },
            .disabled = true },
        { .id = "words", .role = ROLE_TEXT, .rect = { 0, 0, 600, 100 } } },
    .count = 7,
    .swipe_next = { MSG_GO, NEXT },
    .swipe_previous = { MSG_GO, PREVIOUS },
    .swipe_px = 80,
    .generation = 1,
};

struct event {
    int64_t at_ms;
    enum touch_phase phase;
    int64_t finger;
    int x, y, chooses;
};

enum { EVENTS_MAX = 10 };

static const struct {
    const char *rule;
    struct event events[EVENTS_MAX];
} stories[] = {
    { "lifted where it was put down",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1050, TOUCH_UP, 1, 20, 20, LEFT } } },
    { "slides off and comes back",
        { { 1000, TOUCH_DOWN, 1, 90, 10, 0 }, { 1050, TOUCH_MOVE, 1, 110, 10, 0 },
            { 1100, TOUCH_UP, 1, 90, 10, LEFT } } },
    { "lifted elsewhere",
        { { 1000, TOUCH_DOWN, 1, 90, 10, 0 }, { 1050, TOUCH_UP, 1, 110, 10, 0 } } },
    { "on the ground",
        { { 1000, TOUCH_DOWN, 1, 550, 10, 0 }, { 1050, TOUCH_UP, 1, 550, 10, GROUND } } },
    { "beside the glass",
        { { 1000, TOUCH_DOWN, 1, 700, 10, 0 }, { 1050, TOUCH_UP, 1, 700, 10, 0 } } },
    { "a disabled button hides the ground",
        { { 1000, TOUCH_DOWN, 1, 450, 10, 0 }, { 1050, TOUCH_UP, 1, 450, 10, 0 } } },
    { "cancelled", { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1050, TOUCH_CANCEL, 1, 10, 10, 0 },
                       { 1060, TOUCH_UP, 1, 10, 10, 0 } } },
    { "lifted without having been put down", { { 1000, TOUCH_UP, 1, 10, 10, 0 } } },
    { "a second finger chooses nothing, the first one does",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1010, TOUCH_DOWN, 2, 110, 10, 0 },
            { 1050, TOUCH_UP, 2, 110, 10, 0 }, { 1100, TOUCH_UP, 1, 10, 10, LEFT } } },
    { "a second finger that stays longer chooses nothing",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1010, TOUCH_DOWN, 2, 110, 10, 0 },
            { 1050, TOUCH_UP, 1, 10, 10, LEFT }, { 1100, TOUCH_UP, 2, 110, 10, 0 } } },
    { "a hand that is laid down and lifted chooses nothing",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1010, TOUCH_DOWN, 2, 110, 10, 0 },
            { 1020, TOUCH_DOWN, 3, 10, 60, 0 }, { 1100, TOUCH_UP, 1, 10, 10, 0 },
            { 1110, TOUCH_UP, 2, 110, 10, 0 }, { 1120, TOUCH_UP, 3, 10, 60, 0 },
            { 1600, TOUCH_DOWN, 1, 10, 10, 0 }, { 1650, TOUCH_UP, 1, 10, 10, LEFT } } },
    { "a palm: after five seconds the next finger is the first",
        { { 1000, TOUCH_DOWN, 1, 550, 90, 0 }, { 5999, TOUCH_DOWN, 2, 10, 10, 0 },
            { 6000, TOUCH_UP, 2, 10, 10, 0 }, { 6010, TOUCH_DOWN, 3, 10, 10, 0 },
            { 6050, TOUCH_UP, 3, 10, 10, LEFT }, { 6100, TOUCH_UP, 1, 550, 90, 0 } } },
    { "what lies there for five seconds chooses nothing",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 6000, TOUCH_UP, 1, 10, 10, 0 } } },
    { "a slow finger chooses",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 5999, TOUCH_UP, 1, 10, 10, LEFT } } },
    { "a double tap counts once",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1050, TOUCH_UP, 1, 10, 10, LEFT },
            { 1200, TOUCH_DOWN, 1, 10, 10, 0 }, { 1250, TOUCH_UP, 1, 10, 10, 0 } } },
    { "two taps", { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1050, TOUCH_UP, 1, 10, 10, LEFT },
                      { 1350, TOUCH_DOWN, 1, 10, 10, 0 }, { 1400, TOUCH_UP, 1, 10, 10, LEFT } } },
    { "quickly on two buttons",
        { { 1000, TOUCH_DOWN, 1, 10, 10, 0 }, { 1050, TOUCH_UP, 1, 10, 10, LEFT },
            { 1100, TOUCH_DOWN, 1, 110, 10, 0 }, { 1150, TOUCH_UP, 1, 110, 10, RIGHT } } },
    { "the keys of a keypad may be tapped quickly",
        { { 1000, TOUCH_DOWN, 1, 210, 10, 0 }, { 1030, TOUCH_UP, 1, 210, 10, KEY },
            { 1060, TOUCH_DOWN, 1, 210, 10, 0 }, { 1090, TOUCH_UP, 1, 210, 10, KEY } } },
    { "to the left: next",
        { { 1000, TOUCH_DOWN, 1, 190, 10, 0 }, { 1200, TOUCH_UP, 1, 110, 10, NEXT } } },
    { "to the right: previous",
        { { 1000, TOUCH_DOWN, 1, 110, 10, 0 }, { 1200, TOUCH_UP, 1, 190, 10, PREVIOUS } } },
    { "a short slide on one button is a tap",
        { { 1000, TOUCH_DOWN, 1, 189, 10, 0 }, { 1200, TOUCH_UP, 1, 110, 10, RIGHT } } },
    { "a slant is no swipe",
        { { 1000, TOUCH_DOWN, 1, 190, 5, 0 }, { 1200, TOUCH_UP, 1, 110, 46, RIGHT } } },
    { "a slide across chooses what it slides, not what it ends on",
        { { 1000, TOUCH_DOWN, 1, 290, 10, 0 }, { 1200, TOUCH_UP, 1, 10, 10, NEXT } } },
};

static void fingers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(stories); i++) {
        struct fingers f = { 0 };
        for (const struct event *e = stories[i].events;
             e < stories[i].events + EVENTS_MAX && e->at_ms != 0; e++) {
            const struct touch t = { e->phase, e->finger, e->x, e->y, e->at_ms };
            struct action a = touch_input(&f, &t, &glass);
            int chosen = a.kind == MSG_NONE ? 0 : a.arg;
            if (chosen != e->chooses)
                fail_msg(
                    "%s: at %d ms %d, not %d", stories[i].rule, (int)e->at_ms, chosen, e->chooses);
        }
    }
}

static struct action put(struct fingers *f, const struct controls *c, int64_t ms, int x)
{
    return touch_input(f, &(struct touch){ TOUCH_DOWN, 1, x, 10, ms }, c);
}

static struct action lift(struct fingers *f, const struct controls *c, int64_t ms, int x)
{
    return touch_input(f, &(struct touch){ TOUCH_UP, 1, x, 10, ms }, c);
}

/* What was under the finger has gone: nothing is chosen, wherever the new control lies. */
static void other_controls_under_the_finger(void **state)
{
    (void)state;
    struct fingers f = { 0 };
    struct controls next = glass;
    next.generation = 2;
    put(&f, &glass, 1000, 10);
    assert_int_equal(touch_pressed(&f, &glass), 1);
    assert_int_equal(touch_pressed(&f, &next), -1);
    assert_int_equal(lift(&f, &next, 1100, 10).kind, MSG_NONE);

    put(&f, &glass, 2000, 190);
    assert_int_equal(lift(&f, &next, 2100, 10).kind, MSG_NONE); /* nor swiped */

    /* A tap on the same place of the next screen is no double tap. */
    put(&f, &glass, 3000, 10);
    assert_int_equal(lift(&f, &glass, 3050, 10).arg, LEFT);
    put(&f, &next, 3100, 10);
    assert_int_equal(lift(&f, &next, 3150, 10).arg, LEFT);
}

static void quiet_after_a_new_screen(void **state)
{
    (void)state;
    struct fingers f = { 0 };
    touch_quiet(&f, 1000);
    put(&f, &glass, 1249, 10);
    assert_int_equal(touch_pressed(&f, &glass), -1);
    assert_int_equal(lift(&f, &glass, 2000, 10).kind, MSG_NONE);
    put(&f, &glass, 2010, 10);
    assert_int_equal(lift(&f, &glass, 2050, 10).arg, LEFT);

    touch_quiet(&f, 3000);
    put(&f, &glass, 3249, 190);
    assert_int_equal(lift(&f, &glass, 3500, 10).kind, MSG_NONE); /* nor swiped */
    put(&f, &glass, 3520, 300);
    assert_true(touch_deadline_ms(&f, &glass) == 3520 + HOLD_MS);
    lift(&f, &glass, 3530, 10);

    touch_quiet(&f, 5000);
    put(&f, &glass, 5100, 310);
    assert_true(touch_deadline_ms(&f, &glass) == INT64_MAX); /* nor held */

    struct fingers exact = { 0 };
    touch_quiet(&exact, 1000);
    put(&exact, &glass, 1250, 10);
    assert_int_equal(lift(&exact, &glass, 1300, 10).arg, LEFT);
}

static void holding(void **state)
{
    (void)state;
    struct fingers f = { 0 };
    assert_true(touch_deadline_ms(&f, &glass) == INT64_MAX);
    put(&f, &glass, 1000, 310);
    assert_true(touch_deadline_ms(&f, &glass) == 4000);
    assert_int_equal(touch_tick(&f, &glass, 3999).kind, MSG_NONE);
    assert_int_equal(touch_tick(&f, &glass, 4000).arg, HELD);
    assert_int_equal(touch_tick(&f, &glass, 4001).kind, MSG_NONE); /* once */
    assert_true(touch_deadline_ms(&f, &glass) == INT64_MAX);
    assert_int_equal(lift(&f, &glass, 4100, 310).kind, MSG_NONE);

    put(&f, &glass, 5000, 310);
    assert_int_equal(lift(&f, &glass, 7999, 310).arg, LOGO); /* too short: a tap */
    assert_int_equal(touch_tick(&f, &glass, 9000).kind, MSG_NONE);

    put(&f, &glass, 10000, 10);
    assert_true(touch_deadline_ms(&f, &glass) == INT64_MAX); /* this one does not hold */
}

/* Where there is no further page, and on screens that do not swipe. */
static void slides_that_lead_nowhere(void **state)
{
    (void)state;
    struct fingers f = { 0 };
    struct controls last = glass;
    last.swipe_next = (struct action){ 0 };
    put(&f, &last, 1000, 550);
    assert_int_equal(lift(&f, &last, 1100, 460).kind, MSG_NONE);
    put(&f, &last, 2000, 599);
    assert_int_equal(lift(&f, &last, 2100, 505).kind, MSG_NONE); /* on the ground, yet no tap */
    last.swipe_px = 0;
    put(&f, &last, 3000, 599);
    assert_int_equal(lift(&f, &last, 3100, 505).arg, GROUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingers),
        cmocka_unit_test(other_controls_under_the_finger),
        cmocka_unit_test(quiet_after_a_new_screen),
        cmocka_unit_test(holding),
        cmocka_unit_test(slides_that_lead_nowhere),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
