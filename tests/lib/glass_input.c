#include "glass.h"

#include "glass_panel.h"
#include <X11/extensions/XTest.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

/* A swipe as a hand makes it: so many moves, so long apart. */
enum { SWIPE_STEPS = 8, SWIPE_STEP_MS = 12 };

static void panel_finger(struct glass *g, int finger, enum glass_phase phase, int x, int y)
{
    static const enum glass_panel_event events[] = {
        [GLASS_DOWN] = PANEL_DOWN, [GLASS_MOVE] = PANEL_MOVE, [GLASS_UP] = PANEL_UP
    };
    /* Into the px, not onto its edge, where rounding would choose its neighbour. */
    glass_panel_send(g->touch_fd, (uint32_t)finger, events[phase],
        (x + 0.25) * GLASS_PANEL_SIDE / g->width, (y + 0.25) * GLASS_PANEL_SIDE / g->height);
}

static void pointer(struct glass *g, enum glass_phase phase, int x, int y)
{
    XTestFakeMotionEvent(g->x, -1, x, y, CurrentTime);
    if (phase != GLASS_MOVE)
        XTestFakeButtonEvent(g->x, Button1, phase == GLASS_DOWN, CurrentTime);
    XSync(g->x, False);
}

void glass_finger(struct glass *g, int finger, enum glass_phase phase, int x, int y)
{
    if (phase != GLASS_MOVE)
        g->lines_at_input = g->log.lines;
    if (g->kind == GLASS_FINGERS) {
        panel_finger(g, finger, phase, x, y);
        return;
    }
    assert_int_equal(finger, 0);
    pointer(g, phase, x, y);
}

void glass_tap_at(struct glass *g, int x, int y)
{
    glass_finger(g, 0, GLASS_DOWN, x, y);
    glass_finger(g, 0, GLASS_UP, x, y);
}

static struct rect place(const struct glass *g, const char *id)
{
    const struct glass_widget *w = glass_widget(g, id);
    if (w == NULL)
        fail_msg("no %s on screen %s", id, g->log.screen);
    return w->rect;
}

void glass_tap(struct glass *g, const char *id)
{
    struct rect r = place(g, id);
    glass_tap_at(g, r.x + r.w / 2, r.y + r.h / 2);
}

/* A finger's own time: nothing else is being waited for. */
static void rest(int ms)
{
    (void)poll(NULL, 0, ms);
}

void glass_hold(struct glass *g, const char *id, int ms)
{
    struct rect r = place(g, id);
    glass_finger(g, 0, GLASS_DOWN, r.x + r.w / 2, r.y + r.h / 2);
    rest(ms);
    glass_finger(g, 0, GLASS_UP, r.x + r.w / 2, r.y + r.h / 2);
}

void glass_swipe(struct glass *g, int from_x, int from_y, int to_x, int to_y)
{
    glass_finger(g, 0, GLASS_DOWN, from_x, from_y);
    for (int i = 1; i <= SWIPE_STEPS; i++) {
        rest(SWIPE_STEP_MS);
        glass_finger(g, 0, GLASS_MOVE, from_x + (to_x - from_x) * i / SWIPE_STEPS,
            from_y + (to_y - from_y) * i / SWIPE_STEPS);
    }
    glass_finger(g, 0, GLASS_UP, to_x, to_y);
}

static void press(struct glass *g, const char *keysym, bool down)
{
    KeyCode code = XKeysymToKeycode(g->x, XStringToKeysym(keysym));
    if (code == 0)
        fail_msg("no key %s", keysym);
    XTestFakeKeyEvent(g->x, code, down, CurrentTime);
    XSync(g->x, False);
}

void glass_key(struct glass *g, const char *keysym)
{
    static const char shift[] = "shift+";
    bool shifted = strncmp(keysym, shift, sizeof shift - 1) == 0;
    const char *plain = shifted ? keysym + sizeof shift - 1 : keysym;
    g->lines_at_input = g->log.lines;
    if (shifted)
        press(g, "Shift_L", true);
    press(g, plain, true);
    press(g, plain, false);
    if (shifted)
        press(g, "Shift_L", false);
}

void glass_chord(
    struct glass *g, const char *const held[], size_t count, unsigned which, const char *keysym)
{
    for (size_t i = 0; i < count; i++)
        if ((which >> i & 1U) != 0)
            press(g, held[i], true);
    press(g, keysym, true);
    press(g, keysym, false);
    for (size_t i = 0; i < count; i++)
        if ((which >> i & 1U) != 0)
            press(g, held[i], false);
}
