/*
 * Whole files: read one with a limit, replace one so that a power cut leaves the old or the new,
 * never half. All calls block on the disk: never on the main loop after start-up.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/attributes.h"
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

/*
 * Reads a regular file of at most max bytes into a (a NUL follows the last byte, not counted).
 * NULL: see err (ERR_FILE: absent, not a regular file, unreadable, or larger than max).
 */
char *file_read(
    struct arena *a, const char *path, size_t max, size_t *len, struct err *err) MUST_CHECK;

/*
 * Makes path hold exactly data: written beside it, synced, renamed over it, folder synced.
 * False: ERR_FULL, ERR_READ_ONLY or ERR_FILE; the old file still stands, or, where all but the
 * syncing of its folder worked, the new one, which a power cut may then take back. Never half.
 */
bool file_replace(const char *path, const void *data, size_t len, struct err *err) MUST_CHECK;

/* Makes the folder and those above it (mode 0700 for what is new). True when it is there. */
bool file_make_folder(const char *path, struct err *err) MUST_CHECK;

/*
 * Removes path with all that is in it, folders inside folders at most depth deep (0: path holds
 * files only). Follows no link. What is not there is fine; what fails leaves the rest standing.
 */
bool file_remove_folder(const char *path, int depth, struct err *err) MUST_CHECK;

/* Syncs a folder, so that a rename in it survives a power cut. */
bool file_sync_folder(const char *path, struct err *err) MUST_CHECK;

/* The code that fits an errno of writing: ERR_FULL, ERR_READ_ONLY, ERR_GONE (EIO, ENODEV, ...)
 * or ERR_FILE. */
enum err_code file_err_code(int error);

/* Fills err with that code and "doing path: why", of errno as the call before it left it; always
 * false. */
bool file_fail(struct err *err, const char *doing, const char *path);

#endif
