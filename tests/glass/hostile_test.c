/*
 * A monkey with a mouse and a keyboard at the real program on a real X display: every key there is,
 * with every modifier, the ways out of other programs (Alt-F4, Ctrl-Alt-F1, Print, Ctrl-C …), taps,
 * drags, and a window of any size. It does not know the PIN. The program goes on, ends politely when
 * asked, leaks nothing, shows no page of the organiser's, and has stored what it said it had.
 * MONKEY_SEED replays what the hands did.
 */
#include "stand.h"

#include "base/attributes.h"
#include "base/clock.h"
#include "base/file.h"
#include "core/msg.h"
#include "store/store.h"
#include "torture.h"
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum {
    BREATH_EVENTS = 20, /* then the program may catch up */
    BREATH_MS = 60,
    CATCH_UP_MS = 120 * 1000, /* a busy machine; passing it is a failure */
    LEAVE_MS = 4 * 60 * 1000, /* longer than any screen waits */
    LOG_MAX = 1 << 28,
    LINES_MOST = 100, /* of the program's own: what hands do is no news */
};

struct monkey {
    struct stand *s;
    uint64_t random;
    long events;
    int width, height; /* of the window */
};

static uint32_t dice(struct monkey *k, uint32_t sides)
{
    k->random ^= k->random << 13;
    k->random ^= k->random >> 7;
    k->random ^= k->random << 17;
    return (uint32_t)(k->random >> 33) % sides;
}

static bool chance(struct monkey *k, uint32_t percent)
{
    return dice(k, 100) < percent;
}

/* --- hands ------------------------------------------------------------------------------------- */

static const KeySym modifiers[] = { XK_Shift_L, XK_Control_L, XK_Alt_L, XK_Super_L,
    XK_ISO_Level3_Shift, XK_Meta_L };

static void key(struct monkey *k, KeyCode code, bool down)
{
    if (code == 0)
        return;
    XTestFakeKeyEvent(k->s->g->x, code, down, CurrentTime);
    XSync(k->s->g->x, False);
    k->events++;
}

static void hold_modifiers(struct monkey *k, uint32_t which, bool down)
{
    for (size_t i = 0; i < COUNT_OF(modifiers); i++)
        if ((which >> i & 1) != 0)
            key(k, XKeysymToKeycode(k->s->g->x, modifiers[i]), down);
}

static void strike(struct monkey *k, KeyCode code, uint32_t with)
{
    hold_modifiers(k, with, true);
    key(k, code, true);
    key(k, code, false);
    hold_modifiers(k, with, false);
}

static void any_key(struct monkey *k)
{
    int least, most;
    XDisplayKeycodes(k->s->g->x, &least, &most);
    KeyCode code = (KeyCode)(least + (int)dice(k, (uint32_t)(most - least + 1)));
    strike(k, code, chance(k, 50) ? 0 : dice(k, 1U << COUNT_OF(modifiers)));
}

/* What leads out of other programs, or somewhere in them. */
static void way_out(struct monkey *k)
{
    enum { SHIFT = 1, CONTROL = 2, ALT = 4, SUPER = 8 };
    static const struct {
        uint32_t with;
        KeySym key;
    } ways[] = { { ALT, XK_F4 }, { CONTROL | ALT, XK_Delete }, { CONTROL | ALT, XK_F1 },
        { CONTROL | ALT, XK_F2 }, { CONTROL | ALT, XK_F7 }, { ALT, XK_Tab }, { SUPER, XK_l },
        { SUPER, XK_r }, { CONTROL, XK_c }, { CONTROL, XK_q }, { CONTROL, XK_w }, { CONTROL, XK_z },
        { 0, XK_Print }, { ALT, XK_Print }, { ALT, XK_F2 }, { 0, XK_F11 }, { 0, XK_F1 },
        { CONTROL | SHIFT, XK_Escape }, { CONTROL, XK_Escape }, { ALT, XK_Return },
        { ALT, XK_space }, { 0, XK_Menu }, { CONTROL | ALT, XK_t }, { SHIFT, XK_F10 } };
    uint32_t i = dice(k, COUNT_OF(ways));
    strike(k, XKeysymToKeycode(k->s->g->x, ways[i].key), ways[i].with);
}

