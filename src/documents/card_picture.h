/* beelden/<card>.png: how a group chose, as one picture to show or to send. */
#ifndef DOCUMENTS_CARD_PICTURE_H
#define DOCUMENTS_CARD_PICTURE_H

#include "documents/results.h"
#include "documents/typeset.h"

enum { CARD_PICTURE_WIDTH = 1280, CARD_PICTURE_HEIGHT = 720 };

/* A PNG of published card i, which has answers, in a; the same results make the same bytes. False:
 * ERR_INTERNAL. */
bool card_picture(struct typesetter *t, struct arena *a, const struct results *r, int i,
    struct document *out, struct err *err) MUST_CHECK;

#endif
