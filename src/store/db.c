#include "store/db.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_TIMEOUT_MS = 2000, STEPS_AT_ONCE = 10000 };

static enum err_code code_of(sqlite3 *db)
{
    enum err_code code;
    switch (sqlite3_errcode(db) & 0xff) {
    case SQLITE_FULL:
        return ERR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return ERR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ERR_BUSY;
    case SQLITE_CANTOPEN:
        code = file_err_code(sqlite3_system_errno(db));
        return code == ERR_FULL || code == ERR_READ_ONLY ? code : ERR_FILE;
    case SQLITE_IOERR: /* SQLite has tidied up since, and with it lost which errno it was */
    case SQLITE_NOLFS:
    case SQLITE_PROTOCOL:
        return ERR_FILE;
    default:
        return ERR_STORE;
    }
}

bool db_fail(sqlite3 *db, struct err *err)
{
    int code = sqlite3_extended_errcode(db);
    if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM)
        abort();
    return err_set(
        err, code_of(db), "database: %s (%d)", sqlite3_errmsg(db), sqlite3_extended_errcode(db));
}

static int spend(void *ctx)
{
    struct db_budget *budget = ctx;
    budget->steps_left -= STEPS_AT_ONCE;
    return budget->steps_left < 0;
}

/* Before anything is read: the tables of a file are. */
static void guard_image(sqlite3 *db, struct db_budget *budget)
{
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    (void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, DB_IMAGE_VALUE_MAX);
    (void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_progress_handler(db, STEPS_AT_ONCE, spend, budget);
}

/* budget NULL: it is a database of ours. */
static sqlite3 *open_with(const char *name, int flags, struct db_budget *budget, struct err *err)
{
    /* Exclusive comes first: it keeps the index of the write-ahead log in memory, without a -shm
     * file. trusted_schema and cell_size_check are for files that somebody else made. */
    static const char guards[] = "PRAGMA locking_mode = EXCLUSIVE;"
                                 "PRAGMA trusted_schema = OFF;"
                                 "PRAGMA cell_size_check = ON;"
                                 "PRAGMA secure_delete = ON;"
                                 "PRAGMA foreign_keys = ON;"
                                 "PRAGMA temp_store = MEMORY;"
                                 "PRAGMA synchronous = FULL;";
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(name, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (db == NULL)
        abort();
    if (rc != SQLITE_OK) {
        db_fail(db, err);
        goto fail;
    }
    (void)sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    /* No table of a file is made by code; such a one also has statements of its own among those that
     * db_close ends. */
    (void)sqlite3_drop_modules(db, NULL);
    if (budget != NULL)
        guard_image(db, budget);
    if (!db_script(db, guards, err))
        goto fail;
    return db;
fail:
    db_close(db);
    return NULL;
}

sqlite3 *db_open(const char *path, struct err *err)
{
    return open_with(path, SQLITE_OPEN_READWRITE, NULL, err);
}

sqlite3 *db_open_image(const char *path, struct db_budget *budget, struct err *err)
{
    struct arena *a = arena_new();
    char *name = arena_alloc(a, 3 * strlen(path) + sizeof "file:?immutable=1"), *to = name;
    to = stpcpy(to, "file:");
    for (const char *p = path; *p != '\0'; p++) /* any byte may stand in a name as %xx */
        to += snprintf(to, sizeof "%xx", "%%%02x", (unsigned char)*p);
    (void)stpcpy(to, "?immutable=1");
    sqlite3 *db = open_with(name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, budget, err);
    arena_free(a);
    return db;
}

void db_close(sqlite3 *db)
{
    if (db == NULL)
        return;
    for (sqlite3_stmt *s; (s = sqlite3_next_stmt(db, NULL)) != NULL;)
        (void)sqlite3_finalize(s);
    (void)sqlite3_close(db);
}

bool db_write_ahead(sqlite3 *db, struct err *err)
{
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    sqlite3_stmt *set = db_prepare(db, "PRAGMA journal_mode = WAL", DB_NONE, err);
    if (set == NULL)
        return false;
    enum db_step step = db_step(set, err);
    bool ok = step == DB_ROW && strcmp(db_text(set, 0), "wal") == 0;
    if (!ok && step != DB_FAILED)
        err_set(err, ERR_FILE, "the data folder cannot hold a write-ahead log");
    db_finish(set);
    return ok;
}

bool db_checkpoint(sqlite3 *db, struct err *err)
{
    if (sqlite3_wal_checkpoint_v2(db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return db_fail(db, err);
    return true;
}

/* --- statements --- */

/* SQLite's own list of what has been compiled is the store of idle statements. */
static sqlite3_stmt *find_idle(sqlite3 *db, const char *sql)
{
    for (sqlite3_stmt *s = sqlite3_next_stmt(db, NULL); s != NULL; s = sqlite3_next_stmt(db, s))
        if (!sqlite3_stmt_busy(s) && strcmp(sqlite3_sql(s), sql) == 0)
            return s;
    return NULL;
}

sqlite3_stmt *db_prepare(sqlite3 *db, const char *sql, struct db_values values, struct err *err)
{
    sqlite3_stmt *statement = find_idle(db, sql);
    int rc = SQLITE_OK;
    if (statement == NULL)
        rc = sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    for (int i = 0; rc == SQLITE_OK && i < values.count; i++) {
        const struct db_value *v = &values.list[i];
        if (v->kind == DB_VALUE_TEXT)
            rc = sqlite3_bind_text(statement, i + 1, v->bytes, v->len, SQLITE_STATIC);
        else if (v->kind == DB_VALUE_BLOB)
            rc = sqlite3_bind_blob(statement, i + 1, v->bytes, v->len, SQLITE_STATIC);
        else
            rc = sqlite3_bind_int64(statement, i + 1, v->number);
    }
    if (rc == SQLITE_OK)
        return statement;
    db_fail(db, err);
    (void)sqlite3_finalize(statement);
    return NULL;
}

void db_finish(sqlite3_stmt *statement)
{
    (void)sqlite3_reset(statement); /* tells again what db_step has told */
    (void)sqlite3_clear_bindings(statement);
}

enum db_step db_step(sqlite3_stmt *statement, struct err *err)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return DB_ROW;
    case SQLITE_DONE:
        return DB_DONE;
    default:
        db_fail(sqlite3_db_handle(statement), err);
        return DB_FAILED;
    }
}

const char *db_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    if (text == NULL && sqlite3_errcode(sqlite3_db_handle(statement)) == SQLITE_NOMEM)
        abort(); /* or it would pass for an empty one */
    return text == NULL ? "" : text;
}

bool db_run(sqlite3 *db, const char *sql, struct db_values values, int *changed, struct err *err)
{
    sqlite3_stmt *statement = db_prepare(db, sql, values, err);
    if (statement == NULL)
        return false;
    enum db_step step;
    do
        step = db_step(statement, err);
    while (step == DB_ROW);
    db_finish(statement);
    if (changed != NULL)
        *changed = sqlite3_changes(db);
    return step == DB_DONE;
}

bool db_script(sqlite3 *db, const char *sql, struct err *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db, err);
}

bool db_number(
    sqlite3 *db, const char *sql, struct db_values values, int64_t *number, struct err *err)
{
    sqlite3_stmt *statement = db_prepare(db, sql, values, err);
    if (statement == NULL)
        return false;
    enum db_step step = db_step(statement, err);
    if (step == DB_ROW)
        *number = sqlite3_column_int64(statement, 0);
    else if (step == DB_DONE)
        err_set(err, ERR_STORE, "database: a row is missing");
    db_finish(statement);
    return step == DB_ROW;
}

bool db_begin(sqlite3 *db, struct err *err)
{
    return db_run(db, "BEGIN IMMEDIATE", DB_NONE, NULL, err);
}

bool db_end(sqlite3 *db, bool ok, struct err *err)
{
    ok = ok && db_run(db, "COMMIT", DB_NONE, NULL, err);
    /* SQLite ends some failed transactions by itself. */
    if (!ok && !sqlite3_get_autocommit(db))
        (void)sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return ok;
}
