#include "app/tool_desk.h"

#include "app/startup.h"

#include <stdio.h>

static bool refuse(const char *what, const char *why, int with, int *status)
{
    fprintf(stderr, "goedwerk: %s%s\n", what, why);
    *status = with;
    return false;
}

static bool open_content(
    struct tool_desk *d, const struct tool_request *r, const struct places *p, int *status)
{
    const struct options o = { .content = r->content };
    bool trouble;
    d->export.content = startup_content(d->arena, &o, p, false, &trouble);
    if (d->export.content == NULL || (trouble && r->content != NULL))
        return refuse(r->content != NULL ? r->content : "content",
            ": cannot be used; see goedwerk check", STATUS_FAILED, status);
    d->export.language = r->lang == NULL ? 0 : content_language(d->export.content, r->lang);
    if (d->export.language < 0)
        return refuse(r->lang, ": this content does not have that language", STATUS_USAGE, status);
    return true;
}

bool tool_desk_open(struct tool_desk *d, const struct tool_request *r, int *status)
{
    struct err err = { 0 };
    struct places p;
    *d = (struct tool_desk){ .arena = arena_new(), .export = { .kiosk_label = "" } };
    places_find_shipped(&p, d->arena);
    if (p.fonts == NULL)
        return refuse(
            "content and fonts are not where they were installed", "", STATUS_FAILED, status);
    if (!places_find_data(&p, d->arena, r->data, &err))
        return refuse(err.detail, "", STATUS_USAGE, status);
    if (!open_content(d, r, &p, status))
        return false;
    d->export.typesetter = typesetter_open(p.fonts, &err);
    if (d->export.typesetter == NULL)
        return refuse(err.detail, "", STATUS_FAILED, status);
    d->export.store = tool_open(r, &d->meeting, status);
    return d->export.store != NULL;
}

void tool_desk_close(struct tool_desk *d)
{
    store_close(d->export.store);
    typesetter_close(d->export.typesetter);
    arena_free(d->arena);
}
