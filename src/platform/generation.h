/*
 * One generation of a bundle on a medium: a folder with its files and the SHA256SUMS that names
 * them all. Hostile content is read with limits, and no link is followed (see beneath.h).
 */
#ifndef PLATFORM_GENERATION_H
#define PLATFORM_GENERATION_H

#include "base/err.h"
#include "core/bundle.h"
#include "platform/progress.h"

enum generation_state {
    GENERATION_ABSENT,
    GENERATION_DAMAGED, /* begun, half removed, changed by somebody, or never ours */
    GENERATION_COMPLETE /* every file that its sums list is there, and sums up */
};

/* Reads all of it. False: the medium fails, or name is no folder: then nobody can tell. */
bool generation_look(
    int parent, const char *name, enum generation_state *state, struct err *err) MUST_CHECK;

/* Makes the folder name, which must not exist, from b: each file verified, the last one last. What
 * is written and what is read back both count as done. */
bool generation_write(int parent, const char *name, const struct bundle *b, struct progress *done,
    struct err *err) MUST_CHECK;

/* Removes the folder and the files that its own sums or b list. *gone false: something else is in
 * it, which stands. */
bool generation_remove(
    int parent, const char *name, const struct bundle *b, bool *gone, struct err *err) MUST_CHECK;

#endif
