/*
 * The power goes before any write, sync or rename of any transaction, and what was not synced is
 * lost or torn: the kiosk opens by itself, each acknowledged answer counts, and none counts twice.
 */
#include "tape_calls.h"

#include "base/file.h"
#include "store/migrate.h"
#include "store_fixture.h"
#include "temp.h"
#include "torture.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SAID_MAX = 80, FILE_MAX = 16 * 1024 * 1024 };

/* What a kiosk has done, step by step, and what was acknowledged after which of them. */
struct trial {
    struct fixture *f;
    struct tape *tape;
    struct {
        int steps;
        const char *rows; /* all rows of all tables */
    } said[SAID_MAX];
    int said_count;
    const char *cut; /* where a cut is laid out */
    long cuts;
};

static struct trial trial_begin(struct fixture *f)
{
    struct trial t = { .f = f, .tape = tape_new(f->dir) };
    t.cut = arena_printf(f->a, "%s-cut", f->dir);
    tape_run(t.tape);
    return t;
}

/* The steps so far are acknowledged. */
static void said(struct trial *t)
{
    assert_true(t->said_count < SAID_MAX);
    t->said[t->said_count].steps = tape_length(t->tape);
    t->said[t->said_count++].rows = fixture_dump(t->f);
}

/* The last that had been said before a cut; -1: nothing yet. */
static int last_said(const struct trial *t, int steps)
{
    int last = -1;
    while (last + 1 < t->said_count && t->said[last + 1].steps <= steps)
        last++;
    return last;
}

static struct fixture *open_cut(const char *dir, enum store_origin *origin)
{
    struct err err = { .code = ERR_NONE };
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    f->a = a;
    f->dir = arena_strdup(a, dir);
    f->path = arena_printf(a, "%s/goedwerk.sqlite", dir);
    f->s = store_open(dir, origin, &err);
    if (f->s == NULL)
        fail_msg("it does not open: %s", err.detail);
    assert_string_equal(fixture_raw(f, "PRAGMA integrity_check"), "ok");
    return f;
}

static bool is_blank(struct fixture *f)
{
    return strcmp(fixture_raw(f, "SELECT count(*) FROM meeting"), "0") == 0 &&
           strcmp(fixture_raw(f, "SELECT count(*) FROM setting"), "0") == 0;
}

/* What was last said, or what was being done: nothing less, nothing more. */
static void check_rows(struct trial *t, int steps, struct fixture *cut, enum store_origin origin)
{
    int last = last_said(t, steps);
    const char *rows = fixture_dump(cut);
    bool as_said = last >= 0 && strcmp(rows, t->said[last].rows) == 0;
    bool as_begun = last + 1 < t->said_count && strcmp(rows, t->said[last + 1].rows) == 0;
    if (last < 0 && is_blank(cut) && origin != STORE_SET_ASIDE)
        return; /* cut while it was born */
    if (origin != STORE_FOUND || (!as_said && !as_begun))
        fail_msg("cut at %d, after %d was said (origin %d):\n%s\nshould be:\n%s", steps, last,
            (int)origin, rows, last < 0 ? "" : t->said[last].rows);
}

/* One cut, and the kiosk's next start; in the long part that is cut too. */
static void survive(struct trial *t, int steps, enum tape_luck luck, unsigned seed)
{
    enum store_origin origin;
    tape_cut(t->tape, steps, luck, seed, t->cut);
    bool twice = luck == TAPE_SOME && (torture_is_long() || seed % 16 == 0);
    const char *again = arena_printf(t->f->a, "%s-again", t->f->dir);
    struct tape *start = twice ? tape_new(t->cut) : NULL;
    tape_run(start);
    struct fixture *cut = open_cut(t->cut, &origin);
    int start_steps = twice ? tape_length(start) : 0;
    tape_run(NULL);
    check_rows(t, steps, cut, origin);
    assert_true(store_set_setting(cut->s, "cut", "1", NULL)); /* it works */
    fixture_close(cut);
    temp_remove(t->cut);
    arena_free(cut->a);
    t->cuts++;
    if (twice) {
        tape_cut(start, (int)(seed / 16 % (unsigned)(start_steps + 1)), luck, seed, again);
        cut = open_cut(again, &origin);
        check_rows(t, steps, cut, origin);
        fixture_close(cut);
        temp_remove(again);
        arena_free(cut->a);
        t->cuts++;
    }
    tape_free(start);
}

