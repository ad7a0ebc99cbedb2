/*
 * Puts a bundle into a folder so that a complete, verified one stands there at any moment after
 * the first: a new generation in its own folder, synced, read back past the cache and compared,
 * then swapped with the old. The next call repairs a swap that was cut short. Follows no link, and
 * touches nothing but root/GOEDWERK/<kiosk>/<folder> and, beside it, its own temporary names .nieuw
 * and .oud, and .bewaard-<n>: where what is not ours, or was changed by somebody, is kept.
 */
#ifndef PLATFORM_BUNDLE_WRITE_H
#define PLATFORM_BUNDLE_WRITE_H

#include "base/err.h"
#include "core/bundle.h"
#include "platform/progress.h"

/* The one folder at the root of a medium that is ours. */
#define MEDIUM_FOLDER "GOEDWERK"

/*
 * done: how far it is, all of it only once the new bundle stands; NULL where nobody looks. False:
 * ERR_FULL, ERR_READ_ONLY, ERR_GONE, ERR_VERIFY or ERR_FILE; the old bundle still stands.
 */
bool bundle_write(
    const char *root, const struct bundle *b, struct progress *done, struct err *err) MUST_CHECK;

/* The same on the medium that root is open on, whatever stands at its path by now. */
bool bundle_write_at(
    int root, const struct bundle *b, struct progress *done, struct err *err) MUST_CHECK;

#endif
