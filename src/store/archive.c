#include "store/archive.h"

#include "core/meeting_code.h"
#include "store/meetings.h"

#include <stdlib.h>
#include <string.h>

/* low to high of these letters, none of them a NUL: length stops at one. */
#define WORD(column, letters, low, high)                                                           \
    "length(" column ") BETWEEN " low " AND " high " AND length(CAST(" column                      \
    " AS BLOB)) = length(" column ") AND " column " NOT GLOB '*[^" letters "]*'"
#define HEX "0-9a-f"
#define KEY "a-z0-9-"

#define MEETING_RULE                                                                               \
    WORD("kiosk", HEX, "32", "32")                                                                 \
    " AND length(id) = 16 AND " WORD("code", KEY, "1",                                             \
        "63") " AND group_min BETWEEN 5 AND 20"                                                    \
              " AND results IN ('now', 'later') AND state IN ('running', 'paused', 'closed')"      \
              " AND left_out BETWEEN 0 AND group_min - 1"

#define PUBLISHED_RULE                                                                             \
    WORD("kiosk", HEX, "32", "32")                                                                 \
    " AND length(meeting) = 16 AND " WORD("card", KEY, "0", "63") " AND " WORD("card_version",     \
        KEY, "0", "16") " AND element IN ('', 'excellence', 'ethics', 'engagement')"               \
                        " AND choice IN ('', 'a', 'b', 'c', 'd', 'other') AND count BETWEEN 0 "    \
                        "AND 4294967295"

const struct archive_table archive_tables[ARCHIVE_TABLES] = {
    { .sql = "CREATE TABLE meeting (kiosk TEXT NOT NULL, id BLOB NOT NULL, code TEXT NOT NULL,"
             " title TEXT NOT NULL, place TEXT NOT NULL, date TEXT NOT NULL, deck TEXT NOT NULL,"
             " vocabulary TEXT NOT NULL, group_min INTEGER NOT NULL, results TEXT NOT NULL,"
             " state TEXT NOT NULL, left_out INTEGER NOT NULL, PRIMARY KEY (kiosk, id),"
             " CHECK (" MEETING_RULE ")) STRICT, WITHOUT ROWID",
        .strays = "SELECT EXISTS (SELECT 1 FROM meeting WHERE (" MEETING_RULE ") IS NOT TRUE)" },
    { .sql = "CREATE TABLE published (kiosk TEXT NOT NULL, meeting BLOB NOT NULL,"
             " card TEXT NOT NULL, card_version TEXT NOT NULL, element TEXT NOT NULL,"
             " choice TEXT NOT NULL, count INTEGER NOT NULL,"
             " PRIMARY KEY (kiosk, meeting, card, card_version, element, choice),"
             " CHECK (" PUBLISHED_RULE ")) STRICT, WITHOUT ROWID",
        .strays =
            "SELECT EXISTS (SELECT 1 FROM published WHERE (" PUBLISHED_RULE ") IS NOT TRUE)" },
};

bool archive_begin(sqlite3 *db, struct err *err)
{
    /* page_size and auto_vacuum are what SQLite might have been built to do otherwise. */
    static const char head[] = "PRAGMA page_size = 4096;"
                               "PRAGMA auto_vacuum = NONE;"
                               "PRAGMA application_id = 0x47576172;"
                               "PRAGMA user_version = 1;";
    bool ok = db_script(db, head, err);
    for (int i = 0; ok && i < ARCHIVE_TABLES; i++)
        ok = db_script(db, archive_tables[i].sql, err);
    return ok;
}

static bool add_meeting(sqlite3 *db, const struct published *p, struct err *err)
{
    static const char sql[] =
        "INSERT INTO meeting (kiosk, id, code, title, place, date, deck, vocabulary, group_min,"
        " results, state, left_out) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    const struct meeting *m = &p->meeting;
    struct arena *a = arena_new();
    bool ok = db_run(db, sql,
        DB_VALUES(DB_TEXT(p->kiosk_id), DB_ID(m->id), DB_TEXT(meeting_code(a, m)),
            DB_TEXT(m->title), DB_TEXT(m->place), DB_TEXT(m->date), DB_TEXT(m->deck),
            DB_TEXT(m->vocabulary), DB_NUMBER(m->group_min),
            DB_TEXT(meetings_results_word(m->results)), DB_TEXT(meetings_state_word(m->state)),
            DB_NUMBER(p->left_out)),
        NULL, err);
    arena_free(a);
    return ok;
}

/* One count of a card. */
static bool add(sqlite3 *db, const struct published *p, const struct published_card *card,
    const char *element, const char *choice, uint32_t count, struct err *err)
{
    static const char sql[] =
        "INSERT INTO published (kiosk, meeting, card, card_version, element, choice, count)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    return db_run(db, sql,
        DB_VALUES(DB_TEXT(p->kiosk_id), DB_ID(p->meeting.id), DB_TEXT(card->card),
            DB_TEXT(card->version), DB_TEXT(element), DB_TEXT(choice), DB_NUMBER(count)),
        NULL, err);
}

/* A table that has not been published is not there: zeros would say something that is not so. */
static bool add_card(
    sqlite3 *db, const struct published *p, const struct published_card *card, struct err *err)
{
    bool ok = true;
    for (enum element e = 0; ok && e < ELEMENT_COUNT; e++)
        ok = add(db, p, card, element_key(e), "", card->tally.element[e], err);
    for (enum choice c = 0; ok && c < CHOICE_COUNT; c++) {
        if (!choice_exists(c, card->choice_count))
            continue;
        ok = add(db, p, card, "", choice_key(c), card->tally.choice[c], err);
        for (enum element e = 0; ok && card->tally.has_table && e < ELEMENT_COUNT; e++)
            ok = add(db, p, card, element_key(e), choice_key(c), card->tally.table[e][c], err);
    }
    return ok;
}

bool archive_add(sqlite3 *db, const struct published *p, struct err *err)
{
    const struct published_card pool = { .card = "", .version = "" };
    bool ok = add_meeting(db, p, err);
    for (enum element e = 0; ok && e < ELEMENT_COUNT; e++)
        ok = add(db, p, &pool, element_key(e), "", p->pool[e], err);
    for (int i = 0; ok && i < p->card_count; i++)
        ok = add_card(db, p, &p->cards[i], err);
    return ok;
}

static void take_out(sqlite3 *db, struct arena *a, const void **bytes, size_t *len)
{
    sqlite3_int64 size = 0;
    unsigned char *made = sqlite3_serialize(db, "main", &size, 0);
    if (made == NULL)
        abort(); /* for want of memory, and SQLite does not say so */
    void *copy = arena_alloc(a, (size_t)size);
    memcpy(copy, made, (size_t)size);
    sqlite3_free(made);
    *bytes = copy;
    *len = (size_t)size;
}

/* Made in memory, by a connection of its own: neither the live file nor a full medium has a part in
 * it. */
bool store_archive(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    const void **bytes, size_t *len, struct err *err)
{
    struct published p;
    if (!store_published(s, meeting, a, &p, err))
        return false;
    sqlite3 *db = db_open(":memory:", err);
    if (db == NULL)
        return false;
    bool ok = archive_begin(db, err) && db_begin(db, err);
    if (ok)
        ok = db_end(db, archive_add(db, &p, err), err);
    if (ok)
        take_out(db, a, bytes, len);
    db_close(db);
    return ok;
}
