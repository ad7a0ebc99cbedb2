/* A small bundle of one meeting, by hand, with true sums. */
#ifndef TESTS_SAMPLE_BUNDLE_H
#define TESTS_SAMPLE_BUNDLE_H

#include "base/arena.h"
#include "core/bundle.h"
#include <stdbool.h>

#define SAMPLE_KIOSK "kiosk-3fa9"
#define SAMPLE_FOLDER "2026-11-21-rotterdam-3fa9"

/* Another number, other bytes; each file holds file_bytes. */
const struct bundle *sample_bundle(struct arena *a, int number, size_t file_bytes);

/* True when the folder holds every file of b, byte for byte. */
bool sample_bundle_in(const char *folder, const struct bundle *b);

#endif
