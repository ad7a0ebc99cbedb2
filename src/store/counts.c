#include "store/counts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define BIAS "1099511627776" /* 2^40: 6 stored bytes for 0 and for 2^32 - 1 */
#define OF_CARD "meeting = ?1 AND card = ?2 AND card_version = ?3"

/* --- zeros --- */

static bool zero(sqlite3 *db, const char *sql, const struct store_answer *at, const char *element,
    const char *choice, struct err *err)
{
    return db_run(db, sql,
        DB_VALUES(DB_ID(at->meeting), DB_TEXT(at->card), DB_TEXT(at->version), DB_TEXT(element),
            DB_TEXT(choice)),
        NULL, err);
}

static bool zero_tally(sqlite3 *db, const struct store_answer *at, const char *element,
    const char *choice, struct err *err)
{
    static const char sql[] =
        "INSERT INTO tally (meeting, card, card_version, element, choice, count)"
        " VALUES (?1, ?2, ?3, ?4, ?5, " BIAS ") ON CONFLICT DO NOTHING";
    return zero(db, sql, at, element, choice, err);
}

static bool zero_published(sqlite3 *db, const struct store_answer *at, const char *element,
    const char *choice, struct err *err)
{
    static const char sql[] =
        "INSERT INTO published (meeting, card, card_version, element, choice, count)"
        " VALUES (?1, ?2, ?3, ?4, ?5, " BIAS ") ON CONFLICT DO NOTHING";
    return zero(db, sql, at, element, choice, err);
}

static bool begin_card(
    sqlite3 *db, const uint8_t *meeting, const struct card *card, struct err *err)
{
    struct store_answer at = { .meeting = meeting, .card = card->key, .version = card->version };
    bool ok = true;
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if (!choice_exists(c, card->choice_count))
            continue;
        ok = ok && zero_published(db, &at, "", choice_key(c), err);
        for (enum element e = 0; e < ELEMENT_COUNT; e++)
            ok = ok && zero_tally(db, &at, element_key(e), choice_key(c), err) &&
                 zero_published(db, &at, element_key(e), choice_key(c), err);
    }
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        ok = ok && zero_published(db, &at, element_key(e), "", err);
    return ok;
}

static int by_key(const void *a, const void *b)
{
    const struct card *const *left = a, *const *right = b;
    return strcmp((*left)->key, (*right)->key);
}

bool counts_begin(
    sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], const struct deck *deck, struct err *err)
{
    const struct card *sorted[DECK_CARD_MAX];
    assert(deck->card_count >= 0 && deck->card_count <= DECK_CARD_MAX);
    memcpy(sorted, deck->cards, sizeof sorted);
    qsort(sorted, (size_t)deck->card_count, sizeof sorted[0], by_key);

    struct store_answer pool = { .meeting = meeting, .card = "", .version = "" };
    bool ok = true;
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        ok = ok && zero_published(db, &pool, element_key(e), "", err);
    for (int i = 0; i < deck->card_count; i++)
        ok = ok && begin_card(db, meeting, sorted[i], err);
    return ok;
}

/* --- the published tally of a card --- */

/* The index of key, or -1. */
static int element_of(const char *key)
{
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        if (strcmp(key, element_key(e)) == 0)
            return (int)e;
    return -1;
}

static int choice_of(const char *key)
{
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (strcmp(key, choice_key(c)) == 0)
            return (int)c;
    return -1;
}

/* Adds one row of published to the tally of its card. */
static bool add_row(
    struct tally *t, const char *element, const char *choice, uint32_t count, struct err *err)
{
    int e = element_of(element), c = choice_of(choice);
    if ((e < 0 && *element != '\0') || (c < 0 && *choice != '\0') || (e < 0 && c < 0))
        return err_set(err, ERR_STORE, "published has an element or choice that no card has");
    if (e >= 0 && c >= 0) {
        t->table[e][c] = count;
    } else if (c >= 0) {
        t->choice[c] = count;
    } else {
        t->element[e] = count;
        t->total += count;
        t->has_table = t->total >= TALLY_TABLE_FROM;
    }
    return true;
}

static bool read_card(
    sqlite3 *db, const struct store_answer *at, struct tally *published, struct err *err)
{
    static const char sql[] =
        "SELECT element, choice, count - " BIAS " FROM published WHERE " OF_CARD;
    sqlite3_stmt *rows = db_prepare(
        db, sql, DB_VALUES(DB_ID(at->meeting), DB_TEXT(at->card), DB_TEXT(at->version)), err);
    if (rows == NULL)
        return false;
    struct tally tally = { .total = 0 };
    bool ok = true;
    enum db_step step = DB_ROW;
    while (ok && (step = db_step(rows, err)) == DB_ROW)
        ok = add_row(&tally, db_text(rows, 0), db_text(rows, 1),
            (uint32_t)sqlite3_column_int64(rows, 2), err);
    db_finish(rows);
    ok = ok && step == DB_DONE;
    if (ok)
        *published = tally;
    return ok;
}

