#include "store/archive_read.h"

#include "base/file.h"
#include "store/archive.h"
#include "store/archive_check.h"
#include "store/counts.h"
#include "store/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    FILE_MAX_BYTES = 256 * 1024 * 1024, /* thousands of kiosks */
    STEPS_AT_LEAST = 100 * 1000, /* of a statement: enough to read what its tables are */
    STEPS_OF_BYTE = 64, /* and for its rows; what takes most, integrity_check, takes under 2 */
    CARDS_MAX = 1024, /* of one meeting of one kiosk, with all versions */
};

struct archive {
    sqlite3 *db;
    struct db_budget budget;
    int64_t file_bytes;
    bool tables_are_ours; /* a statement about them may read all of the file */
};

#define NOT_OURS "it is not an archive of results"

/* What SQLite says of a file may hold what the file says: not for a terminal. */
static bool unreadable(const struct archive *ar, struct err *err)
{
    int code = sqlite3_errcode(ar->db) & 0xff;
    if (code == SQLITE_NOMEM)
        abort();
    if (code == SQLITE_NOTADB)
        return err_set(err, ERR_STORE, NOT_OURS);
    if (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)
        return err_set(err, ERR_FILE, "it cannot be read");
    return err_set(err, ERR_STORE, "it is damaged");
}

static void fill_budget(struct archive *ar)
{
    ar->budget.steps_left =
        STEPS_AT_LEAST + (ar->tables_are_ours ? STEPS_OF_BYTE * ar->file_bytes : 0);
}

static sqlite3_stmt *ask(
    struct archive *ar, const char *sql, struct db_values values, struct err *err)
{
    fill_budget(ar);
    sqlite3_stmt *query = db_prepare(ar->db, sql, values, NULL);
    if (query == NULL)
        unreadable(ar, err);
    return query;
}

/* The end of reading rows: all there, or not. */
static bool finish(struct archive *ar, sqlite3_stmt *query, enum db_step step, struct err *err)
{
    bool ok = step == DB_DONE || unreadable(ar, err);
    db_finish(query);
    return ok;
}

static bool number(
    struct archive *ar, const char *sql, struct db_values values, int64_t *n, struct err *err)
{
    fill_budget(ar);
    return db_number(ar->db, sql, values, n, NULL) || unreadable(ar, err);
}

/* --- members --- */

bool archive_members(
    struct archive *ar, struct arena *a, struct archive_member **list, int *count, struct err *err)
{
    int64_t members;
    if (!number(ar, "SELECT count(*) FROM meeting", DB_NONE, &members, err))
        return false;
    sqlite3_stmt *rows =
        ask(ar, "SELECT kiosk, id, code FROM meeting ORDER BY kiosk, id", DB_NONE, err);
    if (rows == NULL)
        return false;
    *list = arena_alloc(a, (size_t)members * sizeof **list);
    *count = 0;
    enum db_step step = DB_DONE;
    while (*count < members && (step = db_step(rows, NULL)) == DB_ROW) {
        struct archive_member *m = &(*list)[(*count)++];
        (void)snprintf(m->kiosk_id, sizeof m->kiosk_id, "%s", db_text(rows, 0));
        if (sqlite3_column_bytes(rows, 1) == MEETING_ID_BYTES)
            memcpy(m->id, sqlite3_column_blob(rows, 1), MEETING_ID_BYTES);
        (void)snprintf(m->code, sizeof m->code, "%s", db_text(rows, 2));
    }
    return finish(ar, rows, step == DB_ROW ? DB_DONE : step, err);
}

/* False: it is not text, or too long for to. */
static bool copy_text(char *to, size_t size, sqlite3_stmt *row, int column)
{
    const char *text = db_text(row, column);
    size_t len = (size_t)sqlite3_column_bytes(row, column);
    if (!archive_check_text(text, len, size - 1))
        return false;
    memcpy(to, text, len);
    to[len] = '\0';
    return true;
}

