/*
 * A keyboard that somebody has plugged in: every key that X knows, with Shift, Ctrl, Alt and the
 * Windows key, on every kind of screen. It leads nowhere, types nothing, not even where letters are
 * asked for or a PIN, and ends nothing; the few keys that do something go where a finger may.
 */
#include "stand.h"

#include "base/file.h"
#include "torture.h"
#include "ui/touch.h"
#include <X11/XKBlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MODS = 4, ALL_MODS = 1 << MODS, LOG_MAX = 64 << 20 };
enum { SHIFT = 1, CTRL = 2, ALT = 4, WINDOWS = 8 };

static const KeySym mods[MODS] = { XK_Shift_L, XK_Control_L, XK_Alt_L, XK_Super_L };

/* In make test; the long part takes all sixteen. */
static const int some_mods[] = { 0, SHIFT, CTRL, ALT, CTRL | ALT, WINDOWS };

struct keys {
    struct stand *s;
    long pressed;
};

/* --- pressing --- */

/* Those that do something by themselves or with Shift: see key_input in platform/display_sdl.c. */
static bool has_a_meaning(Display *x, int code)
{
    static const KeySym known[] = { XK_Tab, XK_ISO_Left_Tab, XK_Return, XK_KP_Enter, XK_space,
        XK_Escape };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (XkbKeycodeToKeysym(x, (KeyCode)code, 0, 0) == known[i])
            return true;
    return false;
}

/* Shift and the like by themselves stay down for as long as the test wants them. */
static bool is_modifier(Display *x, int code)
{
    return IsModifierKey(XkbKeycodeToKeysym(x, (KeyCode)code, 0, 0));
}

static void hold(Display *x, int held, bool down)
{
    for (int i = 0; i < MODS; i++)
        if ((held & 1 << i) != 0)
            XTestFakeKeyEvent(x, XKeysymToKeycode(x, mods[i]), down, CurrentTime);
}

static void press_all(struct keys *k, int held)
{
    Display *x = k->s->g->x;
    int first, last;
    XDisplayKeycodes(x, &first, &last);
    hold(x, held, true);
    for (int code = first; code <= last; code++) {
        if (is_modifier(x, code) || (has_a_meaning(x, code) && (held & ~SHIFT) == 0))
            continue;
        XTestFakeKeyEvent(x, (unsigned)code, True, CurrentTime);
        XTestFakeKeyEvent(x, (unsigned)code, False, CurrentTime);
        k->pressed++;
    }
    hold(x, held, false);
    XSync(x, False);
}

/* --- what is on the glass --- */

/* All that it says, but for what counts down. */
static const char *glass_text(struct stand *s)
{
    const char *text = arena_printf(s->a, "%s %s", s->g->log.screen, s->g->log.lang);
    for (int i = 0; i < s->g->log.widget_count; i++) {
        const struct glass_widget *w = &s->g->log.widgets[i];
        text = arena_printf(s->a, "%s\n%s %s%s", text, w->id, w->label,
            glass_has_state(w, "disabled") ? " disabled" : "");
    }
    return text;
}

/* All keys before it have been handled once this finger has been; it also says that somebody is there.
 * A hand's own time goes before: two taps in quick succession are one. */
static void touch_contrast(struct stand *s)
{
    bool on = glass_has_state(glass_widget(s->g, "contrast"), "chosen");
    (void)poll(NULL, 0, DOUBLE_TAP_MS + 100);
    glass_tap(s->g, "contrast");
    if (on)
        stand_lacks(s, "contrast", "chosen");
    else
        stand_sees(s, "contrast", "chosen");
}

static void nothing_happens(struct keys *k)
{
    struct stand *s = k->s;
    long rounds = torture_rounds(COUNT_OF(some_mods), ALL_MODS);
    touch_contrast(s);
    const char *before = glass_text(s);
    for (long i = 0; i < rounds; i++) {
        press_all(k, torture_is_long() ? (int)i : some_mods[i]);
        touch_contrast(s);
        assert_string_equal(glass_text(s), before);
    }
    assert_int_not_equal(s->g->program, 0);
}

/* --- on every kind of screen --- */

