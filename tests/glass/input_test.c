/* What counts as a choice, and what does not: real fingers on a panel, a mouse, and keys. */
#include "stand.h"

#include "base/clock.h"
#include "ui/touch.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const struct stand_plan panel = { GLASS_FINGERS, 1280, 800, "5.9", NULL };

struct spot {
    int x, y;
};

static struct spot middle(struct stand *s, const char *id)
{
    const struct glass_widget *w = glass_widget(s->g, id);
    if (w == NULL)
        fail_msg("no %s on %s", id, s->g->log.screen);
    return (struct spot){ w->rect.x + w->rect.w / 2, w->rect.y + w->rect.h / 2 };
}

static void finger(struct stand *s, int which, enum glass_phase phase, struct spot at)
{
    glass_finger(s->g, which, phase, at.x, at.y);
}

static void tap(struct stand *s, struct spot at)
{
    glass_tap_at(s->g, at.x, at.y);
}

static void to_tiles(struct stand *s)
{
    stand_on(s, "attract");
    stand_tap(s, "attract.card", "element");
}

static void from_tiles(struct stand *s)
{
    stand_tap(s, "nav.back", "deck"); /* it would lead elsewhere, had anything been chosen */
    stand_tap(s, "nav.back", "attract");
}

static void a_double_tap_chooses_once(void **state)
{
    struct stand *s = *state;
    struct spot contrast = middle(s, "contrast");
    tap(s, contrast);
    tap(s, contrast);
    stand_sees(s, "contrast", "chosen");
    stand_tap(s, "attract.card", "element"); /* all before it has been handled */
    stand_sees(s, "contrast", "chosen");
    stand_tap(s, "nav.back", "deck");
    struct spot card = middle(s, stand_id(s, "deck.card.", 0));
    tap(s, card);
    tap(s, card); /* lands on the next screen */
    stand_on(s, "element");
    from_tiles(s);
}

