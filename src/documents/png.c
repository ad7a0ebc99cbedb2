#include "documents/png.h"

#include <glib.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLOUR_MAX = 256,
    SHADES = 1 << 15 /* five bits a channel: finer no eye sees in a letter's edge */
};

struct palette {
    int index[SHADES]; /* of a shade, plus 1; 0: not met yet */
    guint32 colours[COLOUR_MAX];
    int count;
};

static int distance(guint32 one, guint32 other)
{
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8)
        sum += abs((int)(one >> shift & 255) - (int)(other >> shift & 255));
    return sum;
}

/* Where all colours are taken, the nearest one serves. */
static int nearest(const struct palette *p, guint32 colour)
{
    int best = 0;
    for (int i = 1; i < p->count; i++)
        if (distance(p->colours[i], colour) < distance(p->colours[best], colour))
            best = i;
    return best;
}

/* The first colour met of a shade stands for all of it. */
static png_byte index_of(struct palette *p, guint32 colour)
{
    guint32 shade = (colour >> 9 & 0x7c00) | (colour >> 6 & 0x3e0) | (colour >> 3 & 0x1f);
    if (p->index[shade] == 0 && p->count < COLOUR_MAX) {
        p->colours[p->count++] = colour;
        p->index[shade] = p->count;
    } else if (p->index[shade] == 0) {
        p->index[shade] = 1 + nearest(p, colour);
    }
    return (png_byte)(p->index[shade] - 1);
}

static void reduce(const struct drawing *d, png_byte *pixels, struct palette *palette)
{
    for (int y = 0; y < d->height; y++) {
        const unsigned char *row = d->pixels + (ptrdiff_t)y * d->stride;
        for (int x = 0; x < d->width; x++) {
            guint32 colour;
            memcpy(&colour, row + (size_t)x * sizeof colour, sizeof colour);
            *pixels++ = index_of(palette, colour & 0xffffff);
        }
    }
}

bool png_encode(
    const struct drawing *drawing, struct arena *a, struct document *out, struct err *err)
{
    png_image image = { .version = PNG_IMAGE_VERSION,
        .width = (png_uint_32)drawing->width,
        .height = (png_uint_32)drawing->height,
        .format = PNG_FORMAT_RGB_COLORMAP };
    struct palette *palette = g_new0(struct palette, 1);
    png_byte *pixels = g_malloc((size_t)drawing->width * (size_t)drawing->height);
    png_byte colours[3 * COLOUR_MAX];

    reduce(drawing, pixels, palette);
    for (int i = 0; i < palette->count; i++)
        for (int channel = 0; channel < 3; channel++)
            colours[3 * i + channel] = (png_byte)(palette->colours[i] >> (16 - 8 * channel));
    image.colormap_entries = (png_uint_32)palette->count;

    png_alloc_size_t len = PNG_IMAGE_PNG_SIZE_MAX(image);
    void *bytes = g_malloc(len);
    bool ok = png_image_write_to_memory(&image, bytes, &len, 0, pixels, 0, colours) != 0 ||
              err_set(err, ERR_INTERNAL, "picture: %s", image.message);
    if (ok) {
        void *copy = arena_alloc(a, len);
        memcpy(copy, bytes, len);
        *out = (struct document){ .bytes = copy, .len = len };
    }
    png_image_free(&image);
    g_free(bytes);
    g_free(pixels);
    g_free(palette);
    return ok;
}
