/*
 * verslag.pdf: A4, in the language of the results. Where to begin, a page for each card that has
 * been published, and what is stored and what is not. The published tally and nothing else: the
 * figures are those of results_csv. Black-and-white safe; same results, same bytes.
 */
#ifndef DOCUMENTS_REPORT_PDF_H
#define DOCUMENTS_REPORT_PDF_H

#include "documents/results.h"
#include "documents/typeset.h"

/* The PDF lives in a. False: ERR_INTERNAL. */
bool report_pdf(struct typesetter *t, struct arena *a, const struct results *r,
    struct document *out, struct err *err) MUST_CHECK;

#endif
