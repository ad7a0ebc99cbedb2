#include "turned.h"

#include "base/clock.h"
#include "glass_client.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>

enum { A_MINUTE_MS = 60 * 1000 };

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
            assert_in_range(clock_now_ms() - in.touch.at_ms, 0, A_MINUTE_MS); /* on our clock */
        }
        assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* nothing counts twice */
    }
    glass_client_close_display((void **)&f);
}

void turned_together(void **state)
{
    for (int rotation = 0; rotation < 360; rotation += 90)
        check_turned(*state, rotation);
}
