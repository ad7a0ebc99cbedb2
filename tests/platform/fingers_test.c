/* Real fingers on a real X server: told apart, none twice, turned with the picture. */
#include "glass_client.h"
#include "turned.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>

static void two_fingers_are_told_apart(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    static const struct {
        int finger;
        enum glass_phase does;
        int x, y;
        enum touch_phase phase;
    } steps[] = {
        { 1, GLASS_DOWN, 100, 120, TOUCH_DOWN },
        { 2, GLASS_DOWN, 500, 400, TOUCH_DOWN },
        { 1, GLASS_MOVE, 140, 120, TOUCH_MOVE },
        { 1, GLASS_UP, 140, 120, TOUCH_UP },
        { 2, GLASS_MOVE, 480, 390, TOUCH_MOVE },
        { 2, GLASS_UP, 480, 390, TOUCH_UP },
    };
    int64_t ids[3] = { 0 };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        glass_finger(f->glass, steps[i].finger, steps[i].does, steps[i].x, steps[i].y);
        struct input in = glass_client_await(d, INPUT_TOUCH);
        if (in.touch.phase == TOUCH_DOWN)
            ids[steps[i].finger] = in.touch.finger;
        assert_int_equal(in.touch.phase, steps[i].phase);
        assert_int_equal(in.touch.finger, ids[steps[i].finger]);
        glass_client_near(in.touch.x, steps[i].x);
        glass_client_near(in.touch.y, steps[i].y);
    }
    assert_int_not_equal(ids[1], ids[2]);
    assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* and no mouse besides */
}

static void motion_is_told_once(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    glass_finger(f->glass, 1, GLASS_DOWN, 10, 100);
    for (int x = 11; x <= 110; x++)
        glass_finger(f->glass, 1, GLASS_MOVE, x, 100);
    glass_finger(f->glass, 1, GLASS_MOVE, 110, 100); /* no px further */
    glass_finger(f->glass, 1, GLASS_UP, 110, 100);
    glass_client_await(d, INPUT_TOUCH);
    struct input in = glass_client_await(d, INPUT_TOUCH);
    assert_int_equal(in.touch.phase, TOUCH_MOVE);
    glass_client_near(in.touch.x, 110);
    assert_int_equal(glass_client_await(d, INPUT_TOUCH).touch.phase, TOUCH_UP);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, glass_client_close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(two_fingers_are_told_apart),
        WITH_DISPLAY(motion_is_told_once),
        WITH_DISPLAY(turned_together),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, glass_client_open_fingers, glass_client_close);
}
