/* What the painter leaves on the glass, px by px. */
#include "glass_client.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct colour white = { 255, 255, 255 }, black = { 0, 0, 0 }, red = { 200, 16, 32 };

static void fills_are_exact(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    draw_fill(f->list, (struct rect){ 10, 20, 100, 50 }, 0, red);
    draw_fill(f->list, (struct rect){ 200, 100, 120, 80 }, 20, black);
    glass_client_paint(f);
    static const struct {
        int x, y;
        bool inside;
    } plain[] = { { 10, 20, true }, { 109, 69, true }, { 9, 20, false }, { 110, 69, false },
        { 10, 19, false }, { 109, 70, false } };
    for (size_t i = 0; i < COUNT_OF(plain); i++)
        assert_pixel(f, plain[i].x, plain[i].y, plain[i].inside ? red : white);

    static const int corners[][2] = { { 200, 100 }, { 319, 100 }, { 200, 179 }, { 319, 179 } };
    for (size_t i = 0; i < COUNT_OF(corners); i++) {
        int x = corners[i][0], y = corners[i][1], in_x = x < 260 ? 1 : -1, in_y = y < 140 ? 1 : -1;
        assert_pixel(f, x, y, white);
        assert_pixel(f, x + 20 * in_x, y, black);
        assert_pixel(f, x, y + 20 * in_y, black);
        assert_pixel(f, x + 10 * in_x, y + 10 * in_y, black);
        /* On the arc, 5.86 px in from both sides: neither of the two. */
        uint32_t arc = glass_pixel(f->glass, x + 5 * in_x, y + 6 * in_y) & 0xff;
        assert_in_range(arc, 16, 239);
    }
}

static void shadows_fade_and_leave_no_seams(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    struct rect card = { 100, 100, 200, 100 };
    draw_shadow(f->list, card, 12, 16, black);
    draw_fill(f->list, card, 12, red);
    glass_client_paint(f);
    assert_pixel(f, 150, 83, white);
    assert_pixel(f, 150, 100, red);
    for (int y = 84, before = 256; y < 100; y++) {
        int level = (int)(glass_pixel(f->glass, 150, y) & 0xff);
        assert_true(level <= before);
        before = level;
    }
    uint32_t edge[300];
    glass_pixels(f->glass, (struct rect){ 60, 98, 300, 1 }, edge);
    assert_int_equal(edge[299 - 20], edge[0]); /* the shadow is the same on both sides */
    for (int x = 1; x < 280; x++) {
        int step = (int)(edge[x] & 0xff) - (int)(edge[x - 1] & 0xff);
        assert_true(abs(step) < 8);
    }
}

/* The smallest rectangle that holds all that is not white. */
static struct rect ink(struct glass_client *f)
{
    uint32_t *pixels = calloc((size_t)CLIENT_WIDTH * CLIENT_HEIGHT, sizeof *pixels);
    assert_non_null(pixels);
    glass_pixels(f->glass, (struct rect){ 0, 0, CLIENT_WIDTH, CLIENT_HEIGHT }, pixels);
    int left = CLIENT_WIDTH, top = CLIENT_HEIGHT, right = -1, bottom = -1;
    for (int y = 0; y < CLIENT_HEIGHT; y++)
        for (int x = 0; x < CLIENT_WIDTH; x++)
            if (pixels[y * CLIENT_WIDTH + x] != 0xffffff) {
                left = x < left ? x : left;
                right = x > right ? x : right;
                top = y < top ? y : top;
                bottom = y;
            }
    free(pixels);
    return (struct rect){ left, top, right - left + 1, bottom - top + 1 };
}

