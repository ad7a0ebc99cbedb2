/* The files of one meeting for the stick, SHA256SUMS last. Counts to bytes; knows no device. */
#ifndef DOCUMENTS_BUNDLE_H
#define DOCUMENTS_BUNDLE_H

#include "core/bundle.h"
#include "core/content.h"
#include "core/published.h"
#include "documents/typeset.h"

struct bundle_plan {
    const struct published *published;
    struct document archive;  /* niet-doorsturen/archief.sqlite, from store_archive */
    const char *kiosk_label;  /* may be "": the id serves */
};

/* Everything lives in a. The same plan makes the same bytes. */
bool bundle_make(struct arena *a, const struct bundle_plan *plan, struct bundle *out, struct err *err) MUST_CHECK;

#endif
