#include "screens/fits.h"

#include "core/pin.h"
#include "screens/fits_trial.h"
#include "screens/screen.h"
#include "ui/width_cache.h"
#include <stdlib.h>
#include <string.h>

const struct panel fits_panels[FITS_PANELS] = {
    { "800x480 on 7 inch", 800, 480, 5.2 },
    { "720x1280 on 7 inch", 720, 1280, 8.28 },
    { "1280x800 on 10 inch", 1280, 800, 5.9 },
    { "1920x1080 on 15 inch", 1920, 1080, 5.58 },
};

enum { WIDTHS = 1 << 18 };

/* --- screens about a card --- */

static void set_tally(struct trial *t, uint32_t each)
{
    struct tally *tally = &t->model.machine.published[t->model.visit.card];
    *tally = (struct tally){ 0 };
    for (int e = 0; e < ELEMENT_COUNT; e++)
        tally->element[e] = each;
    tally->total = each * ELEMENT_COUNT;
    tally->choice[CHOICE_A] = tally->total;
}

static void try_dilemma(struct trial *t)
{
    struct visit *v = &t->model.visit;
    t->model.screen = SCREEN_ELEMENT;
    fits_pages(t, "story.more", &v->story_page);
    v->story_page = STORY_QUESTION;
    fits_view(t);
    v->story_page = 0;

    t->model.screen = SCREEN_CHOICE;
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        v->element = e;
        fits_pages(t, "choice.more", &v->choice_page);
    }
    v->choice = CHOICE_OTHER;
    v->saving = SAVING_BUSY;
    fits_view(t);
    v->saving = SAVING_FAILED;
    fits_view(t);
    v->saving = SAVING_NO;
}

static void try_group(struct trial *t)
{
    static const uint32_t each[] = { 0, 6, 333 }; /* nothing yet; "6 van de 18"; per cent */
    struct visit *v = &t->model.visit;
    t->model.screen = SCREEN_GROUP;
    for (size_t i = 0; i < COUNT_OF(each); i++) {
        set_tally(t, each[i]);
        t->model.machine.printer = PRINTER_READY;
        fits_pages(t, "group.more", &v->group_page);
        t->model.machine.printer = PRINTER_NONE;
        fits_pages(t, "group.more", &v->group_page);
    }
}

static void try_take_home(struct trial *t)
{
    struct visit *v = &t->model.visit;
    t->model.screen = SCREEN_TAKE_HOME;
    v->take_home = TAKE_PAPER;
    for (int state = PRINT_NONE; state <= PRINT_FAILED; state++) {
        v->answered[v->card].print = (enum print_state)state;
        fits_view(t);
    }
    v->take_home = TAKE_PHONE;
    v->qr.side = 85; /* 600 bytes: version 17 */
    fits_view(t);
    v->take_home = TAKE_PAPER;
}

/* The hall's picture above its controls, the controls without it, and the counting of hands. */
static void try_big_screen(struct trial *t)
{
    struct machine *k = &t->model.machine;
    t->model.screen = SCREEN_BIGSCREEN;
    t->model.plenary = (struct plenary){
        .on = true, .card = t->model.visit.card, .language = t->model.visit.language
    };
    k->meeting.results = RESULTS_LATER;
    for (int second = 0; second < 2; second++) {
        k->second_display = second == 1;
        set_tally(t, 333);
        fits_view(t);
        set_tally(t, 0);
        fits_view(t);
    }
    t->model.plenary.asks = true;
    fits_view(t);
    t->model.plenary.hands[CHOICE_OTHER] = HANDS_MOST;
    t->model.screen = SCREEN_HANDS;
    fits_pages(t, "hands.turn", &t->model.organiser.page);
    k->meeting.results = RESULTS_NOW;
    k->second_display = false;
}

static void try_cards(struct trial *t)
{
    for (int card = 0; card < t->model.deck->card_count; card++) {
        t->model.visit.card = card;
        t->model.visit.element = ELEMENT_ETHICS;
        t->model.visit.choice = CHOICE_B;
        try_dilemma(t);
        try_group(t);
        try_take_home(t);
        try_big_screen(t);
    }
    t->model.visit.card = NOTHING;
}

/* --- screens of the meeting and the machine --- */

static void try_deck(struct trial *t)
{
    t->model.screen = SCREEN_DECK;
    for (int card = 0; card < t->model.deck->card_count; card++)
        t->model.visit.answered[card].done = card % 2 == 1;
    fits_pages(t, "deck.next", &t->model.visit.deck_first);
}

