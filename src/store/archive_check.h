/* What the tables of an archive cannot ask of its rows: that they are a published tally, and texts
 * that can be shown. Pure. */
#ifndef STORE_ARCHIVE_CHECK_H
#define STORE_ARCHIVE_CHECK_H

#include "base/err.h"
#include "core/published.h"
#include <stddef.h>

/* True for at most max bytes of UTF-8 that is text and nothing else: no NUL, control character or
 * mark that turns the direction of what follows. */
bool archive_check_text(const char *text, size_t len, size_t max);

/*
 * False, and why: p, of rows rows, has counts that no kiosk publishes. Each total is 0 or holds the
 * minimum group; margins and table add up to it; a pool or answers that were left out belong to a
 * closed meeting.
 */
bool archive_check_published(const struct published *p, int64_t rows, struct err *err) MUST_CHECK;

#endif
