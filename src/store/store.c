/* Opening and closing: the lock, the database that is there or a fresh one. */
#include "store/store.h"

#include "base/file.h"
#include "base/log.h"
#include "store/aside.h"
#include "store/db.h"
#include "store/migrate.h"
#include "store/reserve.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ID_BYTES = 16 };

static int lock_folder(struct arena *a, const char *dir, struct err *err)
{
    const char *path = arena_printf(a, "%s/lock", dir);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0) {
        file_fail(err, "open", path);
        return -1;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    if (errno == EWOULDBLOCK)
        err_set(err, ERR_BUSY, "the kiosk is running on %s; stop it or use the stick", dir);
    else
        file_fail(err, "lock", path);
    close(fd);
    return -1;
}

/* Gives db its tables, and its id if it has none yet. */
static bool prepare(sqlite3 *db, random_fn *random, struct err *err)
{
    unsigned char bytes[ID_BYTES];
    char id[2 * ID_BYTES + 1];
    int64_t has_id;
    if (!db_write_ahead(db, err) || !migrate_run(db, migrate_steps, STORE_VERSION, err) ||
        !db_number(db, "SELECT count(*) FROM kiosk", DB_NONE, &has_id, err))
        return false;
    if (has_id)
        return true;
    random(bytes, sizeof bytes);
    (void)sodium_bin2hex(id, sizeof id, bytes, sizeof bytes);
    return db_run(db, "INSERT INTO kiosk (id) VALUES (?1)", DB_VALUES(DB_TEXT(id)), NULL, err);
}

/*
 * Makes a fresh database beside path and renames it when it is whole: a power cut leaves none or
 * a usable one, never an empty file that the next start would have to set aside. What stands at path
 * makes way only then: a medium on which no fresh one can be made keeps the old one in its place.
 */
static bool create(
    struct arena *a, const char *path, bool set_aside, random_fn *random, struct err *err)
{
    const char *part = arena_printf(a, "%s.part", path);
    const char *part_wal = arena_printf(a, "%s-wal", part);
    const char *part_journal = arena_printf(a, "%s-journal", part);
    const char *folder = arena_strndup(a, path, (size_t)(strrchr(path, '/') - path) + 1);
    (void)unlink(part);
    (void)unlink(part_wal);
    (void)unlink(part_journal);

    bool ok = false;
    sqlite3 *db = NULL;
    /* SQLite would make it readable for all. */
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return file_fail(err, "create", part);
    close(fd);
    db = db_open(part, err);
    if (db == NULL)
        goto out;
    if (!db_script(db, "PRAGMA page_size = 4096", err) || !prepare(db, random, err) ||
        !db_checkpoint(db, err))
        goto out;
    db_close(db);
    db = NULL;
    if (set_aside && !aside_move(path, err))
        goto out;
    if (rename(part, path) < 0) {
        file_fail(err, "rename to", path);
        goto out;
    }
    ok = file_sync_folder(folder, err);
out:
    db_close(db);
    if (!ok) {
        (void)unlink(part);
        (void)unlink(part_wal);
        (void)unlink(part_journal);
    }
    return ok;
}

/* The database at path, checked. NULL: see err; ERR_STORE: it has to be set aside. */
static sqlite3 *open_found(const char *path, random_fn *random, struct err *err)
{
    struct stat st;
    if (lstat(path, &st) < 0) {
        if (errno == ENOENT)
            err_set(err, ERR_STORE, "the database is missing, its journal is not");
        else
            file_fail(err, "open", path);
        return NULL;
    }
    if (!S_ISREG(st.st_mode) || st.st_size == 0) {
        err_set(err, ERR_STORE, "the database is %s",
            S_ISREG(st.st_mode) ? "empty" : "not a regular file");
        return NULL;
    }
    /* SQLite would quietly open it for reading only. */
    if (access(path, R_OK | W_OK) < 0) {
        file_fail(err, "write", path);
        return NULL;
    }
    sqlite3 *db = db_open(path, err);
    if (db == NULL)
        return NULL;
    if (!migrate_recognises(db, err))
        goto fail;
    if (sqlite3_db_readonly(db, "main") == 1) {
        err_set(err, ERR_STORE, "the database has a format that cannot be written");
        goto fail;
    }
    if (!prepare(db, random, err))
        goto fail;
    return db;
fail:
    db_close(db);
    return NULL;
}

