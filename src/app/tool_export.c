#include "app/export.h"
#include "app/tool.h"
#include "platform/bundle_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_bundle(struct store *s, const struct meeting *m, const char *medium)
{
    struct err err = { 0 };
    struct bundle b;
    struct arena *a = arena_new();
    bool ok = export_bundle(s, m->id, "", a, &b, &err) && bundle_write(medium, &b, &err);
    if (ok)
        printf("%s/" MEDIUM_FOLDER "/%s/%s: %d files, read back and compared\n", medium, b.kiosk,
            b.folder, b.file_count);
    else
        fprintf(stderr, "goedwerk: nothing was written to %s: %s\n", medium, err.detail);
    arena_free(a);
    return ok ? STATUS_OK : STATUS_FAILED;
}

int tool_export(const struct tool_request *r)
{
    struct meeting m;
    int status = STATUS_FAILED;
    /* --to may be a link, whoever typed it chose it; below it none is followed. */
    char *medium = realpath(r->to, NULL);
    if (medium == NULL) {
        fprintf(stderr, "goedwerk: %s: %s; give the root of the stick with --to\n", r->to,
            strerror(errno));
        return status;
    }
    struct store *s = tool_open(r, &m, &status);
    if (s != NULL)
        status = write_bundle(s, &m, medium);
    store_close(s);
    free(medium);
    return status;
}
