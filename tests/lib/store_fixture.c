#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

#include "base/file.h"
#include "store/migrate.h"
#include "temp.h"

#include <stdlib.h>
#include <string.h>

struct fixture *fixture_new(void)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    f->a = a;
    f->dir = temp_make(a);
    f->path = arena_printf(a, "%s/goedwerk.sqlite", f->dir);
    return f;
}

void fixture_free(struct fixture *f)
{
    fixture_close(f);
    temp_remove(f->dir);
    arena_free(f->a);
}

void fixture_open(struct fixture *f, enum store_origin expected)
{
    struct err err = { .code = ERR_NONE };
    enum store_origin origin;
    f->s = store_open(f->dir, &origin, &err);
    if (f->s == NULL)
        print_message("# %s\n", err.detail);
    assert_non_null(f->s);
    assert_int_equal(origin, expected);
}

void fixture_close(struct fixture *f)
{
    store_close(f->s);
    f->s = NULL;
}

static void begin(struct fixture *f, enum meeting_results results, int group_min)
{
    f->m = sample_meeting(results, group_min);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
}

struct fixture *fixture_meeting(enum meeting_results results, int group_min)
{
    struct fixture *f = fixture_new();
    fixture_open(f, STORE_NEW);
    begin(f, results, group_min);
    return f;
}

static void same_each_time(void *bytes, size_t len)
{
    memset(bytes, 0x5a, len);
}

struct fixture *fixture_meeting_seeded(enum meeting_results results, int group_min)
{
    struct fixture *f = fixture_new();
    enum store_origin origin;
    f->s = store_open_with(f->dir, same_each_time, &origin, NULL);
    assert_non_null(f->s);
    begin(f, results, group_min);
    return f;
}

struct fixture *fixture_made_by(int version)
{
    const struct card *card = sample_deck()->cards[0];
    struct fixture *f = fixture_new();
    temp_write(f->path, "", 0);
    sqlite3 *db = db_open(f->path, NULL);
    assert_non_null(db);
    assert_true(db_script(db, "PRAGMA page_size = 4096", NULL) && db_write_ahead(db, NULL));
    assert_true(migrate_run(db, migrate_steps, version, NULL));
    assert_true(db_script(db,
        arena_printf(f->a,
            "INSERT INTO kiosk VALUES ('0123456789abcdef0123456789abcdef');"
            "INSERT INTO setting VALUES ('printer', 'Zaal');"
            "INSERT INTO meeting (id, number, title, place, date, deck, vocabulary, group_min,"
            " results, revealed, state, left_out) VALUES (x'000102030405060708090a0b0c0d0e0f', 7,"
            " 'Hub', 'Breda', '2026-11-21', 'basis', 'vakmanschap', 6, 'later', 0, 'running', 0);"
            "INSERT INTO tally VALUES (x'000102030405060708090a0b0c0d0e0f', '%s', '%s', 'ethics',"
            " 'a', 1099511627779);",
            card->key, card->version),
        NULL));
    db_close(db);
    return f;
}

struct tally fixture_count(struct fixture *f, int card, enum element e, enum choice c, int times)
{
    const struct card *asked = sample_deck()->cards[card];
    struct store_answer answer = { f->m.id, asked->key, asked->version, e, c };
    struct tally tally = { .total = 0 };
    for (int i = 0; i < times; i++)
        assert_true(store_count(f->s, &answer, NULL));
    assert_true(store_card_published(f->s, f->m.id, asked->key, asked->version, &tally, NULL));
    return tally;
}

int fixture_counted(struct fixture *f, int card, int element, int choice)
{
    int64_t count = -1;
    assert_true(db_number(f->s->db,
        "SELECT coalesce(sum(count - 1099511627776), 0) FROM tally WHERE meeting = ?1 AND card = ?2"
        " AND ?3 IN ('', element) AND ?4 IN ('', choice)",
        DB_VALUES(DB_ID(f->m.id), DB_TEXT(sample_deck()->cards[card]->key),
            DB_TEXT(element < 0 ? "" : element_key((enum element)element)),
            DB_TEXT(choice < 0 ? "" : choice_key((enum choice)choice))),
        &count, NULL));
    return (int)count;
}

const char *fixture_raw(struct fixture *f, const char *sql)
{
    struct err err;
    sqlite3_stmt *query = db_prepare(f->s->db, sql, DB_NONE, &err);
    assert_non_null(query);
    assert_int_equal(db_step(query, &err), DB_ROW);
    const char *text = arena_strdup(f->a, db_text(query, 0));
    db_finish(query);
    return text;
}

const char *fixture_dump(struct fixture *f)
{
    static const char *const tables[] = {
        "SELECT group_concat(id) FROM kiosk",
        "SELECT group_concat(name || '=' || value) FROM setting",
        "SELECT group_concat(hex(id) || number || title || place || date || deck || vocabulary ||"
        " group_min || results || revealed || state || left_out || code || cards || exported) FROM"
        " meeting",
        "SELECT group_concat(hex(meeting) || card || card_version || element || choice || count)"
        " FROM tally",
        "SELECT group_concat(hex(meeting) || card || card_version || element || choice || count)"
        " FROM published",
    };
    const char *dump = "";
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        dump = arena_printf(f->a, "%s%s\n", dump, fixture_raw(f, tables[i]));
    return dump;
}

void fixture_copy(const char *from, const char *to)
{
    struct arena *a = arena_new();
    size_t len;
    const char *bytes = file_read(a, from, 64 * 1024 * 1024, &len, NULL);
    assert_non_null(bytes);
    temp_write(to, bytes, len);
    arena_free(a);
}
