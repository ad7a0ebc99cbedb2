/*
 * resultaten.xlsx: a sheet for the meeting and one for each published card, with native charts. The
 * published tally as numbers and nothing else; the table of E's and choices only where it is
 * published. Same results, same bytes.
 */
#ifndef DOCUMENTS_RESULTS_XLSX_H
#define DOCUMENTS_RESULTS_XLSX_H

#include "documents/results.h"
#include "documents/typeset.h"

/* The workbook lives in a. False: ERR_FILE, no room for temporary files ($TMPDIR, else /tmp). */
bool results_xlsx(
    struct arena *a, const struct results *r, struct document *out, struct err *err) MUST_CHECK;

#endif
