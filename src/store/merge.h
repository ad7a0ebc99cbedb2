/*
 * Several archives as one. Of one meeting of one kiosk the fullest archive counts: the others are
 * earlier states of it. So neither their order nor doing it again changes a byte. Memory does not
 * grow with the number of archives, but for some bytes each. One thread, no open store needed.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "base/attributes.h"
#include "base/err.h"
#include <stdbool.h>

/* Which files a failure is about; names are the caller's, NULL: not of one of the archives. */
struct merge_blame {
    const char *file, *other;
};

/*
 * Merges the archives at paths into one at path to, which is written whole or not at all. Something
 * that stands there is replaced if it is an archive, one of paths included. False: see err and blame;
 * ERR_STORE with two files: both are of one meeting of one kiosk, and neither contains the other.
 */
bool merge_archives(const char *const *paths, int count, const char *to, struct merge_blame *blame,
    struct err *err) MUST_CHECK;

#endif
