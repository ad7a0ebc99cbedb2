/*
 * Verhalen op papier: the stories of a deck, one A5 page each, for the queue and the tables, so that
 * people can read before they stand at the kiosk.
 */
#ifndef DOCUMENTS_STORIES_PDF_H
#define DOCUMENTS_STORIES_PDF_H

#include "core/content.h"
#include "documents/typeset.h"

/* The deck's cards in its order; a card that is not in that language in its own. The words for the
 * E's are vocabulary's. The PDF lives in a. False: ERR_INTERNAL. */
bool stories_pdf(struct typesetter *t, struct arena *a, const struct content *content, int language,
    const struct deck *deck, const struct vocabulary *vocabulary, struct document *out,
    struct err *err) MUST_CHECK;

#endif
