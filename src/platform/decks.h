/*
 * Decks on a medium that nobody vouches for: a folder GOEDWERK-KAARTEN laid out as content/. Only
 * its four folders are looked into, one level deep, and only files with names that content can
 * have are copied. No link is followed. Whether what they say is any good, content/ tells.
 */
#ifndef PLATFORM_DECKS_H
#define PLATFORM_DECKS_H

#include "base/err.h"
#include <stdbool.h>

#define DECKS_FOLDER "GOEDWERK-KAARTEN"

enum {
    DECKS_ENTRIES_MAX = 2000, /* in the four folders together */
    DECKS_FILE_BYTES_MAX = 1024 * 1024,
    DECKS_BYTES_MAX = 32 * 1024 * 1024
};

/* Called for each file that is left out. file is safe to show, "cards/foto.jpg"; what is wrong and
 * how to mend it as in content/load.h. They are gone after the call. */
typedef void decks_refused(void *ctx, const char *file, const char *what, const char *mend);

/* Whether the medium that root is open on carries such a folder. */
bool decks_on(int root);

/*
 * Copies them into to_dir on our own disk, which is made anew and synced. True: all that was not
 * refused is there. False, and no to_dir: ERR_CONTENT (too many, too much), ERR_GONE, ERR_FULL (our
 * own disk) or ERR_FILE (there are none).
 */
bool decks_copy(
    int root, const char *to_dir, decks_refused *refused, void *ctx, struct err *err) MUST_CHECK;

#endif
