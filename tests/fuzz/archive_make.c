#include "archive_make.h"

#include "sample_archive.h"
#include "store/archive.h"

#include <assert.h>
#include <string.h>

enum { STEPS_MAX = 64, FILE_MAX_BYTES = 1024 * 1024 };

/* What is left of the bytes; at their end it gives zeros. */
struct input {
    const uint8_t *at, *end;
};

static unsigned take(struct input *in)
{
    return in->at < in->end ? *in->at++ : 0;
}

static uint64_t take_number(struct input *in, int bytes)
{
    uint64_t n = 0;
    for (int i = 0; i < bytes; i++)
        n = n << 8 | take(in);
    return n;
}

/* A byte says how long it is. */
static const char *take_bytes(struct input *in, int *len)
{
    size_t left, want = take(in);
    const char *bytes = (const char *)in->at;
    left = (size_t)(in->end - in->at);
    *len = (int)(want < left ? want : left);
    in->at += *len;
    return bytes;
}

static void run(sqlite3 *db, const char *sql)
{
    (void)sqlite3_exec(db, sql, NULL, NULL, NULL); /* it may well be refused */
}

/* --- rows --- */

/* A value of any type for column of one of the tables, or one that belongs there. */
static void bind(sqlite3_stmt *s, int column, const char *good, struct input *in)
{
    int len;
    switch (take(in)) {
    case 1:
        (void)sqlite3_bind_int64(s, column, (int8_t)take(in));
        break;
    case 2:
        (void)sqlite3_bind_int64(s, column, (sqlite3_int64)take_number(in, 8));
        break;
    case 3:
        (void)sqlite3_bind_double(s, column, (double)take_number(in, 2) / 7);
        break;
    case 4: {
        const char *text = take_bytes(in, &len);
        (void)sqlite3_bind_text(s, column, text, len, SQLITE_STATIC);
        break;
    }
    case 5: {
        const char *bytes = take_bytes(in, &len);
        (void)sqlite3_bind_blob(s, column, bytes, len, SQLITE_STATIC);
        break;
    }
    case 6:
        (void)sqlite3_bind_null(s, column);
        break;
    case 7:
        (void)sqlite3_bind_zeroblob(s, column, (int)take_number(in, 2) * 4);
        break;
    case 8: /* the same letter many times */
        len = (int)take_number(in, 2);
        (void)sqlite3_bind_text(s, column,
            sqlite3_mprintf("%.*c", len, (int)(take(in) | 0x20) & 0x7f), -1, sqlite3_free);
        break;
    default:
        (void)sqlite3_bind_text(s, column, good, -1, SQLITE_STATIC);
        break;
    }
}

static void add_row(sqlite3 *db, const char *sql, const char *const *good, struct input *in)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
        return; /* a step before has done away with the table */
    for (int i = 0; good[i] != NULL; i++)
        bind(s, i + 1, good[i], in);
    (void)sqlite3_step(s);
    (void)sqlite3_finalize(s);
}

static const char kiosk[] = "00000000000000000000000000000001";
static const char id[] = "\1aaaaaaaaaaaaaaa";

static void add_meeting(sqlite3 *db, struct input *in)
{
    static const char *const good[] = { kiosk, id, "code", "Title", "Place", "2026-11-21", "sample",
        "vakmanschap", "5", "now", "closed", "0", NULL };
    add_row(db,
        "INSERT OR REPLACE INTO meeting VALUES (?1, CAST(?2 AS BLOB), ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
        " ?10, ?11, ?12)",
        good, in);
}

static void add_count(sqlite3 *db, struct input *in)
{
    static const char *const good[] = { kiosk, id, "card", "00000000000000aa", "ethics", "a", "5",
        NULL };
    add_row(db,
        "INSERT OR REPLACE INTO published VALUES (?1, CAST(?2 AS BLOB), ?3, ?4, ?5, ?6, ?7)", good,
        in);
}

