/* The make-believe printer: its sheets are files kaart-<n>.pdf in a folder. */
#include "base/attributes.h"
#include "base/file.h"
#include "platform/printer_side.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "map" /* the one printer that can be chosen */

struct printer_folder {
    struct printer base;
    char dir[PATH_MAX - 64]; /* leaves room for the names in it */
};

static const struct printer_side side;

static struct printer_folder *folder_of(struct printer *p)
{
    return (struct printer_folder *)p;
}

/* Gives the sheet the lowest number that is free; other printers may use the same folder. */
static bool drop(const struct printer_folder *f, const char *sheet, struct err *err)
{
    for (int n = 1; n < INT_MAX; n++) {
        char path[PATH_MAX];
        (void)snprintf(path, sizeof path, "%s/kaart-%d.pdf", f->dir, n);
        if (renameat2(AT_FDCWD, sheet, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
            return true;
        if (errno != EEXIST)
            break;
    }
    return err_set(err, ERR_PRINTER_GONE, "drop a card in %s: %s", f->dir, strerror(errno));
}

static bool print(struct printer *p, const void *pdf, size_t len, int sheets,
    const struct paper *paper, printer_progress *progress, void *ctx, struct err *err)
{
    (void)sheets, (void)paper;
    const struct printer_folder *f = folder_of(p);
    char sheet[PATH_MAX];
    (void)snprintf(sheet, sizeof sheet, "%s/.kaart-%ld", f->dir, (long)getpid());
    progress(ctx, PRINT_BUSY);
    struct err why = { .code = ERR_NONE };
    if (!file_replace(sheet, pdf, len, &why))
        return err_set(err, ERR_PRINTER_GONE, "%s", why.detail);
    if (drop(f, sheet, err))
        return true;
    (void)unlink(sheet);
    return false;
}

static bool writable(const char *dir)
{
    return faccessat(AT_FDCWD, dir, W_OK | X_OK, AT_EACCESS) == 0;
}

static enum printer_condition look(struct printer *p)
{
    return writable(folder_of(p)->dir) ? PRINTER_READY : PRINTER_GONE;
}

static void tell_where(struct printer *p, char text[PRINTER_TEXT_BYTES])
{
    (void)snprintf(text, PRINTER_TEXT_BYTES, "%.*s", PRINTER_TEXT_BYTES - 1, folder_of(p)->dir);
}

static bool list(
    struct printer *p, struct printer_found *found, int max, int *count, struct err *err)
{
    (void)err;
    *count = max > 0 ? 1 : 0;
    if (*count == 0)
        return true;
    found[0] = (struct printer_found){ .name = NAME, .is_default = true };
    tell_where(p, found[0].what);
    return true;
}

static bool use(struct printer *p, const char *name, struct err *err)
{
    (void)p;
    return name[0] == '\0' || strcmp(name, NAME) == 0 ||
           err_set(err, ERR_USAGE, "%s: cards go to a folder here", name);
}

static bool set_up(struct printer *p, const char *name, struct err *err)
{
    (void)p;
    return strcmp(name, NAME) == 0 || err_set(err, ERR_PRINTER_GONE, "there is no %s", name);
}

/* A folder takes any paper, and needs no ink. */
static const struct paper papers[] = {
    { .kind = PAPER_A6, .width = 10500, .length = 14800 },
    { .kind = PAPER_10X15, .width = 10160, .length = 15240 },
    { .kind = PAPER_A5, .width = 14800, .length = 21000 },
    { .kind = PAPER_ROLL_80, .width = 8000, .length = 20000 },
    { .kind = PAPER_A4, .width = 21000, .length = 29700 },
};

static bool info(struct printer *p, struct printer_info *out, struct err *err)
{
    out->condition = look(p);
    if (out->condition != PRINTER_READY)
        return err_set(err, ERR_PRINTER_GONE, "%s cannot be written", folder_of(p)->dir);
    tell_where(p, out->model);
    out->knows_loaded = true;
    out->loaded_count = (int)COUNT_OF(papers);
    memcpy(out->loaded, papers, sizeof papers);
    return true;
}

static bool resume(struct printer *p, struct err *err)
{
    (void)p, (void)err;
    return true;
}

static bool paper_of_folder(struct printer *p, int kind, struct paper *paper, struct err *err)
{
    (void)p;
    for (size_t i = 0; i < COUNT_OF(papers); i++)
        if (kind == PAPER_AUTOMATIC || (int)papers[i].kind == kind) {
            *paper = papers[i];
            return true;
        }
    return err_set(err, ERR_PAPER_SIZE, "no paper of kind %d", kind);
}

static void cancel(struct printer *p)
{
    (void)p; /* printing ends by itself, at once */
}

static void close_folder(struct printer *p)
{
    free(p);
}

static const struct printer_side side = {
    .close = close_folder,
    .look = look,
    .list = list,
    .set_up = set_up,
    .use = use,
    .info = info,
    .resume = resume,
    .paper = paper_of_folder,
    .print = print,
    .cancel = cancel,
};

struct printer *printer_open_folder(const char *dir, struct err *err)
{
    struct printer_folder *f = calloc(1, sizeof *f);
    if (f == NULL)
        abort();
    f->base.side = &side;
    if (strlen(dir) >= sizeof f->dir)
        err_set(err, ERR_FILE, "path too long: %s", dir);
    else if (file_make_folder(dir, err)) {
        memcpy(f->dir, dir, strlen(dir) + 1);
        if (writable(dir))
            return &f->base;
        err_set(err, file_err_code(errno), "write in %s: %s", dir, strerror(errno));
    }
    free(f);
    return NULL;
}
