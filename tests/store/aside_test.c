/* A database that is of no use: it is set aside whole, and a fresh one begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "store_fixture.h"
#include "temp.h"
#include "torture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

static void sql_on(const char *path, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void overwrite(const char *path, long at, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, at < 0 ? SEEK_END : SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void make_empty(const char *path)
{
    assert_int_equal(truncate(path, 0), 0);
}

static void make_cut(const char *path)
{
    assert_int_equal(truncate(path, 3 * 4096 + 1000), 0);
}

static void make_text(const char *path)
{
    temp_write(path, "not a database at all\n", 22);
}

static void make_scribbled_header(const char *path)
{
    overwrite(path, 0, "SQLite format 4", 15);
}

static void make_scribbled_pages(const char *path)
{
    char rubbish[4096];
    memset(rubbish, 0x55, sizeof rubbish);
    overwrite(path, 3 * 4096, rubbish, sizeof rubbish);
    overwrite(path, 5 * 4096, rubbish, sizeof rubbish);
}

static void make_foreign(const char *path)
{
    assert_int_equal(unlink(path), 0);
    sql_on(path, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('keep me')");
}

static void make_newer(const char *path)
{
    sql_on(path, "PRAGMA user_version = 99");
}

static void make_bare(const char *path)
{
    sql_on(path, "PRAGMA foreign_keys = OFF; DROP TABLE published");
}

static void make_unwritable_format(const char *path)
{
    overwrite(path, 18, "\x07", 1);
}

static void make_folder(const char *path)
{
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
}

static const struct {
    const char *name;
    void (*make)(const char *path);
    const char *reason;
} unusable[] = {
    { "zero length", make_empty, "empty" },
    { "cut in a page", make_cut, NULL },
    { "text", make_text, "not a database" },
    { "scribbled header", make_scribbled_header, "not a database" },
    { "scribbled pages", make_scribbled_pages, "damaged" },
    { "foreign", make_foreign, "another program" },
    { "newer", make_newer, "version 99, this program knows 2" },
    { "missing table", make_bare, "does not have the tables" },
    { "format of the future", make_unwritable_format, "cannot be written" },
    { "folder", make_folder, "not a regular file" },
};

static void test_unusable_is_set_aside(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(unusable); i++) {
        struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
        struct err err = { .code = ERR_NONE };
        enum store_origin origin = STORE_FOUND;
        struct meeting m;
        bool found = true;
        size_t len = 0, aside_len;
        const char *aside = arena_printf(f->a, "%s.set-aside-1", f->path);
        const char *old_id = arena_strdup(f->a, store_id(f->s));
        fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 7);
        fixture_close(f);
        unusable[i].make(f->path);
        const char *before = file_read(f->a, f->path, FILE_MAX, &len, NULL); /* NULL: a folder */

        f->s = store_open(f->dir, &origin, &err);
        if (f->s == NULL || origin != STORE_SET_ASIDE)
            print_message("# %s: %s\n", unusable[i].name, err.detail);
        assert_non_null(f->s);
        assert_int_equal(origin, STORE_SET_ASIDE);
        if (unusable[i].reason != NULL && strstr(err.detail, unusable[i].reason) == NULL)
            fail_msg("%s: %s", unusable[i].name, err.detail);
        assert_string_not_equal(store_id(f->s), old_id);
        assert_true(store_meeting_current(f->s, &m, &found, NULL));
        assert_false(found);
        if (before != NULL) { /* not a byte of it has changed */
            const char *after = file_read(f->a, aside, FILE_MAX, &aside_len, NULL);
            assert_non_null(after);
            assert_int_equal(aside_len, len);
            assert_memory_equal(after, before, len);
        }
        fixture_close(f);
        fixture_open(f, STORE_FOUND);
        fixture_free(f);
    }
}

/* A crash left a log: it goes along, is not played into the fresh database, and nothing that was
 * set aside before is lost. */
