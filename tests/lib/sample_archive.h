/* Archives of kiosks that are nowhere else, with counts as a kiosk publishes them. Mistakes abort. */
#ifndef TESTS_SAMPLE_ARCHIVE_H
#define TESTS_SAMPLE_ARCHIVE_H

#include "base/arena.h"
#include "core/published.h"

/*
 * What kiosk number `kiosk` publishes of meeting number `meeting`, which is sample_meeting: answers[i]
 * to card i of sample_deck, all of them element e and choice a. In a; what is not const may be changed.
 */
struct published *sample_published(
    struct arena *a, int kiosk, int meeting, enum element e, const uint32_t answers[3]);

/* Writes an archive of them, which are sorted by kiosk, then meeting. */
void sample_archive(const char *path, const struct published *const *list, int count);

#endif
