#include "store/meetings.h"

#include "store/counts.h"

#include <stdio.h>
#include <string.h>

static const char *const results_words[] = { [RESULTS_NOW] = "now", [RESULTS_LATER] = "later" };
static const char *const state_words[] = {
    [MEETING_RUNNING] = "running",
    [MEETING_PAUSED] = "paused",
    [MEETING_CLOSED] = "closed",
};

const char *meetings_results_word(enum meeting_results results)
{
    return results_words[results];
}

const char *meetings_state_word(enum meeting_state state)
{
    return state_words[state];
}

/* The position of word in words; the schema lets no other word in. */
static int word_index(const char *const *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return 0;
}

/* Cut at size, which is only possible if somebody else wrote the row. */
static void copy_text(char *to, size_t size, sqlite3_stmt *row, int column)
{
    (void)snprintf(to, size, "%s", db_text(row, column));
}

void meetings_read(sqlite3_stmt *from, struct meeting_row *row)
{
    struct meeting *m = &row->meeting;
    *row = (struct meeting_row){ .left_out = (uint32_t)sqlite3_column_int64(from, 10) };
    if (sqlite3_column_bytes(from, 0) == MEETING_ID_BYTES)
        memcpy(m->id, sqlite3_column_blob(from, 0), MEETING_ID_BYTES);
    copy_text(m->title, sizeof m->title, from, 1);
    copy_text(m->place, sizeof m->place, from, 2);
    copy_text(m->date, sizeof m->date, from, 3);
    copy_text(m->deck, sizeof m->deck, from, 4);
    copy_text(m->vocabulary, sizeof m->vocabulary, from, 5);
    copy_text(m->code, sizeof m->code, from, 11);
    m->group_min = sqlite3_column_int(from, 6);
    m->results =
        (enum meeting_results)word_index(results_words, COUNT_OF(results_words), db_text(from, 7));
    m->state = (enum meeting_state)word_index(state_words, COUNT_OF(state_words), db_text(from, 8));
}

/* The first row of sql. */
static bool load(sqlite3 *db, const char *sql, struct db_values values, struct meeting_row *row,
    bool *found, struct err *err)
{
    sqlite3_stmt *query = db_prepare(db, sql, values, err);
    if (query == NULL)
        return false;
    enum db_step step = db_step(query, err);
    if (step == DB_ROW)
        meetings_read(query, row);
    *found = step == DB_ROW;
    db_finish(query);
    return step != DB_FAILED;
}

bool meetings_load(
    sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], struct meeting_row *row, struct err *err)
{
    bool found;
    if (!load(db, "SELECT " MEETINGS_COLUMNS " FROM meeting WHERE id = ?1", DB_VALUES(DB_ID(id)),
            row, &found, err))
        return false;
    return found || err_set(err, ERR_STORE, "there is no meeting of that id");
}

bool meetings_rule(
    sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], int *group_min, bool *shows, struct err *err)
{
    static const char sql[] =
        "SELECT group_min, results = 'now' OR revealed, state FROM meeting WHERE id = ?1";
    sqlite3_stmt *query = db_prepare(db, sql, DB_VALUES(DB_ID(id)), err);
    if (query == NULL)
        return false;
    enum db_step step = db_step(query, err);
    *group_min = sqlite3_column_int(query, 0);
    *shows = sqlite3_column_int(query, 1) != 0;
    bool runs = step == DB_ROW && strcmp(db_text(query, 2), state_words[MEETING_RUNNING]) == 0;
    db_finish(query);
    if (step == DB_DONE)
        return err_set(err, ERR_STORE, "there is no meeting of that id");
    return runs || (step == DB_ROW && err_set(err, ERR_STORE, "the meeting is paused or closed"));
}

static bool load_newest(
    struct store *s, const char *sql, struct meeting *m, bool *found, struct err *err)
{
    struct meeting_row row;
    if (!load(s->db, sql, DB_NONE, &row, found, err))
        return false;
    if (*found)
        *m = row.meeting;
    return true;
}

bool store_meeting_current(struct store *s, struct meeting *m, bool *found, struct err *err)
{
    static const char sql[] = "SELECT " MEETINGS_COLUMNS " FROM meeting WHERE state <> 'closed'"
                              " ORDER BY number DESC LIMIT 1";
    return load_newest(s, sql, m, found, err);
}

bool store_meeting_latest(struct store *s, struct meeting *m, bool *found, struct err *err)
{
    static const char sql[] =
        "SELECT " MEETINGS_COLUMNS " FROM meeting ORDER BY number DESC LIMIT 1";
    return load_newest(s, sql, m, found, err);
}

/* meetings_load of a meeting that can still change. */
static bool load_open(
    sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], struct meeting_row *row, struct err *err)
{
    if (!meetings_load(db, id, row, err))
        return false;
    return row->meeting.state != MEETING_CLOSED ||
           err_set(err, ERR_USAGE, "the meeting is closed, which is final");
}

/* What a caller may ask for: the minimum is a promise to visitors; only closing closes. */
static bool valid(const struct meeting *m, struct err *err)
{
    if (m->group_min < GROUP_MIN_LOWEST || m->group_min > GROUP_MIN_HIGHEST)
        return err_set(err, ERR_USAGE, "the minimum group is from %d to %d", GROUP_MIN_LOWEST,
            GROUP_MIN_HIGHEST);
    return m->state != MEETING_CLOSED ||
           err_set(err, ERR_USAGE, "a meeting is closed by closing it");
}

