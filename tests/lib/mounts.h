/* File systems to put under a test, gone with it. Not every machine allows them: a test then does
 * with less, or says that it was skipped. */
#ifndef TESTS_MOUNTS_H
#define TESTS_MOUNTS_H

#include <stdbool.h>

/* Once, first: mounts of this process's own, where root may have them. */
bool mounts_begin(void);

/* A file system in memory over the folder at; options as for mount, e.g. "size=64k". */
bool mounts_memory(const char *at, const char *options);
bool mounts_bind(const char *folder, const char *at); /* the folder, at another place too */
bool mounts_read_only(const char *at); /* one of those two, from now on */
void mounts_pull(const char *at); /* away at once, whatever is open on it */

#endif
