/* From the store to what files for a stick are made of: the one way that results leave, for the
 * kiosk and for the command line. Blocks on the disk: store worker, or the tool. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "base/arena.h"
#include "documents/bundle.h"
#include "store/store.h"

/* What results are made into files with. */
struct export_desk {
    struct store *store;
    const struct content *content; /* the words */
    int language; /* of content */
    const char *kiosk_label; /* may be "" */
};

/* What every document about the meeting is made from, all of it in a. */
bool export_results(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct results *out, struct err *err) MUST_CHECK;

/* The meeting's cards with its words, as far as the content has them: those of keys, or, where none
 * is given, its whole deck. In a; NULL: it has none of them. */
const struct deck *export_deck(struct arena *a, const struct content *c, const struct meeting *m,
    const char *const *keys, int count);

/* What the bundle of a meeting is made of, all of it in a, but for the typesetter: setting pages
 * takes long, and answers wait for the thread of the store. */
bool export_plan(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct bundle_plan *out, struct err *err) MUST_CHECK;

#endif
