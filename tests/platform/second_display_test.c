/* A screen for the hall beside the glass: found, filled, lost and found again, on a real X server. */
#include "glass_client.h"
#include "glass_screens.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <sanitizer/lsan_interface.h>

enum { HALL_WIDTH = 1280, HALL_HEIGHT = 720 };

static const struct colour red = { 200, 16, 32 }, blue = { 16, 32, 200 };

static struct draw_list *hall_list(struct glass_client *f, const struct geometry *g)
{
    *f->list = (struct draw_list){ .width = g->width, .height = g->height, .ground = blue };
    draw_fill(f->list, (struct rect){ 100, 100, 200, 100 }, 0, red);
    return f->list;
}

static void the_glass_is_well(struct glass_client *f)
{
    struct geometry g = display_geometry(f->display);
    assert_int_equal(g.width, CLIENT_WIDTH);
    assert_int_equal(g.height, CLIENT_HEIGHT);
    *f->list = (struct draw_list){ .width = g.width, .height = g.height, .ground = red };
    (void)display_paint(f->display, f->list, false);
    assert_pixel(f, 0, 0, red);
    assert_pixel(f, CLIENT_WIDTH - 1, CLIENT_HEIGHT - 1, red);
}

static void the_hall_is_filled(struct glass_client *f)
{
    struct geometry g = { 0 };
    assert_true(display_open_hall(f->display, &g));
    assert_int_equal(g.width, HALL_WIDTH);
    assert_int_equal(g.height, HALL_HEIGHT);
    display_paint_hall(f->display, hall_list(f, &g));
    glass_client_settle(f->display);
    display_paint_hall(f->display, hall_list(f, &g));
    assert_int_equal(glass_second_pixel(f->glass, 0, 0), glass_client_rgb(blue));
    assert_int_equal(
        glass_second_pixel(f->glass, HALL_WIDTH - 1, HALL_HEIGHT - 1), glass_client_rgb(blue));
    assert_int_equal(glass_second_pixel(f->glass, 150, 150), glass_client_rgb(red));
}

/* SDL 2.26 keeps the name and the mode of a screen that has gone: 70 bytes each time. */
static void plug(struct glass_client *f)
{
    __lsan_disable();
    glass_plug(f->glass, HALL_WIDTH, HALL_HEIGHT);
    glass_client_await(f->display, INPUT_SCREENS);
    __lsan_enable();
}

static void comes_and_goes(void **state)
{
    struct glass_client *f = *state;
    struct geometry g;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    assert_int_equal(display_count(d), 1);
    assert_false(display_open_hall(d, &g));
    for (int round = 0; round < 3; round++) {
        glass_client_settle(d);
        plug(f);
        assert_int_equal(display_count(d), 2);
        the_glass_is_well(f);
        the_hall_is_filled(f);
        the_glass_is_well(f);
        assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* and sleeps */
        glass_unplug(f->glass);
        glass_client_await(d, INPUT_SCREENS);
        assert_int_equal(display_count(d), 1);
        assert_false(display_open_hall(d, &g));
        assert_int_equal(glass_second_window(f->glass), None);
        the_glass_is_well(f);
    }
}

static void there_from_the_start(void **state)
{
    struct glass_client *f = *state;
    glass_plug(f->glass, HALL_WIDTH, HALL_HEIGHT);
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    assert_int_equal(display_count(d), 2);
    assert_int_equal(glass_second_window(f->glass), None); /* nothing to show yet */
    the_hall_is_filled(f);
    display_close_hall(d);
    glass_client_settle(d);
    assert_int_equal(glass_second_window(f->glass), None);
    the_glass_is_well(f);
    glass_client_close_display(state);
    glass_unplug(f->glass);
}

/* A finger or a pointer on the hall's screen is nobody's at the glass. */
static void takes_no_fingers(void **state)
{
    struct glass_client *f = *state;
    glass_plug(f->glass, HALL_WIDTH, HALL_HEIGHT);
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    struct geometry g;
    assert_true(display_open_hall(d, &g));
    for (int x = 100; x < 103; x++) { /* at once, and one after the other */
        glass_tap_at(f->glass, x, 100);
        assert_int_equal(glass_client_await(d, INPUT_TOUCH).touch.phase, TOUCH_DOWN);
        assert_int_equal(glass_client_await(d, INPUT_TOUCH).touch.phase, TOUCH_UP);
    }
    glass_key(f->glass, "Tab"); /* keys are the glass's */
    glass_client_await(d, INPUT_KEY);
    glass_client_settle(d);
    glass_tap_at(f->glass, CLIENT_WIDTH + 200, 200);
    for (struct input in; (in = display_wait(d, SETTLE_MS)).kind != INPUT_NONE;)
        assert_int_not_equal(in.kind, INPUT_TOUCH);
    glass_tap_at(f->glass, 200, 200);
    struct input in = glass_client_await(d, INPUT_TOUCH);
    assert_int_equal(in.touch.phase, TOUCH_DOWN);
    assert_int_equal(in.touch.x, 200);
    glass_client_close_display(state);
    glass_unplug(f->glass);
}

static void a_window_leaves_other_screens_alone(void **state)
{
    struct glass_client *f = *state;
    struct geometry g;
    glass_plug(f->glass, HALL_WIDTH, HALL_HEIGHT);
    struct display *d = glass_client_open_display(f, 320, 200, 0);
    assert_int_equal(display_count(d), 1);
    assert_false(display_open_hall(d, &g));
    glass_client_close_display(state);
    glass_unplug(f->glass);
}

static void the_visitors_screen_may_be_named(void **state)
{
    struct glass_client *f = *state;
    struct err err = { .detail = "" };
    struct geometry g;
    struct display_options o = { .font_dir = "assets/fonts", .title = "test", .screen = "DUMMY1" };
    glass_plug(f->glass, HALL_WIDTH, HALL_HEIGHT);
    f->display = display_open_sdl(&o, &err);
    assert_non_null(f->display);
    assert_int_equal(display_geometry(f->display).width, HALL_WIDTH);
    assert_true(display_open_hall(f->display, &g));
    assert_int_equal(g.width, CLIENT_WIDTH);
    glass_client_close_display(state);
    glass_unplug(f->glass);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, glass_client_close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(comes_and_goes),
        WITH_DISPLAY(there_from_the_start),
        WITH_DISPLAY(takes_no_fingers),
        WITH_DISPLAY(a_window_leaves_other_screens_alone),
        WITH_DISPLAY(the_visitors_screen_may_be_named),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, glass_client_open_screens, glass_client_close);
}
