/* The end of the evening on the glass: close, a new stick, the report on paper, the plug. */
#include "stand.h"

#include "run.h"
#include "temp.h"
#include <errno.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ANSWERS = 5 };

static void five_answers(struct stand *s)
{
    stand_tap(s, "attract.card", "element");
    for (int i = 0; i < ANSWERS; i++) {
        stand_choose(s, "ethics", i % 2 == 0 ? "a" : "b");
        if (i + 1 < ANSWERS)
            stand_tap(s, "group.colleague", "element");
    }
    stand_leave(s);
}

static const char *stick(struct stand *s)
{
    return arena_printf(s->a, "%s/stick", s->sticks);
}

static void put_stick_in(struct stand *s)
{
    const struct passwd *nobody = getpwnam("nobody");
    assert_return_code(mkdir(stick(s), 0755), errno);
    if (geteuid() == 0 && nobody != NULL)
        assert_return_code(chown(stick(s), nobody->pw_uid, nobody->pw_gid), errno);
    temp_write(arena_printf(s->a, "%s/.goedwerk-test-stick", stick(s)), "", 0);
}

static const char *on_stick(struct stand *s, const char *command)
{
    const char *const argv[] = { "sh", "-c",
        arena_printf(s->a, "x=[0-9a-f]; cd '%s'/GOEDWERK/*/20*-$x$x$x$x && %s", stick(s), command),
        NULL };
    int status = -1;
    const char *text = run_output(s->a, NULL, argv, &status);
    assert_int_equal(status, 0);
    return text;
}

/* A few more taps than a visitor would think of, and nothing is closed yet. */
static void closing_is_asked(void **state)
{
    struct stand *s = *state;
    stand_organise(s);
    stand_tap(s, "organiser.lock", "attract");
    five_answers(s);
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.finish", "finish");
    stand_reads(s, "finish.line", "5 antwoorden");
    stand_tap(s, "finish.later", "organiser");
    stand_tap(s, "organiser.finish", "finish");
    stand_reads(s, "finish.step", "1 van 4");
    glass_tap(s->g, "finish.close");
    stand_reads(s, "finish.step", "2 van 4");
}

static void the_stick_is_done_when_it_is(void **state)
{
    struct stand *s = *state;
    stand_reads(s, "finish.title", "Steek de USB-stick erin");
    put_stick_in(s);
    stand_sees(s, "organiser.pair", NULL);
    glass_tap(s->g, "organiser.pair");
    stand_reads(s, "finish.title", "Je kunt de stick eruit halen");
    assert_string_equal(on_stick(s, "sha256sum -c --quiet SHA256SUMS && echo good"), "good\n");
    const char *state_of = "sqlite3 niet-doorsturen/archief.sqlite 'SELECT state FROM meeting'";
    assert_string_equal(on_stick(s, state_of), "closed\n");
    temp_remove(stick(s));
    stand_reads(s, "finish.title", "Steek de USB-stick erin"); /* it is out */
    put_stick_in(s);
    stand_sees(s, "organiser.pair", NULL);
    stand_tap(s, "organiser.pair", "finish");
    stand_reads(s, "finish.title", "Je kunt de stick eruit halen");
    glass_tap(s->g, "finish.next");
    stand_reads(s, "finish.step", "3 van 4");
}

static void report_and_plug(void **state)
{
    struct stand *s = *state;
    glass_tap(s->g, "finish.print");
    stand_lacks(s, "finish.print", "disabled");
    stand_reads(s, "finish.line", "Het is geprint");
    glass_tap(s->g, "finish.next");
    stand_reads(s, "finish.title", "Je kunt de stekker eruit trekken");
    glass_tap(s->g, "finish.off"); /* a desk has nobody to switch it off */
    stand_reads(s, "finish.line", "er gaat niets verloren");
    stand_tap(s, "finish.overview", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    stand_lacks(s, "attract.card", NULL); /* nobody can answer any more */
    stand_stop(s);
    assert_int_equal(stand_published(s, ""), ANSWERS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closing_is_asked),
        cmocka_unit_test(the_stick_is_done_when_it_is),
        cmocka_unit_test(report_and_plug),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
