/* The glass through SDL below the compositor of the kiosk's service: picture, fingers, keys, screens
 * and the wait, drawn without OpenGL. */
#include "base/clock.h"
#include "child.h"
#include "compositor.h"
#include "glass_client.h"
#include "turned.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* SDL leaves a lot behind that it had of a compositor; display_test looks for what we would. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

enum { SECOND_WIDTH = 320, SECOND_HEIGHT = 240, PATIENCE_MS = 5000 };

static const struct colour red = { 200, 16, 32 }, blue = { 16, 32, 200 };
static pid_t compositor;

static int start(void **state)
{
    assert_int_equal(glass_client_open_fingers(state), 0);
    compositor = compositor_start(((struct glass_client *)*state)->glass);
    return 0;
}

static int stop(void **state)
{
    compositor_stop(&compositor);
    return glass_client_close(state);
}

static void the_glass_is(struct glass_client *f, struct colour ground)
{
    f->list->ground = ground;
    f->list->width = display_geometry(f->display).width;
    f->list->height = display_geometry(f->display).height;
    (void)display_paint(f->display, f->list, false);
    assert_pixel(f, 0, 0, ground);
    assert_pixel(f, f->list->width - 1, f->list->height - 1, ground);
    assert_pixel(f, f->list->width / 2, f->list->height / 2, ground);
}

/* The whole of it, without a frame, and without an arrow. */
static void full_screen_fills_the_glass(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, 0, 0, 0);
    struct geometry g = display_geometry(f->display);
    assert_int_equal(g.width, CLIENT_WIDTH);
    assert_int_equal(g.height, CLIENT_HEIGHT);
    glass_client_settle(f->display);
    the_glass_is(f, red);
    uint32_t *pixels = calloc((size_t)(g.width * g.height), sizeof *pixels);
    assert_non_null(pixels);
    glass_pixels(f->glass, (struct rect){ 0, 0, g.width, g.height }, pixels);
    for (int i = 0; i < g.width * g.height; i++)
        assert_int_equal(pixels[i], glass_client_rgb(red));
    free(pixels);
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
    glass_client_settle(d);
    the_glass_is(f, blue);
    glass_client_settle(d);
    long before = switches();
    int64_t start_ms = clock_now_ms();
    assert_int_equal(display_wait(d, 1000).kind, INPUT_NONE);
    assert_true(clock_now_ms() - start_ms >= 990);
    assert_in_range(switches() - before, 1, 6);
}

/* Those of the kiosk arrive, and those of a compositor mean nothing: the glass stays ours. */
static void keys_are_the_kiosks_alone(void **state)
{
    static const char *const held[] = { "Alt_L", "Super_L", "Control_L" };
    static const char *const keys[] = { "Tab", "F4", "F2", "Return", "d", "q", "e", "Print" };
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    the_glass_is(f, red);
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        for (size_t n = 1; n < 1U << COUNT_OF(held); n++)
            glass_chord(f->glass, held, COUNT_OF(held), (unsigned)n, keys[i]);
    glass_key(f->glass, "Tab");
    struct input in = glass_client_await(d, INPUT_KEY);
    assert_int_equal(in.key, KEY_NEXT);
    glass_client_settle(d);
    the_glass_is(f, blue);
    assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE);
}

static void another_size_is_told(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 90);
    glass_client_paint(f); /* before that it is on no screen */
    compositor_do("output X11-1 mode --custom 500x400");
    glass_client_await(d, INPUT_RESIZED);
    glass_client_settle(d);
    struct geometry g = display_geometry(d);
    assert_int_equal(g.width, 400);
    assert_int_equal(g.height, 500);
    f->list->width = g.width;
    f->list->height = g.height;
    f->list->ground = blue;
    (void)display_paint(d, f->list, false);
    assert_pixel(f, 0, 0, blue);
    assert_pixel(f, 499, 399, blue);
    compositor_do("output X11-1 mode --custom 641x480");
    glass_client_await(d, INPUT_RESIZED);
}

/* The hall's screen, which here lies on the glass. */
static void a_second_screen_is_for_the_hall(void **state)
{
    char command[64];
    struct glass_client *f = *state;
    struct geometry g = { 0 };
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    the_glass_is(f, red);
    assert_int_equal(display_count(d), 1);
    assert_false(display_open_hall(d, &g));
    compositor_do("create_output");
    glass_client_await(d, INPUT_SCREENS);
    (void)snprintf(
        command, sizeof command, "output X11-2 mode --custom %dx%d", SECOND_WIDTH, SECOND_HEIGHT);
    compositor_do(command);
    glass_client_settle(d);
    assert_int_equal(display_count(d), 2);
    /* Its window learns its size once it is shown. */
    for (int64_t until_ms = clock_now_ms() + PATIENCE_MS; g.width != SECOND_WIDTH;) {
        assert_true(clock_now_ms() < until_ms);
        assert_true(display_open_hall(d, &g));
        *f->list = (struct draw_list){ .width = g.width, .height = g.height, .ground = blue };
        display_paint_hall(d, f->list);
        (void)display_wait(d, SETTLE_MS);
    }
    assert_int_equal(g.height, SECOND_HEIGHT);
    display_paint_hall(d, f->list);
    assert_pixel(f, SECOND_WIDTH - 1, SECOND_HEIGHT - 1, blue);
    assert_pixel(f, SECOND_WIDTH + 10, SECOND_HEIGHT + 10, red);
    display_close_hall(d);
    glass_client_settle(d);
    struct geometry glass = display_geometry(d);
    *f->list = (struct draw_list){ .width = glass.width, .height = glass.height, .ground = blue };
    (void)display_paint(d, f->list, false);
    assert_pixel(f, SECOND_WIDTH + 10, SECOND_HEIGHT + 10, blue);
}

static void ends_with_the_compositor(void **state)
{
    struct glass_client *f = *state;
    struct display *d = glass_client_open_display(f, 0, 0, 0);
    glass_client_settle(d);
    child_kill(&compositor);
    glass_client_await(d, INPUT_QUIT);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, glass_client_close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(full_screen_fills_the_glass),
        WITH_DISPLAY(turned_together),
        WITH_DISPLAY(waiting_is_sleeping),
        WITH_DISPLAY(keys_are_the_kiosks_alone),
        WITH_DISPLAY(another_size_is_told),
        WITH_DISPLAY(a_second_screen_is_for_the_hall),
        WITH_DISPLAY(ends_with_the_compositor),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, start, stop);
}
