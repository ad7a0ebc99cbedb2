/* Putting an unusable database aside, so that a person can look at it later. Store thread only,
 * with DIR/lock held: nobody else renames in the folder meanwhile. */
#ifndef STORE_ASIDE_H
#define STORE_ASIDE_H

#include "base/attributes.h"
#include "base/err.h"
#include <stdbool.h>

/* True when a journal of path is there. */
bool aside_has_journal(const char *path);

/* Renames path to path.set-aside-<n>, and its journals with it (SQLite finds them there); n is the
 * lowest that is free of all. False: see err. */
bool aside_move(const char *path, struct err *err) MUST_CHECK;

#endif
