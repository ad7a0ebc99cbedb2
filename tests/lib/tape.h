/*
 * A tape of all that a program does to the files below a folder, and from it what a medium may hold
 * when the power goes between any two of those steps. What was not synced arrives, or does not, or in
 * part: of a write any of its sectors, of the names made, moved and removed in a folder the first
 * few (file systems keep those in order). tape_calls.h fills the tape that runs; mistakes abort.
 */
#ifndef TESTS_TAPE_H
#define TESTS_TAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct tape;

/* What lies below root now is safe. */
struct tape *tape_new(const char *root);
void tape_free(struct tape *t); /* NULL is fine */

/* From here on the steps of this program go onto t; NULL: onto none. */
void tape_run(struct tape *t);
int tape_length(const struct tape *t); /* steps so far */

enum tape_luck {
    TAPE_NOTHING, /* of what was not synced nothing arrived */
    TAPE_ALL, /* all of it: as if the program had been killed */
    TAPE_SOME, /* some of it, by the seed */
};
enum { TAPE_LUCKS = 3 };

/* Makes the folder to (which does not exist) what root then is, if only the first steps were taken. */
void tape_cut(const struct tape *t, int steps, enum tape_luck luck, unsigned seed, const char *to);

/* --- for tape_calls.h: each after the call has worked --- */

bool tape_runs(void);
void tape_made(int at, const char *path); /* a file or folder, new under that name */
void tape_wrote(int fd, off_t at, const void *bytes, size_t len);
void tape_truncated(int fd, off_t len);
void tape_synced(int fd); /* a file, or a folder's names */
void tape_synced_all(int fd); /* all that is on the medium of fd */
void tape_removed(int at, const char *path);
void tape_moved(int at, const char *from, int to_at, const char *to, bool exchanged);

#endif
