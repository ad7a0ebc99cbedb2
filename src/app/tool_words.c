#include "app/tool_words.h"

#include "app/startup.h"

#include <stdio.h>

static bool refuse(const char *what, const char *why, int with, int *status)
{
    fprintf(stderr, "goedwerk: %s%s\n", what, why);
    *status = with;
    return false;
}

static bool open_content(
    struct tool_words *w, const struct tool_request *r, const struct places *p, int *status)
{
    const struct options o = { .content = r->content };
    bool trouble;
    w->content = startup_content(w->arena, &o, p, false, &trouble);
    if (w->content == NULL || (trouble && r->content != NULL))
        return refuse(r->content != NULL ? r->content : "the cards",
            ": cannot be used; see goedwerk check", STATUS_FAILED, status);
    w->language = r->lang == NULL ? 0 : content_language(w->content, r->lang);
    return w->language >= 0 ||
           refuse(r->lang, ": the cards are not in that language", STATUS_USAGE, status);
}

bool tool_words_open(struct tool_words *w, const struct tool_request *r, int *status)
{
    struct err err = { 0 };
    struct places p;
    *w = (struct tool_words){ .arena = arena_new() };
    places_find_shipped(&p, w->arena);
    if (p.fonts == NULL)
        return refuse(
            "content and fonts", " are not where they were installed", STATUS_FAILED, status);
    if (!places_find_data(&p, w->arena, r->data, &err))
        return refuse(err.detail, "", STATUS_USAGE, status);
    if (!open_content(w, r, &p, status))
        return false;
    w->typesetter = typesetter_open(p.fonts, &err);
    return w->typesetter != NULL || refuse(err.detail, "", STATUS_FAILED, status);
}

void tool_words_close(struct tool_words *w)
{
    typesetter_close(w->typesetter);
    arena_free(w->arena);
}
