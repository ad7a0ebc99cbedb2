/*
 * Spiekbriefje: A5, for whoever leads the talk. The three dilemmas to begin with, a line of figures
 * and an opening question each. Published counts only.
 */
#ifndef DOCUMENTS_CHEAT_SHEET_PDF_H
#define DOCUMENTS_CHEAT_SHEET_PDF_H

#include "documents/results.h"
#include "documents/typeset.h"

/* Where fewer than three are published, the questions of the deck (NULL: none) fill the sheet, and it
 * says so. The PDF lives in a. False: ERR_INTERNAL. */
bool cheat_sheet_pdf(struct typesetter *t, struct arena *a, const struct results *r,
    const struct deck *deck, struct document *out, struct err *err) MUST_CHECK;

#endif