bool store_card_published(struct store *s, const uint8_t meeting[MEETING_ID_BYTES],
    const char *card, const char *version, struct tally *published, struct err *err)
{
    const struct store_answer at = { .meeting = meeting, .card = card, .version = version };
    return read_card(s->db, &at, published, err);
}

/* --- publishing --- */

/* Publishes a card if that completes a step. The work is the same for the first answer and for the
 * millionth: at most 15 rows of tally and 23 of published belong to a card. */
static bool publish_card(sqlite3 *db, const struct store_answer *at, int group_min, struct err *err)
{
    static const char counted_sql[] = "SELECT sum(count - " BIAS ") FROM tally WHERE " OF_CARD;
    static const char shown_sql[] = "SELECT sum(count - " BIAS ") FROM published WHERE " OF_CARD
                                    " AND element <> '' AND choice = ''";
    /* Each published count is the sum of the true counts that it covers. */
    static const char publish_sql[] =
        "UPDATE published SET count = " BIAS " + (SELECT sum(t.count - " BIAS ") FROM tally t"
        " WHERE t.meeting = published.meeting AND t.card = published.card"
        " AND t.card_version = published.card_version"
        " AND published.element IN ('', t.element) AND published.choice IN ('', t.choice))"
        " WHERE " OF_CARD " AND (?4 OR element = '' OR choice = '')";
    int64_t counted, shown;
    if (!db_number(db, counted_sql,
            DB_VALUES(DB_ID(at->meeting), DB_TEXT(at->card), DB_TEXT(at->version)), &counted,
            err) ||
        !db_number(db, shown_sql,
            DB_VALUES(DB_ID(at->meeting), DB_TEXT(at->card), DB_TEXT(at->version)), &shown, err))
        return false;
    if (counted - shown < group_min)
        return true;
    return db_run(db, publish_sql,
        DB_VALUES(DB_ID(at->meeting), DB_TEXT(at->card), DB_TEXT(at->version),
            DB_NUMBER(counted >= TALLY_TABLE_FROM)),
        NULL, err);
}

bool counts_publish(
    sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], int group_min, struct err *err)
{
    sqlite3_stmt *cards =
        db_prepare(db, "SELECT DISTINCT card, card_version FROM tally WHERE meeting = ?1",
            DB_VALUES(DB_ID(meeting)), err);
    if (cards == NULL)
        return false;
    bool ok = true;
    enum db_step step = DB_ROW;
    while (ok && (step = db_step(cards, err)) == DB_ROW) {
        struct store_answer at = {
            .meeting = meeting, .card = db_text(cards, 0), .version = db_text(cards, 1)
        };
        ok = publish_card(db, &at, group_min, err);
    }
    db_finish(cards);
    return ok && step == DB_DONE;
}

/* --- counting --- */

static bool add_one(sqlite3 *db, const struct store_answer *answer, struct err *err)
{
    static const char sql[] =
        "UPDATE tally SET count = count + 1 WHERE " OF_CARD " AND element = ?4 AND choice = ?5";
    int changed;
    if (!db_run(db, sql,
            DB_VALUES(DB_ID(answer->meeting), DB_TEXT(answer->card), DB_TEXT(answer->version),
                DB_TEXT(element_key(answer->element)), DB_TEXT(choice_key(answer->choice))),
            &changed, err))
        return false;
    return changed == 1 ||
           err_set(err, ERR_STORE, "an answer to something that the meeting does not ask");
}

bool store_count(struct store *s, const struct store_answer *answer, struct err *err)
{
    assert(answer->element < ELEMENT_COUNT && answer->choice < CHOICE_COUNT);
    int group_min;
    bool shows;
    if (!store_begin(s, err))
        return false;
    bool ok = meetings_rule(s->db, answer->meeting, &group_min, &shows, err) &&
              add_one(s->db, answer, err);
    if (ok && shows)
        ok = publish_card(s->db, answer, group_min, err);
    return store_end(s, ok, err);
}

bool store_has_answers(
    struct store *s, const uint8_t meeting[MEETING_ID_BYTES], bool *has, struct err *err)
{
    /* The true counts of a closed meeting are gone. */
    static const char sql[] =
        "SELECT EXISTS (SELECT 1 FROM tally WHERE meeting = ?1 AND count > " BIAS ")"
        " OR EXISTS (SELECT 1 FROM published WHERE meeting = ?1 AND count > " BIAS ")"
        " OR EXISTS (SELECT 1 FROM meeting WHERE id = ?1 AND left_out > 0)";
    int64_t any;
    if (!db_number(s->db, sql, DB_VALUES(DB_ID(meeting)), &any, err))
        return false;
    *has = any != 0;
    return true;
}

