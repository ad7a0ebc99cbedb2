#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "documents/digest.h"
#include "documents/results_csv.h"
#include "report_desk.h"
#include "run.h"

#include <cmocka.h>
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in: %s", part, text);
}

static void has_not(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" in: %s", part, text);
}

static const char *figure(
    struct report_desk *d, const struct sample_report *s, uint32_t n, uint32_t total)
{
    char *text = arena_strdup(d->arena, digest_figure(&s->results, d->arena, n, total));
    return report_desk_untie(text);
}

/* The cards stand before the last page. */
static int card_page(const struct report_desk *d, int cards, int rank)
{
    return d->pages - cards + rank;
}

/* --- figures --- */

/* A set of numbers that may stand on a page. */
struct allowed {
    uint32_t numbers[128];
    int count;
};

static void allow(struct allowed *set, uint32_t number)
{
    assert_true(set->count < 128);
    set->numbers[set->count++] = number;
}

static void allow_in(struct allowed *set, const char *text)
{
    for (const char *p = text; p != NULL && *p != '\0'; p++)
        if (isdigit((unsigned char)*p)) {
            char *end;
            allow(set, (uint32_t)strtoul(p, &end, 10));
            p = end - 1;
        }
}

static void allow_tally(struct allowed *set, const struct tally *t)
{
    uint32_t counts[] = { t->element[0], t->element[1], t->element[2], t->choice[0], t->choice[1],
        t->choice[2], t->choice[3], t->choice[4] };
    allow(set, t->total);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        allow(set, counts[i]);
        if (t->total >= TALLY_PERCENT_FROM)
            allow(set, (uint32_t)tally_percent(counts[i], t->total));
    }
    for (int e = 0; t->has_table && e < ELEMENT_COUNT; e++)
        for (int c = 0; c < CHOICE_COUNT; c++)
            allow(set, t->table[e][c]);
}

static void only_allowed(const struct allowed *set, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        if (!isdigit((unsigned char)*p))
            continue;
        char *end;
        uint32_t number = (uint32_t)strtoul(p, &end, 10);
        bool found = false;
        for (int i = 0; i < set->count; i++)
            found = found || set->numbers[i] == number;
        if (!found)
            fail_msg("%" PRIu32 " is no figure of this page: %s", number, text);
        p = end - 1;
    }
}

static void check_card(struct report_desk *d, const struct sample_report *s, int i, int page)
{
    const struct published_card *card = &s->cards[i];
    const struct tally *t = &card->tally;
    const struct card_text *words = results_text(&s->results, i);
    const char *text = report_desk_text(d, page);
    struct allowed set = { .count = 0 };
    allow_tally(&set, t);
    allow(&set, (uint32_t)page);
    allow(&set, (uint32_t)d->pages);
    allow_in(&set, s->published.meeting.date);
    for (int c = 0; c < card->choice_count; c++)
        allow_in(&set, words->choices[c]);
    for (int q = 0; q < words->question_count; q++)
        allow_in(&set, words->questions[q]);
    allow_in(&set, words->title);
    allow_in(&set, words->teaser);
    only_allowed(&set, text);

    has(text, words->title);
    has(text, words->teaser);
    has(text, words->questions[0]);
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        has(text, arena_printf(d->arena, "%s %s", results_word(&s->results, e),
                      figure(d, s, t->element[e], t->total)));
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, c))
            has(text, figure(d, s, t->choice[c], t->total));
}

static void test_figures(void **state)
{
    struct report_desk *d = *state;
    static const char *const languages[] = { "nl", "en" };
    for (size_t l = 0; l < COUNT_OF(languages); l++) {
        struct sample_report *s = sample_report(d->arena, 8, languages[l]);
        int count;
        const int *order = digest_order(&s->results, d->arena, &count);
        report_desk_make(d, s);
        for (int rank = 0; rank < count; rank++)
            check_card(d, s, order[rank], card_page(d, count, rank));
    }
}

/* The count in the CSV of a card's answer to a question. */
static const char *csv_cell(struct report_desk *d, const char *csv, const char *card,
    const char *question, const char *answer)
{
    const char *row = csv;
    const char *start = arena_printf(d->arena, ";%s;", card);
    const char *end = arena_printf(d->arena, ";%s;%s;", question, answer);
    while ((row = strstr(row, start)) != NULL) {
        const char *line = arena_strndup(d->arena, row, strcspn(row, "\r"));
        const char *at = strstr(line, end);
        if (at != NULL)
            return at + strlen(end);
        row++;
    }
    fail_msg("no %s %s of %s in the CSV", question, answer, card);
    return "";
}

