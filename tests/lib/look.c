#include "look.h"

#include "letters.h"
#include "ui/width_cache.h"

#include <assert.h>
#include <stdlib.h>

enum { WIDTHS = 1 << 14 };

struct look *look_new(void)
{
    struct look *l = calloc(1, sizeof *l);
    assert(l != NULL);
    l->arena = arena_new();
    l->widths = width_cache_new(letters_measure(), WIDTHS);
    return l;
}

void look_free(struct look *l)
{
    width_cache_free(l->widths);
    arena_free(l->arena);
    free(l);
}

void look_at(struct look *l, const struct model *m, const struct panel *p)
{
    struct theme theme =
        theme_make(p->width, p->height, p->px_per_mm, m->visit.large_text, m->visit.high_contrast);
    struct ui ui = { .arena = l->arena,
        .theme = &theme,
        .measure = width_cache_measure(l->widths),
        .draw = &l->draw,
        .controls = &l->controls };

    arena_reset(l->arena);
    ui_begin(&ui, p->width, p->height);
    screens_view(m, &ui);
    ui_end(&ui);
}