/* A meeting as a kiosk publishes it, all counts in order. */
static void add_whole(sqlite3 *db, struct input *in)
{
    struct arena *a = arena_new();
    uint32_t counts[3];
    int from = (int)take(in) % 4;
    int meeting = (int)take(in) % 4;
    for (int i = 0; i < 3; i++)
        counts[i] = (uint32_t)take_number(in, take(in) == 0xff ? 4 : 1);
    struct published *p =
        sample_published(a, from, meeting, (enum element)(take(in) % ELEMENT_COUNT), counts);
    p->meeting.state = (enum meeting_state)(take(in) % 3);
    p->pool[ELEMENT_ENGAGEMENT] = take(in) % 16;
    p->left_out = take(in) % 8;
    (void)archive_add(db, p, NULL);
    arena_free(a);
}

/* --- tables --- */

static char *without(struct arena *a, const char *sql, const char *words)
{
    char *copy = arena_strdup(a, sql), *found;
    while ((found = strstr(copy, words)) != NULL)
        memmove(found, found + strlen(words), strlen(found + strlen(words)) + 1);
    return copy;
}

/* The tables, but without what keeps strange values out of them. */
static void begin(sqlite3 *db, struct arena *a, unsigned page)
{
    run(db, arena_printf(a, "PRAGMA page_size = %d", 512 << page % 4));
    run(db, "PRAGMA application_id = 0x47576172; PRAGMA user_version = 1;"
            "PRAGMA ignore_check_constraints = ON; PRAGMA max_page_count = 256");
    for (int i = 0; i < ARCHIVE_TABLES; i++)
        run(db, without(a, without(a, archive_tables[i].sql, "STRICT, "), " NOT NULL"));
}

