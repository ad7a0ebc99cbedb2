#include "app/stage.h"

#include "base/arena.h"
#include "screens/plenary.h"
#include "ui/width_cache.h"
#include <stdlib.h>

enum { WIDTHS = 1024 };

struct stage {
    struct display *display;
    struct arena *frame;
    struct width_cache *widths;
    struct draw_list draw;
    struct controls controls; /* what is said of the picture; nothing on it is touched */
    uint64_t painted; /* hash of the picture in the window; 0: none */
};

struct stage *stage_new(struct display *display)
{
    struct stage *s = calloc(1, sizeof *s);
    if (s == NULL)
        abort();
    s->display = display;
    s->frame = arena_new();
    s->widths = width_cache_new(display_measure(display), WIDTHS);
    return s;
}

void stage_free(struct stage *s)
{
    if (s == NULL)
        return;
    width_cache_free(s->widths);
    arena_free(s->frame);
    free(s);
}

void stage_forget(struct stage *s)
{
    s->painted = 0;
}

static void view(struct stage *s, const struct model *m, const struct geometry *g)
{
    struct theme theme = theme_make_hall(g->width, g->height, 1, false);
    struct ui ui = { .arena = s->frame,
        .theme = &theme,
        .measure = width_cache_measure(s->widths),
        .draw = &s->draw,
        .controls = &s->controls };

    arena_reset(s->frame);
    ui_begin(&ui, g->width, g->height);
    plenary_view(m, &ui);
    ui_end(&ui);
}

void stage_refresh(struct stage *s, const struct model *m)
{
    struct geometry g;
    if (!m->plenary.on || !m->machine.second_display || !display_open_hall(s->display, &g)) {
        display_close_hall(s->display);
        s->painted = 0;
        return;
    }
    view(s, m, &g);
    uint64_t picture = draw_hash(&s->draw);
    if (picture == s->painted)
        return;
    display_paint_hall(s->display, &s->draw);
    s->painted = picture;
}
