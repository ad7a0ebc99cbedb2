/*
 * A touch panel that vanishes under a finger: its cable is loose, its driver gave up. SDL tells of no
 * lifting then; the finger is taken off the glass without choosing anything, and the next one counts.
 * SDL runs without a screen; what it says of the panels, this file says in its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "platform/display.h"
#include "ui/controls.h"

#include <SDL2/SDL_events.h>
#include <SDL2/SDL_touch.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = 400,
    HEIGHT = 200,
    PANEL = 7,
    OTHER_PANEL = 8,
    FINGERS = 4,
    PATIENCE_MS = 60 * 1000
};

/* The fingers that SDL knows of, each on a panel; panel 0: none. */
static struct {
    SDL_TouchID panel;
    SDL_Finger finger;
} lying[FINGERS];

int SDL_GetNumTouchFingers(SDL_TouchID panel)
{
    int count = 0;
    for (int i = 0; i < FINGERS; i++)
        count += lying[i].panel == panel;
    return count;
}

SDL_Finger *SDL_GetTouchFinger(SDL_TouchID panel, int index)
{
    for (int i = 0; i < FINGERS; i++)
        if (lying[i].panel == panel && index-- == 0)
            return &lying[i].finger;
    return NULL;
}

/* --- what the panels do ------------------------------------------------------------------------ */

static void panel_says(uint32_t type, SDL_TouchID panel, SDL_FingerID finger, float x)
{
    SDL_Event e = { .tfinger = {
                        .type = type, .touchId = panel, .fingerId = finger, .x = x, .y = 0.5F } };
    assert_int_equal(SDL_PushEvent(&e), 1);
}

/* As SDL does it: its own list first, then its queue. */
static void put_down(SDL_TouchID panel, SDL_FingerID finger, float x)
{
    for (int i = 0; i < FINGERS; i++)
        if (lying[i].panel == 0) {
            lying[i].panel = panel;
            lying[i].finger.id = finger;
            break;
        }
    panel_says(SDL_FINGERDOWN, panel, finger, x);
}

static void lift(SDL_TouchID panel, SDL_FingerID finger, float x)
{
    for (int i = 0; i < FINGERS; i++)
        if (lying[i].panel == panel && lying[i].finger.id == finger)
            lying[i].panel = 0;
    panel_says(SDL_FINGERUP, panel, finger, x);
}

static void vanish(SDL_TouchID panel)
{
    for (int i = 0; i < FINGERS; i++)
        if (lying[i].panel == panel)
            lying[i].panel = 0;
}

/* --- what the kiosk makes of it ----------------------------------------------------------------- */

static struct touch awaited(struct display *d, enum touch_phase phase, int64_t finger, int x)
{
    struct input in = { .kind = INPUT_NONE };
    int64_t until_ms = clock_now_ms() + PATIENCE_MS;
    while (in.kind != INPUT_TOUCH && clock_now_ms() < until_ms)
        in = display_wait(d, 100);
    assert_int_equal(in.kind, INPUT_TOUCH);
    assert_int_equal(in.touch.phase, phase);
    assert_int_equal(in.touch.finger, finger);
    assert_int_equal(in.touch.x, x);
    assert_int_equal(in.touch.y, HEIGHT / 2);
    return in.touch;
}

static void expect_nothing(struct display *d)
{
    struct input in;
    while ((in = display_wait(d, 0)).kind != INPUT_NONE)
        assert_int_not_equal(in.kind, INPUT_TOUCH);
}

static int open_display(void **state)
{
    struct err err = { .detail = "" };
    const struct display_options o = {
        .width = WIDTH, .height = HEIGHT, .font_dir = "assets/fonts", .title = "test"
    };
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    memset(lying, 0, sizeof lying);
    *state = display_open_sdl(&o, &err);
    if (*state == NULL)
        fail_msg("%s", err.detail);
    expect_nothing(*state);
    return 0;
}

static int close_display(void **state)
{
    display_close(*state);
    return 0;
}

