/*
 * Counting, and what of it is published. What the other files of this folder need; all of it runs
 * inside the caller's transaction. Store thread only.
 *
 * Only counts are stored: table tally holds the true ones, table published what may be seen. An
 * answer is one addition. So that the file keeps no order of answers either, every count that can
 * occur stands there as 0 from the start, and all have one stored width: SQLite writes small
 * integers in fewer bytes, and a row that grows moves. Hence a bias of 2^40, known to counts.c.
 * What is published at first still depends on which answers came before it: the same answers give
 * the same file when each card's answers fill whole steps, or all are published at once.
 */
#ifndef STORE_COUNTS_H
#define STORE_COUNTS_H

#include "store/meetings.h"

/* Writes zeros for what deck's cards can need and are not there yet; and for the pool. */
bool counts_begin(sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], const struct deck *deck,
    struct err *err) MUST_CHECK;

/* Publishes each card that has a whole step of unpublished answers. */
bool counts_publish(sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], int group_min,
    struct err *err) MUST_CHECK;

/*
 * The end of counting: what is unpublished becomes the pool, if that holds group_min answers, else
 * *left_out says how many there were. Then the true counts are wiped: nothing needs them again.
 */
bool counts_close(sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], int group_min,
    int64_t *left_out, struct err *err) MUST_CHECK;

/* How many answers of the meeting have been published, the pool among them. */
bool counts_answers(sqlite3 *db, const uint8_t meeting[MEETING_ID_BYTES], uint32_t *answers,
    struct err *err) MUST_CHECK;

/*
 * Fills in the cards and the pool of out, in a, from rows of card, card_version, element, choice and
 * count without bias, sorted by the first two and with at most card_count cards.
 */
bool counts_collect(sqlite3_stmt *rows, struct arena *a, int card_count, struct published *out,
    struct err *err) MUST_CHECK;

#endif
