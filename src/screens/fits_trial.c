#include "screens/fits_trial.h"

#include "screens/screen.h"

enum { PAGES_MAX = 40 };

static void fault(struct trial *t, const char *what)
{
    const struct card *card = model_card(&t->model);
    t->faults++;
    t->report(t->ctx, &(struct fits_fault){
                          .card = card == NULL ? NULL : card->key,
                          .language = model_language(&t->model)->code,
                          .screen = t->model.idle_warning ? "idle" : screen_name(t->model.screen),
                          .panel = t->panel,
                          .large_text = t->model.visit.large_text,
                          .what = what,
                      });
}

static void try_controls(struct trial *t, const struct theme *theme)
{
    const struct rect glass = { 0, 0, t->panel->width, t->panel->height };
    const struct controls *c = &t->controls;

    for (int i = 0; i < c->count; i++) {
        const struct control *a = &c->list[i];
        if (!rect_inside(a->rect, glass))
            fault(t, arena_printf(t->arena, "%s reaches beyond the glass", a->id));
        if (a->role != ROLE_BUTTON)
            continue;
        if (a->rect.w < theme->target || a->rect.h < theme->target)
            fault(t, arena_printf(t->arena, "%s is %d x %d px, a finger needs %d", a->id, a->rect.w,
                         a->rect.h, theme->target));
        for (int j = i + 1; j < c->count; j++)
            if (c->list[j].role == ROLE_BUTTON && rect_overlap(a->rect, c->list[j].rect))
                fault(t, arena_printf(t->arena, "%s lies under %s", a->id, c->list[j].id));
    }
}

void fits_view(struct trial *t)
{
    const struct visit *v = &t->model.visit;
    struct theme theme = theme_make(
        t->panel->width, t->panel->height, t->panel->px_per_mm, v->large_text, v->high_contrast);
    struct ui ui = { .arena = t->arena,
        .theme = &theme,
        .measure = t->measure,
        .draw = &t->draw,
        .controls = &t->controls };

    arena_reset(t->arena);
    ui_begin(&ui, t->panel->width, t->panel->height);
    screens_view(&t->model, &ui);
    ui_end(&ui);
    if (ui.misfit != NULL)
        fault(t, arena_printf(t->arena, "%s does not fit", ui.misfit));
    try_controls(t, &theme);
}

void fits_pages(struct trial *t, const char *more, int *page)
{
    for (*page = 0; *page < PAGES_MAX;) {
        fits_view(t);
        int item = controls_find(&t->controls, more);
        int next = item < 0 ? 0 : t->controls.list[item].send.arg;
        if (next <= *page || next == STORY_QUESTION)
            break;
        *page = next;
    }
    *page = 0;
}
