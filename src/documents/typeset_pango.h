/* What the makers of PDFs in documents/ share and nobody else sees: paragraphs (typeset.c) and PDFs
 * in memory (pdf.c). Lengths are points, of which an inch has 72. */
#ifndef DOCUMENTS_TYPESET_PANGO_H
#define DOCUMENTS_TYPESET_PANGO_H

#include "documents/typeset.h"
#include <pango/pango.h>

#define TYPESET_PT_PER_MM (72.0 / 25.4)

enum typeset_face { FACE_TEXT, FACE_ITALIC, FACE_STRONG, FACE_TITLE, FACE_QUESTION, FACE_COUNT };

struct typeset_style {
    enum typeset_face face;
    double size_pt, leading_pt; /* leading: from line to line */
};

/* Sets the language of the paragraphs to come: "nl". */
void typesetter_speak(struct typesetter *t, const char *language);

/* A paragraph of UTF-8, broken into lines of width_pt between words (inside a word only if it is
 * longer than a line). The caller's, to g_object_unref. */
PangoLayout *typesetter_paragraph(
    struct typesetter *t, struct typeset_style style, double width_pt, const char *text);

double typesetter_height(PangoLayout *paragraph);

/* A last line of one short word looks lost: narrower lines send it company. */
void typesetter_fill_last_line(PangoLayout *paragraph);

/* Large type: in the largest size, from that of style down to smallest_pt, that breaks no word in
 * two; its last line is filled. The caller's, to g_object_unref. */
PangoLayout *typesetter_display(struct typesetter *t, struct typeset_style style,
    double smallest_pt, double width_pt, const char *text);

#endif
