/* The glass through SDL, on a real X server: the test process itself is the client. */
#include "platform/display.h"

#include "base/clock.h"
#include "glass.h"
#include "ui/draw.h"
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 641, HEIGHT = 480, PATIENCE_MS = 5000, SETTLE_MS = 60 };

#define FONTS "assets/fonts"

static const struct colour white = { 255, 255, 255 }, black = { 0, 0, 0 }, red = { 200, 16, 32 };

struct fixture {
    struct glass *glass;
    struct display *display;
    struct draw_list *list;
};

static struct fixture *fixture_new(enum glass_kind kind)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->list = calloc(1, sizeof *f->list);
    assert_non_null(f->list);
    f->glass = glass_open(kind, WIDTH, HEIGHT);
    setenv("DISPLAY", f->glass->display, 1);
    return f;
}

static int open_mouse(void **state)
{
    *state = fixture_new(GLASS_MOUSE);
    return 0;
}

static int open_fingers(void **state)
{
    *state = fixture_new(GLASS_FINGERS);
    return 0;
}

static int close_display(void **state)
{
    struct fixture *f = *state;
    display_close(f->display);
    f->display = NULL;
    return 0;
}

static int close_all(void **state)
{
    struct fixture *f = *state;
    close_display(state);
    glass_close(f->glass);
    free(f->list);
    free(f);
    return 0;
}

static struct display *open_display(struct fixture *f, int width, int height, int rotation)
{
    struct err err = { .detail = "" };
    struct display_options o = {
        .width = width, .height = height, .rotation = rotation, .font_dir = FONTS, .title = "test"
    };
    f->display = display_open_sdl(&o, &err);
    if (f->display == NULL)
        fail_msg("%s", err.detail);
    struct geometry g = display_geometry(f->display);
    *f->list = (struct draw_list){ .width = g.width, .height = g.height, .ground = white };
    return f->display;
}

/* The next input of that kind; others are let go. */
static struct input await(struct display *d, enum input_kind kind)
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
static void settle(struct display *d)
{
    while (display_wait(d, SETTLE_MS).kind != INPUT_NONE)
        ;
}

static void paint(struct fixture *f)
{
    settle(f->display);
    assert_int_equal(display_paint(f->display, f->list, true), 0);
}

static uint32_t rgb(struct colour c)
{
    return (uint32_t)(c.r << 16 | c.g << 8 | c.b);
}

#define assert_pixel(f, x, y, colour) assert_int_equal(glass_pixel((f)->glass, x, y), rgb(colour))