/* The table's rows hold the cells of the CSV, in its order. */
static void test_table_is_that_of_csv(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 8, "nl");
    const char *csv = results_csv(d->arena, &s->published).bytes;
    int count;
    const int *order = digest_order(&s->results, d->arena, &count);
    report_desk_make(d, s);
    for (int rank = 0; rank < count; rank++) {
        const struct published_card *card = &s->cards[order[rank]];
        const char *text = report_desk_text(d, card_page(d, count, rank));
        if (!card->tally.has_table) {
            has_not(text, "Welke E bij welke keuze?");
            continue;
        }
        for (enum element e = 0; e < ELEMENT_COUNT; e++) {
            const char *row = results_word(&s->results, e);
            for (enum choice c = 0; c < CHOICE_COUNT; c++)
                if (results_has_choice(card, c))
                    row = arena_printf(d->arena, "%s %s", row,
                        csv_cell(d, csv, card->card, "element+choice",
                            arena_printf(d->arena, "%s+%s", element_key(e), choice_key(c))));
            has(text, arena_printf(d->arena, "%s %s ", row,
                          csv_cell(d, csv, card->card, "element", element_key(e))));
        }
    }
}

/* --- what is not shown --- */

static void test_below_the_minimum(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 4, "nl");
    s->cards[0].tally = s->cards[2].tally = (struct tally){ .total = 0 };
    report_desk_make(d, s);
    assert_int_equal(d->pages, 1 + 2 + 1);
    const char *rest = report_desk_text(d, 4);
    has(rest, "Te weinig antwoorden");
    has(rest, results_title(&s->results, d->arena, 0));
    has(rest, results_title(&s->results, d->arena, 2));
    has_not(report_desk_text(d, 1), results_title(&s->results, d->arena, 0));
}

static void test_nothing_published(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 3, "nl");
    for (int i = 0; i < 3; i++)
        s->cards[i].tally = (struct tally){ .total = 0 };
    report_desk_make(d, s);
    const char *text = report_desk_text(d, 0);
    has(text, "Er zijn nog geen antwoorden vrijgegeven.");
    has(text, "Te weinig antwoorden");
    has_not(text, "Waar begint het gesprek?");
    s->published.meeting.results = RESULTS_LATER;
    report_desk_make(d, s);
    text = report_desk_text(d, 0);
    has(text, "Nog niet vrijgegeven");
    has_not(text, "Te weinig antwoorden");
}

static void test_rest(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 1, "nl");
    report_desk_make(d, s);
    has(report_desk_text(d, 3), "De bijeenkomst is nog niet gesloten.");
    has_not(report_desk_text(d, 3), "Alle overige antwoorden samen");
    s->published.meeting.state = MEETING_CLOSED;
    report_desk_make(d, s);
    has(report_desk_text(d, 3), "Alle antwoorden staan in dit verslag.");
    s->published.left_out = 4;
    s->published.has_pool = true;
    s->published.pool[ELEMENT_ETHICS] = 6;
    s->published.pool[ELEMENT_ENGAGEMENT] = 1;
    report_desk_make(d, s);
    const char *rest = report_desk_text(d, 3);
    has(rest, "4 antwoorden staan niet in dit verslag");
    has(rest, "Alle overige antwoorden samen");
    has(rest, "7 antwoorden");
    has(rest, "Vakmanschap 0 van de 7");
    has(rest, "Verantwoordelijkheid 6 van de 7");
    has(rest, "Betrokkenheid 1 van de 7");
    has(rest, "We bewaren geen naam, geen tijdstip en geen losse antwoorden.");
    has(rest, "hooguit 4 antwoorden per dilemma");
}

/* --- where to begin --- */

