/*
 * The database that leaves a kiosk: meetings with their published tally and nothing else, keyed by
 * kiosk and meeting. What one kiosk writes holds one meeting; merging makes one of many, which is an
 * archive again. Store thread, or the tool.
 */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include "store/db.h"

enum { ARCHIVE_APPLICATION_ID = 0x47576172, ARCHIVE_VERSION = 1, ARCHIVE_TABLES = 2 }; /* "GWar" */

/*
 * In the order of their names. A file's tables have to be these to the letter. What a row may hold is
 * a rule of its table; SQLite does not ask it of a file that is open for reading only, hence strays.
 */
struct archive_table {
    const char *sql; /* as SQLite keeps it */
    const char *strays; /* 1 where a row breaks the rule */
};
extern const struct archive_table archive_tables[ARCHIVE_TABLES];

/* Makes the tables in an empty database. */
bool archive_begin(sqlite3 *db, struct err *err) MUST_CHECK;

/* Adds what is published of one meeting of one kiosk. Added in sorted order, the same makes the same
 * bytes. */
bool archive_add(sqlite3 *db, const struct published *p, struct err *err) MUST_CHECK;

#endif
