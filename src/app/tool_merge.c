#include "app/tool.h"
#include "store/archive_read.h"
#include "store/merge.h"

#include <inttypes.h>
#include <stdio.h>

static int refuse(
    const struct tool_request *r, const struct merge_blame *blame, const struct err *err)
{
    const char *file = blame->file, *other = blame->other;
    fprintf(stderr, "goedwerk: %s%s%s%s%s\n", file == NULL ? "" : file,
        other == NULL ? "" : " and ", other == NULL ? "" : other, file == NULL ? "" : ": ",
        err->detail);
    fprintf(stderr, "goedwerk: nothing was written to %s\n", r->to);
    return err->code == ERR_USAGE ? STATUS_USAGE : STATUS_FAILED;
}

static void print_meeting(const struct archive_meeting *m)
{
    printf("%s: %d kiosk%s, %" PRIu64 " answers\n", m->meeting.code, m->kiosks,
        m->kiosks == 1 ? "" : "s", m->answers);
}

/* What is in the new archive, as it lies there. */
static bool print_merged(const char *path, struct err *err)
{
    struct arena *a = arena_new(), *scratch = arena_new();
    const struct archive_meeting *list;
    struct published p;
    int count = 0;
    struct archive *ar = archive_open(path, err);
    bool ok = ar != NULL && archive_meetings(ar, a, &list, &count, err);
    for (int i = 0; ok && i < count; i++) {
        print_meeting(&list[i]);
        ok = archive_published(ar, list[i].meeting.code, scratch, &p, err);
        if (ok)
            tool_print_versions(&p, "  ");
        arena_reset(scratch);
    }
    archive_close(ar);
    arena_free(scratch);
    arena_free(a);
    return ok;
}

int tool_merge(const struct tool_request *r)
{
    struct err err = { 0 };
    struct merge_blame blame;
    if (!merge_archives((const char *const *)r->files, r->file_count, r->to, &blame, &err))
        return refuse(r, &blame, &err);
    if (print_merged(r->to, &err))
        return STATUS_OK;
    fprintf(stderr, "goedwerk: %s: %s\n", r->to, err.detail);
    return STATUS_FAILED;
}