static void walk(struct monkey *k)
{
    static const KeySym keys[] = { XK_Tab, XK_Tab, XK_Tab, XK_Return, XK_space, XK_Escape,
        XK_KP_Enter };
    for (int n = 1 + (int)dice(k, 6); n > 0; n--)
        strike(
            k, XKeysymToKeycode(k->s->g->x, keys[dice(k, COUNT_OF(keys))]), chance(k, 20) ? 1 : 0);
}

static void type(struct monkey *k)
{
    static const char words[] = "la/../%s 123456\xe9'\";--drop";
    for (int n = 4 + (int)dice(k, 8); n > 0; n--) {
        KeySym letter = (unsigned char)words[dice(k, sizeof words - 1)];
        strike(k, XKeysymToKeycode(k->s->g->x, letter), 0);
    }
}

static void somewhere(struct monkey *k, int *x, int *y)
{
    const struct glass_log *l = &k->s->g->log;
    *x = (int)dice(k, (uint32_t)k->width);
    *y = (int)dice(k, (uint32_t)k->height);
    if (chance(k, 85) && l->widget_count > 0) {
        const struct rect r = l->widgets[dice(k, (uint32_t)l->widget_count)].rect;
        *x = r.x + r.w / 2;
        *y = r.y + r.h / 2;
    }
}

static void tap(struct monkey *k)
{
    int x, y, to_x, to_y;
    struct glass *g = k->s->g;
    somewhere(k, &x, &y);
    glass_finger(g, 0, GLASS_DOWN, x, y);
    k->events += 2;
    if (chance(k, 10)) {
        somewhere(k, &to_x, &to_y);
        for (int i = 1; i <= 4; i++, k->events++)
            glass_finger(g, 0, GLASS_MOVE, x + (to_x - x) * i / 4, y + (to_y - y) * i / 4);
        x = to_x, y = to_y;
    }
    glass_finger(g, 0, GLASS_UP, x, y);
}

static void other_buttons(struct monkey *k)
{
    unsigned button = 2 + dice(k, 8); /* the wheel among them */
    XTestFakeButtonEvent(k->s->g->x, button, True, CurrentTime);
    XTestFakeButtonEvent(k->s->g->x, button, False, CurrentTime);
    XSync(k->s->g->x, False);
    k->events += 2;
}

/* The kiosk's window is the only one. */
static void resize(struct monkey *k, int width, int height)
{
    Display *x = k->s->g->x;
    Window root, parent, *list = NULL;
    unsigned count = 0;
    if (XQueryTree(x, DefaultRootWindow(x), &root, &parent, &list, &count) == 0)
        return;
    for (unsigned i = 0; i < count; i++)
        XResizeWindow(x, list[i], (unsigned)width, (unsigned)height);
    XFree(list);
    XSync(x, False);
    k->width = width;
    k->height = height;
    k->events++;
}

/* --- what holds -------------------------------------------------------------------------------- */

static bool is_organisers(const char *screen)
{
    static const char *const names[SCREEN_COUNT] = {
#define X(name, log_name, idle_ms) #log_name,
        SCREENS(X)
#undef X
    };
    for (int i = SCREEN_ORGANISER; i < SCREEN_COUNT; i++)
        if (strcmp(screen, names[i]) == 0)
            return true;
    return false;
}

static void holds(struct monkey *k)
{
    struct pollfd ended = { .fd = k->s->g->program_fd, .events = POLLIN };
    if (poll(&ended, 1, 0) != 0)
        fail_msg("event %ld ended the program: %s", k->events, stand_said(k->s));
    if (k->s->g->log.lines > 0 && is_organisers(k->s->g->log.screen))
        fail_msg("event %ld led to %s", k->events, k->s->g->log.screen);
}

/* Until it has no more to say: what the hands did so far has been seen. */
static void breathe(struct monkey *k)
{
    struct glass *g = k->s->g;
    int64_t end_ms = clock_now_ms() + CATCH_UP_MS;
    do {
        g->lines_at_input = g->log.lines;
        holds(k);
        if (clock_now_ms() > end_ms)
            fail_msg("it never catches up");
    } while (glass_wait_next(g, BREATH_MS));
}

