/* The files of one meeting for the stick, SHA256SUMS last. Counts to bytes; knows no device. */
#ifndef DOCUMENTS_BUNDLE_H
#define DOCUMENTS_BUNDLE_H

#include "core/bundle.h"
#include "documents/results.h"
#include "documents/typeset.h"

struct bundle_plan {
    struct results results;
    struct typesetter *typesetter;
    const struct deck *deck; /* its cards and words, for the papers; NULL: not known */
    struct document archive; /* niet-doorsturen/archief.sqlite, from store_archive */
    const char *kiosk_label; /* may be "": the id serves */
};

/* The folder of a kiosk on a stick: its label, safe for any file system, and four digits of its id. */
const char *bundle_kiosk_folder(struct arena *a, const char *label, const char *kiosk_id);

/* Everything lives in a. The same plan makes the same bytes. */
bool bundle_make(struct arena *a, const struct bundle_plan *plan, struct bundle *out,
    struct err *err) MUST_CHECK;

/* Only what is there to read, on any computer: no archive, nothing about the stick. Needs neither
 * archive nor kiosk_label; out->kiosk and out->folder are NULL. */
bool bundle_report(struct arena *a, const struct bundle_plan *plan, struct bundle *out,
    struct err *err) MUST_CHECK;

#endif
