/* From the store to the files for a stick: the one way that results leave, for the kiosk and for
 * the command line. Blocks on the disk: store worker, or the tool. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "base/arena.h"
#include "core/bundle.h"
#include "documents/results.h"
#include "documents/typeset.h"
#include "store/store.h"

/* What results are made into files with. */
struct export_desk {
    struct store *store;
    const struct content *content; /* the words */
    int language; /* of content */
    struct typesetter *typesetter; /* of this thread */
    const char *kiosk_label; /* may be "" */
};

/* What every document about the meeting is made from, all of it in a. */
bool export_results(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct results *out, struct err *err) MUST_CHECK;

/* The meeting's cards with its words, as far as the content has them: those of keys, or, where none
 * is given, its whole deck. In a; NULL: it has none of them. */
const struct deck *export_deck(struct arena *a, const struct content *c, const struct meeting *m,
    const char *const *keys, int count);

/* The bundle of a meeting, all of it in a. A failure changes nothing. */
bool export_bundle(const struct export_desk *d, const uint8_t meeting[MEETING_ID_BYTES],
    struct arena *a, struct bundle *out, struct err *err) MUST_CHECK;

#endif
