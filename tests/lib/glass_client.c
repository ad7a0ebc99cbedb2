#include "glass_client.h"

#include "base/clock.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <poll.h>
#include <stdlib.h>

enum { PATIENCE_MS = 60 * 1000 };

static struct glass_client *glass_client_new(enum glass_kind kind)
{
    struct glass_client *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->list = calloc(1, sizeof *f->list);
    assert_non_null(f->list);
    f->glass = glass_open(kind, CLIENT_WIDTH, CLIENT_HEIGHT);
    setenv("DISPLAY", f->glass->display, 1);
    return f;
}

int glass_client_open_mouse(void **state)
{
    *state = glass_client_new(GLASS_MOUSE);
    return 0;
}

int glass_client_open_fingers(void **state)
{
    *state = glass_client_new(GLASS_FINGERS);
    return 0;
}

int glass_client_open_screens(void **state)
{
    *state = glass_client_new(GLASS_SCREENS);
    return 0;
}

int glass_client_close_display(void **state)
{
    struct glass_client *f = *state;
    display_close(f->display);
    f->display = NULL;
    return 0;
}

int glass_client_close(void **state)
{
    struct glass_client *f = *state;
    glass_client_close_display(state);
    glass_close(f->glass);
    free(f->list);
    free(f);
    return 0;
}

struct display *glass_client_open_display(
    struct glass_client *f, int width, int height, int rotation)
{
    struct err err = { .detail = "" };
    struct display_options o = { .width = width,
        .height = height,
        .rotation = rotation,
        .font_dir = "assets/fonts",
        .title = "test" };
    f->display = display_open_sdl(&o, &err);
    if (f->display == NULL)
        fail_msg("%s", err.detail);
    struct geometry g = display_geometry(f->display);
    *f->list =
        (struct draw_list){ .width = g.width, .height = g.height, .ground = { 255, 255, 255 } };
    return f->display;
}

/* The next input of that kind; others are let go. */
struct input glass_client_await(struct display *d, enum input_kind kind)
{
    int64_t until_ms = clock_now_ms() + PATIENCE_MS;
    struct input in = { .kind = INPUT_NONE };
    while (clock_now_ms() < until_ms)
        if ((in = display_wait(d, 100)).kind == kind)
            return in;
    fail_msg("no input of kind %d, the last was %d", (int)kind, (int)in.kind);
    return in;
}

/* What a new window brings of itself has been and gone. */
void glass_client_settle(struct display *d)
{
    while (display_wait(d, SETTLE_MS).kind != INPUT_NONE)
        ;
}

void glass_client_paint(struct glass_client *f)
{
    glass_client_settle(f->display);
    assert_int_equal(display_paint(f->display, f->list, true), 0);
}

void glass_client_near(int value, int wanted)
{
    if (abs(value - wanted) > 1)
        fail_msg("%d is not near %d", value, wanted);
}

void glass_client_expect(struct glass_client *f, int x, int y, struct colour wanted)
{
    int64_t until_ms = clock_now_ms() + PATIENCE_MS;
    uint32_t is;
    while ((is = glass_pixel(f->glass, x, y)) != glass_client_rgb(wanted))
        if (clock_now_ms() > until_ms)
            fail_msg("%06x at (%d, %d), not %06x", is, x, y, glass_client_rgb(wanted));
        else
            (void)poll(NULL, 0, 5);
}
