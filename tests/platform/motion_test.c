/* The fade between two screens, through OpenGL ES: this program says that there is hardware, and
 * Mesa draws in its place. Skipped where there is no OpenGL ES at all. */
#include "platform/display.h"

#include "base/clock.h"
#include "glass.h"
#include "platform/gpu.h"
#include "ui/draw.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>

enum { WIDTH = 320, HEIGHT = 201, SETTLE_MS = 250, PATIENCE_MS = 5000 };

/* Mesa leaves things behind; display_test looks for what we would. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

/* In place of platform/gpu.c. */
bool gpu_renders(const char *sys, const char *dev)
{
    return sys != NULL && dev != NULL;
}

int gpu_connected_card(const char *sys)
{
    (void)sys;
    return -1;
}

static struct display *open_display(struct glass *g, int rotation)
{
    struct err err = { .detail = "" };
    struct display_options o = {
        .rotation = rotation, .font_dir = "assets/fonts", .title = "test"
    };
    setenv("DISPLAY", g->display, 1);
    struct display *d = display_open_sdl(&o, &err);
    if (d == NULL)
        fail_msg("%s", err.detail);
    while (display_wait(d, SETTLE_MS).kind != INPUT_NONE)
        ;
    return d;
}

static void paint_ground(struct display *d, uint8_t level, bool new_scene, int *motion_ms)
{
    struct geometry size = display_geometry(d);
    struct draw_list *list = calloc(1, sizeof *list);
    assert_non_null(list);
    *list = (struct draw_list){ .width = size.width, .height = size.height };
    list->ground = (struct colour){ level, level, level };
    draw_fill(list, (struct rect){ 0, 0, 10, 10 }, 0, (struct colour){ 255, 0, 0 });
    *motion_ms = display_paint(d, list, new_scene);
    free(list);
}

static int level_at_middle(struct glass *g)
{
    return (int)(glass_pixel(g, WIDTH / 2, HEIGHT / 2) & 0xff);
}

/* Waits for the end of a fade to level; true if something between was on the glass meanwhile. */
static bool fades_to(struct glass *g, struct display *d, int from, int to)
{
    int64_t until_ms = clock_now_ms() + PATIENCE_MS;
    bool between = false;
    for (int before = from; before != to;) {
        assert_true(clock_now_ms() < until_ms);
        assert_int_equal(display_wait(d, 10).kind, INPUT_NONE);
        int level = level_at_middle(g);
        assert_true(to > from ? level >= before : level <= before);
        between = between || (level != from && level != to);
        before = level;
    }
    return between;
}

static void a_new_screen_fades_in(void **state)
{
    struct glass *g = *state;
    struct display *d = open_display(g, 0);
    int motion_ms;
    paint_ground(d, 40, true, &motion_ms);
    assert_int_equal(motion_ms, 0); /* there was nothing before it */
    assert_int_equal(level_at_middle(g), 40);
    /* A busy machine may miss a whole fade, but not five. */
    bool between = false;
    for (int i = 0; i < 5 && !between; i++) {
        int from = i % 2 == 0 ? 40 : 240, to = 280 - from;
        paint_ground(d, (uint8_t)to, true, &motion_ms);
        if (motion_ms == 0) {
            display_close(d);
            skip();
        }
        assert_in_range(motion_ms, 1, 180);
        between = fades_to(g, d, from, to);
    }
    assert_true(between);

    /* The same screen, changed: at once. */
    paint_ground(d, 100, false, &motion_ms);
    assert_int_equal(motion_ms, 0);
    assert_int_equal(level_at_middle(g), 100);
    display_close(d);
}

static void turns_as_the_software_does(void **state)
{
    static const int corner[][2] = { { 0, 0 }, { WIDTH - 1, 0 }, { WIDTH - 1, HEIGHT - 1 },
        { 0, HEIGHT - 1 } };
    struct glass *g = *state;
    for (int i = 0; i < 4; i++) {
        struct display *d = open_display(g, 90 * i);
        int motion_ms;
        paint_ground(d, 40, true, &motion_ms);
        for (int c = 0; c < 4; c++)
            assert_int_equal(
                glass_pixel(g, corner[c][0], corner[c][1]), c == i ? 0xff0000 : 0x282828);
        display_close(d);
    }
}

static int open_glass(void **state)
{
    *state = glass_open(GLASS_MOUSE, WIDTH, HEIGHT);
    return 0;
}

static int close_glass(void **state)
{
    glass_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_screen_fades_in),
        cmocka_unit_test(turns_as_the_software_does),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_glass, close_glass);
}
