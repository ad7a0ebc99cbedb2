/* A meeting from its title to its end: typed, composed, started, visited, paused, closed, listed and
 * deleted, on the glass of the real program. */
#include "stand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

/* --- hands --- */

/* Turns the pages of a list until the row is there, and taps it. */
static void tap_row(struct stand *s, const char *more, const char *id, const char *screen)
{
    while (glass_widget(s->g, id) == NULL) {
        const char *page = stand_label(s, more);
        glass_tap(s->g, more);
        stand_turns(s, more, page);
    }
    stand_tap(s, id, screen);
}

static void tap_to_see(struct stand *s, const char *id, const char *then)
{
    glass_tap(s->g, id);
    stand_sees(s, then, NULL);
}

/* One key after the other; each is there before the next. */
static void type(struct stand *s, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        const char *id = arena_printf(s->a, "keyboard.%s", *keys);
        const char *text = stand_label(s, "keyboard.text");
        stand_sees(s, id, NULL);
        glass_tap(s->g, id);
        if (strcmp(*keys, "shift") == 0)
            stand_lacks(s, id, "chosen");
        else if (strcmp(*keys, "accents") == 0)
            stand_sees(s, "keyboard.ë", NULL);
        else
            stand_turns(s, "keyboard.text", text);
    }
}

static void come_back(struct stand *s)
{
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
}

static void open_meeting(struct stand *s)
{
    tap_row(s, "organiser.more", "organiser.meeting", "meeting");
}

static void leave(struct stand *s)
{
    stand_tap(s, "nav.back", "organiser");
    tap_row(s, "organiser.more", "organiser.lock", "attract");
}

/* --- the meeting --- */

static void name_it(struct stand *s)
{
    static const char *const first[] = { "c", "a", "f", "accents", "é", "space", NULL };
    static const char *const second[] = { "z", "o", "accents", "ë", "'", "s", "space", NULL };
    static const char *const third[] = { "shift", "h", "u", "b", "b", "erase", NULL };
    stand_tap(s, "meeting.name_it", "keyboard");
    type(s, first);
    type(s, second);
    type(s, third);
    stand_reads(s, "keyboard.text", "Café Zoë's hub");
    stand_tap(s, "keyboard.done", "meeting");
    stand_reads(s, "meeting.title", "Café Zoë's hub");
}

/* Returns the title of the card that now lies on top. */
static const char *compose(struct stand *s)
{
    tap_row(s, "meeting.more", "meeting.deck", "pick_deck");
    tap_row(s, "pick_deck.more", "pick_deck.onderwijs", "meeting");
    stand_reads(s, "meeting.deck", "Onderwijs");
    tap_row(s, "meeting.more", "meeting.cards", "cards");
    const char *first = stand_label(s, "cards.1"), *second = stand_label(s, "cards.2");
    glass_tap(s->g, stand_id(s, "cards.later.", 0));
    stand_turns(s, "cards.1", first);
    stand_reads(s, "cards.1", second + strlen("2. "));
    stand_tap(s, "nav.back", "meeting");
    return second + strlen("2. ");
}

static void set_rules(struct stand *s)
{
    tap_row(s, "meeting.more", "meeting.group_min", "meeting");
    stand_sees(s, "meeting.group_min.less", "disabled"); /* never fewer than five */
    const char *five = stand_label(s, "meeting.group_min");
    glass_tap(s->g, "meeting.group_min.more");
    stand_turns(s, "meeting.group_min", five);
    tap_to_see(s, "meeting.ready", "meeting.results");
    tap_to_see(s, "meeting.results", "meeting.later");
    glass_tap(s->g, "meeting.later");
    stand_reads(s, "meeting.results", "Later");
}

static void a_meeting_is_made(void **state)
{
    struct stand *s = *state;
    stand_organise(s);
    open_meeting(s);
    tap_to_see(s, "meeting.new", "meeting.name_it"); /* it cannot begin without a name */
    stand_lacks(s, "meeting.keep", NULL);
    name_it(s);
    const char *top = compose(s);
    set_rules(s);
    tap_to_see(s, "meeting.keep", "meeting.begin_yes"); /* the present one ends: asked once */
    tap_to_see(s, "meeting.begin_yes", "meeting.close");
    leave(s);
    assert_string_equal(stand_label(s, "attract.card"), top);
    assert_string_equal(stand_query(s, "SELECT title, deck, group_min, results, state FROM meeting"
                                       " ORDER BY number DESC LIMIT 1"),
        "Café Zoë's hub|onderwijs|6|later|running\n");
    assert_string_equal(
        stand_query(s, "SELECT count(*) FROM meeting WHERE state <> 'closed'"), "1\n");
}

