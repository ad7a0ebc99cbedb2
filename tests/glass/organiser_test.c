/* The organiser's results on a stick. */
#include "stand.h"

#include "base/clock.h"
#include "run.h"
#include "temp.h"
#include <errno.h>
#include <poll.h>
#include <pwd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- the stick --- */

static void give_away(const char *path)
{
    const struct passwd *nobody = getpwnam("nobody");
    if (geteuid() == 0 && nobody != NULL)
        assert_return_code(chown(path, nobody->pw_uid, nobody->pw_gid), errno);
}

static const char *stick(struct stand *s)
{
    return arena_printf(s->a, "%s/stick", s->sticks);
}

static void plug_in_a_new_one(struct stand *s)
{
    const char *path = stick(s), *mark = arena_printf(s->a, "%s/.goedwerk-test-stick", path);
    assert_return_code(mkdir(path, 0755), errno);
    give_away(path);
    temp_write(mark, "", 0);
}

static const char *drawer(struct stand *s)
{
    return arena_printf(s->a, "%s/drawer", s->g->folder);
}

/* The output of a command in the meeting's folder; "" while there is none. */
static const char *on_stick(struct stand *s, const char *command)
{
    static const char script[] = "cd \"$0\"/GOEDWERK/*/20*-[0-9a-f][0-9a-f][0-9a-f][0-9a-f]/ && ";
    const char *const argv[] = { "sh", "-c", arena_printf(s->a, "%s%s", script, command), stick(s),
        NULL };
    int status = -1;
    const char *text = run_output(s->a, NULL, argv, &status);
    return status == 0 ? text : "";
}

/* Answers by both of the margins. */
static const char sum[] = "awk -F';' '$4 == \"element\" { e += $6 } $4 == \"choice\" { c += $6 }"
                          " END { print e + 0, c + 0 }' resultaten.csv";

/* All files, their sums, and as many answers as are published. */
static void stick_holds(struct stand *s, int answers)
{
    assert_string_equal(on_stick(s, "sha256sum -c --quiet SHA256SUMS && echo good"), "good\n");
    assert_string_equal(on_stick(s, sum), arena_printf(s->a, "%d %d\n", answers, answers));
    assert_string_equal(on_stick(s, "ls"),
        "LEESMIJ.txt\nSHA256SUMS\nbeelden\nmailtekst.txt\nniet-doorsturen\npapier\n"
        "resultaten.csv\nresultaten.xlsx\nverslag.pdf\n");
    assert_string_equal(on_stick(s, "ls niet-doorsturen papier; ls beelden | grep -c png"),
        "niet-doorsturen:\narchief.sqlite\n\npapier:\nmijn-eigen-dilemma.pdf\nspiekbriefje.pdf\n"
        "van-doos-tot-deur.pdf\nverhalen.pdf\n1\n");
    const char *archive = "sqlite3 niet-doorsturen/archief.sqlite 'PRAGMA integrity_check'";
    assert_string_equal(on_stick(s, archive), "ok\n");
}

/* So many visitors, each after the other, on the card that lies on top. */
static void answers(struct stand *s, int count)
{
    stand_tap(s, "attract.card", "element");
    for (int i = 0; i < count; i++) {
        stand_choose(s, i % 2 == 0 ? "ethics" : "excellence", i % 3 == 0 ? "a" : "b");
        if (i + 1 < count)
            stand_tap(s, "group.colleague", "element");
    }
    stand_leave(s);
}

static bool is_on_stick(struct stand *s, int answers)
{
    const char *want = arena_printf(s->a, "%d %d\n", answers, answers);
    return strcmp(on_stick(s, sum), want) == 0;
}

/* Waits for a generation with so many answers. Its folder is swapped: for a moment there is none. */
static void stick_gets(struct stand *s, int answers)
{
    enum { MINUTE_MS = 60 * 1000, TICK_MS = 100 };
    int64_t end_ms = clock_now_ms() + MINUTE_MS + STAND_PATIENCE_MS;
    while (!is_on_stick(s, answers)) {
        if (clock_now_ms() > end_ms)
            fail_msg("the stick never got %d answers; it said: %s", answers, stand_said(s));
        (void)poll(NULL, 0, TICK_MS);
    }
    stick_holds(s, answers);
}

static void a_stick_is_paired_once(void **state)
{
    struct stand *s = *state;
    answers(s, 6);
    stand_organise(s);
    assert_null(glass_widget(s->g, "organiser.pair"));
    assert_true(glass_has_state(glass_widget(s->g, "organiser.export"), "disabled"));
    assert_string_equal(stand_label(s, "organiser.answers"), "5"); /* not the sixth */
    plug_in_a_new_one(s);
    stand_sees(s, "organiser.pair", NULL);
    assert_null(glass_widget(s->g, "organiser.export"));
    assert_false(
        temp_exists(arena_printf(s->a, "%s/GOEDWERK", stick(s)))); /* not before it is asked */
    glass_tap(s->g, "organiser.pair");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    stick_holds(s, 5);
    stand_lacks(s, "organiser.pair", NULL);
    stand_lacks(s, "organiser.export", "disabled");
    stand_tap(s, "organiser.lock", "attract");
}

static void it_syncs_when_it_comes_back(void **state)
{
    struct stand *s = *state;
    assert_return_code(rename(stick(s), drawer(s)), errno);
    answers(s, 4);
    assert_return_code(rename(drawer(s), stick(s)), errno);
    stick_gets(s, 10);
}

static void it_syncs_when_it_stays(void **state)
{
    struct stand *s = *state;
    answers(s, 5);
    stick_holds(s, 10); /* once a minute at most */
}

static void within_a_minute(void **state)
{
    struct stand *s = *state;
    stick_gets(s, 15);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 15);
    assert_int_equal(stand_published(s, ""), 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_is_paired_once),
        cmocka_unit_test(it_syncs_when_it_comes_back),
        cmocka_unit_test(it_syncs_when_it_stays),
        cmocka_unit_test(within_a_minute),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
