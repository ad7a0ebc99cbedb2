/*
 * The reflection card: what a visitor takes home. Black-and-white safe, the same bytes for the
 * same card (no date of making inside). Printer worker.
 */
#ifndef DOCUMENTS_CARD_PDF_H
#define DOCUMENTS_CARD_PDF_H

#include "core/content.h"
#include "core/paper.h"
#include "documents/typeset.h"

struct card_print {
    const struct language *language;
    const struct card_text *text;
    const char *heading; /* "Goed Werk Hub Rotterdam · 21 november 2026" */
    const char *element_word; /* "Verantwoordelijkheid" */
    enum element element;
    enum choice choice; /* CHOICE_OTHER: lines to write on instead */
};

/* Sizes that a card is made for, with nominal dimensions and no margin; a roll's length is the most
 * that a card takes of it. */
struct paper paper_nominal(enum paper_kind kind);

/*
 * One page of paper->width × paper->length; of a roll as much as the card needs, and paper->length
 * says how much that was. A4 holds the card twice. The PDF lives in a. False: ERR_CONTENT, the text
 * does not fit on this paper (nothing is ever cut), or ERR_INTERNAL.
 */
bool card_pdf(struct typesetter *t, struct arena *a, const struct card_print *card,
    struct paper *paper, struct document *out, struct err *err) MUST_CHECK;

#endif
