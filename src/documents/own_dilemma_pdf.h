/* Mijn eigen dilemma: a blank A6 form on which a visitor writes a story of their own. */
#ifndef DOCUMENTS_OWN_DILEMMA_PDF_H
#define DOCUMENTS_OWN_DILEMMA_PDF_H

#include "core/content.h"
#include "documents/typeset.h"

/* The words for the E's are vocabulary's. The PDF lives in a. False: ERR_INTERNAL. */
bool own_dilemma_pdf(struct typesetter *t, struct arena *a, const struct content *content,
    int language, const struct vocabulary *vocabulary, struct document *out,
    struct err *err) MUST_CHECK;

#endif
