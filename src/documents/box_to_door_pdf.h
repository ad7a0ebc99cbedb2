/* Van doos tot deur: A5, what to do from unpacking to the first visitor, and at the end of the day. */
#ifndef DOCUMENTS_BOX_TO_DOOR_PDF_H
#define DOCUMENTS_BOX_TO_DOOR_PDF_H

#include "core/phrase.h"
#include "documents/typeset.h"

/* The PDF lives in a. False: ERR_INTERNAL. */
bool box_to_door_pdf(struct typesetter *t, struct arena *a, const struct language *language,
    struct document *out, struct err *err) MUST_CHECK;

#endif
