#include "figures.h"

#include "desk.h"
#include "documents/card_pdf.h"
#include "figure.h"
#include <cairo/cairo-pdf.h>

enum { CARDS = 300, LANGUAGES = 2 };

#define PT_PER_UNIT (72.0 / 2540.0)

static cairo_status_t drop(void *nowhere, const unsigned char *bytes, unsigned int len)
{
    (void)nowhere, (void)bytes, (void)len;
    return CAIRO_STATUS_SUCCESS;
}

static double empty_page_ms(struct paper paper)
{
    int64_t from_ns = samples_now_ns();
    cairo_surface_t *s = cairo_pdf_surface_create_for_stream(
        drop, NULL, paper.width * PT_PER_UNIT, paper.length * PT_PER_UNIT);
    cairo_t *page = cairo_create(s);
    cairo_show_page(page);
    cairo_destroy(page);
    cairo_surface_finish(s);
    figure_must(cairo_surface_status(s) == CAIRO_STATUS_SUCCESS, "make an empty page", NULL);
    cairo_surface_destroy(s);
    return (double)(samples_now_ns() - from_ns) / 1e6;
}

static double card_ms(struct typesetter *t, const struct content *c, int i)
{
    struct err err = { .detail = "" };
    struct document pdf;
    struct paper paper = paper_nominal(PAPER_A6);
    struct arena *a = arena_new();
    const struct deck *deck = content_deck(c, "kennismaking");
    int language = i % LANGUAGES;
    const struct card *card = deck->cards[i / LANGUAGES % deck->card_count];
    const struct card_print print = { .language = &c->languages[language],
        .text = card->text[language],
        .heading = "Goed Werk Hub Rotterdam · 21 november 2026",
        .element_word = deck->vocabulary->says[language][ELEMENT_ETHICS].word,
        .element = ELEMENT_ETHICS,
        .choice = i % 3 == 0 ? CHOICE_OTHER : CHOICE_A };
    int64_t from_ns = samples_now_ns();
    figure_must(card_pdf(t, a, &print, &paper, &pdf, &err), "compose a card", &err);
    double ms = (double)(samples_now_ns() - from_ns) / 1e6;
    arena_free(a);
    return ms;
}

void figures_card(void)
{
    struct err err = { .detail = "" };
    struct samples cards = { 0 }, empty = { 0 };
    struct arena *a = arena_new();
    const struct content *c = desk_content(a);
    int64_t from_ns = samples_now_ns();
    struct typesetter *t = typesetter_open("assets/fonts", &err);
    figure_must(t != NULL, "open the fonts", &err);
    (void)card_ms(t, c, 0);
    double first_ms = (double)(samples_now_ns() - from_ns) / 1e6;
    for (int i = 0; i < CARDS; i++) {
        samples_add(&empty, empty_page_ms(paper_nominal(PAPER_A6)));
        samples_add(&cards, card_ms(t, c, i));
    }
    struct figure f = { .name = "composing the card PDF",
        .value = samples_part(&cards, 0.5),
        .unit = "ms",
        .yardstick = "empty A6 page through cairo",
        .yardstick_value = samples_part(&empty, 0.5),
        .note = "medians of 300: six cards, two languages, A6" };
    figure_print(&f);
    f.name = "the first card PDF, with opening the fonts";
    f.value = first_ms;
    f.note = "once";
    figure_print(&f);
    typesetter_close(t);
    arena_free(a);
    samples_free(&cards);
    samples_free(&empty);
}
