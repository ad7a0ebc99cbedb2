/* LEESMIJ.txt: what the files of a bundle are, what is in them and what is not. Dutch, then
 * English; UTF-8 with BOM and CRLF, for the plainest of editors. */
#ifndef DOCUMENTS_README_TXT_H
#define DOCUMENTS_README_TXT_H

#include "core/published.h"
#include "documents/typeset.h"

struct readme_entry {
    const char *name, *nl, *en; /* of a file, or of a folder with a slash behind it */
};

/* Lives in a. */
struct document readme_txt(
    struct arena *a, const struct published *p, const struct readme_entry *entries, size_t count);

#endif