static bool read_meeting(
    struct archive *ar, const struct archive_member *member, struct published *out, struct err *err)
{
    static const char sql[] =
        "SELECT title, place, date, deck, vocabulary, code, group_min, results = 'later', left_out,"
        " (state = 'paused') + 2 * (state = 'closed') FROM meeting WHERE kiosk = ?1 AND id = ?2";
    sqlite3_stmt *row = ask(ar, sql, DB_VALUES(DB_TEXT(member->kiosk_id), DB_ID(member->id)), err);
    if (row == NULL)
        return false;
    struct meeting *m = &out->meeting;
    bool there = db_step(row, NULL) == DB_ROW;
    bool plain = there && copy_text(m->title, sizeof m->title, row, 0) &&
                 copy_text(m->place, sizeof m->place, row, 1) &&
                 copy_text(m->date, sizeof m->date, row, 2) &&
                 copy_text(m->deck, sizeof m->deck, row, 3) &&
                 copy_text(m->vocabulary, sizeof m->vocabulary, row, 4) &&
                 copy_text(m->code, sizeof m->code, row, 5);
    m->group_min = sqlite3_column_int(row, 6);
    m->results = sqlite3_column_int(row, 7) != 0 ? RESULTS_LATER : RESULTS_NOW;
    out->left_out = (uint32_t)sqlite3_column_int64(row, 8);
    m->state = (enum meeting_state)sqlite3_column_int(row, 9);
    if (!there)
        unreadable(ar, err);
    else if (!plain)
        err_set(err, ERR_STORE, "the name of a meeting is not text, or too long");
    db_finish(row);
    return plain;
}

#define OF_MEMBER " FROM published WHERE kiosk = ?1 AND meeting = ?2"

bool archive_member_published(struct archive *ar, const struct archive_member *member,
    struct arena *a, struct published *out, struct err *err)
{
    static const char cards_sql[] =
        "SELECT count(*) FROM (SELECT DISTINCT card, card_version" OF_MEMBER " AND card <> '')";
    static const char rows_sql[] = "SELECT card, card_version, element, choice, count" OF_MEMBER
                                   " ORDER BY card, card_version, element, choice";
    const struct db_values key = DB_VALUES(DB_TEXT(member->kiosk_id), DB_ID(member->id));
    int64_t cards, counts;
    *out = (struct published){ .left_out = 0 };
    if (!read_meeting(ar, member, out, err) || !number(ar, cards_sql, key, &cards, err) ||
        !number(ar, "SELECT count(*)" OF_MEMBER, key, &counts, err))
        return false;
    if (cards > CARDS_MAX)
        return err_set(err, ERR_STORE, "a meeting has more cards than a kiosk can ask");
    memcpy(out->kiosk_id, member->kiosk_id, sizeof out->kiosk_id);
    memcpy(out->meeting.id, member->id, sizeof out->meeting.id);
    sqlite3_stmt *rows = ask(ar, rows_sql, key, err);
    if (rows == NULL)
        return false;
    bool ok = counts_collect(rows, a, (int)cards, out, NULL) || unreadable(ar, err);
    db_finish(rows);
    return ok && archive_check_published(out, counts, err);
}

/* --- opening --- */

static bool may_be_archive(const char *path, struct err *err)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return err_set(err, ERR_FILE, "%s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return err_set(err, ERR_FILE, "it is not a regular file");
    if (st.st_size == 0)
        return err_set(err, ERR_STORE, "it is empty");
    return st.st_size <= FILE_MAX_BYTES ||
           err_set(err, ERR_STORE, "it is too large for an archive of results");
}

static bool is_ours(struct archive *ar, struct err *err)
{
    int64_t id, version;
    if (!number(ar, "PRAGMA application_id", DB_NONE, &id, err) ||
        !number(ar, "PRAGMA user_version", DB_NONE, &version, err))
        return false;
    if (id == STORE_APPLICATION_ID)
        return err_set(err, ERR_STORE,
            "it is the database of a kiosk itself, not an archive: take the results onto a stick");
    if (id != ARCHIVE_APPLICATION_ID)
        return err_set(err, ERR_STORE, NOT_OURS);
    if (version > ARCHIVE_VERSION)
        return err_set(err, ERR_STORE,
            "it is of a newer program: archive version %d, this one knows %d", (int)version,
            ARCHIVE_VERSION);
    return version == ARCHIVE_VERSION || err_set(err, ERR_STORE, NOT_OURS);
}

