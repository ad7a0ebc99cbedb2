/* From the store to the files for a stick: the one way that results leave, for the kiosk and for
 * the command line. Blocks on the disk: store worker, or the tool. */
#ifndef APP_EXPORT_H
#define APP_EXPORT_H

#include "base/arena.h"
#include "core/bundle.h"
#include "store/store.h"

/* The bundle of a meeting, all of it in a; kiosk_label may be "". A failure changes nothing. */
bool export_bundle(struct store *s, const uint8_t meeting[MEETING_ID_BYTES],
    const char *kiosk_label, struct arena *a, struct bundle *out, struct err *err) MUST_CHECK;

#endif
