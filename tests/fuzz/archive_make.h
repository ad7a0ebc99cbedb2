/*
 * Makes archives that nobody publishes, of the bytes of a fuzzer. As bytes of a file they would
 * seldom get past the checks of SQLite; as steps they give files whose pages are in order and whose
 * tables, rows and types are not, and then change bytes of those. One thread.
 */
#ifndef TESTS_FUZZ_ARCHIVE_MAKE_H
#define TESTS_FUZZ_ARCHIVE_MAKE_H

#include "base/arena.h"
#include <stddef.h>
#include <stdint.h>

/*
 * The file that data asks for, in a. 'f' and the bytes of a file: that file. Else the size of a page
 * (512 << byte % 4) and steps, each a byte and what belongs to it; see the .c file.
 */
const void *archive_make(struct arena *a, const uint8_t *data, size_t size, size_t *len);

#endif