static void try_plain_screens(struct trial *t)
{
    struct machine *k = &t->model.machine;
    t->model.screen = SCREEN_ATTRACT;
    k->fresh = true;
    fits_view(t);
    k->fresh = false;
    k->published[0].total = 1234;
    fits_view(t);
    k->meeting.state = MEETING_PAUSED;
    fits_view(t);
    k->meeting.state = MEETING_CLOSED;
    fits_view(t);
    k->meeting.state = MEETING_RUNNING;
    t->model.screen = SCREEN_GOODBYE;
    fits_view(t);
    t->model.idle_warning = true;
    fits_view(t);
    t->model.idle_warning = false;
    t->model.screen = SCREEN_PRIVACY;
    fits_pages(t, "privacy.more", &t->model.visit.story_page);
}

static void try_pin(struct trial *t)
{
    t->model.screen = SCREEN_PIN;
    for (int step = PIN_STEP_ASK; step <= PIN_STEP_AGAIN; step++)
        for (int notice = PIN_NOTICE_NONE; notice <= PIN_NOTICE_DIFFERENT; notice++) {
            t->model.pin = (struct pin_entry){ .step = (enum pin_step)step,
                .notice = (enum pin_notice)notice };
            fits_view(t);
        }
    t->model.pin = (struct pin_entry){ .checking = true };
    fits_view(t);
    t->model.pin = (struct pin_entry){ 0 };
    t->model.machine.pin_locked_until_ms = t->model.now_ms + PIN_DELAY_LAST_MS;
    fits_view(t);
    t->model.machine.pin_locked_until_ms = 0;
}

/* --- all of it --- */

static void prepare(
    struct trial *t, const struct content *c, const struct deck *deck, int language, bool large)
{
    struct machine *k = &t->model.machine;
    t->model = model_new(c, deck, 0);
    t->model.visit.language = language;
    t->model.visit.large_text = large;
    k->ready = true;
    k->printed.meeting = 123;
    k->meeting.group_min = GROUP_MIN_LOWEST;
    memcpy(k->meeting.title, "Goed Werk Hub", sizeof "Goed Werk Hub");
    memcpy(k->meeting.place, "’s-Hertogenbosch", sizeof "’s-Hertogenbosch");
    memcpy(k->meeting.date, "2026-09-21", sizeof k->meeting.date);
}

/* Calls try on every panel, in every language and size. */
static void try_everywhere(
    struct trial *t, const struct content *c, const struct deck *deck, void (*try)(struct trial *t))
{
    for (int p = 0; p < FITS_PANELS; p++)
        for (int language = 0; language < c->language_count; language++)
            for (int large = 0; large < 2; large++) {
                t->panel = &fits_panels[p];
                prepare(t, c, deck, language, large == 1);
                try(t);
            }
}

static void try_machine(struct trial *t)
{
    try_pin(t);
    fits_machine(t);
    fits_care(t);
}

static void try_meeting(struct trial *t)
{
    try_plain_screens(t);
    try_deck(t);
}

/* The cards from first on as if they were a deck: no card is left out, none is tried twice. */
static struct deck sample_deck(const struct content *c, const struct vocabulary *v, int first)
{
    struct deck deck = { .key = "sample", .vocabulary = v };
    while (deck.card_count < DECK_CARD_MAX && first + deck.card_count < c->card_count) {
        deck.cards[deck.card_count] = &c->cards[first + deck.card_count];
        deck.card_count++;
    }
    return deck;
}

int fits_content(const struct content *c, struct measure measure, fits_report *report, void *ctx)
{
    struct trial *t = calloc(1, sizeof *t);
    if (t == NULL)
        abort();
    struct width_cache *widths = width_cache_new(measure, WIDTHS);
    t->measure = width_cache_measure(widths);
    t->report = report;
    t->ctx = ctx;
    t->arena = arena_new();
    if (c->deck_count > 0)
        try_everywhere(t, c, &c->decks[0], try_machine);
    if (c->deck_count > 0)
        try_everywhere(t, c, &c->decks[0], fits_meeting);
    for (int i = 0; i < c->deck_count; i++)
        try_everywhere(t, c, &c->decks[i], try_meeting);
    for (int i = 0; i < c->card_count; i += DECK_CARD_MAX) {
        struct deck deck = sample_deck(c, &c->vocabularies[0], i);
        try_everywhere(t, c, &deck, try_cards);
    }
    for (int i = 1; i < c->vocabulary_count && c->card_count > 0; i++) {
        struct deck deck = sample_deck(c, &c->vocabularies[i], c->card_count - 1);
        try_everywhere(t, c, &deck, try_cards);
    }
    fits_hall(t, c);
    int faults = t->faults;
    width_cache_free(widths);
    arena_free(t->arena);
    free(t);
    return faults;
}
