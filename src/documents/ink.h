/* What every paper is drawn with: black, the colours of the E's, icons, lines. Points, from the top
 * left of the page. Inside documents/ only. */
#ifndef DOCUMENTS_INK_H
#define DOCUMENTS_INK_H

#include "core/content.h"
#include "core/icon.h"
#include <cairo.h>
#include <pango/pango.h>

struct ink {
    double red, green, blue;
};

/* All text is black: of grey, a black-and-white printer makes dots. */
extern const struct ink ink_black;
extern const struct ink ink_of_element[ELEMENT_COUNT];
extern const struct ink ink_choice; /* of the bar of a choice */

void ink_dip(cairo_t *canvas, struct ink ink);
void ink_paragraph(cairo_t *canvas, PangoLayout *paragraph, double x, double y, struct ink ink);
void ink_icon(cairo_t *canvas, enum icon icon, double x, double y, double side, struct ink ink);

/* A black line from (x, y) to the right. */
void ink_rule(cairo_t *canvas, double x, double y, double width, double thickness);

#endif
