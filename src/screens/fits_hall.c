#include "screens/fits.h"

#include "screens/plenary.h"
#include "ui/width_cache.h"
#include <stdlib.h>

/* Beamers and televisions, and the kiosk's own glass with its strip of controls left out. */
static const struct panel halls[] = {
    { "1280x720 in a hall", 1280, 720, 0 },
    { "1920x1080 in a hall", 1920, 1080, 0 },
    { "1024x768 in a hall", 1024, 768, 0 },
    { "800x480 in a hall", 800, 480, 0 },
    { "720x1280 in a hall", 720, 1280, 0 },
};

enum { WIDTHS = 1 << 16 };

/* One picture being tried. */
struct trial {
    struct model model;
    struct measure measure;
    struct arena *arena;
    struct draw_list draw;
    struct controls controls;
    fits_report *report;
    void *ctx;
    int faults;
};

static void try_picture(struct trial *t, const struct panel *hall)
{
    struct theme theme = theme_make_hall(hall->width, hall->height, 1, false);
    struct ui ui = { .arena = t->arena,
        .theme = &theme,
        .measure = t->measure,
        .draw = &t->draw,
        .controls = &t->controls };
    arena_reset(t->arena);
    ui_begin(&ui, hall->width, hall->height);
    plenary_view(&t->model, &ui);
    ui_end(&ui);
    if (ui.misfit == NULL)
        return;
    t->faults++;
    t->report(t->ctx, &(struct fits_fault){
                          .card = t->model.deck->cards[t->model.plenary.card]->key,
                          .language = t->model.content->languages[t->model.plenary.language].code,
                          .screen = "plenary",
                          .panel = hall,
                          .what = arena_printf(t->arena, "%s does not fit", ui.misfit),
                      });
}

/* Nothing yet, "12 van de 19", "100%", and before and after with either. */
static void try_card(struct trial *t, const struct panel *hall)
{
    static const uint32_t totals[] = { 0, TALLY_PERCENT_FROM - 1, 1000 };
    struct plenary *p = &t->model.plenary;
    for (size_t i = 0; i < COUNT_OF(totals); i++) {
        uint32_t n = totals[i];
        t->model.machine.published[p->card] =
            (struct tally){ .total = n, .element = { n }, .choice = { n } };
        p->hands[CHOICE_B] = 0;
        try_picture(t, hall);
        p->hands[CHOICE_B] = n > 0 ? n - 1 : 1;
        try_picture(t, hall);
    }
    p->hidden = true;
    try_picture(t, hall);
    p->hidden = false;
}

static void try_deck(struct trial *t, const struct content *c, const struct deck *deck)
{
    for (int language = 0; language < c->language_count; language++)
        for (size_t i = 0; i < COUNT_OF(halls); i++) {
            t->model = model_new(c, deck, 0);
            t->model.plenary.language = language;
            for (int card = 0; card < deck->card_count; card++) {
                t->model.plenary.card = card;
                try_card(t, &halls[i]);
            }
        }
}

int fits_hall(const struct content *c, struct measure measure, fits_report *report, void *ctx)
{
    struct trial *t = calloc(1, sizeof *t);
    if (t == NULL)
        abort();
    struct width_cache *widths = width_cache_new(measure, WIDTHS);
    t->measure = width_cache_measure(widths);
    t->arena = arena_new();
    t->report = report;
    t->ctx = ctx;
    /* Each card with the first words, then one card with the others. */
    for (int i = 0; i < c->card_count + c->vocabulary_count - 1; i++) {
        int others = i - c->card_count + 1;
        struct deck deck = { .key = "sample",
            .vocabulary = &c->vocabularies[others > 0 ? others : 0],
            .cards = { &c->cards[others > 0 ? 0 : i] },
            .card_count = 1 };
        if (c->card_count > 0)
            try_deck(t, c, &deck);
    }
    int faults = t->faults;
    width_cache_free(widths);
    arena_free(t->arena);
    free(t);
    return faults;
}
