/* A PDF in memory. Same drawing, same bytes: it holds no date of its making, no title of a card and
 * no name. Inside documents/ only. */
#ifndef DOCUMENTS_PDF_H
#define DOCUMENTS_PDF_H

#include "base/arena.h"
#include "base/err.h"
#include "documents/typeset.h"
#include <cairo.h>

struct pdf;

struct pdf *pdf_begin(double width_pt, double height_pt);
cairo_t *pdf_canvas(struct pdf *p); /* valid until pdf_end */

/* Finishes and frees p; the bytes are copied to a. False: ERR_INTERNAL, cairo's reason. */
bool pdf_end(struct pdf *p, struct arena *a, struct document *out, struct err *err) MUST_CHECK;

#endif
