/* Reading archives that somebody else made: what is not one, is damaged, or says what no kiosk says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "sample_archive.h"
#include "store/archive_read.h"
#include "store_fixture.h"
#include "temp.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 16 * 1024 * 1024, DAMAGE_STEP = 11 };

struct desk {
    struct arena *a;
    const char *dir, *path;
};

static struct desk desk_new(void)
{
    struct desk d = { .a = arena_new() };
    d.dir = temp_make(d.a);
    d.path = arena_printf(d.a, "%s/a?b#c%%41 d.sqlite", d.dir); /* no name is special */
    return d;
}

static void desk_free(struct desk *d)
{
    temp_remove(d->dir);
    arena_free(d->a);
}

/* 25 answers to medicijn, so with a table; 5 to cijfer; closed, with a pool of 6. */
static struct published *sample(struct desk *d)
{
    struct published *p =
        sample_published(d->a, 1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 25, 5, 0 });
    p->meeting.state = MEETING_CLOSED;
    p->has_pool = true;
    p->pool[ELEMENT_ETHICS] = 6;
    return p;
}

static void write_sample(struct desk *d)
{
    const struct published *p = sample(d);
    sample_archive(d->path, &p, 1);
}

/* Changes the file behind the back of its own rules, as somebody would who wants to. */
static void change(struct desk *d, const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open_v2(d->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* False: why not. */
static bool opens(struct desk *d, struct err *err)
{
    *err = (struct err){ .code = ERR_NONE };
    struct archive *ar = archive_open(d->path, err);
    bool ok = ar != NULL;
    archive_close(ar);
    return ok;
}

static void test_reads_what_was_written(void **state)
{
    (void)state;
    struct desk d = desk_new();
    struct err err;
    struct published *is = sample(&d), p;
    const char *code = NULL, *none = "";
    write_sample(&d);
    struct archive *ar = archive_open(d.path, &err);
    if (ar == NULL)
        fail_msg("%s", err.detail);
    assert_true(archive_published(ar, "goed-werk-hub-rotterdam-2026-11-21", d.a, &p, NULL));
    assert_false(archive_published(ar, "goed-werk", d.a, &p, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(archive_code_of(ar, "0100", d.a, &code, NULL));
    assert_string_equal(code, p.meeting.code);
    assert_true(archive_code_of(ar, "0101", d.a, &none, NULL));
    assert_null(none);
    archive_close(ar);
    assert_string_equal(p.kiosk_id, is->kiosk_id);
    assert_memory_equal(p.meeting.id, is->meeting.id, MEETING_ID_BYTES);
    assert_string_equal(p.meeting.title, is->meeting.title);
    assert_string_equal(p.meeting.place, is->meeting.place);
    assert_string_equal(p.meeting.date, is->meeting.date);
    assert_string_equal(p.meeting.deck, is->meeting.deck);
    assert_string_equal(p.meeting.vocabulary, is->meeting.vocabulary);
    assert_int_equal(p.meeting.group_min, 5);
    assert_int_equal(p.meeting.state, MEETING_CLOSED);
    assert_int_equal(p.card_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(p.cards[i].card, is->cards[i].card);
        assert_string_equal(p.cards[i].version, is->cards[i].version);
        assert_int_equal(p.cards[i].choice_count, is->cards[i].choice_count);
        assert_memory_equal(&p.cards[i].tally.element, &is->cards[i].tally.element, 12);
        assert_memory_equal(&p.cards[i].tally.choice, &is->cards[i].tally.choice, 20);
        assert_memory_equal(&p.cards[i].tally.table, &is->cards[i].tally.table, 60);
    }
    assert_true(p.has_pool);
    assert_int_equal(p.pool[ELEMENT_ETHICS], 6);
    desk_free(&d);
}

static void test_what_is_not_an_archive(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *says;
    } changes[] = {
        { "PRAGMA application_id = 0", "not an archive" },
        { "PRAGMA application_id = 0x4757726b", "kiosk itself" },
        { "PRAGMA user_version = 2", "newer program" },
        { "PRAGMA user_version = 0", "not an archive" },
        /* tables that are not ours to the letter */
        { "DROP TABLE published", "tables" },
        { "CREATE TABLE more (x)", "tables" },
        { "CREATE VIEW more AS SELECT 1", "tables" },
        { "CREATE INDEX more ON meeting (title)", "tables" },
        { "CREATE TRIGGER more AFTER INSERT ON meeting BEGIN SELECT 1; END", "tables" },
        { "ALTER TABLE meeting ADD COLUMN x TEXT", "tables" },
        { "ALTER TABLE meeting RENAME COLUMN title TO name", "tables" },
        { "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET"
          " sql = replace(sql, 'BETWEEN 5 AND 20', 'BETWEEN 1 AND 20')",
            "tables" },
        { "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'x'", "damaged" },
        { "CREATE VIRTUAL TABLE more USING fts5(x)", "tables" },
        { "PRAGMA writable_schema = 1; INSERT INTO sqlite_schema SELECT 'view', 'more', 'more', 0,"
          " printf('CREATE VIEW more AS SELECT ''%.100000c''', 'x')",
            "" },
        { "DELETE FROM published; DELETE FROM meeting", "no meeting" },
        { "DELETE FROM meeting", "no meeting" },
        /* rows that break the rules of their tables */
        { "UPDATE meeting SET group_min = 1", "damaged" },
        { "UPDATE meeting SET left_out = 5", "damaged" },
        { "UPDATE meeting SET left_out = -1", "damaged" },
        { "UPDATE meeting SET state = 'open'", "damaged" },
        { "UPDATE meeting SET code = 'Een Code'", "damaged" },
        { "UPDATE meeting SET code = 'a' || char(0) || 'b'", "damaged" },
        { "UPDATE meeting SET code = ''", "damaged" },
        { "UPDATE meeting SET kiosk = 'x'", "damaged" },
        { "UPDATE published SET kiosk = upper('abcdefabcdefabcdefabcdefabcdefab')", "damaged" },
        { "UPDATE meeting SET id = x'00'", "damaged" },
        { "UPDATE published SET count = -1 WHERE count = 0", "damaged" },
        { "UPDATE published SET count = 4294967296 WHERE count = 25", "damaged" },
        { "UPDATE published SET card = '../x' WHERE card = 'cijfer'", "damaged" },
        { "UPDATE published SET element = 'evil' WHERE element = 'ethics'", "damaged" },
        { "UPDATE published SET choice = 'e' WHERE choice = 'd'", "damaged" },
        /* counts of a meeting that is not there, texts that are none */
        { "UPDATE published SET meeting = randomblob(16)", "damaged" },
        { "UPDATE published SET kiosk = '0123456789abcdef0123456789abcdef' WHERE card = 'camera'",
            "damaged" },
        { "UPDATE meeting SET title = 'a' || char(27) || '[2J'", "not text" },
        { "UPDATE meeting SET title = 'a' || char(0) || 'b'", "not text" },
        { "UPDATE meeting SET title = 'a' || char(0x85)", "not text" },
        { "UPDATE meeting SET title = 'a' || char(0x202e) || 'b'", "not text" },
        { "UPDATE meeting SET place = CAST(x'ff' AS TEXT)", "not text" },
        { "UPDATE meeting SET place = CAST(x'c3' AS TEXT)", "not text" },
        { "UPDATE meeting SET date = '2026-11-211'", "not text" },
        { "UPDATE meeting SET deck = printf('%.64c', 'x')", "not text" },
        { "UPDATE meeting SET title = printf('%.120c', 'x')", "not text" },
        { "UPDATE meeting SET title = printf('%.100000c', 'x')", "" },
        /* counts that no kiosk publishes */
        { "UPDATE published SET count = 4 WHERE count = 5", "fewer answers" },
        { "UPDATE published SET count = 26 WHERE count = 25 AND choice = ''", "add up" },
        { "UPDATE published SET count = 24 WHERE count = 25 AND element <> '' AND choice <> ''",
            "add up" },
        { "UPDATE published SET count = 1 WHERE card = 'medicijn' AND element = 'engagement'"
          " AND choice = 'b'",
            "add up" },
        { "UPDATE published SET count = 3000000000 WHERE card = 'cijfer' AND"
          " (element = '' OR choice = '') AND element <> 'excellence'",
            "too many" },
        { "DELETE FROM published WHERE card = 'medicijn' AND element <> '' AND choice <> ''",
            "add up" },
        { "DELETE FROM published WHERE card = 'camera' AND choice = 'b'", "complete" },
        { "DELETE FROM published WHERE card = 'camera' AND element = 'ethics'", "complete" },
        { "INSERT INTO published SELECT kiosk, meeting, 'cijfer', card_version, element, choice, 0"
          " FROM published WHERE card = 'medicijn' AND element <> '' AND choice <> ''",
            "complete" },
        { "DELETE FROM published WHERE card = ''", "complete" },
        { "UPDATE published SET count = 4 WHERE card = '' AND count = 6", "together" },
        { "UPDATE meeting SET state = 'running'", "together" },
        { "UPDATE meeting SET left_out = 3", "left out" },
        { "UPDATE published SET count = 0 WHERE card = '';"
          "UPDATE meeting SET state = 'paused', left_out = 3",
            "left out" },
    };
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct desk d = desk_new();
        struct err err;
        write_sample(&d);
        change(&d, changes[i].sql);
        bool ok = opens(&d, &err);
        if (ok || strstr(err.detail, changes[i].says) == NULL)
            fail_msg("%s: %s", changes[i].sql, ok ? "was accepted" : err.detail);
        assert_int_equal(err.code, ERR_STORE);
        desk_free(&d);
    }
}

static void test_what_is_no_database(void **state)
{
    (void)state;
    struct desk d = desk_new();
    struct err err;
    assert_false(opens(&d, &err));
    assert_int_equal(err.code, ERR_FILE);
    temp_write(d.path, "", 0);
    assert_false(opens(&d, &err));
    assert_non_null(strstr(err.detail, "empty"));
    temp_write(d.path, "SQLite format 3", 16);
    assert_false(opens(&d, &err));
    temp_write(d.path, "Beste mensen, hierbij het verslag van de bijeenkomst.", 53);
    assert_false(opens(&d, &err));
    assert_non_null(strstr(err.detail, "not an archive"));
    assert_int_equal(unlink(d.path), 0);
    assert_int_equal(mkfifo(d.path, 0600), 0); /* which nobody will ever write to */
    assert_false(opens(&d, &err));
    assert_int_equal(err.code, ERR_FILE);
    assert_int_equal(unlink(d.path), 0);
    assert_int_equal(mkdir(d.path, 0700), 0);
    assert_false(opens(&d, &err));
    assert_int_equal(err.code, ERR_FILE);
    desk_free(&d);

    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_close(f);
    struct archive *ar = archive_open(f->path, &err);
    assert_null(ar);
    assert_non_null(strstr(err.detail, "kiosk itself"));
    fixture_free(f);
}

/* Nothing is written to it or beside it; a journal that lies there is nobody's business. */
static void test_leaves_no_trace(void **state)
{
    (void)state;
    struct desk d = desk_new();
    struct err err;
    size_t len, other_len;
    static const char *const beside[] = { "-journal", "-wal", "-shm" };
    write_sample(&d);
    const char *bytes = file_read(d.a, d.path, FILE_MAX, &len, NULL);
    for (size_t i = 0; i < COUNT_OF(beside); i++)
        temp_write(arena_printf(d.a, "%s%s", d.path, beside[i]), "rubbish", 7);
    const char *before = temp_list(d.a, d.dir);
    assert_int_equal(chmod(d.path, 0400), 0);
    assert_true(opens(&d, &err));
    assert_string_equal(temp_list(d.a, d.dir), before);
    for (size_t i = 0; i < COUNT_OF(beside); i++)
        assert_true(temp_holds(arena_printf(d.a, "%s%s", d.path, beside[i]), "rubbish", 7));
    const char *after = file_read(d.a, d.path, FILE_MAX, &other_len, NULL);
    assert_int_equal(other_len, len);
    assert_memory_equal(after, bytes, len);
    desk_free(&d);
}

static uint8_t *put(uint8_t *at, uint32_t n, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        *at++ = (uint8_t)(n >> 8 * i);
    return at;
}

/* An inner page of the list of tables: the page after it, 50 times. */
static void put_inner_page(uint8_t *file, uint32_t page)
{
    enum { CHILDREN = 50, CELL = 5, CELLS = 512 - CHILDREN * CELL };
    uint8_t *base = file + page * 512, *at = base + (page == 0 ? 100 : 0);
    at = put(put(put(at, 5, 1), 0, 2), CHILDREN, 2);
    at = put(put(put(at, CELLS, 2), 0, 1), page + 2, 4);
    for (uint32_t i = 0; i < CHILDREN; i++) {
        at = put(at, CELLS + i * CELL, 2);
        put(put(base + CELLS + i * CELL, page + 2, 4), i, 1);
    }
}

/*
 * 6 kB whose pages seem to be 50^11 rows: each inner page has the one below it many times. SQLite
 * reads them all before it can be asked anything; without a budget this test does not end.
 */
static void test_rows_without_end(void **state)
{
    (void)state;
    enum { PAGES = 12, CELL = 400 };
    static const char cell[] = "\x25\x01\x06\x15\x0f\x0f\x08\x3f"
                               "viewvv"
                               "create view v as select 1";
    struct desk d = desk_new();
    struct err err;
    uint8_t *file = arena_alloc(d.a, PAGES * 512), *leaf = file + (PAGES - 1) * 512;
    memset(file, 0, PAGES * 512);
    memcpy(file, "SQLite format 3", 16);
    put(put(put(file + 16, 512, 2), 0x01010040, 4), 0x2020, 2);
    put(put(file + 24, 1, 4), PAGES, 4);
    put(put(file + 40, 1, 4), 4, 4); /* the version of the tables, and of how they are kept */
    put(put(file + 56, 1, 4), 1, 4); /* UTF-8, and version 1 of an archive */
    put(file + 68, 0x47576172, 4);
    put(put(file + 92, 1, 4), 3040001, 4);
    for (uint32_t page = 0; page < PAGES - 1; page++)
        put_inner_page(file, page);
    put(put(put(put(leaf, 13, 1), 0, 2), 1, 2), CELL, 2);
    put(leaf + 8, CELL, 2);
    memcpy(leaf + CELL, cell, sizeof cell - 1);
    temp_write(d.path, file, PAGES * 512);
    assert_false(opens(&d, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_null(archive_open_again(d.path, &err));
    desk_free(&d);
}

/* Bytes turned one by one, and a file that ends anywhere: refused, or nothing of it is wrong. */
static void test_damage(void **state)
{
    (void)state;
    struct desk d = desk_new();
    struct err err;
    size_t len;
    int refused = 0, tried = 0;
    write_sample(&d);
    char *bytes = file_read(d.a, d.path, FILE_MAX, &len, NULL);
    for (size_t at = 0; at < len; at += DAMAGE_STEP, tried++) {
        bytes[at] = (char)(bytes[at] ^ (1 << at % 8));
        temp_write(d.path, bytes, len);
        bytes[at] = (char)(bytes[at] ^ (1 << at % 8));
        refused += !opens(&d, &err);
    }
    for (size_t end = 1; end < len; end += 499) {
        temp_write(d.path, bytes, end);
        assert_false(opens(&d, &err));
        assert_int_equal(err.code, ERR_STORE);
    }
    temp_write(d.path, bytes, len);
    assert_true(opens(&d, &err));
    print_message("# %d of %d damaged files refused\n", refused, tried);
    assert_true(refused > tried / 10); /* much of a small file is room to spare */
    desk_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_what_was_written),
        cmocka_unit_test(test_what_is_not_an_archive),
        cmocka_unit_test(test_what_is_no_database),
        cmocka_unit_test(test_leaves_no_trace),
        cmocka_unit_test(test_rows_without_end),
        cmocka_unit_test(test_damage),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
