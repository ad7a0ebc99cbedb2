/*
 * The counts on the SD card. One database, one connection, one thread: every function here is for
 * the store worker (or for the tool, which has no other thread). Calls block on the disk.
 *
 * Only counts are stored: no row per answer, no order, no time, no visitor. See counts.h.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"
#include "base/err.h"
#include "core/content.h"
#include "core/meeting.h"
#include "core/published.h"
#include "core/tally.h"

struct store;

enum store_origin {
    STORE_FOUND, /* the database that was there */
    STORE_NEW, /* there was none */
    STORE_SET_ASIDE /* there was an unusable one: renamed <name>.set-aside-<n>, a fresh one began */
};

/*
 * Opens DIR/goedwerk.sqlite, made where it is missing, and holds DIR/lock until store_close.
 * NULL: ERR_BUSY (another program has the folder), ERR_FULL, ERR_READ_ONLY or ERR_FILE. A damaged,
 * empty, newer or foreign database is not a failure: see origin, and err->detail for the reason.
 */
struct store *store_open(const char *dir, enum store_origin *origin, struct err *err) MUST_CHECK;
void store_close(struct store *s); /* NULL is fine; leaves no -wal behind */

/* The random id of this database file: 32 hexadecimal digits, as long as s. */
const char *store_id(const struct store *s);

/* The medium is full, or was when there was need: what was kept for this is in use, or gone. The next
 * store_tidy takes it back where there is room again. */
bool store_on_reserve(const struct store *s);

/* Moves all of the write-ahead log into the database, so that it keeps no order of answers. */
bool store_tidy(struct store *s, struct err *err) MUST_CHECK;

/* --- meetings (meetings.c, meeting_list.c) --- */

/* The meeting that answers belong to: the newest that is not closed. *found false: none. */
bool store_meeting_current(
    struct store *s, struct meeting *m, bool *found, struct err *err) MUST_CHECK;

/* The newest meeting of all, closed or not. *found false: none. */
bool store_meeting_latest(
    struct store *s, struct meeting *m, bool *found, struct err *err) MUST_CHECK;

/* Newest first: those from position first on, at most max. *total is how many there are. */
bool store_meetings(struct store *s, int first, struct meeting_summary *list, int max, int *count,
    int *total, struct err *err) MUST_CHECK;

/* The keys of the cards that the meeting was begun or last extended with, in their order; in a.
 * *count 0: a meeting of before they were kept, with all cards of its deck. */
bool store_meeting_cards(struct store *s, const uint8_t id[MEETING_ID_BYTES], struct arena *a,
    const char *const **keys, int *count, struct err *err) MUST_CHECK;

/* A bundle of the meeting as it is now was written and read back; of no effect until it is closed. */
bool store_meeting_exported(
    struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err) MUST_CHECK;

/* Removes a meeting and its counts for good, be it running: the caller has asked, see product rules.
 * Nothing of it stays in the file or in its log; false with the meeting gone: the log could not be
 * emptied, the next store_tidy does it. */
bool store_meeting_delete(
    struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err) MUST_CHECK;

/* Starts a meeting (m->id is filled in) and writes a 0 for every count it can need. A running one
 * is closed first. */
bool store_meeting_begin(
    struct store *s, struct meeting *m, const struct deck *deck, struct err *err) MUST_CHECK;

/* Writes zeros for cards of deck that the running meeting does not know in their present version. */
bool store_meeting_extend(
    struct store *s, const struct meeting *m, const struct deck *deck, struct err *err) MUST_CHECK;

/* Changes title, place, date, code, deck, vocabulary, results and state of a meeting that is not
 * closed; group_min only while nothing has been counted (else ERR_USAGE). deck: as for extend, in the
 * same transaction; NULL: its cards stay. */
bool store_meeting_change(
    struct store *s, const struct meeting *m, const struct deck *deck, struct err *err) MUST_CHECK;

/* Results later: publishes each card that holds the minimum; from then on in steps. */
bool store_meeting_reveal(
    struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err) MUST_CHECK;

/* Final; results later that were never revealed are revealed first. What is left makes the pool, if
 * that holds the minimum. Closing twice changes nothing. */
bool store_meeting_close(
    struct store *s, const uint8_t id[MEETING_ID_BYTES], struct err *err) MUST_CHECK;

/* --- counts (counts.c) --- */

struct store_answer {
    const uint8_t *meeting; /* MEETING_ID_BYTES */
    const char *card, *version;
    enum element element;
    enum choice choice;
};

/*
 * Adds one, publishes the card if that completes a step, commits to the medium. True only when
 * the answer is safe. False: nothing was added; ERR_STORE where the meeting does not run.
 */
bool store_count(struct store *s, const struct store_answer *answer, struct err *err) MUST_CHECK;

/* The published tally of one card; all zero where nothing has been published. */
bool store_card_published(struct store *s, const uint8_t meeting[MEETING_ID_BYTES],
    const char *card, const char *version, struct tally *published, struct err *err) MUST_CHECK;

/* True when anything at all has been counted in the meeting. */
bool store_has_answers(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], bool *has,
    struct err *err) MUST_CHECK;

/* Everything of a meeting that may leave the kiosk; also its cards of which nothing has been
 * published yet. Strings live in a. */
bool store_published(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    struct published *out, struct err *err) MUST_CHECK;

/* --- what leaves as a database (archive.c) --- */

/* A fresh database with one meeting and its published tally, as bytes in a: the same for the same
 * counts. Never a copy of the live file. */
bool store_archive(struct store *s, const uint8_t meeting[MEETING_ID_BYTES], struct arena *a,
    const void **bytes, size_t *len, struct err *err) MUST_CHECK;

/* --- settings (settings.c): small named values --- */

/* The value as a string in a, or NULL in *value when there is none. */
bool store_setting(struct store *s, const char *name, struct arena *a, const char **value,
    struct err *err) MUST_CHECK;
bool store_set_setting(
    struct store *s, const char *name, const char *value, struct err *err) MUST_CHECK;
bool store_setting_number(
    struct store *s, const char *name, long absent, long *value, struct err *err) MUST_CHECK;
bool store_set_setting_number(
    struct store *s, const char *name, long value, struct err *err) MUST_CHECK;

/* --- the organiser's PIN (secret.c): argon2id, tens of megabytes and about a second on a Pi --- */

bool store_has_pin(struct store *s, bool *has, struct err *err) MUST_CHECK;
/* The wrong tries in a row so far, also from before a restart. */
bool store_pin_failures(struct store *s, int *failures, struct err *err) MUST_CHECK;
bool store_set_pin(struct store *s, const char *digits, int count, struct err *err) MUST_CHECK;
/* As if none had ever been set. */
bool store_forget_pin(struct store *s, struct err *err) MUST_CHECK;
/* *right and the wrong tries in a row so far; both are on the medium before this returns. */
bool store_check_pin(struct store *s, const char *digits, int count, bool *right, int *failures,
    struct err *err) MUST_CHECK;

#endif