static void test_log_goes_along(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5), *g = fixture_new();
    const char *wal = arena_printf(g->a, "%s-wal", g->path);
    size_t len;
    fixture_copy(f->path, g->path); /* with our tables: the log alone holds the meeting */
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 3);
    assert_true(db_script(f->s->db, "PRAGMA user_version = 99", NULL));
    fixture_copy(arena_printf(f->a, "%s-wal", f->path), wal);
    const char *log = file_read(g->a, wal, FILE_MAX, &len, NULL);
    assert_non_null(log);
    temp_write(arena_printf(g->a, "%s.set-aside-1", g->path), "first", 5);
    temp_write(arena_printf(g->a, "%s.set-aside-2-wal", g->path), "second", 6);

    fixture_open(g, STORE_SET_ASIDE);
    assert_string_equal(fixture_raw(g, "SELECT count(*) FROM meeting"), "0");
    fixture_close(g);
    assert_string_equal(temp_list(g->a, g->dir),
        "goedwerk.sqlite goedwerk.sqlite.set-aside-1 goedwerk.sqlite.set-aside-2-wal "
        "goedwerk.sqlite.set-aside-3 goedwerk.sqlite.set-aside-3-wal lock ");
    assert_true(temp_holds(arena_printf(g->a, "%s.set-aside-1", g->path), "first", 5));
    assert_true(temp_holds(arena_printf(g->a, "%s.set-aside-3-wal", g->path), log, len));

    /* a log whose database is gone */
    assert_int_equal(unlink(g->path), 0);
    temp_write(wal, log, len);
    fixture_open(g, STORE_SET_ASIDE);
    assert_string_equal(fixture_raw(g, "SELECT count(*) FROM meeting"), "0");
    assert_true(temp_holds(arena_printf(g->a, "%s.set-aside-4-wal", g->path), log, len));
    fixture_free(g);
    fixture_free(f);
}

/* --- damage --- */

enum damage { DAMAGE_BIT, DAMAGE_ZEROS, DAMAGE_RUBBISH, DAMAGE_CUT, DAMAGES };
enum { SECTOR_BYTES = 512 };

/* Somewhere in the file, by the seed: a bit is wrong, a sector is empty or rubbish, the end is gone. */
static void damage(const char *path, const char *whole, size_t len, enum damage how, bool in_header,
    unsigned *seed)
{
    char sector[SECTOR_BYTES] = { 0 };
    /* the header and the schema most of all */
    size_t at = (size_t)rand_r(seed) % (in_header ? 112 : len);
    temp_write(path, whole, len);
    if (how == DAMAGE_BIT) {
        sector[0] = (char)(whole[at] ^ (1 << rand_r(seed) % 8));
        overwrite(path, (long)at, sector, 1);
    } else if (how == DAMAGE_CUT) {
        assert_int_equal(truncate(path, (off_t)at), 0);
    } else {
        for (int i = 0; how == DAMAGE_RUBBISH && i < SECTOR_BYTES; i++)
            sector[i] = (char)rand_r(seed);
        overwrite(path, (long)(at - at % SECTOR_BYTES), sector, sizeof sector);
    }
}

/* Anything may be wrong: the kiosk starts, with the old database, where it holds what it held, or
 * with a fresh one, and then not a byte of the old one is touched. */
static void test_anything_may_be_wrong(void **state)
{
    (void)state;
    unsigned seed = 11;
    long rounds = torture_rounds(200, 1000), aside = 0, unnoticed = 0;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 7);
    const char *rows = fixture_dump(f);
    fixture_close(f);
    size_t len, damaged_len;
    const char *whole = file_read(f->a, f->path, FILE_MAX, &len, NULL);
    assert_non_null(whole);
    for (long i = 0; i < rounds; i++) {
        struct err err = { .code = ERR_NONE };
        enum store_origin origin;
        struct meeting m;
        bool found;
        enum damage how = i % 2 == 0 ? DAMAGE_BIT : (enum damage)(i / 2 % DAMAGES);
        damage(f->path, whole, len, how, i % 5 == 0, &seed);
        const char *damaged = file_read(f->a, f->path, FILE_MAX, &damaged_len, NULL);
        assert_non_null(damaged);
        f->s = store_open(f->dir, &origin, &err);
        if (f->s == NULL)
            fail_msg("damage %ld: %s", i, err.detail);
        assert_true(store_meeting_current(f->s, &m, &found, NULL));
        if (origin == STORE_SET_ASIDE) {
            aside++;
            assert_false(found);
            const char *kept = arena_printf(f->a, "%s.set-aside-1", f->path);
            if (!temp_holds(kept, damaged, damaged_len))
                fail_msg("damage %ld, of kind %d, was touched", i, (int)how);
            assert_int_equal(unlink(kept), 0);
            (void)unlink(arena_printf(f->a, "%s-wal", kept));
        } else if (strcmp(fixture_dump(f), rows) != 0) {
            unnoticed++;
            if (how != DAMAGE_BIT) /* of one bit nothing tells; a medium loses sectors */
                fail_msg("damage %ld, of kind %d, went unnoticed", i, (int)how);
        }
        fixture_close(f);
    }
    assert_true(aside > rounds / 10);
    torture_figure(
        "storage", "damage at any place: it starts, or is set aside and starts", rounds, rounds, 0);
    torture_seen("storage", "of these, set aside; a wrong bit in a count that nothing tells of",
        arena_printf(f->a, "%ld; %ld", aside, unnoticed));
    fixture_free(f);
}

