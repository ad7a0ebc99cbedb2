#include "store/migrate.h"

#include "base/arena.h"
#include "store/db.h"

#include <string.h>

/*
 * No table has a rowid: it would keep the order of what was written. Counts are biased and have
 * their zeros from the start, see counts.h. An empty element or choice in published is a margin
 * (all of them together); an empty card is the pool.
 */
const char *const migrate_steps[STORE_VERSION] = {
    "PRAGMA application_id = 0x4757726b;"
    "CREATE TABLE kiosk ("
    " id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 32)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE setting ("
    " name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE meeting ("
    " id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16), number INTEGER NOT NULL UNIQUE,"
    " title TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL, deck TEXT NOT NULL,"
    " vocabulary TEXT NOT NULL, group_min INTEGER NOT NULL CHECK (group_min BETWEEN 5 AND 20),"
    " results TEXT NOT NULL CHECK (results IN ('now', 'later')),"
    " revealed INTEGER NOT NULL CHECK (revealed IN (0, 1)),"
    " state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'closed')),"
    " left_out INTEGER NOT NULL CHECK (left_out >= 0)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE tally ("
    " meeting BLOB NOT NULL REFERENCES meeting, card TEXT NOT NULL CHECK (card <> ''),"
    " card_version TEXT NOT NULL, element TEXT NOT NULL, choice TEXT NOT NULL,"
    " count INTEGER NOT NULL CHECK (count BETWEEN 1099511627776 AND 1103806595071),"
    " PRIMARY KEY (meeting, card, card_version, element, choice)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE published ("
    " meeting BLOB NOT NULL REFERENCES meeting, card TEXT NOT NULL,"
    " card_version TEXT NOT NULL, element TEXT NOT NULL, choice TEXT NOT NULL,"
    " count INTEGER NOT NULL CHECK (count BETWEEN 1099511627776 AND 1103806595071),"
    " PRIMARY KEY (meeting, card, card_version, element, choice)) STRICT, WITHOUT ROWID;",
    /* cards: the keys of the deck in its order, a line each; "": all cards of the deck. exported has
     * a stored width of none, be it 0 or 1. */
    "ALTER TABLE meeting ADD COLUMN code TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE meeting ADD COLUMN cards TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE meeting ADD COLUMN exported INTEGER NOT NULL DEFAULT 0"
    " CHECK (exported IN (0, 1));",
};

bool migrate_run(sqlite3 *db, const char *const *steps, int count, struct err *err)
{
    int64_t version;
    if (!db_number(db, "PRAGMA user_version", DB_NONE, &version, err))
        return false;
    struct arena *a = arena_new();
    bool ok = true;
    for (; ok && version < count; version++) {
        const char *stamp = arena_printf(a, "PRAGMA user_version = %d", (int)version + 1);
        if (!db_begin(db, err)) {
            ok = false;
            break;
        }
        ok = db_script(db, steps[version], err) && db_script(db, stamp, err);
        ok = db_end(db, ok, err);
    }
    arena_free(a);
    return ok;
}

/* quick_check reports damage as rows; its result code says only that it ran. */
static bool undamaged(sqlite3 *db, struct err *err)
{
    sqlite3_stmt *check = db_prepare(db, "PRAGMA quick_check(1)", DB_NONE, err);
    if (check == NULL)
        return false;
    bool ok = false;
    enum db_step step = db_step(check, err);
    if (step == DB_ROW) {
        ok = strcmp(db_text(check, 0), "ok") == 0;
        if (!ok)
            err_set(err, ERR_STORE, "the database is damaged: %s", db_text(check, 0));
    } else if (step == DB_DONE) {
        err_set(err, ERR_STORE, "the database is damaged: it cannot be checked");
    }
    db_finish(check);
    return ok;
}

/* Names of all tables and columns; not the SQL itself, which SQLite may word in another way after
 * an ALTER. NULL: see err. */
static const char *outline(sqlite3 *db, struct arena *a, struct err *err)
{
    static const char sql[] =
        "SELECT group_concat(entry, char(10)) FROM (SELECT"
        " m.type || ' ' || m.name || ' ' || coalesce(c.name || ' ' || c.type, '') AS entry"
        " FROM sqlite_schema m LEFT JOIN pragma_table_xinfo(m.name) c"
        " WHERE substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.type, m.name, c.cid)";
    sqlite3_stmt *query = db_prepare(db, sql, DB_NONE, err);
    if (query == NULL)
        return NULL;
    const char *text = NULL;
    if (db_step(query, err) == DB_ROW)
        text = arena_strdup(a, db_text(query, 0));
    db_finish(query);
    return text;
}

static bool has_tables_of(sqlite3 *db, int version, struct err *err)
{
    bool ok = false;
    struct arena *a = arena_new();
    const char *is = NULL, *should_be = NULL;
    sqlite3 *model = db_open(":memory:", err);
    if (model == NULL || !migrate_run(model, migrate_steps, version, err))
        goto out;
    is = outline(db, a, err);
    should_be = outline(model, a, err);
    if (is == NULL || should_be == NULL)
        goto out;
    ok = strcmp(is, should_be) == 0 ||
         err_set(err, ERR_STORE, "the database does not have the tables of version %d", version);
out:
    db_close(model);
    arena_free(a);
    return ok;
}

bool migrate_recognises(sqlite3 *db, struct err *err)
{
    int64_t id, version;
    if (!db_number(db, "PRAGMA application_id", DB_NONE, &id, err) ||
        !db_number(db, "PRAGMA user_version", DB_NONE, &version, err))
        return false;
    if (id != STORE_APPLICATION_ID)
        return err_set(
            err, ERR_STORE, "the database belongs to another program (%08x)", (unsigned)id);
    if (version < 0 || version > STORE_VERSION)
        return err_set(err, ERR_STORE, "the database is version %d, this program knows %d",
            (int)version, STORE_VERSION);
    return undamaged(db, err) && has_tables_of(db, (int)version, err);
}