static void test_begin(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 8, "nl");
    int count;
    const int *order = digest_order(&s->results, d->arena, &count);
    report_desk_make(d, s);
    const char *cover = report_desk_text(d, 1);
    has(cover, "Goed Werk Hub, Rotterdam");
    has(cover, "21 november 2026");
    has(cover, "202 antwoorden op 8 dilemma’s");
    for (int rank = 0; rank < 3; rank++) {
        const char *title = results_title(&s->results, d->arena, order[rank]);
        has(cover,
            arena_printf(d->arena, "%d %s pagina %d", rank + 1, title, card_page(d, count, rank)));
        has(cover, results_text(&s->results, order[rank])->questions[0]);
    }
    has(cover, arena_printf(d->arena, "De groep is %s.", digest_division(&s->results, order[0])));

    struct sample_report *few = sample_report(d->arena, 4, "nl");
    few->cards[0].tally = few->cards[1].tally = few->cards[2].tally = (struct tally){ .total = 0 };
    report_desk_make(d, few); /* seven answers: too few to say what divides */
    has(report_desk_text(d, 1), "Geen dilemma heeft al tien antwoorden.");
}

static void test_unknown_card(void **state)
{
    struct report_desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 1, "nl");
    s->cards[0].version = "00ff00ff00ff00ff";
    report_desk_make(d, s);
    const char *text = report_desk_text(d, 2);
    has(text, arena_printf(d->arena, "%s (versie 00ff)", s->cards[0].card));
    has(text, "De tekst van dit dilemma is hier niet bekend.");
    has(text, "Iets anders");
}

/* --- the look --- */

/* No page ends with a heading, but for the one above the lines to write on. */
static void test_no_orphans(void **state)
{
    static const char *const headings[] = { "Waar begint het gesprek?", "Alle dilemma’s",
        "Wat woog het zwaarst?", "Wat zou de groep doen?", "Welke E bij welke keuze?",
        "Om over na te denken", "Te weinig antwoorden", "Alle overige antwoorden samen",
        "Wat staat er niet in?", "Wat is er bewaard?", "Wat kunnen we niet beloven?" };
    static const int cards[] = { 0, 1, 3, 6, 9, 16, 24 };
    struct report_desk *d = *state;
    for (size_t n = 0; n < COUNT_OF(cards); n++) {
        struct sample_report *s = sample_report(d->arena, cards[n], "nl");
        for (int i = 4; i < cards[n]; i += 5)
            s->cards[i].tally = (struct tally){ .total = 0 };
        s->published.has_pool = true;
        report_desk_make(d, s);
        for (int page = 1; page <= d->pages; page++) {
            const char *text = report_desk_text(d, page);
            const char *foot = strstr(text, "Goed Werk Hub, Rotterdam · 21");
            assert_non_null(foot);
            for (size_t h = 0; h < COUNT_OF(headings); h++) {
                size_t len = strlen(headings[h]);
                if (foot > text + len && strncmp(foot - 1 - len, headings[h], len) == 0)
                    fail_msg("%d cards: page %d ends with %s", cards[n], page, headings[h]);
            }
        }
    }
}

static void test_same_bytes(void **state)
{
    struct report_desk *d = *state;
    struct err err;
    struct sample_report *s = sample_report(d->arena, 6, "en");
    struct document one = report_desk_make(d, s);
    struct typesetter *mine = d->typesetter;
    d->typesetter = typesetter_open("assets/fonts", &err);
    assert_non_null(d->typesetter);
    report_desk_make(d, sample_report(d->arena, 2, "nl"));
    struct document two = report_desk_make(d, s);
    typesetter_close(d->typesetter);
    d->typesetter = mine;
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
    s->cards[3].tally.choice[CHOICE_A]++;
    two = report_desk_make(d, s);
    assert_false(one.len == two.len && memcmp(one.bytes, two.bytes, one.len) == 0);
}

static void test_pages(void **state)
{
    struct report_desk *d = *state;
    int status;
    report_desk_make(d, sample_report(d->arena, 24, "nl"));
    const char *info =
        run_output(d->arena, NULL, (const char *const[]){ "pdfinfo", d->pdf, NULL }, &status);
    has(info, "(A4)");
    has(info, arena_printf(d->arena, "Pages:           %d\n", d->pages));
    has(info, "Title:           Goed Werk\n");
    has(report_desk_text(d, d->pages), arena_printf(d->arena, "%d / %d", d->pages, d->pages));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, report_desk_open, report_desk_close)
    const struct CMUnitTest tests[] = {
        TEST(test_figures),
        TEST(test_table_is_that_of_csv),
        TEST(test_below_the_minimum),
        TEST(test_nothing_published),
        TEST(test_rest),
        TEST(test_begin),
        TEST(test_unknown_card),
        TEST(test_no_orphans),
        TEST(test_same_bytes),
        TEST(test_pages),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
