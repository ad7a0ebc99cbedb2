#include "app/export.h"
#include "app/tool_words.h"
#include "platform/bundle_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_bundle(
    const struct tool_words *w, struct store *s, const struct meeting *m, const char *medium)
{
    struct err err = { 0 };
    struct bundle b;
    struct bundle_plan plan;
    const struct export_desk desk = { s, w->content, w->language, "" };
    bool ok = export_plan(&desk, m->id, w->arena, &plan, &err);
    plan.typesetter = w->typesetter;
    ok = ok && bundle_make(w->arena, &plan, &b, &err) && bundle_write(medium, &b, NULL, &err);
    if (ok)
        printf("%s/" MEDIUM_FOLDER "/%s/%s: %d files, read back and compared\n", medium, b.kiosk,
            b.folder, b.file_count);
    else
        fprintf(stderr, "goedwerk: nothing was written to %s: %s\n", medium, err.detail);
    return ok ? STATUS_OK : STATUS_FAILED;
}

int tool_export(const struct tool_request *r)
{
    struct tool_words w;
    struct store *s = NULL;
    struct meeting m;
    int status = STATUS_FAILED;
    /* --to may be a link, whoever typed it chose it; below it none is followed. */
    char *medium = realpath(r->to, NULL);
    if (medium == NULL) {
        fprintf(stderr, "goedwerk: %s: %s; give the root of the stick with --to\n", r->to,
            strerror(errno));
        return status;
    }
    if (tool_words_open(&w, r, &status) && (s = tool_open(r, &m, &status)) != NULL)
        status = write_bundle(&w, s, &m, medium);
    store_close(s);
    tool_words_close(&w);
    free(medium);
    return status;
}
