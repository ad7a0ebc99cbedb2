/* The archive: a fresh file, the same for the same counts, with nothing unpublished in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"
#include "temp.h"

#include <stdlib.h>
#include <string.h>

static const char *archive_path(struct fixture *f, const char *name)
{
    return arena_printf(f->a, "%s/%s", f->dir, name);
}

static const char *archive(struct fixture *f, const char *name, size_t *len)
{
    struct err err;
    const void *bytes;
    if (!store_archive(f->s, f->m.id, f->a, &bytes, len, &err))
        fail_msg("%s", err.detail);
    temp_write(archive_path(f, name), bytes, *len);
    return bytes;
}

/* The first column of the first row of sql, asked of the archive. */
static const char *ask(struct fixture *f, const char *name, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *query;
    assert_int_equal(
        sqlite3_open_v2(archive_path(f, name), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    const char *text = arena_strdup(f->a, db_text(query, 0));
    (void)sqlite3_finalize(query);
    (void)sqlite3_close(db);
    return text;
}

static void test_holds_what_is_published(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    size_t len;
    assert_true(store_set_setting(f->s, "printer", "not for the stick", NULL));
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 23); /* 20 published */
    fixture_count(f, 1, ELEMENT_ENGAGEMENT, CHOICE_C, 9); /* 5 */
    fixture_count(f, 2, ELEMENT_EXCELLENCE, CHOICE_D, 4); /* 0 */
    const char *bytes = archive(f, "a", &len);
    static const struct {
        const char *sql, *value;
    } asked[] = {
        { "PRAGMA integrity_check", "ok" },
        { "PRAGMA application_id", "1196908914" },
        { "PRAGMA user_version", "1" },
        { "PRAGMA journal_mode", "delete" },
        { "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)",
            "meeting,published" },
        { "SELECT count(*) FROM meeting", "1" },
        { "SELECT code FROM meeting", "goed-werk-hub-rotterdam-2026-11-21" },
        { "SELECT title || place || date || deck || vocabulary || group_min || results || state ||"
          " left_out FROM meeting",
            "Goed Werk HubRotterdam2026-11-21samplevakmanschap5nowrunning0" },
        { "SELECT count FROM published WHERE card = 'medicijn' AND element = 'ethics' AND choice = "
          "''",
            "20" },
        { "SELECT count FROM published WHERE card = 'medicijn' AND element = '' AND choice = 'b'",
            "20" },
        { "SELECT count FROM published WHERE card = 'medicijn' AND element = 'ethics'"
          " AND choice = 'b'",
            "20" },
        { "SELECT count FROM published WHERE card = 'cijfer' AND element = 'engagement'", "5" },
        { "SELECT count(*) FROM published WHERE card <> 'medicijn' AND element <> ''"
          " AND choice <> ''",
            "0" },
        { "SELECT sum(count) FROM published WHERE card = 'camera'", "0" },
        { "SELECT sum(count) FROM published WHERE card = ''", "0" },
    };
    for (size_t i = 0; i < COUNT_OF(asked); i++)
        assert_string_equal(ask(f, "a", asked[i].sql), asked[i].value);
    assert_string_equal(ask(f, "a", "SELECT kiosk FROM meeting"), store_id(f->s));
    assert_null(memmem(bytes, len, "stick", 5));
    assert_null(memmem(bytes, len, "tally", 5));
    assert_null(memmem(bytes, len, "setting", 7));
    fixture_free(f);
}

static void test_more_unpublished_answers_change_nothing(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    size_t len, other_len;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 5);
    const char *bytes = archive(f, "a", &len);
    fixture_count(f, 0, ELEMENT_EXCELLENCE, CHOICE_A, 4);
    fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_A, 4);
    const char *other = archive(f, "b", &other_len);
    assert_int_equal(other_len, len);
    assert_memory_equal(other, bytes, len);
    fixture_count(f, 0, ELEMENT_EXCELLENCE, CHOICE_A, 1); /* and now a step */
    other = archive(f, "c", &other_len);
    assert_int_equal(other_len, len);
    assert_memory_not_equal(other, bytes, len);
    assert_string_equal(temp_list(f->a, f->dir), "a b c goedwerk.sqlite goedwerk.sqlite-wal lock ");
    fixture_free(f);
}

/* Other meetings before it, another history of the connection: the same bytes. */
static void test_same_counts_same_bytes(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting_seeded(RESULTS_LATER, 5);
    struct fixture *g = fixture_meeting_seeded(RESULTS_LATER, 5);
    size_t len, other_len;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 10);
    fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_OTHER, 21);
    assert_true(store_set_setting(g->s, "a setting", "with a value", NULL));
    for (int i = 0; i < 21; i++) {
        fixture_count(g, 1, ELEMENT_EXCELLENCE, CHOICE_OTHER, 1);
        if (i % 2 == 0 && i < 20)
            fixture_count(g, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    }
    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    assert_true(store_meeting_close(g->s, g->m.id, NULL));
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    const char *bytes = archive(f, "a", &len), *other = archive(g, "a", &other_len);
    assert_int_equal(other_len, len);
    assert_memory_equal(other, bytes, len);
    assert_string_equal(ask(f, "a", "SELECT state FROM meeting"), "closed");
    fixture_free(g);
    fixture_free(f);
}

static void test_unknown_meeting(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct err err = { .code = ERR_NONE };
    const uint8_t unknown[MEETING_ID_BYTES] = { 0 };
    const void *bytes;
    size_t len;
    assert_false(store_archive(f->s, unknown, f->a, &bytes, &len, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_true(
        store_archive(f->s, f->m.id, f->a, &bytes, &len, NULL)); /* nothing is left behind */
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_holds_what_is_published),
        cmocka_unit_test(test_more_unpublished_answers_change_nothing),
        cmocka_unit_test(test_same_counts_same_bytes),
        cmocka_unit_test(test_unknown_meeting),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
