/*
 * Build tool: turns drawings, rendered to PNG, into one C file with the coverage mask of each
 * (src/core/icon.h). Usage: bake excellence.png ethics.png … >icons.c
 */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void bake(const char *path)
{
    cairo_surface_t *png = cairo_image_surface_create_from_png(path);
    int w = cairo_image_surface_get_width(png), h = cairo_image_surface_get_height(png);
    if (cairo_surface_status(png) != CAIRO_STATUS_SUCCESS || w != h || w <= 0) {
        fprintf(stderr, "bake: %s: not a square PNG\n", path);
        exit(1);
    }
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    const unsigned char *pixels = cairo_image_surface_get_data(png);
    int stride = cairo_image_surface_get_stride(png);

    printf("static const uint8_t %.*s[ICON_SIDE * ICON_SIDE] = {", (int)strcspn(name, "."), name);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            unsigned int argb;
            memcpy(&argb, pixels + y * stride + x * 4, sizeof argb);
            printf("%s%u,", x % 32 == 0 ? "\n" : "", argb >> 24);
        }
    }
    printf("};\n");
    cairo_surface_destroy(png);
}

int main(int argc, char **argv)
{
    printf("/* Made by assets/icons/bake.c. */\n#include \"core/icon.h\"\n\n");
    for (int i = 1; i < argc; i++)
        bake(argv[i]);
    printf("const uint8_t *icon_mask(enum icon icon)\n{\n"
           "    static const uint8_t *const masks[ICON_COUNT] = {\n"
           "#define X(name, file) file,\n        ICONS(X)\n#undef X\n    };\n"
           "    return masks[icon];\n}\n");
    return 0;
}
