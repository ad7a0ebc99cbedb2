/* The list of steps, and what is recognised as a database of ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/migrate.h"
#include "store_fixture.h"
#include "temp.h"

#include <string.h>

static sqlite3 *empty(void)
{
    sqlite3 *db = db_open(":memory:", NULL);
    assert_non_null(db);
    return db;
}

static int64_t number(sqlite3 *db, const char *sql)
{
    int64_t n = -1;
    assert_true(db_number(db, sql, DB_NONE, &n, NULL));
    return n;
}

static void test_from_version_0(void **state)
{
    (void)state;
    sqlite3 *db = empty();
    assert_int_equal(number(db, "PRAGMA user_version"), 0);
    assert_true(migrate_run(db, migrate_steps, STORE_VERSION, NULL));
    assert_int_equal(number(db, "PRAGMA user_version"), STORE_VERSION);
    assert_int_equal(number(db, "PRAGMA application_id"), STORE_APPLICATION_ID);
    assert_true(migrate_recognises(db, NULL));
    /* again: nothing to do */
    int64_t schema = number(db, "PRAGMA schema_version");
    assert_true(migrate_run(db, migrate_steps, STORE_VERSION, NULL));
    assert_int_equal(number(db, "PRAGMA schema_version"), schema);
    db_close(db);
}

/* A later program: one more step over a database with something in it. */
static void test_steps_are_added(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "CREATE TABLE a (x TEXT NOT NULL) STRICT",
        "ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT 'new'",
        "CREATE TABLE b (z TEXT) STRICT; INSERT INTO b SELECT x || y FROM a",
    };
    sqlite3 *db = empty();
    assert_true(migrate_run(db, steps, 1, NULL));
    assert_true(db_script(db, "INSERT INTO a VALUES ('kept ')", NULL));
    assert_true(migrate_run(db, steps, 3, NULL));
    assert_int_equal(number(db, "PRAGMA user_version"), 3);
    assert_int_equal(number(db, "SELECT count(*) FROM b WHERE z = 'kept new'"), 1);
    db_close(db);
}

static void test_a_failed_step_leaves_nothing_half(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "CREATE TABLE a (x TEXT) STRICT; INSERT INTO a VALUES ('kept')",
        "CREATE TABLE b (x TEXT) STRICT; DELETE FROM a; INSERT INTO missing VALUES (1)",
        "CREATE TABLE c (x TEXT) STRICT",
    };
    struct err err = { .code = ERR_NONE };
    sqlite3 *db = empty();
    assert_false(migrate_run(db, steps, 3, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_int_equal(number(db, "PRAGMA user_version"), 1);
    assert_int_equal(number(db, "SELECT count(*) FROM sqlite_schema"), 1);
    assert_int_equal(number(db, "SELECT count(*) FROM a"), 1);
    assert_true(sqlite3_get_autocommit(db));
    db_close(db);
}

/* A kiosk that has been served by the first version: all that it holds is there afterwards. */
static void test_from_version_1(void **state)
{
    (void)state;
    static const char rows[] =
        "INSERT INTO kiosk VALUES ('0123456789abcdef0123456789abcdef');"
        "INSERT INTO setting VALUES ('printer', 'Zaal');"
        "INSERT INTO meeting VALUES (x'000102030405060708090a0b0c0d0e0f', 7, 'Hub', 'Breda',"
        " '2026-11-21', 'basis', 'vakmanschap', 6, 'later', 0, 'paused', 0);"
        "INSERT INTO tally VALUES (x'000102030405060708090a0b0c0d0e0f', 'cijfer', 'v', 'ethics',"
        " 'a', 1099511627779);"
        "INSERT INTO published VALUES (x'000102030405060708090a0b0c0d0e0f', 'cijfer', 'v',"
        " 'ethics', '', 1099511627776);";
    struct fixture *f = fixture_new();
    struct meeting m;
    bool found;
    const char *const *keys;
    int count = -1;
    temp_write(f->path, "", 0);
    sqlite3 *db = db_open(f->path, NULL);
    assert_non_null(db);
    assert_true(migrate_run(db, migrate_steps, 1, NULL));
    assert_true(db_script(db, rows, NULL));
    assert_true(migrate_recognises(db, NULL));
    db_close(db);

    fixture_open(f, STORE_FOUND);
    assert_string_equal(fixture_raw(f, "PRAGMA user_version"), "2");
    assert_string_equal(fixture_dump(f),
        "0123456789abcdef0123456789abcdef\n"
        "printer=Zaal\n"
        "000102030405060708090A0B0C0D0E0F7HubBreda2026-11-21basisvakmanschap6later0paused00\n"
        "000102030405060708090A0B0C0D0E0Fcijfervethicsa1099511627779\n"
        "000102030405060708090A0B0C0D0E0Fcijfervethics1099511627776\n");
    assert_true(store_meeting_current(f->s, &m, &found, NULL));
    assert_true(found);
    assert_string_equal(m.title, "Hub");
    assert_string_equal(m.code, "");
    assert_true(store_meeting_cards(f->s, m.id, f->a, &keys, &count, NULL));
    assert_int_equal(count, 0);
    fixture_free(f);
}

static void test_what_is_not_recognised(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "PRAGMA application_id = 0",
        "PRAGMA application_id = 252006673", /* fossil's */
        "PRAGMA user_version = 3",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -1",
        "DROP TABLE tally",
        "DROP TABLE setting; CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY) STRICT",
        "CREATE TABLE more (x)",
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER more AFTER UPDATE ON tally BEGIN SELECT 1; END",
    };
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        struct err err = { .code = ERR_NONE };
        sqlite3 *db = empty();
        assert_true(migrate_run(db, migrate_steps, STORE_VERSION, NULL));
        assert_true(db_script(db, changes[i], NULL));
        assert_false(migrate_recognises(db, &err));
        assert_int_equal(err.code, ERR_STORE);
        assert_true(strlen(err.detail) > 0);
        db_close(db);
    }
}

/* A table that is made by code has statements of its own, which are not ours to end. */
static void test_a_table_made_by_code(void **state)
{
    (void)state;
    struct err err = { .code = ERR_NONE };
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    sqlite3 *db;
    fixture_close(f);
    assert_int_equal(sqlite3_open_v2(f->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_true(db_script(db, "CREATE VIRTUAL TABLE more USING rtree (a, b, c)", NULL));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    db = db_open(f->path, NULL);
    assert_non_null(db);
    assert_false(migrate_recognises(db, &err));
    assert_int_equal(err.code, ERR_STORE);
    db_close(db);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_version_0),
        cmocka_unit_test(test_steps_are_added),
        cmocka_unit_test(test_a_failed_step_leaves_nothing_half),
        cmocka_unit_test(test_from_version_1),
        cmocka_unit_test(test_what_is_not_recognised),
        cmocka_unit_test(test_a_table_made_by_code),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
