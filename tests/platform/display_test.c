/* The glass through SDL, on a real X server: window, pointer, keys and the wait. */
#include "base/clock.h"
#include "glass_client.h"
#include "turned.h"
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

enum { PATIENCE_MS = 60 * 1000 };

static const struct colour red = { 200, 16, 32 };

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
    assert_true(clock_now_ms() - start_ms >= 990);
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

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, glass_client_close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(turned_together),
        WITH_DISPLAY(full_screen_fills_the_glass),
        WITH_DISPLAY(resize_and_expose_are_told),
        WITH_DISPLAY(keys_of_the_organiser),
        WITH_DISPLAY(wakes_from_a_thread),
        WITH_DISPLAY(waiting_is_sleeping),
        WITH_DISPLAY(signals_end_it),
        WITH_DISPLAY(says_why_there_is_no_display),
    };
    (void)signal(SIGINT, SIG_DFL); /* a shell's background job ignores it, and then SDL does too */
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, glass_client_open_mouse, glass_client_close);
}
