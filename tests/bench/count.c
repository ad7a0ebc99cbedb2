#include "figures.h"

#include "desk.h"
#include "figure.h"
#include "store/db.h"
#include <sqlite3.h>

/* Small batches in turn, so that both meet the same moods of the disk; each publishes every card. */
enum { BATCHES = 200, BATCH = DESK_CARDS * DESK_GROUP_MIN };

/* What store/db.c and store/counts.c say to SQLite for one answer, without what they ask. */
static const char pragmas[] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;"
                              "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;"
                              "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                              "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;";
static const char add_sql[] =
    "UPDATE tally SET count = count + 1 WHERE meeting = ?1 AND card = ?2 AND card_version = ?3"
    " AND element = ?4 AND choice = ?5";
static const char publish_sql[] =
    "UPDATE published SET count = 1099511627776 + (SELECT sum(t.count - 1099511627776)"
    " FROM tally t WHERE t.meeting = published.meeting AND t.card = published.card"
    " AND t.card_version = published.card_version"
    " AND published.element IN ('', t.element) AND published.choice IN ('', t.choice))"
    " WHERE meeting = ?1 AND card = ?2 AND card_version = ?3"
    " AND (?4 OR element = '' OR choice = '')";

struct bare_store {
    sqlite3 *db;
    sqlite3_stmt *begin, *add, *publish, *commit;
    int counted[DESK_CARDS];
};

static void must(struct bare_store *b, int rc)
{
    figure_must(rc == SQLITE_OK, sqlite3_errmsg(b->db), NULL);
}

static void run(struct bare_store *b, sqlite3_stmt *statement)
{
    figure_must(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(b->db), NULL);
    must(b, sqlite3_reset(statement));
}

static void bind(struct bare_store *b, sqlite3_stmt *s, const struct store_answer *answer)
{
    must(b, sqlite3_bind_blob(s, 1, answer->meeting, MEETING_ID_BYTES, SQLITE_STATIC));
    must(b, sqlite3_bind_text(s, 2, answer->card, -1, SQLITE_STATIC));
    must(b, sqlite3_bind_text(s, 3, answer->version, -1, SQLITE_STATIC));
}

static void bare_open(struct bare_store *b, const char *path)
{
    *b = (struct bare_store){ 0 };
    must(b, sqlite3_open_v2(path, &b->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    must(b, sqlite3_exec(b->db, pragmas, NULL, NULL, NULL));
    must(b, sqlite3_prepare_v2(b->db, "BEGIN IMMEDIATE", -1, &b->begin, NULL));
    must(b, sqlite3_prepare_v2(b->db, add_sql, -1, &b->add, NULL));
    must(b, sqlite3_prepare_v2(b->db, publish_sql, -1, &b->publish, NULL));
    must(b, sqlite3_prepare_v2(b->db, "COMMIT", -1, &b->commit, NULL));
}

static void bare_close(struct bare_store *b)
{
    sqlite3_stmt *all[] = { b->begin, b->add, b->publish, b->commit };
    for (size_t i = 0; i < COUNT_OF(all); i++)
        (void)sqlite3_finalize(all[i]);
    must(b, sqlite3_close(b->db));
}

static void bare_count(struct bare_store *b, const struct desk *d, int i)
{
    struct store_answer answer = desk_answer(d, i);
    int counted = ++b->counted[i % DESK_CARDS];
    run(b, b->begin);
    bind(b, b->add, &answer);
    must(b, sqlite3_bind_text(b->add, 4, element_key(answer.element), -1, SQLITE_STATIC));
    must(b, sqlite3_bind_text(b->add, 5, choice_key(answer.choice), -1, SQLITE_STATIC));
    run(b, b->add);
    if (counted % DESK_GROUP_MIN == 0) {
        bind(b, b->publish, &answer);
        must(b, sqlite3_bind_int(b->publish, 4, counted >= TALLY_TABLE_FROM));
        run(b, b->publish);
    }
    run(b, b->commit);
}

/* The yardstick must stay one: as many rows changed, under the same settings. */
static void check_alike(sqlite3 *bare, sqlite3 *store, int changed_before)
{
    static const char *const names[] = { "locking_mode", "trusted_schema", "cell_size_check",
        "secure_delete", "foreign_keys", "temp_store", "synchronous", "journal_mode", "page_size",
        "wal_autocheckpoint", "cache_size" };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char values[2][32], sql[64];
        sqlite3 *const dbs[] = { bare, store };
        (void)snprintf(sql, sizeof sql, "PRAGMA %s", names[i]);
        for (int j = 0; j < 2; j++) {
            struct err err;
            sqlite3_stmt *query = db_prepare(dbs[j], sql, DB_NONE, &err);
            figure_must(query != NULL && db_step(query, &err) == DB_ROW, sql, NULL);
            (void)snprintf(values[j], sizeof values[j], "%s", db_text(query, 0));
            (void)sqlite3_finalize(query);
        }
        figure_must(strcmp(values[0], values[1]) == 0, sql, NULL);
    }
    figure_must(sqlite3_total_changes(bare) == sqlite3_total_changes(store) - changed_before,
        "change as many rows as the yardstick", NULL);
}

void figures_count(void)
{
    struct desk ours, theirs;
    struct bare_store bare;
    struct samples our_ms = { 0 }, their_ms = { 0 };
    desk_open(&ours);
    desk_open(&theirs);
    desk_pause(&theirs);
    bare_open(&bare, theirs.path);
    int changed_before = sqlite3_total_changes(ours.store->db);
    int64_t our_ns = 0, their_ns = 0;
    for (int b = 0; b < BATCHES; b++) {
        int64_t from_ns = samples_now_ns();
        for (int i = 0; i < BATCH; i++)
            bare_count(&bare, &theirs, b * BATCH + i);
        int64_t between_ns = samples_now_ns();
        for (int i = 0; i < BATCH; i++)
            desk_count(&ours, b * BATCH + i);
        int64_t to_ns = samples_now_ns();
        our_ns += to_ns - between_ns;
        their_ns += between_ns - from_ns;
        samples_add(&our_ms, (double)(to_ns - between_ns) / 1e6 / BATCH);
        samples_add(&their_ms, (double)(between_ns - from_ns) / 1e6 / BATCH);
    }
    check_alike(bare.db, ours.store->db, changed_before);
    struct figure f = { .name = "counting an answer",
        .value = 1000 / samples_part(&our_ms, 0.5),
        .unit = "1/s",
        .yardstick = "bare SQLite loop: same pragmas, statements and rows changed",
        .yardstick_value = 1000 / samples_part(&their_ms, 0.5),
        .limits = LIMIT_RATIO_LEAST,
        .limit = 0.9,
        .note = "medians of 200 batches of 25, in turn; five of each 25 publish their card" };
    figure_print(&f);
    f.name = "counting an answer, all of them";
    f.value = BATCHES * BATCH / ((double)our_ns / 1e9);
    f.yardstick_value = BATCHES * BATCH / ((double)their_ns / 1e9);
    f.note = "the same run, as its sum";
    figure_print(&f);
    bare_close(&bare);
    desk_close(&theirs);
    desk_close(&ours);
    samples_free(&our_ms);
    samples_free(&their_ms);
}
