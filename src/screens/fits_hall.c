#include "screens/fits_trial.h"

#include "screens/plenary.h"

/* Beamers and televisions, and the kiosk's own glass with its strip of controls left out. */
static const struct panel halls[] = {
    { "1280x720 in a hall", 1280, 720, 0 },
    { "1920x1080 in a hall", 1920, 1080, 0 },
    { "1024x768 in a hall", 1024, 768, 0 },
    { "800x480 in a hall", 800, 480, 0 },
    { "720x1280 in a hall", 720, 1280, 0 },
};

static void try_picture(struct trial *t)
{
    const struct panel *hall = t->panel;
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
static void try_card(struct trial *t)
{
    static const uint32_t totals[] = { 0, TALLY_PERCENT_FROM - 1, 1000 };
    struct plenary *p = &t->model.plenary;
    for (size_t i = 0; i < COUNT_OF(totals); i++) {
        uint32_t n = totals[i];
        t->model.machine.published[p->card] =
            (struct tally){ .total = n, .element = { n }, .choice = { n } };
        p->hands[CHOICE_B] = 0;
        try_picture(t);
        p->hands[CHOICE_B] = n > 0 ? n - 1 : 1;
        try_picture(t);
    }
    p->hidden = true;
    try_picture(t);
    p->hidden = false;
}

static void try_deck(struct trial *t, const struct content *c, const struct deck *deck)
{
    for (int language = 0; language < c->language_count; language++)
        for (size_t i = 0; i < COUNT_OF(halls); i++) {
            t->panel = &halls[i];
            t->model = model_new(c, deck, 0);
            t->model.plenary.language = language;
            for (int card = 0; card < deck->card_count; card++) {
                t->model.plenary.card = card;
                try_card(t);
            }
        }
}

void fits_hall(struct trial *t, const struct content *c)
{
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
}
