/*
 * The tables, as an append-only list of steps: step i takes the database from version i to i + 1
 * in one transaction. Shipped steps are never edited. Store thread only.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/attributes.h"
#include "base/err.h"
#include <sqlite3.h>
#include <stdbool.h>

enum { STORE_APPLICATION_ID = 0x4757726b, STORE_VERSION = 2 }; /* "GWrk" */

extern const char *const migrate_steps[STORE_VERSION];

/* Takes db from its user_version up to version count. False: it is still whole, at the version of
 * the last step that succeeded. */
bool migrate_run(sqlite3 *db, const char *const *steps, int count, struct err *err) MUST_CHECK;

/* True when db is ours, of a version that we know, undamaged, and has the tables and columns of
 * that version. False: ERR_STORE with the reason, or the failure of reading it. Writes nothing. */
bool migrate_recognises(sqlite3 *db, struct err *err) MUST_CHECK;

#endif