static void fills_are_exact(void **state)
{
    struct fixture *f = *state;
    open_display(f, WIDTH, HEIGHT, 0);
    draw_fill(f->list, (struct rect){ 10, 20, 100, 50 }, 0, red);
    draw_fill(f->list, (struct rect){ 200, 100, 120, 80 }, 20, black);
    paint(f);
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
    struct fixture *f = *state;
    open_display(f, WIDTH, HEIGHT, 0);
    struct rect card = { 100, 100, 200, 100 };
    draw_shadow(f->list, card, 12, 16, black);
    draw_fill(f->list, card, 12, red);
    paint(f);
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

static void assert_near(int value, int wanted)
{
    if (abs(value - wanted) > 1)
        fail_msg("%d is not near %d", value, wanted);
}

/* The smallest rectangle that holds all that is not white. */
static struct rect ink(struct fixture *f)
{
    uint32_t *pixels = calloc((size_t)WIDTH * HEIGHT, sizeof *pixels);
    assert_non_null(pixels);
    glass_pixels(f->glass, (struct rect){ 0, 0, WIDTH, HEIGHT }, pixels);
    int left = WIDTH, top = HEIGHT, right = -1, bottom = -1;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (pixels[y * WIDTH + x] != 0xffffff) {
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
    struct fixture *f = *state;
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
    open_display(f, WIDTH, HEIGHT, 0);
    struct measure m = display_measure(f->display);
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        const char *text = lines[i].text;
        int width = m.width(m.ctx, lines[i].font, lines[i].px, text, strlen(text));
        f->list->count = 0;
        draw_text(f->list, 50, 200, width, lines[i].font, lines[i].px, black, text);
        paint(f);
        struct rect box = ink(f);
        assert_in_range(box.x, 50, 55);
        assert_in_range(box.x + box.w, 50 + width - 6, 50 + width);
        assert_true(box.y > 200 - lines[i].px && box.y < 200 - lines[i].px / 2);
    }
}

static void capitals_stand_on_the_baseline(void **state)
{
    struct fixture *f = *state;
    open_display(f, WIDTH, HEIGHT, 0);
    draw_text(f->list, 50, 200, 300, FONT_TEXT, 120, red, "HIE");
    paint(f);
    struct rect box = ink(f);
    assert_near(box.y + box.h, 200);
    assert_near(box.h, 87); /* capitals of Inter are 0.727 em */
    assert_pixel(f, box.x + 3, 190, red);
}

static void each_line_is_its_own(void **state)
{
    struct fixture *f = *state;
    open_display(f, WIDTH, HEIGHT, 0);
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
    struct fixture *f = *state;
    static struct qr qr = { .side = 21 };
    for (int i = 0; i < 21 * 21; i++)
        qr.dark[i] = (uint8_t)(i % 21 % 3 == 0 || i / 21 == 20);
    open_display(f, WIDTH, HEIGHT, 0);
    draw_icon(f->list, (struct rect){ 400, 100, 57, 57 }, ICON_ETHICS, red);
    draw_qr(f->list, (struct rect){ 20, 40, 21 * 7, 21 * 7 }, &qr, black);
    paint(f);
    for (int y = 0; y < 21; y++)
        for (int x = 0; x < 21; x++) {
            struct colour want = qr.dark[y * 21 + x] ? black : white;
            assert_pixel(f, 20 + 7 * x, 40 + 7 * y, want);
            assert_pixel(f, 20 + 7 * x + 6, 40 + 7 * y + 6, want);
        }
    bool inked = false;
    for (int x = 400; x < 457; x++)
        inked = inked || glass_pixel(f->glass, x, 128) == rgb(red);
    assert_true(inked);
    assert_pixel(f, 399, 128, white);
    assert_pixel(f, 457, 128, white);
}

/* Where px (x, y) of the upright picture is on a panel that shows it turned. */
static void on_panel(int rotation, int x, int y, int *panel_x, int *panel_y)
{
    int right = WIDTH - 1, bottom = HEIGHT - 1;
    *panel_x = rotation == 0 ? x : rotation == 90 ? right - y : rotation == 180 ? right - x : y;
    *panel_y = rotation == 0 ? y : rotation == 90 ? x : rotation == 180 ? bottom - y : bottom - x;
}

static void check_turned(struct fixture *f, int rotation)
{
    struct display *d = open_display(f, WIDTH, HEIGHT, rotation);
    bool sideways = rotation == 90 || rotation == 270;
    int w = sideways ? HEIGHT : WIDTH, h = sideways ? WIDTH : HEIGHT;
    assert_int_equal(f->list->width, w);
    assert_int_equal(f->list->height, h);

    const struct {
        int x, y;
        struct colour colour;
    } marks[] = { { 0, 0, { 255, 0, 0 } }, { w - 1, 0, { 0, 255, 0 } }, { 0, h - 1, { 0, 0, 255 } },
        { w - 1, h - 1, { 9, 9, 9 } }, { 123, 77, { 90, 90, 200 } } };
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        draw_fill(f->list, (struct rect){ marks[i].x, marks[i].y, 1, 1 }, 0, marks[i].colour);
    paint(f);
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        int x, y;
        on_panel(rotation, marks[i].x, marks[i].y, &x, &y);
        assert_pixel(f, x, y, marks[i].colour);
        static const enum touch_phase phases[] = { TOUCH_DOWN, TOUCH_UP };
        glass_tap_at(f->glass, x, y);
        for (int p = 0; p < 2; p++) {
            struct input in = await(d, INPUT_TOUCH);
            assert_int_equal(in.touch.phase, phases[p]);
            assert_near(in.touch.x, marks[i].x);
            assert_near(in.touch.y, marks[i].y);
            assert_true(in.touch.x >= 0 && in.touch.x < w && in.touch.y >= 0 && in.touch.y < h);
            assert_in_range(clock_now_ms() - in.touch.at_ms, 0, 1000);
        }
        assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* nothing counts twice */
    }
    close_display((void **)&f);
}

static void picture_and_touch_turn_together(void **state)
{
    for (int rotation = 0; rotation < 360; rotation += 90)
        check_turned(*state, rotation);
}

static void full_screen_fills_the_glass(void **state)
{
    struct fixture *f = *state;
    open_display(f, 0, 0, 0);
    struct geometry g = display_geometry(f->display);
    assert_int_equal(g.width, WIDTH);
    assert_int_equal(g.height, HEIGHT);
    assert_in_range((int)(g.px_per_mm * 100), 589, 591); /* Xvfb says 96 dpi, which is no answer */
    f->list->ground = red;
    paint(f);
    assert_pixel(f, 0, 0, red);
    assert_pixel(f, WIDTH - 1, HEIGHT - 1, red);
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
    struct fixture *f = *state;
    struct display *d = open_display(f, 400, 300, 0);
    paint(f);
    XMoveResizeWindow(f->glass->x, program_window(f->glass), 0, 0, 320, 240);
    XSync(f->glass->x, False);
    await(d, INPUT_RESIZED);
    struct geometry g = display_geometry(d);
    assert_int_equal(g.width, 320);
    assert_int_equal(g.height, 240);
    f->list->ground = red;
    paint(f);
    assert_pixel(f, 319, 239, red);

    Window cover =
        XCreateSimpleWindow(f->glass->x, DefaultRootWindow(f->glass->x), 0, 0, 200, 200, 0, 0, 0);
    XMapRaised(f->glass->x, cover);
    XSync(f->glass->x, False);
    settle(d);
    XDestroyWindow(f->glass->x, cover);
    XSync(f->glass->x, False);
    await(d, INPUT_EXPOSED);
    assert_int_equal(display_paint(d, f->list, false), 0);
    assert_pixel(f, 100, 100, red);
}