static void visitors_answer_in_it(void **state)
{
    struct stand *s = *state;
    stand_visit(s, "ethics", "a");
    stand_leave(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "ethics", "a"), 1);
    assert_int_equal(stand_published(s, ""), 0); /* later, in the plenary */
    stand_start(s);
}

static void a_pause_is_told(void **state)
{
    struct stand *s = *state;
    come_back(s);
    open_meeting(s);
    tap_to_see(s, "meeting.pause", "meeting.resume");
    leave(s);
    stand_reads(s, "attract.title", "Even pauze");
    stand_lacks(s, "attract.begin", NULL);
    come_back(s);
    open_meeting(s);
    tap_to_see(s, "meeting.resume", "meeting.pause");
    leave(s);
    stand_sees(s, "attract.begin", NULL);
}

static void nothing_is_lost_halfway(void **state)
{
    struct stand *s = *state;
    come_back(s);
    open_meeting(s);
    stand_tap(s, "meeting.place", "keyboard");
    static const char *const place[] = { "u", "r", "k", NULL };
    while (stand_label(s, "keyboard.text")[0] != '\0') {
        const char *text = stand_label(s, "keyboard.text");
        glass_tap(s->g, "keyboard.erase");
        stand_turns(s, "keyboard.text", text);
    }
    type(s, place);
    stand_tap(s, "keyboard.done", "meeting");
    stand_reads(s, "meeting.place", "Urk");
    leave(s);
    come_back(s);
    open_meeting(s);
    stand_reads(s, "meeting.place", "Urk");
    tap_to_see(s, "meeting.drop", "meeting.drop_yes");
    tap_to_see(s, "meeting.drop_yes", "meeting.pause");
    assert_null(strstr(stand_label(s, "meeting.place"), "Urk"));
    leave(s);
}

static void closing_is_final(void **state)
{
    struct stand *s = *state;
    come_back(s);
    open_meeting(s);
    tap_to_see(s, "meeting.close", "meeting.close_yes");
    tap_to_see(s, "meeting.no", "meeting.close"); /* asked once, and taken back */
    tap_to_see(s, "meeting.close", "meeting.close_yes");
    glass_tap(s->g, "meeting.close_yes");
    stand_reads(s, "meeting.state", "gesloten");
    stand_lacks(s, "meeting.pause", NULL);
    leave(s);
    stand_reads(s, "attract.title", "afgelopen");
    assert_string_equal(
        stand_query(s, "SELECT count(*) FROM meeting WHERE state <> 'closed'"), "0\n");
}

static void deleting_needs_an_export_or_the_pin(void **state)
{
    struct stand *s = *state;
    come_back(s);
    open_meeting(s);
    tap_row(s, "meeting.more", "meeting.earlier", "meetings");
    stand_reads(s, "meetings.1", "Café Zoë's hub");
    stand_sees(s, "meetings.2", NULL);
    tap_to_see(s, "meetings.1", "meetings.delete");
    stand_sees(s, "meetings.delete", "disabled"); /* visitors still see it */
    tap_to_see(s, "nav.back", "meetings.2");
    tap_to_see(s, "meetings.2", "meetings.delete");
    tap_to_see(s, "meetings.delete", "meetings.pin");
    assert_null(glass_widget(s->g, "meetings.yes")); /* it is on no stick */
    stand_tap(s, "meetings.pin", "pin");
    stand_pin(s, "654321");
    stand_reads(s, "pin.line", "klopt niet");
    assert_string_equal(stand_query(s, "SELECT count(*) FROM meeting"), "2\n");
    stand_pin(s, "123456");
    stand_on(s, "meetings");
    stand_sees(s, "meetings.1", NULL);
    stand_lacks(s, "meetings.2", NULL);
    assert_string_equal(stand_query(s, "SELECT title FROM meeting"), "Café Zoë's hub\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_meeting_is_made),
        cmocka_unit_test(visitors_answer_in_it),
        cmocka_unit_test(a_pause_is_told),
        cmocka_unit_test(nothing_is_lost_halfway),
        cmocka_unit_test(closing_is_final),
        cmocka_unit_test(deleting_needs_an_export_or_the_pin),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
