/* A folder of its own for a test, and the files in it. Mistakes abort the test program. */
#ifndef TESTS_TEMP_H
#define TESTS_TEMP_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

/* A new folder below /tmp; the path lives in a. */
const char *temp_make(struct arena *a);
void temp_remove(const char *folder); /* with all that is in it; follows no link */

/* Writes a file, its folder must be there. */
void temp_write(const char *path, const void *bytes, size_t len);

/* True when the file holds exactly these bytes. */
bool temp_holds(const char *path, const void *bytes, size_t len);

bool temp_exists(const char *path); /* a link counts, wherever it points */

/* The names in a folder, sorted, each with a space behind it: "a b c ". */
const char *temp_list(struct arena *a, const char *folder);

#endif