/* --- closing --- */

bool counts_close(sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], int group_min,
    int64_t *left_out, struct err *err)
{
    static const char left_sql[] = "SELECT coalesce((SELECT sum(count - " BIAS ") FROM tally"
                                   "  WHERE meeting = ?1 AND element = ?2), 0)"
                                   " - coalesce((SELECT sum(count - " BIAS ") FROM published"
                                   "  WHERE meeting = ?1 AND element = ?2 AND choice = ''), 0)";
    static const char pool_sql[] =
        "UPDATE published SET count = " BIAS " + ?3"
        " WHERE meeting = ?1 AND card = '' AND card_version = '' AND element = ?2 AND choice = ''";
    int64_t left[ELEMENT_COUNT], total = 0;
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        if (!db_number(
                db, left_sql, DB_VALUES(DB_ID(meeting), DB_TEXT(element_key(e))), &left[e], err))
            return false;
        total += left[e];
    }
    bool pools = total >= group_min;
    bool ok = true;
    for (enum element e = 0; ok && pools && e < ELEMENT_COUNT; e++)
        ok = db_run(db, pool_sql,
            DB_VALUES(DB_ID(meeting), DB_TEXT(element_key(e)), DB_NUMBER(left[e])), NULL, err);
    *left_out = pools ? 0 : total;
    return ok &&
           db_run(db, "DELETE FROM tally WHERE meeting = ?1", DB_VALUES(DB_ID(meeting)), NULL, err);
}

/* --- all that may leave --- */

bool counts_answers(
    sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], uint32_t *answers, struct err *err)
{
    /* The margins of the E's alone: others count each answer again; the pool has no others. */
    static const char sql[] = "SELECT coalesce(sum(count - " BIAS "), 0) FROM published"
                              " WHERE meeting = ?1 AND element <> '' AND choice = ''";
    int64_t sum;
    if (!db_number(db, sql, DB_VALUES(DB_ID(meeting)), &sum, err))
        return false;
    *answers = (uint32_t)sum;
    return true;
}

bool counts_collect(
    sqlite3_stmt *rows, struct arena *a, int card_count, struct published *out, struct err *err)
{
    struct published_card *cards = arena_alloc(a, (size_t)card_count * sizeof *cards);
    struct tally pool = { .total = 0 };
    int begun = 0;
    bool ok = true;
    enum db_step step = DB_ROW;
    while (ok && (step = db_step(rows, err)) == DB_ROW) {
        const char *key = db_text(rows, 0), *version = db_text(rows, 1);
        struct published_card *card = begun == 0 ? NULL : &cards[begun - 1];
        bool is_pool = *key == '\0';
        if (!is_pool &&
            (card == NULL || strcmp(card->card, key) != 0 || strcmp(card->version, version) != 0)) {
            if (begun == card_count) { /* only if somebody else wrote them, in no order */
                ok = err_set(err, ERR_STORE, "published is not sorted");
                break;
            }
            card = &cards[begun++];
            card->card = arena_strdup(a, key);
            card->version = arena_strdup(a, version);
        }
        int choice = choice_of(db_text(rows, 3));
        if (!is_pool && choice >= card->choice_count && choice < CARD_CHOICE_MAX)
            card->choice_count = choice + 1;
        ok = add_row(is_pool ? &pool : &card->tally, db_text(rows, 2), db_text(rows, 3),
            (uint32_t)sqlite3_column_int64(rows, 4), err);
    }
    out->cards = cards;
    out->card_count = begun;
    out->has_pool = pool.total > 0;
    memcpy(out->pool, pool.element, sizeof out->pool);
    return ok && step == DB_DONE;
}

bool store_published(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    struct published *out, struct err *err)
{
    static const char count_sql[] = "SELECT count(*) FROM (SELECT DISTINCT card, card_version"
                                    " FROM published WHERE meeting = ?1 AND card <> '')";
    static const char rows_sql[] =
        "SELECT card, card_version, element, choice, count - " BIAS
        " FROM published WHERE meeting = ?1 ORDER BY card, card_version, element, choice";
    struct meeting_row row;
    int64_t card_count;
    if (!meetings_load(s->db, meeting, &row, err) ||
        !db_number(s->db, count_sql, DB_VALUES(DB_ID(meeting)), &card_count, err))
        return false;
    sqlite3_stmt *rows = db_prepare(s->db, rows_sql, DB_VALUES(DB_ID(meeting)), err);
    if (rows == NULL)
        return false;
    *out = (struct published){ .meeting = row.meeting, .left_out = row.left_out };
    memcpy(out->kiosk_id, s->id, sizeof out->kiosk_id);
    bool ok = counts_collect(rows, a, (int)card_count, out, err);
    db_finish(rows);
    return ok;
}
