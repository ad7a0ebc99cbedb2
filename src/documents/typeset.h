/*
 * Setting text on paper with cairo and pango. Only the fonts of the given folder are seen, through
 * a private fontconfig, or a missing font would be replaced silently. One thread at a time.
 */
#ifndef DOCUMENTS_TYPESET_H
#define DOCUMENTS_TYPESET_H

#include "base/arena.h"
#include "base/err.h"

struct typesetter;

/* NULL: ERR_FILE, a font is missing or unreadable. */
struct typesetter *typesetter_open(const char *font_dir, struct err *err) MUST_CHECK;
void typesetter_close(struct typesetter *t); /* NULL is fine */

/* A finished document. */
struct document {
    const void *bytes;
    size_t len;
    int pages; /* of a PDF for paper; 0: one */
};

#endif
