/* The glass through SDL, on a real X server: window, fingers, keys and the wait. */
#include "base/clock.h"
#include "glass_client.h"
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATIENCE_MS = 5000 };

static const struct colour red = { 200, 16, 32 };

/* Where px (x, y) of the upright picture is on a panel that shows it turned. */
static void on_panel(int rotation, int x, int y, int *panel_x, int *panel_y)
{
    int right = CLIENT_WIDTH - 1, bottom = CLIENT_HEIGHT - 1;
    *panel_x = rotation == 0 ? x : rotation == 90 ? right - y : rotation == 180 ? right - x : y;
    *panel_y = rotation == 0 ? y : rotation == 90 ? x : rotation == 180 ? bottom - y : bottom - x;
}

static void check_turned(struct glass_client *f, int rotation)
{
    struct display *d = glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, rotation);
    bool sideways = rotation == 90 || rotation == 270;
    int w = sideways ? CLIENT_HEIGHT : CLIENT_WIDTH, h = sideways ? CLIENT_WIDTH : CLIENT_HEIGHT;
    assert_int_equal(f->list->width, w);
    assert_int_equal(f->list->height, h);

    const struct {
        int x, y;
        struct colour colour;
    } marks[] = { { 0, 0, { 255, 0, 0 } }, { w - 1, 0, { 0, 255, 0 } }, { 0, h - 1, { 0, 0, 255 } },
        { w - 1, h - 1, { 9, 9, 9 } }, { 123, 77, { 90, 90, 200 } } };
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        draw_fill(f->list, (struct rect){ marks[i].x, marks[i].y, 1, 1 }, 0, marks[i].colour);
    glass_client_paint(f);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        int x, y;
        on_panel(rotation, marks[i].x, marks[i].y, &x, &y);
        assert_pixel(f, x, y, marks[i].colour);
        static const enum touch_phase phases[] = { TOUCH_DOWN, TOUCH_UP };
        glass_tap_at(f->glass, x, y);
        for (int p = 0; p < 2; p++) {
            struct input in = glass_client_await(d, INPUT_TOUCH);
            assert_int_equal(in.touch.phase, phases[p]);
            glass_client_near(in.touch.x, marks[i].x);
            glass_client_near(in.touch.y, marks[i].y);
            assert_true(in.touch.x >= 0 && in.touch.x < w && in.touch.y >= 0 && in.touch.y < h);
            assert_in_range(clock_now_ms() - in.touch.at_ms, 0, 1000);
        }
        assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* nothing counts twice */
    }
    glass_client_close_display((void **)&f);
}

static void picture_and_touch_turn_together(void **state)
{
    for (int rotation = 0; rotation < 360; rotation += 90)
        check_turned(*state, rotation);
}

static void full_screen_fills_the_glass(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, 0, 0, 0);
    struct geometry g = display_geometry(f->display);
    assert_int_equal(g.width, CLIENT_WIDTH);
    assert_int_equal(g.height, CLIENT_HEIGHT);
    assert_in_range((int)(g.px_per_mm * 100), 589, 591); /* Xvfb says 96 dpi, which is no answer */
    f->list->ground = red;
    glass_client_paint(f);
    assert_pixel(f, 0, 0, red);
    assert_pixel(f, CLIENT_WIDTH - 1, CLIENT_HEIGHT - 1, red);
}

static Window program_window(struct glass *g)
{
    Window root, parent, *children = NULL, last = None;
    unsigned int count = 0;
    assert_true(XQueryTree(g->x, DefaultRootWindow(g->x), &root, &parent, &children, &count));
    for (unsigned int i = 0; i < count; i++) {
        XWindowAttributes a;
        if (XGetWindowAttributes(g->x, children[i], &a) && a.map_state == IsViewable)
            last = children[i];
    }
    XFree(children);
    assert_int_not_equal(last, None);
    return last;
}

static void resize_and_expose_are_told(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 400, 300, 0);
    glass_client_paint(f);
    XMoveResizeWindow(f->glass->x, program_window(f->glass), 0, 0, 320, 240);
    XSync(f->glass->x, False);
    glass_client_await(d, INPUT_RESIZED);
    struct geometry g = display_geometry(d);
    assert_int_equal(g.width, 320);
    assert_int_equal(g.height, 240);
    f->list->ground = red;
    glass_client_paint(f);
    assert_pixel(f, 319, 239, red);

    Window cover =
        XCreateSimpleWindow(f->glass->x, DefaultRootWindow(f->glass->x), 0, 0, 200, 200, 0, 0, 0);
    XMapRaised(f->glass->x, cover);
    XSync(f->glass->x, False);
    glass_client_settle(d);
    XDestroyWindow(f->glass->x, cover);
    XSync(f->glass->x, False);
    glass_client_await(d, INPUT_EXPOSED);
    assert_int_equal(display_paint(d, f->list, false), 0);
    assert_pixel(f, 100, 100, red);
}

