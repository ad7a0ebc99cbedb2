/* The meetings of a kiosk, past ones too: what there is to choose from, to take along, to remove. */
#include "store/counts.h"

#include <string.h>

bool store_meetings(struct store *s, int first, struct meeting_summary *list, int max, int *count,
    int *total, struct err *err)
{
    static const char sql[] = "SELECT " MEETINGS_COLUMNS ", exported FROM meeting"
                              " ORDER BY number DESC LIMIT ?1 OFFSET ?2";
    int64_t all;
    if (!db_number(s->db, "SELECT count(*) FROM meeting", DB_NONE, &all, err))
        return false;
    sqlite3_stmt *rows = db_prepare(s->db, sql, DB_VALUES(DB_NUMBER(max), DB_NUMBER(first)), err);
    if (rows == NULL)
        return false;
    int n = 0;
    bool ok = true;
    enum db_step step = DB_ROW;
    while (ok && (step = db_step(rows, err)) == DB_ROW) {
        struct meeting_row row;
        meetings_read(rows, &row);
        list[n] = (struct meeting_summary){ .meeting = row.meeting,
            .exported = sqlite3_column_int(rows, 12) != 0 };
        ok = counts_answers(s->db, row.meeting.id, &list[n++].answers, err);
    }
    db_finish(rows);
    *count = n;
    *total = (int)all;
    return ok && step == DB_DONE;
}

bool store_meeting_cards(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct arena *a,
    const char *const **keys, int *count, struct err *err)
{
    sqlite3_stmt *query =
        db_prepare(s->db, "SELECT cards FROM meeting WHERE id = ?1", DB_VALUES(DB_ID(id)), err);
    if (query == NULL)
        return false;
    enum db_step step = db_step(query, err);
    char *lines = arena_strdup(a, step == DB_ROW ? db_text(query, 0) : "");
    db_finish(query);
    if (step == DB_DONE)
        err_set(err, ERR_STORE, "there is no meeting of that id");

    int n = 0;
    for (const char *p = lines; *p != '\0'; p++)
        n += *p == '\n';
    const char **list = arena_alloc(a, (size_t)n * sizeof *list);
    char *line = lines;
    for (int i = 0; i < n; i++) {
        char *end = strchr(line, '\n');
        *end = '\0';
        list[i] = line;
        line = end + 1;
    }
    *keys = list;
    *count = n;
    return step == DB_ROW;
}

bool store_meeting_exported(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err)
{
    struct meeting_row row;
    if (!store_begin(s, err))
        return false;
    bool ok = meetings_load(s->db, id, &row, err);
    if (ok && row.meeting.state == MEETING_CLOSED)
        ok = db_run(s->db, "UPDATE meeting SET exported = 1 WHERE id = ?1", DB_VALUES(DB_ID(id)),
            NULL, err);
    return store_end(s, ok, err);
}

bool store_meeting_delete(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err)
{
    static const char *const sql[] = {
        "DELETE FROM tally WHERE meeting = ?1",
        "DELETE FROM published WHERE meeting = ?1",
        "DELETE FROM meeting WHERE id = ?1",
    };
    struct meeting_row row;
    if (!store_begin(s, err))
        return false;
    bool ok = meetings_load(s->db, id, &row, err);
    for (size_t i = 0; ok && i < COUNT_OF(sql); i++)
        ok = db_run(s->db, sql[i], DB_VALUES(DB_ID(id)), NULL, err);
    /* secure_delete has wiped the rows; what they were stands in the log until it is emptied. */
    return store_end(s, ok, err) && store_tidy(s, err);
}
