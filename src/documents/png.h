/* A drawing as a PNG of at most 256 colours: a quarter of the bytes, and of the time, of one that
 * keeps every shade. Any thread. */
#ifndef DOCUMENTS_PNG_H
#define DOCUMENTS_PNG_H

#include "base/arena.h"
#include "base/err.h"
#include "documents/typeset.h"

/* Pixels are uint32_t, 0x..RRGGBB, as cairo's; rows are stride bytes apart. */
struct drawing {
    const unsigned char *pixels;
    int width, height, stride;
};

/* The bytes live in a; the same drawing makes the same. False: ERR_INTERNAL, libpng's reason. */
bool png_encode(const struct drawing *drawing, struct arena *a, struct document *out,
    struct err *err) MUST_CHECK;

#endif
