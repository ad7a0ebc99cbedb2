/*
 * The little Markdown that content knows: headings, paragraphs, plain lists, emphasis. The rest is
 * a fault with its line. cmark reads it; nothing here recurses, whatever the nesting.
 */
#ifndef CONTENT_MARKDOWN_H
#define CONTENT_MARKDOWN_H

#include "content/text.h"

enum { MARKDOWN_MAX = 16 * 1024 }; /* bytes; cmark takes quadratic time for a few odd texts */

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM };

struct block {
    enum block_kind kind;
    int level; /* of a heading, from 1 */
    int line;
    const char *text; /* on one line, never empty; in a paragraph with EMPHASIS_ON and _OFF */
    bool all_emphasis; /* a paragraph that is nothing else */
};

struct blocks {
    struct block *list;
    int count;
};

/* The blocks of body, which begins on that line of the file, in order. All in source->scratch. */
struct blocks markdown_read(const struct source *source, const char *body, int line);

/* The emphasised text without its marks. */
const char *markdown_plain(struct arena *a, const char *text);

#endif