static bool close_meeting(
    sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], struct meeting_row *row, struct err *err)
{
    static const char sql[] =
        "UPDATE meeting SET state = 'closed', revealed = 1, left_out = ?2 WHERE id = ?1";
    int64_t left_out;
    return counts_publish(db, id, row->meeting.group_min, err) &&
           counts_close(db, id, row->meeting.group_min, &left_out, err) &&
           db_run(db, sql, DB_VALUES(DB_ID(id), DB_NUMBER(left_out)), NULL, err);
}

static bool close_current(struct store *s, struct err *err)
{
    struct meeting current;
    struct meeting_row row;
    bool found;
    if (!store_meeting_current(s, &current, &found, err))
        return false;
    return !found || (meetings_load(s->db, current.id, &row, err) &&
                         close_meeting(s->db, current.id, &row, err));
}

static bool insert(sqlite3 *db, const struct meeting *m, struct err *err)
{
    static const char sql[] = "INSERT INTO meeting (" MEETINGS_COLUMNS ", number) VALUES"
                              " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, ?10,"
                              " (SELECT coalesce(max(number), 0) + 1 FROM meeting))";
    return db_run(db, sql,
        DB_VALUES(DB_ID(m->id), DB_TEXT(m->title), DB_TEXT(m->place), DB_TEXT(m->date),
            DB_TEXT(m->deck), DB_TEXT(m->vocabulary), DB_NUMBER(m->group_min),
            DB_TEXT(results_words[m->results]), DB_TEXT(state_words[m->state]), DB_TEXT(m->code)),
        NULL, err);
}

/* What is asked in the meeting from now on, and a 0 for each count that this can need. */
static bool set_deck(
    sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], const struct deck *deck, struct err *err)
{
    static const char sql[] = "UPDATE meeting SET cards = ?2 WHERE id = ?1";
    struct arena *a = arena_new();
    const char *keys = "";
    for (int i = 0; i < deck->card_count; i++)
        keys = arena_printf(a, "%s%s\n", keys, deck->cards[i]->key);
    bool ok = db_run(db, sql, DB_VALUES(DB_ID(id), DB_TEXT(keys)), NULL, err) &&
              counts_begin(db, id, deck, err);
    arena_free(a);
    return ok;
}

bool store_meeting_begin(
    struct store *s, struct meeting *m, const struct deck *deck, struct err *err)
{
    struct meeting fresh = *m;
    if (!valid(m, err))
        return false;
    s->random(fresh.id, sizeof fresh.id);
    if (!store_begin(s, err))
        return false;
    bool ok =
        close_current(s, err) && insert(s->db, &fresh, err) && set_deck(s->db, fresh.id, deck, err);
    ok = store_end(s, ok, err);
    if (ok)
        *m = fresh;
    return ok;
}

bool store_meeting_extend(
    struct store *s, const struct meeting *m, const struct deck *deck, struct err *err)
{
    struct meeting_row row;
    if (!store_begin(s, err))
        return false;
    bool ok = load_open(s->db, m->id, &row, err) && set_deck(s->db, m->id, deck, err);
    return store_end(s, ok, err);
}

static bool may_set_group_min(
    struct store *s, const struct meeting_row *row, int group_min, struct err *err)
{
    bool has;
    if (group_min == row->meeting.group_min)
        return true;
    if (!store_has_answers(s, row->meeting.id, &has, err))
        return false;
    return !has || err_set(err, ERR_USAGE, "the minimum group is fixed at the first answer");
}

bool store_meeting_change(
    struct store *s, const struct meeting *m, const struct deck *deck, struct err *err)
{
    static const char sql[] =
        "UPDATE meeting SET title = ?2, place = ?3, date = ?4, deck = ?5, vocabulary = ?6,"
        " group_min = ?7, results = ?8, state = ?9, code = ?10 WHERE id = ?1";
    struct meeting_row row;
    if (!valid(m, err) || !store_begin(s, err))
        return false;
    bool ok = load_open(s->db, m->id, &row, err) && may_set_group_min(s, &row, m->group_min, err) &&
              db_run(s->db, sql,
                  DB_VALUES(DB_ID(m->id), DB_TEXT(m->title), DB_TEXT(m->place), DB_TEXT(m->date),
                      DB_TEXT(m->deck), DB_TEXT(m->vocabulary), DB_NUMBER(m->group_min),
                      DB_TEXT(results_words[m->results]), DB_TEXT(state_words[m->state]),
                      DB_TEXT(m->code)),
                  NULL, err);
    if (ok && deck != NULL)
        ok = set_deck(s->db, m->id, deck, err);
    if (ok && m->results == RESULTS_NOW)
        ok = counts_publish(s->db, m->id, m->group_min, err); /* those of "later" so far */
    return store_end(s, ok, err);
}

bool store_meeting_reveal(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err)
{
    struct meeting_row row;
    if (!store_begin(s, err))
        return false;
    bool ok = load_open(s->db, id, &row, err) &&
              db_run(s->db, "UPDATE meeting SET revealed = 1 WHERE id = ?1", DB_VALUES(DB_ID(id)),
                  NULL, err) &&
              counts_publish(s->db, id, row.meeting.group_min, err);
    return store_end(s, ok, err);
}

bool store_meeting_close(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err)
{
    struct meeting_row row;
    if (!store_begin(s, err))
        return false;
    bool ok = meetings_load(s->db, id, &row, err);
    if (ok && row.meeting.state != MEETING_CLOSED) /* closing twice changes nothing */
        ok = close_meeting(s->db, id, &row, err);
    return store_end(s, ok, err);
}
