/* A drawing as a PNG of at most 256 colours: a quarter of the bytes, and of the time, of one that
 * keeps every shade. Inside documents/ only. */
#ifndef DOCUMENTS_PNG_H
#define DOCUMENTS_PNG_H

#include "base/arena.h"
#include "base/err.h"
#include "documents/typeset.h"
#include <cairo.h>

/* Of a CAIRO_FORMAT_RGB24 surface; the bytes live in a. The same drawing makes the same bytes.
 * False: ERR_INTERNAL, libpng's reason. */
bool png_encode(
    cairo_surface_t *surface, struct arena *a, struct document *out, struct err *err) MUST_CHECK;

#endif
