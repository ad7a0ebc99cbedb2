/* After visits nothing says what was chosen, by whom, when or in which order. */
#include "words.h"

#include "base/clock.h"
#include "run.h"
#include "temp.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>

/* The ui-log was asked for, and cards are the visitors' own. */
static const char *const asked_for[] = { "--exclude=ui.log", "--exclude-dir=cards", NULL };

static void visits_with_everything(struct stand *s, struct words *w)
{
    static const struct {
        const char *element, *choice;
    } answers[] = { { "ethics", "b" }, { "excellence", "a" }, { "engagement", "other" } };
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        stand_tap(s, "attract.card", "element");
        words_of_answer(w, s, answers[i].element, answers[i].choice);
        stand_tap(s, "group.print", "take_home");
        stand_reads(s, "take_home.title", "Pak je kaart");
        stand_tap(s, "nav.back", "group");
        stand_tap(s, "group.phone", "take_home");
        stand_sees(s, "take_home.qr", NULL);
        stand_leave(s);
    }
}

/* The write-ahead log keeps the order of answers: it is emptied when a visitor has gone. */
static void awaits_tidy(struct stand *s)
{
    struct stat st;
    const char *wal = arena_printf(s->a, "%s/goedwerk.sqlite-wal", s->data);
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    while (stat(wal, &st) == 0 && st.st_size > 0) {
        if (clock_now_ms() > end_ms)
            fail_msg("%s holds %ld bytes", wal, (long)st.st_size);
        (void)poll(NULL, 0, 20);
    }
}

static void nothing_is_said_or_kept(void **state)
{
    struct stand *s = *state;
    struct words words = { .count = 0 };
    visits_with_everything(s, &words);
    assert_true(words.count >= 12);
    awaits_tidy(s);
    for (int round = 0; round < 2; round++) { /* while it runs, and after its end */
        for (int i = 0; i < words.count; i++)
            assert_string_equal(words_found(s, s->g->folder, words.list[i], asked_for), "");
        for (int i = 0; i < WORDS_KEYS; i++) { /* names of counts, of all that there can be */
            const char *found = words_found(s, s->g->folder, words_keys[i], asked_for);
            assert_true(found[0] == '\0' || strcmp(found, "./data/goedwerk.sqlite\n") == 0);
            assert_null(strstr(stand_said(s), words_keys[i]));
        }
        if (round == 0)
            stand_stop(s);
    }
    assert_string_equal(temp_list(s->a, s->data), "goedwerk.sqlite lock ");
    assert_string_equal(temp_list(s->a, s->cards), "kaart-1.pdf kaart-2.pdf kaart-3.pdf ");
    /* No log at all of what visitors do: the same lines, however many there were. */
    int lines = 0;
    for (const char *p = stand_said(s); *p != '\0'; p++)
        lines += *p == '\n';
    assert_in_range(lines, 0, 3);
    assert_null(strstr(stand_said(s), "answer"));
}

/* Nor does what is printed: no time on it, and none in it. */
static void a_card_knows_no_time(void **state)
{
    struct stand *s = *state;
    for (int i = 1; i <= 3; i++) {
        const char *path = arena_printf(s->a, "%s/kaart-%d.pdf", s->cards, i);
        const char *const argv[] = { "pdfinfo", "-rawdates", path, NULL };
        int status = -1;
        const char *info = run_output(s->a, NULL, argv, &status);
        assert_int_equal(status, 0);
        assert_non_null(strstr(info, "20000101000000")); /* of every card */
        assert_null(strstr(info, "ModDate"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_or_kept),
        cmocka_unit_test(a_card_knows_no_time),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
