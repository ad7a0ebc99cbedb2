/*
 * Are two pictures the same but for the edges of letters? alike A.ppm B.ppm|B.xwd
 * Prints how much of the glass differs. Status 1: too much, or not of the same size.
 *
 * Edges differ by a shade between versions of FreeType: a pixel counts as different when a channel
 * is off by more than SHADE, and so may at most PARTS of 1000.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHADE = 48, PARTS = 10 };

struct picture {
    int w, h;
    uint8_t *rgb;
};

static uint32_t big_endian(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* As Xvfb keeps its screen: a header of words, a table of colours, 32 bits a pixel, blue first. */
static bool read_xwd(struct picture *p, const uint8_t *file, size_t bytes)
{
    if (bytes < 100 || big_endian(file + 4) != 7 || big_endian(file + 44) != 32)
        return false;
    const uint32_t head = big_endian(file), line = big_endian(file + 48);
    const uint32_t colours = big_endian(file + 76);
    p->w = (int)big_endian(file + 16);
    p->h = (int)big_endian(file + 20);
    const size_t begin = head + (size_t)colours * 12;
    if (begin + (size_t)line * (size_t)p->h > bytes)
        return false;
    p->rgb = malloc((size_t)p->w * (size_t)p->h * 3);
    for (int y = 0; p->rgb != NULL && y < p->h; y++)
        for (int x = 0; x < p->w; x++) {
            const uint8_t *from = file + begin + (size_t)line * (size_t)y + (size_t)x * 4;
            uint8_t *to = p->rgb + ((size_t)y * (size_t)p->w + (size_t)x) * 3;
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
        }
    return p->rgb != NULL;
}

static bool read_ppm(struct picture *p, const uint8_t *file, size_t bytes)
{
    int begin = 0, most = 0;
    if (sscanf((const char *)file, "P6 %d %d %d%n", &p->w, &p->h, &most, &begin) != 3)
        return false;
    const size_t need = (size_t)p->w * (size_t)p->h * 3;
    if (most != 255 || (size_t)begin + 1 + need > bytes)
        return false;
    p->rgb = malloc(need);
    if (p->rgb != NULL)
        memcpy(p->rgb, file + begin + 1, need);
    return p->rgb != NULL;
}

static bool read_picture(struct picture *p, const char *path)
{
    static uint8_t file[64 << 20];
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        perror(path);
        return false;
    }
    const size_t bytes = fread(file, 1, sizeof(file) - 1, f);
    fclose(f);
    file[bytes] = '\0';
    if (memcmp(file, "P6", 2) == 0 ? read_ppm(p, file, bytes) : read_xwd(p, file, bytes))
        return true;
    fprintf(stderr, "%s: neither PPM nor XWD of 32 bits\n", path);
    return false;
}

int main(int argc, char **argv)
{
    struct picture a = { 0 }, b = { 0 };
    if (argc != 3 || !read_picture(&a, argv[1]) || !read_picture(&b, argv[2]))
        return EXIT_FAILURE;
    const size_t pixels = (size_t)a.w * (size_t)a.h;
    size_t different = 0;
    bool ok = a.w == b.w && a.h == b.h;
    if (ok) {
        for (size_t i = 0; i < pixels; i++)
            for (size_t c = 0; c < 3; c++)
                if (abs(a.rgb[i * 3 + c] - b.rgb[i * 3 + c]) > SHADE) {
                    different++;
                    break;
                }
        ok = different * 1000 <= pixels * PARTS;
        printf("%.2f %% of %dx%d differs\n", 100.0 * (double)different / (double)pixels, a.w, a.h);
    } else {
        printf("%dx%d is not %dx%d\n", a.w, a.h, b.w, b.h);
    }
    free(a.rgb);
    free(b.rgb);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
