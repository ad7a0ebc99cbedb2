#include "app/tool.h"
#include "content/load.h"

#include <stdio.h>

static void print_fault(const struct fault *f)
{
    if (f->line > 0)
        printf("%s:%d: %s (%s)\n", f->file, f->line, f->what, f->mend);
    else
        printf("%s: %s (%s)\n", f->file, f->what, f->mend);
}

int tool_check(const struct tool_request *r)
{
    struct places p;
    struct arena *a = arena_new();
    struct faults faults = { .arena = a };
    places_find_shipped(&p, a);
    const struct content *c = content_load(a, r->dir, p.content, &faults);
    for (int i = 0; i < faults.count; i++)
        print_fault(&faults.list[i]);
    if (c != NULL)
        printf("%s: no faults in %d cards, %d decks, %d vocabularies and %d languages\n", r->dir,
            c->card_count, c->deck_count, c->vocabulary_count, c->language_count);
    else
        printf("%s: %d fault%s\n", r->dir, faults.count, faults.count == 1 ? "" : "s");
    arena_free(a);
    return c != NULL ? STATUS_OK : STATUS_FAILED;
}
