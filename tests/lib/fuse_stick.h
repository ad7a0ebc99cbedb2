/*
 * A stick that is a file system of its own: it passes everything on to a folder, counts the names
 * that it is made to list, and breaks when it is told to. Served by a child process, which ends
 * with fuse_stick_pull. The mount belongs to this process's mounts; see mounts.h. Root's is open to
 * all users.
 */
#ifndef TESTS_FUSE_STICK_H
#define TESTS_FUSE_STICK_H

#include "base/arena.h"
#include <stdbool.h>

struct fuse_stick;

/* Mounts the folder backing at the folder at. NULL: this machine does not let us. */
struct fuse_stick *fuse_stick_mount(struct arena *a, const char *backing, const char *at);

/* After so many more bytes written: EIO says that nothing works any more, ENOSPC that nothing more
 * fits. */
void fuse_stick_break_after(struct fuse_stick *f, long bytes, int error);
void fuse_stick_mend(struct fuse_stick *f);

/* After so many more bytes written it only says that it is busy, until it is pulled. */
void fuse_stick_hold_after(struct fuse_stick *f, long bytes);
bool fuse_stick_is_held(const struct fuse_stick *f);

long fuse_stick_names(const struct fuse_stick *f); /* listed so far */

/* Pulled: the server dies at once, and what is open on it says so. Then the mount goes. */
void fuse_stick_pull(struct fuse_stick *f);

#endif