/* What a file can bring along to be run by who reads it; trap is a function that aborts. */
static const char *const hostile[] = {
    "CREATE TRIGGER t AFTER INSERT ON meeting BEGIN SELECT trap(); END",
    "CREATE TRIGGER t BEFORE DELETE ON published BEGIN SELECT trap(); END",
    "CREATE VIEW v AS SELECT trap() AS sql",
    "CREATE VIEW v AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
    " SELECT n FROM c",
    "DROP TABLE meeting; CREATE VIEW meeting AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL"
    " SELECT n + 1 FROM c) SELECT trap() AS kiosk, n AS id, n AS code FROM c",
    "DROP TABLE published; CREATE VIEW published AS SELECT zeroblob(1000000000) AS kiosk,"
    " trap() AS meeting, 1 AS card, 1 AS card_version, 1 AS element, 1 AS choice, 1 AS count",
    "DROP TABLE meeting; CREATE TABLE meeting (kiosk, id AS (trap()), code AS (trap()) STORED)",
    "CREATE TABLE more (a DEFAULT (trap()), b CHECK (trap()), c AS (trap()))",
    "CREATE INDEX more ON meeting (trap())",
    "CREATE INDEX more ON published (count) WHERE trap()",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'more', 'more', 0,"
    " 'CREATE VIRTUAL TABLE more USING fts5(a)')",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('table', 'more', 'more', 0,"
    " 'CREATE VIRTUAL TABLE more USING rtree(a, b, c)')",
    "CREATE TABLE sqlite_x (a); ANALYZE",
    "ANALYZE",
    "ALTER TABLE meeting ADD COLUMN more AS (trap())",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('view', 'sqlite_schema',"
    " 'sqlite_schema', 0, 'CREATE VIEW sqlite_schema AS SELECT trap() AS sql')",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 5 - rootpage",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 0, type = 'view'",
    "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM sqlite_schema",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET name = 'sqlite_schema'",
    "PRAGMA encoding = 'UTF-16'; VACUUM",
    "PRAGMA auto_vacuum = FULL; VACUUM",
    "PRAGMA application_id = 0x4757726b",
    "PRAGMA user_version = 2",
    "DELETE FROM published WHERE choice = ''",
    "UPDATE published SET count = count + 4294967290",
    "UPDATE published SET count = 5 WHERE count > 0",
    "INSERT INTO published SELECT kiosk, meeting, card || 'x', card_version, element, choice, count"
    " FROM published WHERE card <> ''",
    "UPDATE meeting SET code = 'same'",
};

static void set_sql(sqlite3 *db, const char *table, const char *sql, int len)
{
    static const char set[] = "UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1";
    sqlite3_stmt *s;
    run(db, "PRAGMA writable_schema = ON");
    if (sqlite3_prepare_v2(db, set, -1, &s, NULL) != SQLITE_OK)
        return;
    (void)sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(s, 2, sql, len, SQLITE_STATIC);
    (void)sqlite3_step(s);
    (void)sqlite3_finalize(s);
}

/* The words of a table, ours again but for some of the letters. */
static void change_words(sqlite3 *db, struct arena *a, struct input *in)
{
    static const char *const names[ARCHIVE_TABLES] = { "meeting", "published" };
    int table = (int)take(in) % ARCHIVE_TABLES, len;
    char *sql = arena_strdup(a, archive_tables[table].sql);
    size_t from = take_number(in, 2) % strlen(sql);
    const char *words = take_bytes(in, &len);
    if (from + (size_t)len <= strlen(sql))
        memcpy(sql + from, words, (size_t)len);
    set_sql(db, names[table], sql, (int)strlen(archive_tables[table].sql));
}

static void end(sqlite3 *db)
{
    set_sql(db, "meeting", archive_tables[0].sql, -1);
    set_sql(db, "published", archive_tables[1].sql, -1);
}

/* --- the file --- */

static char *take_out(sqlite3 *db, struct arena *a, size_t *len)
{
    sqlite3_int64 size = 0;
    unsigned char *made = sqlite3_serialize(db, "main", &size, 0);
    char *copy = arena_alloc(a, (size_t)size + 1);
    if (size > 0)
        memcpy(copy, made, (size_t)size);
    sqlite3_free(made);
    *len = (size_t)size;
    return copy;
}

/* Bytes of the file: a page, a place in it (mostly in what leads it), and up to 16 new ones. */
static void change_bytes(char *file, size_t len, size_t page_size, struct input *in)
{
    size_t page = take(in), at = take_number(in, take(in) % 2 == 0 ? 1 : 2);
    int count = (int)take(in) % 17;
    for (size_t to = page * page_size + at; count > 0; count--, to++) {
        char byte = (char)take(in);
        if (to < len)
            file[to] = byte;
    }
}

static bool take_step(sqlite3 *db, struct arena *a, struct input *in, bool *words_changed)
{
    int len;
    switch (take(in) % 8) {
    case 0:
        return false;
    case 1:
        add_meeting(db, in);
        break;
    case 2:
        add_count(db, in);
        break;
    case 3:
        run(db, hostile[take(in) % COUNT_OF(hostile)]);
        break;
    case 4: {
        const char *sql = take_bytes(in, &len);
        set_sql(db, take(in) % 2 == 0 ? "meeting" : "published", sql, len);
        *words_changed = true;
        break;
    }
    case 5:
        change_words(db, a, in);
        *words_changed = true;
        break;
    default:
        add_whole(db, in);
        break;
    }
    return true;
}

const void *archive_make(struct arena *a, const uint8_t *data, size_t size, size_t *len)
{
    struct input in = { .at = data, .end = data + size };
    unsigned first = take(&in);
    if (first == 'f') {
        *len = size - 1;
        return data + 1;
    }
    sqlite3 *db = db_open(":memory:", NULL);
    assert(db != NULL);
    begin(db, a, first);
    bool words_changed = false;
    int steps = 0;
    while (steps++ < STEPS_MAX && take_step(db, a, &in, &words_changed))
        ;
    if (!words_changed)
        end(db);
    char *file = take_out(db, a, len);
    db_close(db);
    while (in.at < in.end)
        change_bytes(file, *len, (size_t)512 << first % 4, &in);
    return file;
}
