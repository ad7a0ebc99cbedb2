#include "app/tool_desk.h"
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

static bool write_report(
    struct arena *a, const struct tool_desk *d, const char *folder, struct err *err)
{
    struct bundle b;
    struct bundle_plan plan = { .typesetter = d->export.typesetter };
    if (!export_results(&d->export, d->meeting.id, a, &plan.results, err) ||
        !bundle_report(a, &plan, &b, err))
        return false;
    for (int i = 0; i < b.file_count; i++)
        if (!write_file(a, folder, &b.files[i], err))
            return false;
    printf("%s: %d files\n", folder, b.file_count);
    return true;
}

int tool_report(const struct tool_request *r)
{
    struct tool_desk d;
    struct err err = { 0 };
    int status = STATUS_FAILED;
    if (tool_desk_open(&d, r, &status)) {
        status = write_report(d.arena, &d, r->to, &err) ? STATUS_OK : STATUS_FAILED;
        if (status != STATUS_OK)
            fprintf(stderr, "goedwerk: no report in %s: %s\n", r->to, err.detail);
    }
    tool_desk_close(&d);
    return status;
}
