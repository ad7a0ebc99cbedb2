#include "sheet.h"

#include "base/attributes.h"
#include <cairo/cairo.h>
#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHEET_WIDTH = 2400, GAP = 24, TITLE = 60, CAPTION = 34, WIDEST = 570, TALLEST = 620 };

static const char ending[] = ".png";

static int is_picture(const struct dirent *e)
{
    size_t len = strlen(e->d_name);
    return len > strlen(ending) && strcmp(e->d_name + len - strlen(ending), ending) == 0;
}

/* "deck" before "deck-2", which alphasort turns round for their endings. */
static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **sheet_names(struct arena *a, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, is_picture, alphasort);
    if (count < 0)
        return arena_alloc(a, sizeof(const char *)); /* the folder is not there */
    const char **names = arena_alloc(a, ((size_t)count + 1) * sizeof *names);
    for (int i = 0; i < count; i++) {
        names[i] =
            arena_strndup(a, entries[i]->d_name, strlen(entries[i]->d_name) - strlen(ending));
        free(entries[i]);
    }
    free(entries);
    qsort(names, (size_t)count, sizeof *names, by_name);
    return names;
}

/* Smaller where width is not enough. */
static void write_words(
    cairo_t *cr, double x, double y, double width, double size, const char *words)
{
    cairo_text_extents_t extents;
    cairo_select_font_face(cr, "Inter", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cr, size);
    cairo_text_extents(cr, words, &extents);
    if (extents.x_advance > width)
        cairo_set_font_size(cr, size * width / extents.x_advance);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_move_to(cr, x, y);
    cairo_show_text(cr, words);
}

static void draw_picture(cairo_t *cr, cairo_surface_t *picture, double x, double y, double scale)
{
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
    cairo_paint(cr);
    cairo_restore(cr);
}

static cairo_surface_t *load(struct arena *a, const char *folder, const char *name)
{
    const char *path = arena_printf(a, "%s/%s%s", folder, name, ending);
    cairo_surface_t *picture = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(picture) != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "demo: %s cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    return picture;
}

void sheet_make(struct arena *a, const char *folder, const char *title, const char *png_path)
{
    const char **names = sheet_names(a, folder);
    int count = 0;
    while (names[count] != NULL)
        count++;
    if (count == 0)
        return;
    cairo_surface_t *first = load(a, folder, names[0]);
    double w = cairo_image_surface_get_width(first), h = cairo_image_surface_get_height(first);
    cairo_surface_destroy(first);
    double scale = WIDEST / w < TALLEST / h ? WIDEST / w : TALLEST / h;
    int cell_w = (int)(w * scale), cell_h = (int)(h * scale);
    int columns = (SHEET_WIDTH - GAP) / (cell_w + GAP), rows = (count + columns - 1) / columns;

    /* The project's own font: a machine may have none. */
    (void)FcConfigAppFontAddDir(NULL, (const FcChar8 *)"assets/fonts");
    cairo_surface_t *sheet = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, SHEET_WIDTH, TITLE + rows * (cell_h + CAPTION + GAP) + GAP);
    cairo_t *cr = cairo_create(sheet);
    cairo_set_source_rgb(cr, 0.25, 0.25, 0.27);
    cairo_paint(cr);
    write_words(cr, GAP, TITLE - 18, SHEET_WIDTH - 2 * GAP, 30, title);
    for (int i = 0; i < count; i++) {
        cairo_surface_t *picture = load(a, folder, names[i]);
        double x = GAP + i % columns * (cell_w + GAP);
        double y = TITLE + i / columns * (cell_h + CAPTION + GAP);
        draw_picture(cr, picture, x, y, scale);
        write_words(cr, x, y + cell_h + CAPTION - 10, cell_w, 20, names[i]);
        cairo_surface_destroy(picture);
    }
    cairo_destroy(cr);
    if (cairo_surface_write_to_png(sheet, png_path) != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "demo: %s cannot be written\n", png_path);
        exit(EXIT_FAILURE);
    }
    cairo_surface_destroy(sheet);
}