/* How many cuts it was. */
static long cut_everywhere(struct trial *t)
{
    long seeds = torture_rounds(1, 40);
    tape_run(NULL);
    int length = tape_length(t->tape);
    for (int steps = 0; steps <= length; steps++) {
        survive(t, steps, TAPE_NOTHING, 0);
        survive(t, steps, TAPE_ALL, 0);
        for (long i = 0; i < seeds; i++)
            survive(t, steps, TAPE_SOME, (unsigned)(steps * 1000 + i));
    }
    tape_free(t->tape);
    fixture_free(t->f);
    return t->cuts;
}

static void tell(const char *what, long cuts)
{
    torture_figure("power", what, cuts, cuts, 0);
}

/* --- the day of a kiosk --- */

static void count(struct trial *t, int card, int times)
{
    for (int i = 0; i < times; i++) {
        fixture_count(t->f, card, (enum element)(i % ELEMENT_COUNT), CHOICE_A, 1);
        said(t);
    }
}

static void must(struct trial *t, bool ok)
{
    assert_true(ok);
    said(t);
}

static void begin(struct trial *t, enum meeting_results results)
{
    t->f->m = sample_meeting(results, 5);
    must(t, store_meeting_begin(t->f->s, &t->f->m, sample_deck(), NULL));
}

/* From the first start on: answers that are published, and the log emptied after a visitor. */
static void test_answers(void **state)
{
    (void)state;
    struct trial t = trial_begin(fixture_new());
    fixture_open(t.f, STORE_NEW);
    said(&t);
    begin(&t, RESULTS_NOW);
    count(&t, 0, 6);
    must(&t, store_tidy(t.f->s, NULL));
    count(&t, 1, 2);
    fixture_close(t.f);
    fixture_open(t.f, STORE_FOUND);
    said(&t);
    count(&t, 2, 2);
    tell("cuts of the first start and of answers", cut_everywhere(&t));
}

static void test_meetings(void **state)
{
    (void)state;
    struct trial t = trial_begin(fixture_new());
    fixture_open(t.f, STORE_NEW);
    said(&t);
    begin(&t, RESULTS_LATER);
    count(&t, 0, 5);
    t.f->m.state = MEETING_PAUSED;
    must(&t, store_meeting_change(t.f->s, &t.f->m, NULL, NULL));
    t.f->m.state = MEETING_RUNNING;
    must(&t, store_meeting_change(t.f->s, &t.f->m, sample_deck_newer(), NULL));
    must(&t, store_meeting_reveal(t.f->s, t.f->m.id, NULL));
    count(&t, 1, 3);
    must(&t, store_tidy(t.f->s, NULL));
    must(&t, store_meeting_extend(t.f->s, &t.f->m, sample_deck(), NULL));
    must(&t, store_meeting_close(t.f->s, t.f->m.id, NULL));
    must(&t, store_meeting_exported(t.f->s, t.f->m.id, NULL));
    struct meeting closed = t.f->m;
    begin(&t, RESULTS_NOW);
    count(&t, 0, 2);
    must(&t, store_meeting_delete(t.f->s, closed.id, NULL));
    fixture_close(t.f);
    tell("cuts of beginning, changing, revealing, closing and deleting meetings",
        cut_everywhere(&t));
}

/* A PIN, tries at it, and small settings; an archive leaves no trace on the medium. */
static void test_settings(void **state)
{
    (void)state;
    bool right;
    int failures;
    const void *bytes;
    size_t len;
    struct trial t = trial_begin(fixture_meeting(RESULTS_NOW, 5));
    said(&t);
    must(&t, store_set_pin(t.f->s, "123456", 6, NULL));
    must(&t, store_check_pin(t.f->s, "654321", 6, &right, &failures, NULL) && !right);
    must(&t, store_set_setting(t.f->s, "printer", "Selphy", NULL));
    must(&t, store_set_setting_number(t.f->s, "brightness", 70, NULL));
    int before = tape_length(t.tape);
    must(&t, store_archive(t.f->s, t.f->m.id, t.f->a, &bytes, &len, NULL));
    assert_int_equal(tape_length(t.tape), before);
    must(&t, store_forget_pin(t.f->s, NULL));
    tell("cuts of settings and of the PIN", cut_everywhere(&t));
}