static void the_next_finger_counts(void **state)
{
    static const struct controls glass = {
        .list = { { .id = "left",
                      .role = ROLE_BUTTON,
                      .rect = { 0, 0, WIDTH / 2, HEIGHT },
                      .send = { MSG_GO, 1 } },
            { .id = "right",
                .role = ROLE_BUTTON,
                .rect = { WIDTH / 2, 0, WIDTH / 2, HEIGHT },
                .send = { MSG_GO, 2 } } },
        .count = 2,
        .generation = 1,
    };
    struct display *d = *state;
    struct fingers f = { .down = false };
    put_down(PANEL, 1, 0.25F);
    struct touch t = awaited(d, TOUCH_DOWN, 1, WIDTH / 4);
    assert_int_equal(touch_input(&f, &t, &glass).kind, MSG_NONE);
    assert_int_equal(touch_pressed(&f, &glass), 0);
    expect_nothing(d); /* it lies there, and the panel is well */

    vanish(PANEL);
    t = awaited(d, TOUCH_CANCEL, 1, WIDTH / 4);
    assert_int_equal(touch_input(&f, &t, &glass).kind, MSG_NONE);
    assert_int_equal(touch_pressed(&f, &glass), -1);
    expect_nothing(d); /* said once */

    /* it is back, with another number; its fingers are counted anew */
    put_down(OTHER_PANEL, 1, 0.75F);
    t = awaited(d, TOUCH_DOWN, 1, WIDTH * 3 / 4);
    assert_int_equal(touch_input(&f, &t, &glass).kind, MSG_NONE);
    assert_int_equal(touch_pressed(&f, &glass), 1);
    lift(OTHER_PANEL, 1, 0.75F);
    t = awaited(d, TOUCH_UP, 1, WIDTH * 3 / 4);
    struct action chosen = touch_input(&f, &t, &glass);
    assert_int_equal(chosen.kind, MSG_GO);
    assert_int_equal(chosen.arg, 2);
}

static void where_it_was_last(void **state)
{
    struct display *d = *state;
    put_down(PANEL, 1, 0.25F);
    (void)awaited(d, TOUCH_DOWN, 1, WIDTH / 4);
    panel_says(SDL_FINGERMOTION, PANEL, 1, 0.5F);
    (void)awaited(d, TOUCH_MOVE, 1, WIDTH / 2);
    vanish(PANEL);
    (void)awaited(d, TOUCH_CANCEL, 1, WIDTH / 2);
}

/* SDL's list runs ahead of its queue. */
static void a_lifting_that_waits_is_no_loss(void **state)
{
    struct display *d = *state;
    put_down(PANEL, 1, 0.25F);
    (void)awaited(d, TOUCH_DOWN, 1, WIDTH / 4);
    lift(PANEL, 1, 0.25F);
    (void)awaited(d, TOUCH_UP, 1, WIDTH / 4);
    expect_nothing(d);
}

static void only_those_of_that_panel(void **state)
{
    struct display *d = *state;
    put_down(PANEL, 1, 0.25F);
    (void)awaited(d, TOUCH_DOWN, 1, WIDTH / 4);
    put_down(OTHER_PANEL, 5, 0.5F);
    (void)awaited(d, TOUCH_DOWN, 5, WIDTH / 2);
    put_down(PANEL, 2, 0.75F);
    (void)awaited(d, TOUCH_DOWN, 2, WIDTH * 3 / 4);
    vanish(PANEL);
    (void)awaited(d, TOUCH_CANCEL, 1, WIDTH / 4);
    (void)awaited(d, TOUCH_CANCEL, 2, WIDTH * 3 / 4);
    expect_nothing(d);
    lift(OTHER_PANEL, 5, 0.5F);
    (void)awaited(d, TOUCH_UP, 5, WIDTH / 2);
}

/* A mouse is on no panel. */
static void a_mouse_is_not_lost(void **state)
{
    struct display *d = *state;
    SDL_Event e = { .button = { .type = SDL_MOUSEBUTTONDOWN,
                        .button = SDL_BUTTON_LEFT,
                        .x = 10,
                        .y = HEIGHT / 2 } };
    assert_int_equal(SDL_PushEvent(&e), 1);
    (void)awaited(d, TOUCH_DOWN, -1, 10);
    expect_nothing(d);
    e.type = SDL_MOUSEBUTTONUP;
    assert_int_equal(SDL_PushEvent(&e), 1);
    (void)awaited(d, TOUCH_UP, -1, 10);
}

int main(void)
{
#define WITH_DISPLAY(test) cmocka_unit_test_setup_teardown(test, open_display, close_display)
    const struct CMUnitTest tests[] = {
        WITH_DISPLAY(the_next_finger_counts),
        WITH_DISPLAY(where_it_was_last),
        WITH_DISPLAY(a_lifting_that_waits_is_no_loss),
        WITH_DISPLAY(only_those_of_that_panel),
        WITH_DISPLAY(a_mouse_is_not_lost),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