/* --- the log of a program that was killed --- */

enum { COMMITS = 12 };

/* What the database says after each commit, and where that ends in the log. */
struct killed {
    const char *main, *log;
    size_t main_len, log_len;
    const char *rows[COMMITS + 1];
    size_t ends[COMMITS + 1];
};

static struct killed kill_it(struct fixture *f, const char *log)
{
    struct killed k = { .log = NULL };
    struct stat st;
    k.rows[0] = fixture_dump(f);
    for (int i = 1; i <= COMMITS; i++) {
        fixture_count(f, i % 3, (enum element)(i % ELEMENT_COUNT), CHOICE_B, 1);
        k.rows[i] = fixture_dump(f);
        assert_int_equal(stat(log, &st), 0);
        k.ends[i] = (size_t)st.st_size;
        assert_true(k.ends[i] > k.ends[i - 1]);
    }
    k.main = file_read(f->a, f->path, FILE_MAX, &k.main_len, NULL);
    k.log = file_read(f->a, log, FILE_MAX, &k.log_len, NULL);
    assert_true(k.main != NULL && k.log != NULL);
    return k;
}

/* The first byte that is not what it was. */
static size_t first_wrong(const struct killed *k, const char *log, size_t len)
{
    size_t at = 0;
    while (at < len && log[at] == k->log[at])
        at++;
    return at;
}

/* Anything may be wrong in it: the kiosk starts with its database, as it was after the last answer
 * that stands in the log before the damage, and goes on. Nothing is set aside: the database is well. */
static void test_anything_of_the_log_may_be_wrong(void **state)
{
    (void)state;
    unsigned seed = 12;
    long rounds = torture_rounds(100, 1000), whole = 0, none = 0;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    const char *log = arena_printf(f->a, "%s-wal", f->path);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    struct killed k = kill_it(f, log);
    fixture_close(f);
    for (long i = 0; i < rounds; i++) {
        size_t len;
        int last = COMMITS;
        enum damage how = (enum damage)(i % DAMAGES);
        temp_write(f->path, k.main, k.main_len);
        damage(log, k.log, k.log_len, how, i % 5 == 0, &seed);
        const char *damaged = file_read(f->a, log, FILE_MAX, &len, NULL);
        assert_non_null(damaged);
        size_t wrong = first_wrong(&k, damaged, len);
        while (k.ends[last] > wrong)
            last--;
        fixture_open(f, STORE_FOUND);
        if (strcmp(fixture_dump(f), k.rows[last]) != 0)
            fail_msg("damage %ld, of kind %d, at %zu: not what it was after %d answers", i,
                (int)how, wrong, last);
        assert_string_equal(fixture_raw(f, "PRAGMA integrity_check"), "ok");
        fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_A, 1);
        const char *rows = fixture_dump(f);
        fixture_close(f);
        assert_int_equal(access(log, F_OK), -1);
        fixture_open(f, STORE_FOUND);
        assert_string_equal(fixture_dump(f), rows);
        fixture_close(f);
        whole += last == COMMITS;
        none += last == 0;
    }
    assert_true(none > 0 && none + whole < rounds);
    torture_figure("storage",
        "damage at any place of a killed program's log: all before it is there", rounds, rounds, 0);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unusable_is_set_aside),
        cmocka_unit_test(test_log_goes_along),
        cmocka_unit_test(test_anything_may_be_wrong),
        cmocka_unit_test(test_anything_of_the_log_may_be_wrong),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