static void text_fills_its_measured_box(void **state)
{
    struct glass_client *f = *state;
    static const struct {
        enum font font;
        int px;
        const char *text;
    } lines[] = {
        { FONT_TEXT, 31, "Hamerslag in Hoogeveen" },
        { FONT_STRONG, 24, "Dit zou ik doen \u203a" },
        { FONT_EMPHASIS, 28, "jij, vandaag \u00e9\u00e9n keer" },
        { FONT_TITLE, 40, "Wat zou jij doen?" },
        { FONT_QUOTE, 33, "Verantwoordelijkheid" },
    };
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    struct measure m = display_measure(f->display);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        const char *text = lines[i].text;
        int width = m.width(m.ctx, lines[i].font, lines[i].px, text, strlen(text));
        f->list->count = 0;
        draw_text(f->list, 50, 200, width, lines[i].font, lines[i].px, black, text);
        glass_client_paint(f);
        struct rect box = ink(f);
        assert_in_range(box.x, 50, 55);
        assert_in_range(box.x + box.w, 50 + width - 6, 50 + width);
        assert_true(box.y > 200 - lines[i].px && box.y < 200 - lines[i].px / 2);
    }
}

static void capitals_stand_on_the_baseline(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    draw_text(f->list, 50, 200, 300, FONT_TEXT, 120, red, "HIE");
    glass_client_paint(f);
    struct rect box = ink(f);
    glass_client_near(box.y + box.h, 200);
    glass_client_near(box.h, 87); /* capitals of Inter are 0.727 em */
    assert_pixel(f, box.x + 3, 190, red);
}

static void each_line_is_its_own(void **state)
{
    struct glass_client *f = *state;
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    struct measure m = display_measure(f->display);
    /* Some 11 MB of lines that are alike in all but text, and again: more than is kept. */
    for (int i = 0; i < 240; i++) {
        char text[40];
        int width = 0,
            len = snprintf(text, sizeof text, "%.*s%d", i % 7, "Leeuwarden", 1000 + i % 120);
        width = m.width(m.ctx, FONT_TEXT, 60, text, (size_t)len);
        f->list->count = 0;
        draw_text(f->list, 10, 200, width, FONT_TEXT, 60, i % 2 == 0 ? black : red, text);
        assert_int_equal(display_paint(f->display, f->list, false), 0);
        if (i % 10 != 3 && i != 6)
            continue;
        struct rect box = ink(f);
        assert_in_range(box.x + box.w, 10 + width - 10, 10 + width);
    }
}

static void icons_and_codes(void **state)
{
    struct glass_client *f = *state;
    static struct qr qr = { .side = 21 };
    for (int i = 0; i < 21 * 21; i++)
        qr.dark[i] = (uint8_t)(i % 21 % 3 == 0 || i / 21 == 20);
    glass_client_open_display(f, CLIENT_WIDTH, CLIENT_HEIGHT, 0);
    draw_icon(f->list, (struct rect){ 400, 100, 57, 57 }, ICON_ETHICS, red);
    draw_qr(f->list, (struct rect){ 20, 40, 21 * 7, 21 * 7 }, &qr, black);
    glass_client_paint(f);
    for (int y = 0; y < 21; y++)
        for (int x = 0; x < 21; x++) {
            struct colour want = qr.dark[y * 21 + x] ? black : white;
            assert_pixel(f, 20 + 7 * x, 40 + 7 * y, want);
            assert_pixel(f, 20 + 7 * x + 6, 40 + 7 * y + 6, want);
        }
    bool inked = false;
    for (int x = 400; x < 457; x++)
        inked = inked || glass_pixel(f->glass, x, 128) == glass_client_rgb(red);
    assert_true(inked);
    assert_pixel(f, 399, 128, white);
    assert_pixel(f, 457, 128, white);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, glass_client_close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(fills_are_exact),
        WITH_DISPLAY(shadows_fade_and_leave_no_seams),
        WITH_DISPLAY(text_fills_its_measured_box),
        WITH_DISPLAY(capitals_stand_on_the_baseline),
        WITH_DISPLAY(each_line_is_its_own),
        WITH_DISPLAY(icons_and_codes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, glass_client_open_mouse, glass_client_close);
}