static void keys_of_the_organiser(void **state)
{
    struct glass_client *f = *state;
    static const struct {
        const char *key;
        enum key means;
    } keys[] = { { "Tab", KEY_NEXT }, { "shift+Tab", KEY_PREVIOUS }, { "Return", KEY_ACTIVATE },
        { "space", KEY_ACTIVATE }, { "Escape", KEY_ESCAPE } };
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        glass_key(f->glass, "a"); /* means nothing */
        glass_key(f->glass, keys[i].key);
        struct input in = glass_client_await(d, INPUT_KEY);
        assert_int_equal(in.key, keys[i].means);
        assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE);
    }
}

static void *wake_often(void *display)
{
    for (int i = 0; i < 1000; i++)
        display_wake(display);
    return NULL;
}

static void wakes_from_a_thread(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 200, 100, 0);
    glass_client_settle(d);
    for (int round = 0; round < 20; round++) {
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, wake_often, d), 0);
        glass_client_await(d, INPUT_WAKE);
        assert_int_equal(pthread_join(thread, NULL), 0);
        /* However often it was called since, one wake is left at most. */
        (void)display_wait(d, 0);
        assert_int_equal(display_wait(d, 0).kind, INPUT_NONE);
    }
    display_wake(d);
    assert_int_equal(display_wait(d, PATIENCE_MS).kind, INPUT_WAKE);
}

static long switches(void)
{
    char line[256];
    long sum = 0, count;
    FILE *file = fopen("/proc/self/status", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1)
            sum += count;
    fclose(file);
    return sum;
}

static void waiting_is_sleeping(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_paint(f);
    glass_client_settle(d);
    long before = switches();
    int64_t start_ms = clock_now_ms();
    assert_int_equal(display_wait(d, 1000).kind, INPUT_NONE);
    assert_in_range(clock_now_ms() - start_ms, 990, 1500);
    assert_in_range(switches() - before, 1, 6);
}

static void signals_end_it(void **state)
{
    static const int signals[] = { SIGTERM, SIGINT };
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 200, 100, 0);
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        glass_client_settle(d);
        assert_return_code(kill(getpid(), signals[i]), 0);
        glass_client_await(d, INPUT_QUIT);
    }
}

static void says_why_there_is_no_display(void **state)
{
    struct glass_client *f = *state;
    struct err err = { .code = ERR_NONE };
    struct display_options o = {
        .width = 200, .height = 100, .font_dir = "/nonexistent", .title = "test"
    };
    assert_null(display_open_sdl(&o, &err));
    assert_int_equal(err.code, ERR_FILE);
    o.font_dir = "assets/fonts";
    setenv("DISPLAY", ":not-a-display", 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    assert_null(display_open_sdl(&o, &err));
    assert_int_equal(err.code, ERR_DISPLAY);
    setenv("DISPLAY", f->glass->display, 1);
    unsetenv("SDL_VIDEODRIVER");
}

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
    const struct CMUnitTest with_mouse[] = {
        WITH_DISPLAY(picture_and_touch_turn_together),
        WITH_DISPLAY(full_screen_fills_the_glass),
        WITH_DISPLAY(resize_and_expose_are_told),
        WITH_DISPLAY(keys_of_the_organiser),
        WITH_DISPLAY(wakes_from_a_thread),
        WITH_DISPLAY(waiting_is_sleeping),
        WITH_DISPLAY(signals_end_it),
        WITH_DISPLAY(says_why_there_is_no_display),
    };
    const struct CMUnitTest with_fingers[] = {
        WITH_DISPLAY(two_fingers_are_told_apart),
        WITH_DISPLAY(motion_is_told_once),
        WITH_DISPLAY(picture_and_touch_turn_together),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = cmocka_run_group_tests(with_mouse, glass_client_open_mouse, glass_client_close);
    return failed +
           cmocka_run_group_tests(with_fingers, glass_client_open_fingers, glass_client_close);
}