/* Its tables are ours to the letter, with nothing beside them that could run. */
static bool has_our_tables(struct archive *ar, struct err *err)
{
    sqlite3_stmt *rows =
        ask(ar, "SELECT coalesce(sql, '') FROM sqlite_schema ORDER BY name", DB_NONE, err);
    if (rows == NULL)
        return false;
    int tables = 0;
    bool ours = true;
    enum db_step step;
    while ((step = db_step(rows, NULL)) == DB_ROW && ours) {
        ours = tables < ARCHIVE_TABLES && strcmp(db_text(rows, 0), archive_tables[tables].sql) == 0;
        tables++;
    }
    if (step == DB_FAILED)
        return finish(ar, rows, step, err);
    db_finish(rows);
    ar->tables_are_ours = ours && tables == ARCHIVE_TABLES;
    return ar->tables_are_ours ||
           err_set(err, ERR_STORE, "it does not have the tables of an archive of results");
}

/* Pages, order, types, and the rules of each table. */
static bool is_whole(struct archive *ar, struct err *err)
{
    sqlite3_stmt *check = ask(ar, "PRAGMA integrity_check(1)", DB_NONE, err);
    if (check == NULL)
        return false;
    enum db_step step = db_step(check, NULL);
    bool ok = step == DB_ROW && strcmp(db_text(check, 0), "ok") == 0;
    db_finish(check);
    for (int i = 0; ok && i < ARCHIVE_TABLES; i++) {
        int64_t strays;
        ok = number(ar, archive_tables[i].strays, DB_NONE, &strays, err) && strays == 0;
    }
    return ok || err_set(err, ERR_STORE, "it is damaged");
}

/* Each meeting, and that there are no counts of any other. */
static bool is_published(struct archive *ar, struct err *err)
{
    static const char strays_sql[] =
        "SELECT EXISTS (SELECT 1 FROM published p WHERE NOT EXISTS"
        " (SELECT 1 FROM meeting m WHERE m.kiosk = p.kiosk AND m.id = p.meeting))";
    struct arena *a = arena_new(), *scratch = arena_new();
    struct archive_member *list;
    struct published p;
    int64_t strays = 0;
    int count = 0;
    bool ok =
        archive_members(ar, a, &list, &count, err) && number(ar, strays_sql, DB_NONE, &strays, err);
    if (ok && (count == 0 || strays != 0))
        ok = err_set(err, ERR_STORE, count == 0 ? "it holds no meeting" : "it is damaged");
    for (int i = 0; ok && i < count; i++) {
        ok = archive_member_published(ar, &list[i], scratch, &p, err);
        arena_reset(scratch);
    }
    arena_free(scratch);
    arena_free(a);
    return ok;
}

struct archive *archive_open_again(const char *path, struct err *err)
{
    struct err why;
    struct stat st = { .st_size = 0 };
    struct archive *ar = calloc(1, sizeof *ar);
    if (ar == NULL)
        abort();
    (void)stat(path, &st); /* what is not there cannot be opened either */
    ar->file_bytes = st.st_size;
    fill_budget(ar);
    ar->db = db_open_image(path, &ar->budget, &why);
    if (ar->db == NULL)
        err_set(
            err, why.code, why.code == ERR_STORE ? NOT_OURS ", or damaged" : "it cannot be read");
    if (ar->db != NULL && is_ours(ar, err) && has_our_tables(ar, err))
        return ar;
    archive_close(ar);
    return NULL;
}

struct archive *archive_open(const char *path, struct err *err)
{
    struct archive *ar = may_be_archive(path, err) ? archive_open_again(path, err) : NULL;
    if (ar != NULL && is_whole(ar, err) && is_published(ar, err))
        return ar;
    archive_close(ar);
    return NULL;
}

void archive_close(struct archive *ar)
{
    if (ar == NULL)
        return;
    db_close(ar->db);
    free(ar);
}

bool archive_code_of(
    struct archive *ar, const char *digits, struct arena *a, const char **code, struct err *err)
{
    static const char sql[] = "SELECT DISTINCT code FROM meeting"
                              " WHERE substr(hex(id), 1, length(?1)) = upper(?1) LIMIT 2";
    sqlite3_stmt *rows = ask(ar, sql, DB_VALUES(DB_TEXT(digits)), err);
    if (rows == NULL)
        return false;
    int found = 0;
    enum db_step step;
    for (*code = NULL; (step = db_step(rows, NULL)) == DB_ROW; found++)
        *code = arena_strdup(a, db_text(rows, 0));
    if (found > 1)
        *code = NULL;
    return finish(ar, rows, step, err);
}
