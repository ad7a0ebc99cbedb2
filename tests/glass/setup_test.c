/* The first set-up on the glass: name, test card, a practice visit that is not counted, the start, a
 * visit that is; and all of it there after switching off and on. */
#include "stand.h"

#include "base/attributes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

static void speak(struct stand *s)
{
    glass_tap(s->g, "setup.language.en");
    stand_speaks(s, "en");
    glass_tap(s->g, "setup.language.nl");
    stand_speaks(s, "nl");
    stand_sees(s, "setup.language.nl", "chosen");
}

static void name(struct stand *s)
{
    static const char *const keys[] = { "keyboard.h", "keyboard.u", "keyboard.b" };
    stand_tap(s, "setup.title_text", "keyboard");
    while (strcmp(stand_label(s, "keyboard.text"), "") != 0) {
        const char *text = stand_label(s, "keyboard.text");
        glass_tap(s->g, "keyboard.erase");
        stand_turns(s, "keyboard.text", text);
    }
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const char *text = stand_label(s, "keyboard.text");
        glass_tap(s->g, keys[i]);
        stand_turns(s, "keyboard.text", text);
    }
    stand_tap(s, "keyboard.done", "setup");
}

static void print_test_card(struct stand *s)
{
    glass_tap(s->g, "setup.print");
    stand_reads(s, "setup.line", "Het is geprint");
    stand_lacks(s, "setup.print", "disabled");
}

static void practise(struct stand *s)
{
    stand_tap(s, "setup.practice", "attract");
    stand_sees(s, "practice", NULL);
    stand_visit(s, "ethics", "b");
    stand_sees(s, "practice", NULL);
    stand_leave(s);
}

static void a_whole_set_up(void **state)
{
    struct stand *s = *state;
    stand_sees(s, "attract.foot", NULL); /* how to set it up */
    stand_open_setup(s);
    stand_reads(s, "setup.step", "1 van 6");
    speak(s);
    stand_first_pin(s);
    stand_reads(s, "setup.step", "3 van 6");
    name(s);
    stand_step(s, "setup.next");
    print_test_card(s);
    stand_step(s, "setup.next");
    practise(s);

    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "setup");
    stand_reads(s, "setup.step", "6 van 6");
    stand_reads(s, "setup.line", "Hub");
    stand_tap(s, "setup.start", "attract");
    stand_lacks(s, "practice", NULL);
    stand_lacks(s, "attract.foot", NULL);
    stand_visit(s, "excellence", "a");
    stand_leave(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    assert_int_equal(stand_counted(s, "", "excellence", "a"), 1);
    assert_string_equal(stand_query(s, "SELECT title FROM meeting"), "Hub\n");
}

static void it_is_still_so_after_switching_on(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    stand_lacks(s, "attract.foot", NULL);
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.lock", "attract");
}

/* Practice that is running when the plug is pulled is over. */
static void a_restart_is_the_real_thing(void **state)
{
    struct stand *s = *state;
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.practice", "attract");
    stand_sees(s, "practice", NULL);
    stand_stop(s);
    stand_start(s);
    stand_lacks(s, "practice", NULL);
}

/* What was tried out before anybody set the kiosk up is dropped when they say so. */
static void a_try_out_is_erased(void **state)
{
    struct stand *s = *state;
    stand_visit(s, "ethics", "a");
    stand_leave(s);
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.settings", "settings");
    while (glass_widget(s->g, "settings.setup") == NULL) {
        const char *more = stand_label(s, "settings.more");
        glass_tap(s->g, "settings.more");
        stand_turns(s, "settings.more", more);
    }
    stand_tap(s, "settings.setup", "setup");
    stand_step(s, "setup.next");
    stand_step(s, "setup.skip");
    stand_step(s, "setup.next");
    stand_step(s, "setup.drop");
    stand_tap(s, "nav.back", "setup");
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_set_up),
        cmocka_unit_test(it_is_still_so_after_switching_on),
        cmocka_unit_test(a_restart_is_the_real_thing),
        cmocka_unit_test(a_try_out_is_erased),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
