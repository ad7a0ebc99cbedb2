#include "app/export.h"
#include "app/tool_words.h"
#include "base/file.h"
#include "documents/bundle.h"

#include <stdio.h>
#include <string.h>

/* In place of what an earlier report left there; other files are left alone. */
static bool write_file(
    struct arena *a, const char *folder, const struct bundle_file *f, struct err *err)
{
    char *path = arena_printf(a, "%s/%s", folder, f->path);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    bool ok = file_make_folder(path, err);
    *slash = '/';
    return ok && file_replace(path, f->bytes, f->len, err);
}

static bool write_report(const struct tool_words *w, const struct published *published,
    const char *folder, struct err *err)
{
    struct bundle b;
    const struct bundle_plan plan = { .results = { published, w->content, w->language },
        .typesetter = w->typesetter,
        .deck = export_deck(w->arena, w->content, &published->meeting, NULL, 0) };
    if (!bundle_report(w->arena, &plan, &b, err))
        return false;
    for (int i = 0; i < b.file_count; i++)
        if (!write_file(w->arena, folder, &b.files[i], err))
            return false;
    printf("%s: %d files\n", folder, b.file_count);
    return true;
}

int tool_report(const struct tool_request *r)
{
    struct tool_words w;
    struct published published;
    struct err err = { 0 };
    int status = STATUS_FAILED;
    if (tool_words_open(&w, r, &status) && tool_published(r, w.arena, &published, &status)) {
        status = write_report(&w, &published, r->to, &err) ? STATUS_OK : STATUS_FAILED;
        if (status != STATUS_OK)
            fprintf(stderr, "goedwerk: no report in %s: %s\n", r->to, err.detail);
    }
    tool_words_close(&w);
    return status;
}
