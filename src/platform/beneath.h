/*
 * Files below an open folder of a medium that may be broken or hostile: no link is followed at any
 * step. A path is one name or folder/name; another one is refused. Calls block on a slow medium.
 * done (NULL is fine): counts each byte written, and each byte read back. Errors: file_err_code();
 * what is absent, a link, or not of the wanted kind is ERR_FILE.
 */
#ifndef PLATFORM_BENEATH_H
#define PLATFORM_BENEATH_H

#include "base/arena.h"
#include "base/err.h"
#include "platform/progress.h"
#include <stddef.h>

/* A name that we may write: nothing that FAT refuses, no separator, not hidden, not "..". */
bool beneath_name_ok(const char *name);
bool beneath_path_ok(const char *path); /* one such name, or two with a slash between */

/* Opens the folder name; make: makes it where it is missing, and syncs folder. -1: see err. */
int beneath_folder(int folder, const char *name, bool make, struct err *err) MUST_CHECK;

/* The bytes of a regular file of at most max, in a. NULL: see err. */
char *beneath_read(int folder, const char *path, size_t max, struct arena *a, size_t *len,
    struct err *err) MUST_CHECK;

/*
 * Makes the file path, which must not exist (its folder is made where it is missing): written,
 * dated 2000-01-01, synced, read back past the cache and compared. False: ERR_VERIFY, or see
 * above; what was written so far stands.
 */
bool beneath_write(int folder, const char *path, const void *bytes, size_t len,
    struct progress *done, struct err *err) MUST_CHECK;

/* Dates the folder that path's last name is in 2000-01-01, and syncs it. */
bool beneath_seal_folder_of(int folder, const char *path, struct err *err) MUST_CHECK;

/* Removes a file or a link, or with AT_REMOVEDIR an empty folder. What is not there, not empty or
 * of the other kind is left as it is, and no failure. */
bool beneath_remove(int folder, const char *path, int flags, struct err *err) MUST_CHECK;

#endif