static void keys_of_the_organiser(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *key;
        enum key means;
    } keys[] = { { "Tab", KEY_NEXT }, { "shift+Tab", KEY_PREVIOUS }, { "Return", KEY_ACTIVATE },
        { "space", KEY_ACTIVATE }, { "Escape", KEY_ESCAPE } };
    struct display *d = open_display(f, 0, 0, 0);
    settle(d);
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        glass_key(f->glass, "a"); /* means nothing */
        glass_key(f->glass, keys[i].key);
        struct input in = await(d, INPUT_KEY);
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
    struct fixture *f = *state;
    struct display *d = open_display(f, 200, 100, 0);
    settle(d);
    for (int round = 0; round < 20; round++) {
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, wake_often, d), 0);
        await(d, INPUT_WAKE);
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
    struct fixture *f = *state;
    struct display *d = open_display(f, 0, 0, 0);
    paint(f);
    settle(d);
    long before = switches();
    int64_t start_ms = clock_now_ms();
    assert_int_equal(display_wait(d, 1000).kind, INPUT_NONE);
    assert_in_range(clock_now_ms() - start_ms, 990, 1500);
    assert_in_range(switches() - before, 1, 6);
}

static void signals_end_it(void **state)
{
    static const int signals[] = { SIGTERM, SIGINT };
    struct fixture *f = *state;
    struct display *d = open_display(f, 200, 100, 0);
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        settle(d);
        assert_return_code(kill(getpid(), signals[i]), 0);
        await(d, INPUT_QUIT);
    }
}

static void says_why_there_is_no_display(void **state)
{
    struct fixture *f = *state;
    struct err err = { .code = ERR_NONE };
    struct display_options o = {
        .width = 200, .height = 100, .font_dir = "/nonexistent", .title = "test"
    };
    assert_null(display_open_sdl(&o, &err));
    assert_int_equal(err.code, ERR_FILE);
    o.font_dir = FONTS;
    setenv("DISPLAY", ":not-a-display", 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    assert_null(display_open_sdl(&o, &err));
    assert_int_equal(err.code, ERR_DISPLAY);
    setenv("DISPLAY", f->glass->display, 1);
    unsetenv("SDL_VIDEODRIVER");
}

static void two_fingers_are_told_apart(void **state)
{
    struct fixture *f = *state;
    struct display *d = open_display(f, 0, 0, 0);
    settle(d);
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
        struct input in = await(d, INPUT_TOUCH);
        if (in.touch.phase == TOUCH_DOWN)
            ids[steps[i].finger] = in.touch.finger;
        assert_int_equal(in.touch.phase, steps[i].phase);
        assert_int_equal(in.touch.finger, ids[steps[i].finger]);
        assert_near(in.touch.x, steps[i].x);
        assert_near(in.touch.y, steps[i].y);
    }
    assert_int_not_equal(ids[1], ids[2]);
    assert_int_equal(display_wait(d, SETTLE_MS).kind, INPUT_NONE); /* and no mouse besides */
}

static void motion_is_told_once(void **state)
{
    struct fixture *f = *state;
    struct display *d = open_display(f, 0, 0, 0);
    settle(d);
    glass_finger(f->glass, 1, GLASS_DOWN, 10, 100);
    for (int x = 11; x <= 110; x++)
        glass_finger(f->glass, 1, GLASS_MOVE, x, 100);
    glass_finger(f->glass, 1, GLASS_MOVE, 110, 100); /* no px further */
    glass_finger(f->glass, 1, GLASS_UP, 110, 100);
    await(d, INPUT_TOUCH);
    struct input in = await(d, INPUT_TOUCH);
    assert_int_equal(in.touch.phase, TOUCH_MOVE);
    assert_near(in.touch.x, 110);
    assert_int_equal(await(d, INPUT_TOUCH).touch.phase, TOUCH_UP);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_teardown(test, close_display)
    const struct CMUnitTest with_mouse[] = {
        WITH_DISPLAY(fills_are_exact),
        WITH_DISPLAY(shadows_fade_and_leave_no_seams),
        WITH_DISPLAY(text_fills_its_measured_box),
        WITH_DISPLAY(capitals_stand_on_the_baseline),
        WITH_DISPLAY(each_line_is_its_own),
        WITH_DISPLAY(icons_and_codes),
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
    int failed = cmocka_run_group_tests(with_mouse, open_mouse, close_all);
    return failed + cmocka_run_group_tests(with_fingers, open_fingers, close_all);
}
