#include "documents/ink.h"

#include <pango/pangocairo.h>
#include <string.h>

const struct ink ink_black = { 0, 0, 0 };
const struct ink ink_of_element[ELEMENT_COUNT] = {
    [ELEMENT_EXCELLENCE] = { 0x0b / 255.0, 0x63 / 255.0, 0xa5 / 255.0 },
    [ELEMENT_ETHICS] = { 0xb8 / 255.0, 0x46 / 255.0, 0x1b / 255.0 },
    [ELEMENT_ENGAGEMENT] = { 0x0b / 255.0, 0x76 / 255.0, 0x60 / 255.0 },
};

const struct ink ink_choice = { 0xc9 / 255.0, 0xbf / 255.0, 0xae / 255.0 };

void ink_dip(cairo_t *canvas, struct ink ink)
{
    cairo_set_source_rgb(canvas, ink.red, ink.green, ink.blue);
}

void ink_paragraph(cairo_t *canvas, PangoLayout *paragraph, double x, double y, struct ink ink)
{
    ink_dip(canvas, ink);
    cairo_move_to(canvas, x, y);
    pango_cairo_show_layout(canvas, paragraph);
}

static const char *const icon_names[ICON_COUNT] = {
#define X(name, file) #file,
    ICONS(X)
#undef X
};

void ink_icon(cairo_t *canvas, enum icon icon, double x, double y, double side, struct ink ink)
{
    cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A8, ICON_SIDE, ICON_SIDE);
    int stride = cairo_image_surface_get_stride(mask);
    unsigned char *pixels = cairo_image_surface_get_data(mask);
    for (int row = 0; row < ICON_SIDE; row++)
        memcpy(pixels + row * stride, icon_mask(icon) + row * ICON_SIDE, ICON_SIDE);
    cairo_surface_mark_dirty(mask);
    /* A PDF keeps one copy of the pictures that have one name. */
    cairo_surface_set_mime_data(mask, CAIRO_MIME_TYPE_UNIQUE_ID,
        (const unsigned char *)icon_names[icon], strlen(icon_names[icon]), NULL, NULL);

    cairo_save(canvas);
    ink_dip(canvas, ink);
    cairo_translate(canvas, x, y);
    cairo_scale(canvas, side / ICON_SIDE, side / ICON_SIDE);
    cairo_mask_surface(canvas, mask, 0, 0);
    cairo_restore(canvas);
    cairo_surface_destroy(mask);
}

void ink_rule(cairo_t *canvas, double x, double y, double width, double thickness)
{
    ink_dip(canvas, ink_black);
    cairo_set_line_width(canvas, thickness);
    cairo_move_to(canvas, x, y);
    cairo_line_to(canvas, x + width, y);
    cairo_stroke(canvas);
}