/* --- the first start of a later program --- */

/* From each earlier version, also one whose last answers are in its log only. */
static void test_migration(void **state)
{
    (void)state;
    long cuts = 0;
    for (int version = 1; version < STORE_VERSION; version++)
        for (int with_log = 0; with_log < 2; with_log++) {
            struct fixture *f = fixture_made_by(version);
            if (with_log) {
                struct fixture *crashed = fixture_new();
                const char *wal = arena_printf(f->a, "%s-wal", f->path);
                sqlite3 *db = db_open(f->path, NULL);
                assert_non_null(db);
                assert_true(db_write_ahead(db, NULL));
                assert_true(db_script(db, "UPDATE tally SET count = count + 2", NULL));
                fixture_copy(f->path, crashed->path);
                fixture_copy(wal, arena_printf(f->a, "%s-wal", crashed->path));
                db_close(db);
                fixture_free(f);
                f = crashed;
            }
            struct trial t = trial_begin(f);
            /* Whatever step is cut, the next start ends with the rows of the last version. */
            fixture_open(f, STORE_FOUND);
            t.said[t.said_count++].rows = fixture_dump(f);
            said(&t);
            assert_string_equal(
                fixture_raw(f, "SELECT count - 1099511627776 FROM tally"), with_log ? "5" : "3");
            cuts += cut_everywhere(&t);
        }
    tell("cuts of bringing an older database up to date", cuts);
}

/* --- a database of no use --- */

/* Under the name it had or one that it was set aside as. */
static bool is_kept(
    struct arena *a, const char *dir, const char *suffix, const char *bytes, size_t len)
{
    bool kept = temp_holds(arena_printf(a, "%s/goedwerk.sqlite%s", dir, suffix), bytes, len);
    for (int n = 1; n <= 4; n++)
        kept =
            kept || temp_holds(arena_printf(a, "%s/goedwerk.sqlite.set-aside-%d%s", dir, n, suffix),
                        bytes, len);
    return kept;
}

static void test_setting_aside(void **state)
{
    (void)state;
    long cuts = 0;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    size_t len, wal_len;
    struct fixture *g = fixture_new();
    const char *wal = arena_printf(g->a, "%s-wal", g->path);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    assert_true(store_tidy(f->s, NULL));
    assert_true(db_script(f->s->db, "PRAGMA user_version = 99", NULL)); /* of a newer program */
    fixture_copy(f->path, g->path);
    fixture_copy(arena_printf(f->a, "%s-wal", f->path), wal);
    fixture_free(f);
    const char *bytes = file_read(g->a, g->path, FILE_MAX, &len, NULL);
    const char *log = file_read(g->a, wal, FILE_MAX, &wal_len, NULL);
    const char *to = arena_printf(g->a, "%s-cut", g->dir);
    assert_true(bytes != NULL && log != NULL);

    struct tape *tape = tape_new(g->dir);
    tape_run(tape);
    fixture_open(g, STORE_SET_ASIDE);
    int opened = tape_length(tape);
    tape_run(NULL);
    for (int steps = 0; steps <= opened; steps++)
        for (long i = 0; i < TAPE_LUCKS + torture_rounds(1, 40); i++) {
            enum store_origin origin;
            enum tape_luck luck = i < TAPE_SOME ? (enum tape_luck)i : TAPE_SOME;
            tape_cut(tape, steps, luck, (unsigned)(steps * 1000 + i), to);
            assert_true(is_kept(g->a, to, "", bytes, len));
            assert_true(is_kept(g->a, to, "-wal", log, wal_len));
            struct fixture *cut = open_cut(to, &origin);
            assert_true(is_blank(cut));
            assert_true(steps < opened || origin == STORE_FOUND);
            fixture_close(cut);
            assert_true(is_kept(g->a, to, "", bytes, len));
            assert_true(is_kept(g->a, to, "-wal", log, wal_len));
            temp_remove(to);
            arena_free(cut->a);
            cuts++;
        }
    tell("cuts of setting an unusable database aside", cuts);
    tape_free(tape);
    fixture_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_meetings),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_migration),
        cmocka_unit_test(test_setting_aside),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
