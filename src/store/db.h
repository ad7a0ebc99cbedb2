/*
 * What the files of this folder share: one connection, and statements with their holes filled.
 * Everything here is for the thread that owns the store. Failures carry SQLite's own words, which
 * name tables and columns but never a value.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "base/attributes.h"
#include "base/err.h"
#include "store/store.h"
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

typedef void random_fn(void *bytes, size_t len);

struct store {
    sqlite3 *db;
    int lock_fd; /* DIR/lock, held as long as the store is open; its bytes are the reserve */
    random_fn *random; /* makes ids */
    char id[33];
};

/* store_open with another source of ids: tests compare databases byte by byte. */
struct store *store_open_with(
    const char *dir, random_fn *random, enum store_origin *origin, struct err *err) MUST_CHECK;

/*
 * Opens a database that exists, guarded against what a strange file may hold, and without writing
 * to it; closing it keeps its -wal until db_write_ahead. NULL: see err; ERR_STORE: not a database.
 */
sqlite3 *db_open(const char *path, struct err *err) MUST_CHECK;
/*
 * How much work a statement may be. A file can be made so that a few pages seem to be more rows than
 * anybody can read; its own tables too, which are read before anything can be said of it.
 */
struct db_budget {
    int64_t steps_left; /* of SQLite's machine; whoever holds it fills it up before a statement */
};

enum { DB_IMAGE_VALUE_MAX = 64 * 1024 };

/*
 * The same for a file as it lies there, of which nothing is written, locked or recovered. A value of
 * it above DB_IMAGE_VALUE_MAX bytes is an error, as is a statement beyond its budget, which is the
 * caller's until db_close.
 */
sqlite3 *db_open_image(const char *path, struct db_budget *budget, struct err *err) MUST_CHECK;
void db_close(sqlite3 *db); /* NULL is fine */

/* From here on the connection may write: write-ahead log, each commit synced. */
bool db_write_ahead(sqlite3 *db, struct err *err) MUST_CHECK;

/* Empties the write-ahead log into the database. */
bool db_checkpoint(sqlite3 *db, struct err *err) MUST_CHECK;

/* Fills err from what db last said; always false. Out of memory aborts. */
bool db_fail(sqlite3 *db, struct err *err);

/*
 * --- statements ---
 *
 * Compiling one takes longer than running it, so the connection keeps them all, ready for the next
 * time that the same text is asked for. Of one text, one is in use at a time.
 */

/* What goes into ?1, ?2 …; pointers are borrowed until db_finish. */
struct db_value {
    enum { DB_VALUE_TEXT, DB_VALUE_BLOB, DB_VALUE_NUMBER } kind;
    const void *bytes;
    int len;
    int64_t number;
};

#define DB_TEXT(string) ((struct db_value){ .kind = DB_VALUE_TEXT, .bytes = (string), .len = -1 })
#define DB_ID(id)                                                                                  \
    ((struct db_value){ .kind = DB_VALUE_BLOB, .bytes = (id), .len = MEETING_ID_BYTES })
#define DB_NUMBER(n) ((struct db_value){ .kind = DB_VALUE_NUMBER, .number = (n) })

struct db_values {
    const struct db_value *list;
    int count;
};

#define DB_NONE ((struct db_values){ .list = NULL })
#define DB_VALUES(...)                                                                             \
    ((struct db_values){ .list = (const struct db_value[]){ __VA_ARGS__ },                         \
        .count = (int)COUNT_OF(((const struct db_value[]){ __VA_ARGS__ })) })

/* NULL: see err. */
sqlite3_stmt *db_prepare(
    sqlite3 *db, const char *sql, struct db_values values, struct err *err) MUST_CHECK;
void db_finish(sqlite3_stmt *statement); /* as soon as its rows have been read */

enum db_step { DB_ROW, DB_DONE, DB_FAILED };
enum db_step db_step(sqlite3_stmt *statement, struct err *err) MUST_CHECK;

/* Text of a column: never NULL, valid until the next step. */
const char *db_text(sqlite3_stmt *statement, int column);

/* Runs one statement to its end; *changed rows (may be NULL). */
bool db_run(sqlite3 *db, const char *sql, struct db_values values, int *changed,
    struct err *err) MUST_CHECK;

/* Runs fixed SQL, several statements. */
bool db_script(sqlite3 *db, const char *sql, struct err *err) MUST_CHECK;

/* The first column of the first row; no row is ERR_STORE. */
bool db_number(sqlite3 *db, const char *sql, struct db_values values, int64_t *number,
    struct err *err) MUST_CHECK;

/* All or nothing: db_end commits if ok, else (or if that fails) rolls back. True: it is on the
 * medium. */
bool db_begin(sqlite3 *db, struct err *err) MUST_CHECK;
bool db_end(sqlite3 *db, bool ok, struct err *err) MUST_CHECK;

/* The same on the store's own database, and a statement alone. Where room runs out the reserve is
 * given up; a failure for want of room leaves some for the next try. */
bool store_begin(struct store *s, struct err *err) MUST_CHECK;
bool store_end(struct store *s, bool ok, struct err *err) MUST_CHECK;
bool store_run(
    struct store *s, const char *sql, struct db_values values, struct err *err) MUST_CHECK;

#endif