static void a_double_tap_counts_once(void **state)
{
    struct stand *s = *state;
    to_tiles(s);
    stand_pick(s, "ethics");
    stand_select(s, "a");
    struct spot confirm = middle(s, "choice.confirm");
    for (int i = 0; i < 4; i++)
        tap(s, confirm);
    stand_on(s, "group");
    stand_leave(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    stand_start(s);
}

/* A finger that is put down so soon after a tap is within QUIET_MS of what the tap brings. */
static bool put_down_soon(struct stand *s, struct spot first, struct spot then)
{
    enum { SOON_MS = QUIET_MS - 50, FRAME_MS = 100 };
    tap(s, first);
    int64_t tapped_ms = clock_now_ms();
    (void)poll(NULL, 0, FRAME_MS); /* a hand's own time: the new screen is there, most often */
    finger(s, 0, GLASS_DOWN, then);
    return clock_now_ms() < tapped_ms + SOON_MS;
}

static void a_new_screen_is_quiet_at_first(void **state)
{
    struct stand *s = *state;
    to_tiles(s);
    struct spot tile = middle(s, "element.engagement");
    from_tiles(s);
    for (bool soon = false; !soon;) { /* a busy machine may be late: then it showed nothing */
        struct spot card = middle(s, "attract.card");
        soon = put_down_soon(s, card, tile);
        stand_on(s, "element");
        finger(s, 0, GLASS_UP, tile); /* lifting it later makes no difference */
        if (soon) {
            from_tiles(s);
            continue;
        }
        stand_tap(s, "nav.back", "attract");
    }
    to_tiles(s);
    tap(s, tile);
    stand_on(s, "choice");
    stand_tap(s, "nav.back", "element");
    from_tiles(s);
}

static void lifted_elsewhere_chooses_nothing(void **state)
{
    struct stand *s = *state;
    to_tiles(s);
    struct spot ethics = middle(s, "element.ethics"), other = middle(s, "element.excellence"),
                nowhere = middle(s, "element.title");
    finger(s, 0, GLASS_DOWN, ethics);
    finger(s, 0, GLASS_MOVE, other);
    finger(s, 0, GLASS_UP, other);
    finger(s, 0, GLASS_DOWN, ethics);
    finger(s, 0, GLASS_MOVE, nowhere);
    finger(s, 0, GLASS_UP, nowhere);
    finger(s, 0, GLASS_DOWN, nowhere);
    finger(s, 0, GLASS_MOVE, ethics);
    finger(s, 0, GLASS_UP, ethics);
    from_tiles(s);
    to_tiles(s);
    finger(s, 0, GLASS_DOWN, ethics); /* away and back again */
    finger(s, 0, GLASS_MOVE, nowhere);
    finger(s, 0, GLASS_MOVE, ethics);
    finger(s, 0, GLASS_UP, ethics);
    stand_on(s, "choice");
    stand_tap(s, "nav.back", "element");
    from_tiles(s);
}

static void a_second_finger_chooses_nothing(void **state)
{
    struct stand *s = *state;
    to_tiles(s);
    struct spot title = middle(s, "element.title"), ethics = middle(s, "element.ethics"),
                back = middle(s, "nav.back");
    finger(s, 0, GLASS_DOWN, title);
    for (int i = 1; i < 4; i++) { /* a hand that leans on the glass */
        finger(s, i, GLASS_DOWN, ethics);
        finger(s, i, GLASS_UP, ethics);
    }
    finger(s, 1, GLASS_DOWN, back);
    finger(s, 0, GLASS_UP, title);
    finger(s, 1, GLASS_UP, back);
    from_tiles(s);

    to_tiles(s);
    finger(s, 0, GLASS_DOWN, ethics); /* the first one still counts */
    finger(s, 1, GLASS_DOWN, back);
    finger(s, 0, GLASS_UP, ethics);
    stand_on(s, "choice");
    finger(s, 1, GLASS_UP, back);
    stand_sees(s, "choice.a", NULL);
    stand_tap(s, "nav.back", "element");
    from_tiles(s);
}

static void a_palm_chooses_nothing(void **state)
{
    struct stand *s = *state;
    to_tiles(s);
    struct spot ethics = middle(s, "element.ethics");
    finger(s, 0, GLASS_DOWN, ethics);
    (void)poll(NULL, 0, PALM_MS + 200);
    struct spot back = middle(s, "nav.back");
    finger(s, 1, GLASS_DOWN, back);
    finger(s, 1, GLASS_UP, back);
    stand_on(s, "deck"); /* a finger works while the palm lies there */
    finger(s, 0, GLASS_UP, ethics);
    stand_tap(s, "nav.back", "attract");

    to_tiles(s);
    finger(s, 0, GLASS_DOWN, ethics);
    (void)poll(NULL, 0, PALM_MS + 200);
    finger(s, 0, GLASS_UP, ethics);
    from_tiles(s);
}

/* A keypad takes digits in quick succession: had one come twice, five would be six. */
static void a_touch_counts_once(void **state)
{
    struct stand *s = *state;
    stand_keypad(s);
    for (int i = 0; i < 5; i++)
        glass_tap(s->g, "pin.1");
    stand_lacks(s, "pin.erase", "disabled");
    glass_tap(s->g, "contrast");
    stand_sees(s, "contrast", "chosen"); /* all before it has been handled */
    stand_sees(s, "pin.ok", "disabled");
    glass_tap(s->g, "pin.1");
    stand_lacks(s, "pin.ok", "disabled");
    stand_leave_keypad(s);
}

/* --- keys --- */

enum { AROUND = 10 }; /* px around a control: its ring is there */

static uint32_t *look_around(struct stand *s, struct rect r)
{
    uint32_t *pixels = calloc((size_t)r.w * (size_t)r.h, sizeof *pixels);
    assert_non_null(pixels);
    glass_pixels(s->g, r, pixels);
    return pixels;
}

static struct rect around(struct stand *s, const char *id)
{
    struct rect r = glass_widget(s->g, id)->rect;
    int right = r.x + r.w + AROUND, bottom = r.y + r.h + AROUND;
    r.x = r.x > AROUND ? r.x - AROUND : 0;
    r.y = r.y > AROUND ? r.y - AROUND : 0;
    r.w = (right < s->g->width ? right : s->g->width) - r.x;
    r.h = (bottom < s->g->height ? bottom : s->g->height) - r.y;
    return r;
}

/* As slow as a hand: SDL takes a key that comes back within 2 ms for one that is held down. */
static void press(struct stand *s, const char *key)
{
    (void)poll(NULL, 0, 10);
    glass_key(s->g, key);
}

/* Presses a key, and waits until at least so many px around the control look different. */
static void key_moves_ring(struct stand *s, const char *key, const char *id)
{
    struct rect r = around(s, id);
    size_t count = (size_t)r.w * (size_t)r.h, differ = 0;
    uint32_t *before = look_around(s, r);
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    press(s, key);
    while (differ < (size_t)(r.w + r.h) && clock_now_ms() < end_ms) {
        uint32_t *now = look_around(s, r);
        differ = 0;
        for (size_t i = 0; i < count; i++)
            differ += now[i] != before[i];
        free(now);
    }
    free(before);
    if (differ < (size_t)(r.w + r.h))
        fail_msg("%s: no ring at %s on %s", key, id, s->g->log.screen);
}

/* Presses Tab until the control has the focus: controls come in the order of the ui-log. */
static void focus(struct stand *s, const char *id)
{
    for (int i = 0; i < s->g->log.widget_count; i++) {
        const struct glass_widget *w = &s->g->log.widgets[i];
        if (strcmp(w->role, "button") != 0 || glass_has_state(w, "disabled"))
            continue;
        key_moves_ring(s, "Tab", w->id);
        if (strcmp(w->id, id) == 0)
            return;
    }
    fail_msg("no %s to focus on %s", id, s->g->log.screen);
}

static void keys_reach_everything(void **state)
{
    struct stand *s = *state;
    stand_tap(s, "attract.begin", "deck");
    const char *second = stand_id(s, "deck.card.", 1), *title = stand_label(s, second);
    focus(s, second);
    key_moves_ring(s, "shift+Tab", second);
    key_moves_ring(s, "Tab", second);
    press(s, "Return");
    stand_on(s, "element");
    assert_string_equal(stand_label(s, "story.title"), title);
    focus(s, "element.engagement");
    press(s, "Return");
    stand_on(s, "choice");
    press(s, "Escape");
    stand_on(s, "element");
    press(s, "Escape");
    stand_on(s, "deck");
    press(s, "Escape");
    stand_on(s, "attract");
}

/* --- one stand of each kind for all tests --- */

struct stands {
    struct stand *fingers, *mouse;
};

static int open_stands(void **state)
{
    struct stands *both = calloc(1, sizeof *both);
    assert_non_null(both);
    both->fingers = stand_open(&panel);
    both->mouse = stand_open(&stand_desk);
    stand_start(both->fingers);
    stand_start(both->mouse);
    *state = both;
    return 0;
}

static int close_stands(void **state)
{
    struct stands *both = *state;
    stand_close(both->mouse);
    stand_close(both->fingers);
    free(both);
    return 0;
}

static int to_fingers(void **state)
{
    *state = ((struct stands *)*state)->fingers;
    return 0;
}

static int to_mouse(void **state)
{
    *state = ((struct stands *)*state)->mouse;
    return 0;
}

#define WITH_FINGERS(test)                                                                         \
    {                                                                                              \
#test, test, to_fingers, NULL, NULL                                                        \
    }
#define WITH_MOUSE(test)                                                                           \
    {                                                                                              \
#test " with a mouse", test, to_mouse, NULL, NULL                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FINGERS(a_double_tap_chooses_once),
        WITH_FINGERS(a_double_tap_counts_once),
        WITH_FINGERS(a_new_screen_is_quiet_at_first),
        WITH_FINGERS(lifted_elsewhere_chooses_nothing),
        WITH_FINGERS(a_second_finger_chooses_nothing),
        WITH_FINGERS(a_palm_chooses_nothing),
        WITH_FINGERS(a_touch_counts_once),
        WITH_MOUSE(a_double_tap_counts_once),
        WITH_MOUSE(lifted_elsewhere_chooses_nothing),
        WITH_MOUSE(a_touch_counts_once),
        WITH_MOUSE(keys_reach_everything),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_stands, close_stands);
}
