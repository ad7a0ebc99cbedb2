#include "store/db.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

bool store_setting(
    struct store *s, const char *name, struct arena *a, const char **value, struct err *err)
{
    sqlite3_stmt *query = db_prepare(
        s->db, "SELECT value FROM setting WHERE name = ?1", DB_VALUES(DB_TEXT(name)), err);
    if (query == NULL)
        return false;
    enum db_step step = db_step(query, err);
    if (step != DB_FAILED)
        *value = step == DB_ROW ? arena_strdup(a, db_text(query, 0)) : NULL;
    db_finish(query);
    return step != DB_FAILED;
}

bool store_set_setting(struct store *s, const char *name, const char *value, struct err *err)
{
    static const char sql[] = "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET value = ?2";
    return store_run(s, sql, DB_VALUES(DB_TEXT(name), DB_TEXT(value)), err);
}

bool store_setting_number(
    struct store *s, const char *name, long absent, long *value, struct err *err)
{
    struct arena *a = arena_new();
    const char *text;
    bool ok = store_setting(s, name, a, &text, err);
    if (ok && text == NULL) {
        *value = absent;
    } else if (ok) {
        char *end;
        errno = 0;
        long number = strtol(text, &end, 10);
        ok = (errno == 0 && end != text && *end == '\0') ||
             err_set(err, ERR_STORE, "setting %s is not a number", name);
        if (ok)
            *value = number;
    }
    arena_free(a);
    return ok;
}

bool store_set_setting_number(struct store *s, const char *name, long value, struct err *err)
{
    char text[3 * sizeof value + 2]; /* three digits hold a byte; sign and NUL */
    (void)snprintf(text, sizeof text, "%ld", value);
    return store_set_setting(s, name, text, err);
}
