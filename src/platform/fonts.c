#include "platform/fonts_sdl.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two or three pictures' worth; a TTF_Font holds its glyphs and its own copy of the font's tables. */
enum { SIZED_MAX = 12, PX_TO_TRY = 16 };

struct face {
    void *bytes; /* the font's file, mapped: all its sizes share it, and opening one cannot fail */
    size_t len;
};

struct sized {
    TTF_Font *ttf; /* NULL: this place is free */
    enum font font;
    int px;
    uint64_t used;
};

struct fonts {
    struct face faces[FONT_COUNT];
    struct sized sized[SIZED_MAX];
    uint64_t uses;
    char *slice; /* SDL_ttf measures closed strings only */
    size_t slice_size;
};

static const char *const files[FONT_COUNT] = {
    [FONT_TEXT] = "Inter-Regular.otf",
    [FONT_STRONG] = "Inter-SemiBold.otf",
    [FONT_EMPHASIS] = "Inter-Italic.otf",
    [FONT_TITLE] = "Vollkorn-Bold.ttf",
    [FONT_QUOTE] = "Vollkorn-Medium.ttf",
};

static bool map_face(struct face *face, const char *dir, const char *file, struct err *err)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s/%s", dir, file) >= (int)sizeof path)
        return err_set(err, ERR_FILE, "path too long: %s/%s", dir, file);

    bool ok = false;
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0) {
        err_set(err, ERR_FILE, "font %s: %s", path, strerror(errno));
        goto out;
    }
    if (!S_ISREG(st.st_mode) || st.st_size <= 0 || st.st_size > INT_MAX) {
        err_set(err, ERR_FILE, "font %s is not a file of use", path);
        goto out;
    }
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) {
        err_set(err, ERR_FILE, "font %s: %s", path, strerror(errno));
        goto out;
    }
    *face = (struct face){ bytes, (size_t)st.st_size };
    ok = true;
out:
    if (fd >= 0)
        close(fd);
    return ok;
}

static TTF_Font *open_sized(const struct face *face, int px)
{
    /* At SDL_ttf's 72 dpi a point is a pixel. */
    TTF_Font *ttf = TTF_OpenFontRW(SDL_RWFromConstMem(face->bytes, (int)face->len), 1, px);
    if (ttf != NULL) {
        /* Not ..._SUBPIXEL: it draws every glyph anew for its place, 15 times the work (0.33 ms a
         * line against 0.02), for a difference that these sizes do not show. */
        TTF_SetFontHinting(ttf, TTF_HINTING_LIGHT);
        TTF_SetFontKerning(ttf, 1);
    }
    return ttf;
}

struct fonts *fonts_open(const char *dir, struct err *err)
{
    if (TTF_Init() < 0) {
        err_set(err, ERR_INTERNAL, "SDL_ttf: %s", TTF_GetError());
        return NULL;
    }
    struct fonts *f = calloc(1, sizeof *f);
    if (f == NULL)
        abort();
    for (int i = 0; i < FONT_COUNT; i++) {
        if (!map_face(&f->faces[i], dir, files[i], err))
            goto fail;
        TTF_Font *trial = open_sized(&f->faces[i], PX_TO_TRY);
        if (trial == NULL) {
            err_set(err, ERR_FILE, "font %s/%s: %s", dir, files[i], TTF_GetError());
            goto fail;
        }
        TTF_CloseFont(trial);
    }
    return f;
fail:
    fonts_close(f);
    return NULL;
}

void fonts_close(struct fonts *f)
{
    if (f == NULL)
        return;
    for (int i = 0; i < SIZED_MAX; i++)
        if (f->sized[i].ttf != NULL)
            TTF_CloseFont(f->sized[i].ttf);
    for (int i = 0; i < FONT_COUNT; i++)
        if (f->faces[i].bytes != NULL)
            (void)munmap(f->faces[i].bytes, f->faces[i].len);
    free(f->slice);
    free(f);
    TTF_Quit();
}

static TTF_Font *sized_font(struct fonts *f, enum font font, int px)
{
    assert(font < FONT_COUNT && px > 0);
    struct sized *oldest = &f->sized[0];
    for (struct sized *s = f->sized; s < f->sized + SIZED_MAX; s++) {
        if (s->ttf != NULL && s->font == font && s->px == px) {
            s->used = ++f->uses;
            return s->ttf;
        }
        if (s->used < oldest->used)
            oldest = s;
    }
    if (oldest->ttf != NULL)
        TTF_CloseFont(oldest->ttf);
    *oldest = (struct sized){ open_sized(&f->faces[font], px), font, px, ++f->uses };
    if (oldest->ttf == NULL)
        abort(); /* it opened at start, from the same bytes: out of memory */
    return oldest->ttf;
}

static int width(void *ctx, enum font font, int px, const char *text, size_t len)
{
    struct fonts *f = ctx;
    if (len >= f->slice_size) {
        f->slice_size = len + 256;
        f->slice = realloc(f->slice, f->slice_size);
        if (f->slice == NULL)
            abort();
    }
    memcpy(f->slice, text, len);
    f->slice[len] = '\0';
    int w = 0;
    (void)TTF_SizeUTF8(sized_font(f, font, px), f->slice, &w, NULL);
    return w;
}

struct measure fonts_measure(struct fonts *f)
{
    return (struct measure){ .ctx = f, .width = width };
}

SDL_Surface *fonts_render(
    struct fonts *f, enum font font, int px, const char *text, struct colour colour)
{
    return TTF_RenderUTF8_Blended(sized_font(f, font, px), text,
        (SDL_Color){ .r = colour.r, .g = colour.g, .b = colour.b, .a = 255 });
}

int fonts_ascent(struct fonts *f, enum font font, int px)
{
    return TTF_FontAscent(sized_font(f, font, px));
}
