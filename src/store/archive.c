#include "store/counts.h"

#include <string.h>

/*
 * "GWar": what merging reads. Made in memory, so that a full medium is no business of the
 * connection to the live file. Rows go in sorted, into an empty database, so that
 * the same counts make the same bytes.
 */
static const char layout[] =
    "PRAGMA archive.application_id = 0x47576172;"
    "PRAGMA archive.user_version = 1;"
    "CREATE TABLE archive.kiosk (id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;"
    "CREATE TABLE archive.meeting ("
    " id BLOB NOT NULL PRIMARY KEY, title TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL,"
    " deck TEXT NOT NULL, vocabulary TEXT NOT NULL, group_min INTEGER NOT NULL,"
    " results TEXT NOT NULL, state TEXT NOT NULL, left_out INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE archive.published ("
    " card TEXT NOT NULL, card_version TEXT NOT NULL, element TEXT NOT NULL, choice TEXT NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (card, card_version, element, choice))"
    " STRICT, WITHOUT ROWID;"
    "INSERT INTO archive.kiosk (id) SELECT id FROM main.kiosk;";

static bool fill(sqlite3 *db, const uint8_t *meeting, struct err *err)
{
    static const char sql[] =
        "INSERT INTO archive.meeting (id, title, place, date, deck, vocabulary, group_min, results,"
        "  state, left_out)"
        " SELECT id, title, place, date, deck, vocabulary, group_min, results, state, left_out"
        " FROM main.meeting WHERE id = ?1";
    if (!db_script(db, "BEGIN", err))
        return false;
    bool ok = db_script(db, layout, err) && db_run(db, sql, DB_VALUES(DB_ID(meeting)), NULL, err) &&
              counts_archive(db, meeting, err);
    return db_end(db, ok, err);
}

static bool take_out(sqlite3 *db, struct arena *a, const void **bytes, size_t *len, struct err *err)
{
    sqlite3_int64 size = 0;
    unsigned char *made = sqlite3_serialize(db, "archive", &size, 0);
    if (made == NULL)
        return db_fail(db, err);
    void *copy = arena_alloc(a, (size_t)size);
    memcpy(copy, made, (size_t)size);
    sqlite3_free(made);
    *bytes = copy;
    *len = (size_t)size;
    return true;
}

bool store_archive(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    const void **bytes, size_t *len, struct err *err)
{
    struct meeting_row row;
    if (!meetings_load(s->db, meeting, &row, err) ||
        !db_run(s->db, "ATTACH ':memory:' AS archive", DB_NONE, NULL, err))
        return false;
    bool ok = db_script(s->db, "PRAGMA archive.page_size = 4096", err) &&
              fill(s->db, meeting, err) && take_out(s->db, a, bytes, len, err);
    return db_run(s->db, "DETACH archive", DB_NONE, NULL, ok ? err : NULL) && ok;
}