/* A visitor who means it, among all that: sees what is there, and takes the next step. */
static void take_a_step(struct monkey *k)
{
    static const char *const steps[] = { "attract.start", "deck.card.", "element.",
        "choice.confirm", "choice.", "group.done", "take_home.done", "goodbye.done", "idle.stay",
        "story.more" };
    const struct glass_log *l = &k->s->g->log;
    breathe(k);
    uint32_t first = dice(k, (uint32_t)l->widget_count + 1);
    for (size_t step = 0; step < COUNT_OF(steps); step++)
        for (int n = 0; n < l->widget_count; n++) {
            const struct glass_widget *w =
                &l->widgets[(first + (uint32_t)n) % (uint32_t)l->widget_count];
            if (strncmp(w->id, steps[step], strlen(steps[step])) != 0 ||
                strcmp(w->role, "button") != 0 || glass_has_state(w, "disabled"))
                continue;
            k->events += 2;
            glass_tap_at(k->s->g, w->rect.x + w->rect.w / 2, w->rect.y + w->rect.h / 2);
            return;
        }
}

static void visitor(struct monkey *k)
{
    for (int n = 3 + (int)dice(k, 9); n > 0; n--)
        take_a_step(k);
}

static void one_thing(struct monkey *k)
{
    uint32_t what = dice(k, 100);
    if (what < 8)
        visitor(k);
    else if (what < 50)
        tap(k);
    else if (what < 65)
        walk(k);
    else if (what < 78)
        any_key(k);
    else if (what < 88)
        way_out(k);
    else if (what < 95)
        type(k);
    else if (what < 98)
        other_buttons(k);
    else
        resize(k, 320 + (int)dice(k, 961), 240 + (int)dice(k, 561));
}

/* So often the log shows the group where a choice was before; and no page of the organiser's. */
static long shown_in(struct monkey *k)
{
    size_t len = 0;
    long shown = 0;
    bool choosing = false;
    struct arena *a = arena_new();
    char *text = file_read(a, arena_printf(a, "%s/ui.log", k->s->g->folder), LOG_MAX, &len, NULL);
    assert_non_null(text);
    for (char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        char screen[32] = "";
        (void)sscanf(line, "{\"screen\":\"%31[a-z_]", screen);
        if (is_organisers(screen))
            fail_msg("it was on %s", screen);
        shown += choosing && strcmp(screen, "group") == 0;
        choosing = strcmp(screen, "choice") == 0;
    }
    arena_free(a);
    return shown;
}

static long lines_of(const char *text)
{
    long lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static void give_pin(struct stand *s)
{
    enum store_origin origin;
    struct err err = { .detail = "" };
    stand_start(s); /* makes the folder */
    assert_int_equal(glass_stop(s->g, CATCH_UP_MS, NULL), 0);
    struct store *store = store_open(s->data, &origin, &err);
    if (store == NULL || !store_set_pin(store, "271828", 6, &err))
        fail_msg("%s", err.detail);
    store_close(store);
}

static void a_hostile_keyboard(void **state)
{
    struct monkey k = { .s = *state, .width = stand_desk.width, .height = stand_desk.height };
    const char *given = getenv("MONKEY_SEED");
    long seed = given != NULL ? strtol(given, NULL, 10) : (long)(clock_now_ms() % 1000000) + 1;
    long events = torture_rounds(1000, 20 * 1000);
    print_message("# MONKEY_SEED=%ld\n", seed);
    k.random = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15);
    give_pin(k.s);
    stand_start(k.s);
    for (long next = 0; k.events < events; next = k.events + BREATH_EVENTS) {
        while (k.events < next)
            one_thing(&k);
        breathe(&k);
    }
    resize(&k, stand_desk.width, stand_desk.height);
    breathe(&k);
    if (torture_is_long() && !glass_wait_screen(k.s->g, "attract", LEAVE_MS))
        fail_msg("left alone, it stays on %s", k.s->g->log.screen);
    int status = glass_stop(k.s->g, CATCH_UP_MS, NULL);
    if (status != 0)
        fail_msg("it ended with %d: %s", status, stand_said(k.s));
    long shown = shown_in(&k), stored = stand_counted(k.s, "", "", "");
    print_message("# %ld events, %ld answers shown, %ld stored\n", k.events, shown, stored);
    if (shown > stored)
        fail_msg("%ld answers were shown in the group, %ld are stored", shown, stored);
    long lines = lines_of(stand_said(k.s));
    if (lines > LINES_MOST)
        fail_msg("it said %ld lines: %s", lines, stand_said(k.s));
    torture_seen("fingers", "lines in the journal after that",
        arena_printf(k.s->a, "%ld, in %zu bytes", lines, strlen(stand_said(k.s))));
    torture_figure("fingers", "random events on a real display, with a hostile keyboard", k.events,
        k.events, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(
        a_hostile_keyboard, stand_set_up_stopped, stand_tear_down) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