static void on_visitors_screens(void **state)
{
    struct keys *k = *state;
    struct stand *s = k->s;
    nothing_happens(k); /* attract */
    stand_tap(s, "attract.privacy", "privacy");
    nothing_happens(k);
    stand_tap(s, "nav.back", "attract");
    stand_tap(s, "attract.begin", "deck");
    nothing_happens(k);
    stand_tap(s, stand_id(s, "deck.card.", 0), "element");
    nothing_happens(k);
    stand_pick(s, "ethics");
    stand_select(s, "a");
    nothing_happens(k);
    stand_tap(s, "choice.confirm", "group");
    nothing_happens(k);
    stand_tap(s, "group.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    nothing_happens(k);
    stand_leave(s);
}

static void where_digits_and_letters_are_asked_for(void **state)
{
    struct keys *k = *state;
    struct stand *s = k->s;
    stand_organise(s); /* a PIN is chosen on the way */
    nothing_happens(k);
    stand_tap(s, "organiser.meeting", "meeting");
    nothing_happens(k);
    stand_tap(s, "meeting.title", "keyboard");
    const char *title = stand_label(s, "keyboard.text");
    nothing_happens(k);
    assert_string_equal(stand_label(s, "keyboard.text"), title);
    stand_tap(s, "nav.back", "meeting");
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.settings", "settings");
    nothing_happens(k);
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    stand_hold_wordmark(s);
    stand_reads(s, "pin.entered", "0/6");
    nothing_happens(k);
    stand_reads(s, "pin.entered", "0/6");
    stand_tap(s, "nav.back", "attract");
}

/* --- the keys that do something --- */

/* Lines of the ui-log from number from on that show a screen behind the PIN. *lines: how many there are. */
static long lines_behind_pin(struct stand *s, long from, long *lines)
{
    static const char *const visitors[] = { "attract", "deck", "element", "choice", "group",
        "take_home", "goodbye", "privacy", "pin" };
    size_t len;
    long others = 0;
    const char *log =
        file_read(s->a, arena_printf(s->a, "%s/ui.log", s->g->folder), LOG_MAX, &len, NULL);
    assert_non_null(log);
    *lines = 0;
    for (const char *line = log; *line != '\0'; line = strchr(line, '\n') + 1, ++*lines) {
        char screen[32] = "";
        bool known = false;
        assert_int_equal(sscanf(line, "{\"screen\":\"%31[a-z_]", screen), 1);
        for (size_t i = 0; i < COUNT_OF(visitors); i++)
            known = known || strcmp(screen, visitors[i]) == 0;
        others += *lines >= from && !known;
    }
    return others;
}

/* Round and round: whatever they choose, without the PIN it is a visitor's. As slow as SDL wants it: a
 * key that comes back within 2 ms is one that is held down. */
static void tab_enter_and_escape_stay_with_visitors(void **state)
{
    static const char *const keys[] = { "Tab", "Tab", "Tab", "shift+Tab", "Return", "space",
        "KP_Enter", "Return", "Escape" };
    struct keys *k = *state;
    struct stand *s = k->s;
    unsigned seed = 5;
    long before, after, presses = torture_rounds(300, 6000);
    for (int i = 0; i < 8; i++) { /* as far back as it goes: the program stays */
        (void)poll(NULL, 0, 10);
        glass_key(s->g, "Escape");
    }
    touch_contrast(s);
    stand_on(s, "attract");
    (void)lines_behind_pin(s, 0, &before);
    for (long i = 0; i < presses; i++) {
        (void)poll(NULL, 0, 10);
        glass_key(s->g, keys[rand_r(&seed) % (int)COUNT_OF(keys)]);
        k->pressed++;
    }
    /* What was pressed comes first, however long that takes. */
    assert_int_equal(glass_stop(s->g, STAND_PATIENCE_MS, NULL), 0);
    assert_int_equal(lines_behind_pin(s, before, &after), 0);
    print_message("# %ld presses of Tab, Enter, space and Escape, %ld new screens\n", presses,
        after - before);
    assert_true(after > before);
}

/* --- a console's signals --- */

/* Installed, its console would make signals of Ctrl-C, Ctrl-\ and Ctrl-Z. */
static void console_keys_end_nothing(void **state)
{
    static const int signals[] = { SIGINT, SIGQUIT, SIGTSTP };
    struct keys *k = *state;
    struct stand *s = k->s;
    char *path = realpath("build/debug/goedwerk-kiosk", NULL);
    assert_non_null(path);
    const char *program = arena_strdup(s->a, path);
    free(path);
    const char *const argv[] = { "/usr/bin/env", arena_printf(s->a, "STATE_DIRECTORY=%s", s->data),
        program, "--px-per-mm", "5.9", "--removable", s->sticks, "--printer", "none", "--window",
        "1280x800", NULL };
    glass_start(s->g, argv);
    assert_true(glass_wait_next(s->g, STAND_PATIENCE_MS));
    stand_on(s, "attract");
    for (size_t i = 0; i < COUNT_OF(signals); i++) {
        assert_return_code(kill(s->g->program, signals[i]), errno);
        touch_contrast(s);
    }
    assert_int_equal(glass_stop(s->g, STAND_PATIENCE_MS, NULL), 0);
}

static int open_keys(void **state)
{
    struct keys *k = calloc(1, sizeof *k);
    assert_non_null(k);
    k->s = stand_open(&stand_desk);
    stand_start(k->s);
    *state = k;
    return 0;
}

static int close_keys(void **state)
{
    struct keys *k = *state;
    torture_figure("no one in", "keys pressed on every kind of screen", k->pressed, k->pressed, 0);
    stand_close(k->s);
    free(k);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_visitors_screens),
        cmocka_unit_test(where_digits_and_letters_are_asked_for),
        cmocka_unit_test(tab_enter_and_escape_stay_with_visitors),
        cmocka_unit_test(console_keys_end_nothing),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_keys, close_keys);
}
