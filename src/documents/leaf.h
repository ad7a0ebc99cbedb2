/*
 * Small pages (A5, A6) that are filled from the top, one below the other in one PDF. What belongs
 * together is a block: it is measured first and goes to the next page where it does not fit, so
 * that nothing is ever cut. Inside documents/ only.
 */
#ifndef DOCUMENTS_LEAF_H
#define DOCUMENTS_LEAF_H

#include "documents/ink.h"
#include "documents/typeset_pango.h"

struct leaf {
    struct typesetter *typesetter;
    struct pdf *pdf;
    cairo_t *canvas; /* NULL: only measured */
    const char *foot; /* what stands at the foot of every page */
    int pages; /* finished */
    double margin, page_width, bottom; /* points */
    double x, width, y; /* where the next paragraph goes */
    double type; /* how large type and gaps are: 1 as the styles say */
};

typedef void leaf_block(struct leaf *l, const void *what);

extern const struct typeset_style leaf_small, leaf_text, leaf_strong, leaf_heading, leaf_title,
    leaf_question;

/* Speaks language from here on; foot is the caller's until leaf_end. */
struct leaf leaf_begin(struct typesetter *t, const struct language *language, const char *foot,
    double width_mm, double height_mm, double margin_mm);

/* Finishes and frees the PDF; the bytes are copied to a. */
bool leaf_end(struct leaf *l, struct arena *a, struct document *out, struct err *err) MUST_CHECK;

void leaf_next_page(struct leaf *l);

/* The block as a whole, on the next page if there is no room for it on this one. */
void leaf_keep(struct leaf *l, leaf_block *block, const void *what);

/* Sets type for the largest of a few sizes in which the block fits on what is left of the page,
 * else for the smallest. */
void leaf_fit(struct leaf *l, leaf_block *block, const void *what);

void leaf_gap(struct leaf *l, double mm);
void leaf_indent(struct leaf *l, double mm); /* of what follows; less than 0: back again */

/* Running text; emphasised words stand in italics. */
void leaf_put(struct leaf *l, struct typeset_style style, const char *text);

/* A title, a question: no word is broken in two, and the last line is no single word. */
void leaf_display(struct leaf *l, struct typeset_style style, const char *text);

/* A mark (a letter, a number) in the margin of a paragraph, indent_mm wide. */
void leaf_item(struct leaf *l, struct typeset_style style, const char *mark, double indent_mm,
    const char *text);

/* A large number at x, on the line of the leaf_heading that comes next. */
void leaf_numeral(struct leaf *l, struct typeset_style style, const char *number);

/* The shape of an E and its word in its colour; question (may be NULL) below it. */
void leaf_element(struct leaf *l, enum element e, const char *word, const char *question);

void leaf_rule(struct leaf *l); /* a thin line at y */
void leaf_box(struct leaf *l, double side_mm, double down_mm); /* to tick, that far below y */
void leaf_lines(struct leaf *l, int count, double step_mm); /* to write on, the first a step down */

#endif
