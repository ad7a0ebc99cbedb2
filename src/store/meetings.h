/* A meeting as it is stored. Store thread only. */
#ifndef STORE_MEETINGS_H
#define STORE_MEETINGS_H

#include "store/db.h"

struct meeting_row {
    struct meeting meeting;
    uint32_t left_out; /* after closing */
};

/* What meetings_read reads, in its order. */
#define MEETINGS_COLUMNS                                                                           \
    "id, title, place, date, deck, vocabulary, group_min, results, state, revealed, left_out, "    \
    "code"

/* The meeting of a row of MEETINGS_COLUMNS. */
void meetings_read(sqlite3_stmt *from, struct meeting_row *row);

/* Rows hold words, not positions in an enum; here and in archives. */
const char *meetings_results_word(enum meeting_results results);
const char *meetings_state_word(enum meeting_state state);

/* False: ERR_STORE if there is no meeting of that id, or the failure of reading it. */
bool meetings_load(sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], struct meeting_row *row,
    struct err *err) MUST_CHECK;

/* What counting asks of each answer's meeting: its minimum, and whether its answers are published
 * as they come in. False as meetings_load. */
bool meetings_rule(sqlite3 *db, const uint8_t id[MEETING_ID_BYTES], int *group_min, bool *shows,
    struct err *err) MUST_CHECK;

#endif
