/*
 * Programs that a test starts: each in a process group of its own, and none outlives the test
 * program. Mistakes abort. Main thread.
 */
#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

#include <sys/types.h>

/* argv and more (KEY=value, on top of the environment) end with NULL; output is added to log. */
pid_t child_start(const char *const *argv, const char *const *more, const char *log);
int child_wait(pid_t pid); /* its exit status; -1: a signal ended it */
void child_kill(pid_t *pid); /* with its group, at once; 0 is fine, and is what remains */

/* From now on, what a dead child leaves behind becomes a child of the test program … */
void child_adopt_orphans(void);
/* … and this ends all children that there are. */
void child_kill_orphans(void);

/* The children of a child, at most max; how many. */
int child_list(pid_t of, pid_t *list, int max);
/* Adopted ones are asked to end, and killed if they have not within so long. */
void child_end(const pid_t *list, int count, int patience_ms);

#endif
