#include "documents/pdf.h"

#include <cairo-pdf.h>
#include <glib.h>
#include <string.h>

struct pdf {
    cairo_surface_t *surface;
    cairo_t *canvas;
    GByteArray *bytes;
};

static cairo_status_t collect(void *bytes, const unsigned char *data, unsigned int len)
{
    g_byte_array_append(bytes, data, len);
    return CAIRO_STATUS_SUCCESS;
}

struct pdf *pdf_begin(double width_pt, double height_pt)
{
    struct pdf *p = g_new0(struct pdf, 1);
    p->bytes = g_byte_array_new();
    p->surface = cairo_pdf_surface_create_for_stream(collect, p->bytes, width_pt, height_pt);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, "Goed Werk");
    cairo_pdf_surface_set_metadata(
        p->surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    p->canvas = cairo_create(p->surface);
    return p;
}

cairo_t *pdf_canvas(struct pdf *p)
{
    return p->canvas;
}

bool pdf_end(struct pdf *p, struct arena *a, struct document *out, struct err *err)
{
    cairo_surface_finish(p->surface);
    cairo_status_t status = cairo_status(p->canvas);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(p->surface);
    bool ok = status == CAIRO_STATUS_SUCCESS;
    if (ok) {
        void *copy = arena_alloc(a, p->bytes->len);
        memcpy(copy, p->bytes->data, p->bytes->len);
        *out = (struct document){ .bytes = copy, .len = p->bytes->len };
    } else {
        err_set(err, ERR_INTERNAL, "PDF: %s", cairo_status_to_string(status));
    }
    cairo_destroy(p->canvas);
    cairo_surface_destroy(p->surface);
    g_byte_array_unref(p->bytes);
    g_free(p);
    return ok;
}
