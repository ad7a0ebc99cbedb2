/* The organiser's PIN: it keeps others out, costs time when it is wrong, and who forgot it needs the
 * paired stick. */
#include "stand.h"

#include "core/pin.h"
#include "run.h"
#include "temp.h"
#include <errno.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the PIN --- */

static void nothing_keeps_the_digits(struct stand *s)
{
    static const char script[] = "cd \"$0\" && grep -r -l -a -e 123456 -e 654321 .";
    const char *const argv[] = { "sh", "-c", script, s->g->folder, NULL };
    int status = -1;
    const char *found = run_output(s->a, NULL, argv, &status);
    assert_string_equal(found, "");
    for (int i = 0; i < s->g->log.widget_count; i++)
        if (strncmp(s->g->log.widgets[i].id, "pin.", 4) == 0 &&
            strcmp(s->g->log.widgets[i].role, "button") == 0)
            assert_string_equal(s->g->log.widgets[i].label, "");
}

static void a_first_pin_is_asked_twice(void **state)
{
    struct stand *s = *state;
    stand_open_setup(s);
    stand_step(s, "setup.next");
    stand_tap(s, "setup.next", "pin");
    const char *first = stand_label(s, "pin.title");
    stand_pin(s, "123456");
    stand_turns(s, "pin.title", first);
    const char *line = stand_label(s, "pin.line");
    stand_pin(s, "123457");
    stand_reads(s, "pin.title", first); /* not the same: from the start */
    assert_string_not_equal(stand_label(s, "pin.line"), line);
    nothing_keeps_the_digits(s);
    stand_tap(s, "nav.back", "setup"); /* at the step of the PIN */
    stand_step(s, "nav.back");
    stand_tap(s, "nav.back", "attract");
    stand_organise(s);
    stand_tap(s, "organiser.lock", "attract");
    stand_hold_wordmark(s);
    assert_string_not_equal(stand_label(s, "pin.title"), first);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.lock", "attract");
}

static void wrong_pins_cost_time(void **state)
{
    struct stand *s = *state;
    stand_hold_wordmark(s);
    for (int i = 0; i < PIN_FREE_TRIES; i++) {
        stand_lacks(s, "pin.1", "disabled");
        const char *line = stand_label(s, "pin.line");
        stand_pin(s, "654321");
        if (i == 0)
            stand_turns(s, "pin.line", line);
        stand_sees(s, "pin.ok", "disabled");
    }
    stand_sees(s, "pin.1", "disabled"); /* now there is a wait */
    stand_reads(s, "pin.line", "seconden");
    stand_stop(s);
    stand_start(s);
    stand_hold_wordmark(s); /* and pulling the plug does not shorten it */
    stand_sees(s, "pin.1", "disabled");
    stand_reads(s, "pin.line", "seconden");
    assert_string_equal(s->g->log.screen, "pin");
    stand_lacks(s, "pin.1", "disabled");
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.lock", "attract");
    nothing_keeps_the_digits(s);
}

static void plug_in_a_new_stick(struct stand *s, const char *path)
{
    const struct passwd *nobody = getpwnam("nobody");
    assert_return_code(mkdir(path, 0755), errno);
    if (geteuid() == 0 && nobody != NULL)
        assert_return_code(chown(path, nobody->pw_uid, nobody->pw_gid), errno);
    temp_write(arena_printf(s->a, "%s/.goedwerk-test-stick", path), "", 0);
}

/* The one that is in proves nothing: it has to be put in by whoever forgot. */
static void a_forgotten_pin_needs_the_stick(void **state)
{
    struct stand *s = *state;
    const char *stick = arena_printf(s->a, "%s/stick", s->sticks);
    const char *drawer = arena_printf(s->a, "%s/drawer", s->g->folder);
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    plug_in_a_new_stick(s, stick);
    stand_lacks(s, "organiser.pair", "disabled");
    stand_sees(s, "organiser.pair", NULL);
    glass_tap(s->g, "organiser.pair");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    stand_tap(s, "organiser.lock", "attract");

    stand_hold_wordmark(s);
    glass_tap(s->g, "pin.forgotten");
    stand_reads(s, "pin.line", "Haal de USB-stick eruit");
    assert_return_code(rename(stick, drawer), errno);
    stand_reads(s, "pin.line", "Steek de gekoppelde");
    assert_return_code(rename(drawer, stick), errno);
    stand_sees(s, "pin.1", NULL);
    stand_pin(s, "654321");
    stand_reads(s, "pin.title", "Nog een keer");
    stand_pin(s, "654321");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.lock", "attract");
    stand_hold_wordmark(s);
    const char *line = stand_label(s, "pin.line");
    stand_pin(s, "123456");
    stand_turns(s, "pin.line", line); /* being checked */
    stand_lacks(s, "pin.1", "disabled");
    assert_string_equal(s->g->log.screen, "pin"); /* the old one is of no use */
    stand_pin(s, "654321");
    stand_on(s, "organiser");
    stand_stop(s);
    nothing_keeps_the_digits(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_first_pin_is_asked_twice),
        cmocka_unit_test(wrong_pins_cost_time),
        cmocka_unit_test(a_forgotten_pin_needs_the_stick),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
