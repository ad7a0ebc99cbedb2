#include "glass.h"

#include <X11/Xutil.h>
#include <cairo/cairo.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>

void glass_pixels(struct glass *g, struct rect r, uint32_t *pixels)
{
    XImage *image = XGetImage(g->x, DefaultRootWindow(g->x), r.x, r.y, (unsigned int)r.w,
        (unsigned int)r.h, AllPlanes, ZPixmap);
    assert_non_null(image);
    for (int y = 0; y < r.h; y++)
        for (int x = 0; x < r.w; x++)
            pixels[y * r.w + x] = (uint32_t)XGetPixel(image, x, y) & 0xffffff;
    XDestroyImage(image);
}

uint32_t glass_pixel(struct glass *g, int x, int y)
{
    uint32_t pixel;
    glass_pixels(g, (struct rect){ x, y, 1, 1 }, &pixel);
    return pixel;
}

void glass_picture(struct glass *g, const char *png_path)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, g->width, g->height);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    assert_int_equal(cairo_image_surface_get_stride(surface), g->width * 4);
    glass_pixels(g, (struct rect){ 0, 0, g->width, g->height },
        (uint32_t *)(void *)cairo_image_surface_get_data(surface));
    cairo_surface_mark_dirty(surface);
    assert_int_equal(cairo_surface_write_to_png(surface, png_path), CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
}
