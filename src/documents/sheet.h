/*
 * Sheets of A4 being filled from the top, one below the other in one PDF. Without a canvas they are
 * only measured: set a document twice, and it knows its own page numbers. Inside documents/ only.
 */
#ifndef DOCUMENTS_SHEET_H
#define DOCUMENTS_SHEET_H

#include "documents/ink.h"
#include "documents/typeset_pango.h"

struct sheet {
    struct typesetter *typesetter;
    struct arena *arena;
    cairo_t *canvas; /* NULL: only measured */
    const char *foot; /* what stands at the foot of every page, beside its number */
    int page, page_count; /* page_count 0: not known yet */
    double y; /* down from the top of the page */
};

#define SHEET_WIDTH (210 * TYPESET_PT_PER_MM)
#define SHEET_HEIGHT (297 * TYPESET_PT_PER_MM)
#define SHEET_LEFT (24 * TYPESET_PT_PER_MM)
#define SHEET_COLUMN (162 * TYPESET_PT_PER_MM)
#define SHEET_TOP (22 * TYPESET_PT_PER_MM)
#define SHEET_BOTTOM (272 * TYPESET_PT_PER_MM)

extern const struct typeset_style sheet_small, sheet_text, sheet_teaser, sheet_strong,
    sheet_heading, sheet_title, sheet_question;

/* Where a piece of text goes, from the left of the page. */
struct sheet_slot {
    double x, width;
    PangoAlignment align; /* what ends at the right is figures: they get one width */
};

/* The foot of this page is set, and the next one begins; the first page is there by itself. */
void sheet_next(struct sheet *s);
void sheet_finish(struct sheet *s);

/* Goes on to the next page where height does not fit on this one any more. */
void sheet_need(struct sheet *s, double height);

/* A paragraph of the whole width; y moves below it. */
void sheet_put(struct sheet *s, struct typeset_style style, const char *text);

/* A piece of text at y, which stays; its height. */
double sheet_set(
    struct sheet *s, struct typeset_style style, struct sheet_slot slot, const char *text);
/* Its height, if it were set. */
double sheet_measure(
    struct sheet *s, struct typeset_style style, struct sheet_slot slot, const char *text);

/* The width of a piece of text on one line. */
double sheet_width(struct sheet *s, struct typeset_style style, const char *text);

/* The heading of a section, on one page with at least after of what follows it. */
void sheet_section(struct sheet *s, const char *heading, double after);

/* A word with the shape of its E before it, in its colour, at y, which stays. The word is black: of
 * colours, a black-and-white printer makes dots. */
void sheet_element(struct sheet *s, struct typeset_style style, struct sheet_slot slot,
    enum element e, const char *word);

double sheet_element_indent(struct typeset_style style); /* from the shape to the word */

/* A question to think about, apart from the text by a line at its left. */
void sheet_ask(struct sheet *s, const char *question);

/* Lines to write on, down to the foot of the page. */
void sheet_rules(struct sheet *s);

#endif