static bool read_id(struct store *s, struct err *err)
{
    sqlite3_stmt *query = db_prepare(s->db, "SELECT id FROM kiosk", DB_NONE, err);
    if (query == NULL)
        return false;
    enum db_step step = db_step(query, err);
    if (step == DB_ROW)
        (void)snprintf(s->id, sizeof s->id, "%s", db_text(query, 0));
    else if (step == DB_DONE)
        err_set(err, ERR_STORE, "the database has no id");
    db_finish(query);
    return step == DB_ROW;
}

/* Finds, or makes, the database of the folder that s has locked. */
static bool open_database(
    struct store *s, struct arena *a, const char *path, enum store_origin *origin, struct err *err)
{
    struct err why = { .code = ERR_NONE };
    struct stat st;
    *origin = STORE_NEW;
    if (lstat(path, &st) == 0 || errno != ENOENT || aside_has_journal(path)) {
        s->db = open_found(path, s->random, &why);
        if (s->db == NULL && (why.code == ERR_STORE || why.code == ERR_FILE))
            s->db = open_found(path, s->random, &why); /* SQLite takes a failed read for damage */
        if (s->db != NULL) {
            *origin = STORE_FOUND;
            return read_id(s, err);
        }
        if (why.code != ERR_STORE)
            return err_set(err, why.code, "%s", why.detail);
        *origin = STORE_SET_ASIDE;
    }
    if (!create(a, path, *origin == STORE_SET_ASIDE, s->random, err))
        return false;
    s->db = db_open(path, err);
    if (s->db == NULL || !prepare(s->db, s->random, err) || !read_id(s, err))
        return false;
    if (*origin == STORE_SET_ASIDE)
        err_set(err, why.code, "%s", why.detail);
    return true;
}

struct store *store_open_with(
    const char *dir, random_fn *random, enum store_origin *origin, struct err *err)
{
    if (sodium_init() < 0) {
        err_set(err, ERR_INTERNAL, "libsodium does not start");
        return NULL;
    }
    struct arena *a = arena_new();
    struct store *s = calloc(1, sizeof *s);
    if (s == NULL)
        abort();
    *s = (struct store){ .lock_fd = -1, .random = random };

    bool ok = file_make_folder(dir, err);
    if (ok)
        s->lock_fd = lock_folder(a, dir, err);
    if (s->lock_fd >= 0)
        reserve_look(s->lock_fd);
    ok = s->lock_fd >= 0 &&
         open_database(s, a, arena_printf(a, "%s/goedwerk.sqlite", dir), origin, err);
    arena_free(a);
    if (ok) {
        reserve_take(s->lock_fd);
        return s;
    }
    store_close(s);
    return NULL;
}

struct store *store_open(const char *dir, enum store_origin *origin, struct err *err)
{
    return store_open_with(dir, randombytes_buf, origin, err);
}

void store_close(struct store *s)
{
    if (s == NULL)
        return;
    struct err err;
    if (s->db != NULL && !store_tidy(s, &err))
        log_err("store", "close", &err);
    db_close(s->db);
    if (s->lock_fd >= 0)
        close(s->lock_fd);
    free(s);
}

const char *store_id(const struct store *s)
{
    return s->id;
}

bool store_on_reserve(const struct store *s)
{
    return !reserve_is_held(s->lock_fd);
}

bool store_tidy(struct store *s, struct err *err)
{
    reserve_look(s->lock_fd);
    bool ok = db_checkpoint(s->db, err);
    if (ok)
        reserve_take(s->lock_fd); /* here, where it says nothing of when somebody answered */
    return ok;
}

/* --- writing --- */

static bool has_written(struct store *s, bool ok, const struct err *err)
{
    if (!ok && err != NULL && err->code == ERR_FULL)
        reserve_give(s->lock_fd);
    return ok;
}

bool store_begin(struct store *s, struct err *err)
{
    reserve_look(s->lock_fd);
    return has_written(s, db_begin(s->db, err), err);
}

bool store_end(struct store *s, bool ok, struct err *err)
{
    return has_written(s, db_end(s->db, ok, err), err);
}

bool store_run(struct store *s, const char *sql, struct db_values values, struct err *err)
{
    reserve_look(s->lock_fd);
    return has_written(s, db_run(s->db, sql, values, NULL, err), err);
}
