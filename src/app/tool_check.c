#include "app/tool.h"
#include "content/load.h"
#include "platform/fonts.h"
#include "screens/fits.h"
#include <stdio.h>
#include <string.h>

static void print_fault(const struct fault *f)
{
    if (f->line > 0)
        printf("%s:%d: %s (%s)\n", f->file, f->line, f->what, f->mend);
    else
        printf("%s: %s (%s)\n", f->file, f->what, f->mend);
}

/* Where it is said that something does not fit: one line a card and panel is enough to mend it. */
struct misfits {
    char last[160];
};

static void print_misfit(void *ctx, const struct fits_fault *f)
{
    struct misfits *m = ctx;
    char line[sizeof m->last];
    (void)snprintf(line, sizeof line, "%s%s.%s: does not fit %s%s", f->card == NULL ? "" : "cards/",
        f->card == NULL ? "phrases" : f->card, f->language, f->panel->name,
        f->large_text ? " with A+" : "");
    if (strcmp(line, m->last) == 0)
        return;
    memcpy(m->last, line, sizeof line);
    printf("%s: %s (make the text shorter)\n", line, f->what);
}

/* Every card on every reference panel, set in the real fonts. */
static bool check_fits(const struct content *c, const struct places *p)
{
    struct err err;
    struct misfits misfits = { 0 };
    struct fonts *fonts = p->fonts == NULL ? NULL : fonts_open(p->fonts, &err);
    if (fonts == NULL) {
        fprintf(stderr, "goedwerk: cannot prove that texts fit: %s\n",
            p->fonts == NULL ? "no fonts found" : err.detail);
        return false;
    }
    int faults = fits_content(c, fonts_measure(fonts), print_misfit, &misfits);
    fonts_close(fonts);
    return faults == 0;
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
    bool ok = c != NULL && check_fits(c, &p);
    if (ok)
        printf("%s: no faults in %d cards, %d decks, %d vocabularies and %d languages\n", r->dir,
            c->card_count, c->deck_count, c->vocabulary_count, c->language_count);
    else if (c == NULL)
        printf("%s: %d fault%s\n", r->dir, faults.count, faults.count == 1 ? "" : "s");
    arena_free(a);
    return ok ? STATUS_OK : STATUS_FAILED;
}
