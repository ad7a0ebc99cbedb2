#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "documents/box_to_door_pdf.h"
#include "documents/cheat_sheet_pdf.h"
#include "documents/own_dilemma_pdf.h"
#include "documents/stories_pdf.h"
#include "run.h"
#include "sample_card.h"
#include "sample_report.h"
#include "temp.h"

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PT_PER_MM (72 / 25.4)

static const char *const languages[] = { "nl", "en" };

struct desk {
    struct arena *arena;
    struct typesetter *typesetter;
    const char *folder, *pdf;
};

static int open_desk(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    struct err err;
    d->arena = arena_new();
    d->typesetter = typesetter_open("assets/fonts", &err);
    d->folder = temp_make(d->arena);
    d->pdf = arena_printf(d->arena, "%s/paper.pdf", d->folder);
    *state = d;
    return d->typesetter == NULL;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    temp_remove(d->folder);
    typesetter_close(d->typesetter);
    arena_free(d->arena);
    free(d);
    return 0;
}

static char *ask(struct desk *d, const char *program, const char *option)
{
    const char *argv[] = { program, option, d->pdf, "-", NULL };
    int status;
    char *answer = run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);
    return answer;
}

/* What stands on the paper, in one line of single spaces. */
static char *words(struct desk *d)
{
    char *text = ask(d, "pdftotext", "-raw"), *to = text;
    for (const char *c = text; *c != '\0'; c++) {
        bool space = *c == ' ' || *c == '\n' || *c == '\f';
        if (!space)
            *to++ = *c;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    }
    *to = '\0';
    return text;
}

static void says(struct desk *d, const char *what)
{
    const char *all = words(d);
    if (strstr(all, what) == NULL)
        fail_msg("“%s” is not in “%s”", what, all);
}

static void says_nothing_of(struct desk *d, const char *what)
{
    assert_null(strstr(words(d), what));
}

/* Fails if a page has another size, or a word lies outside its margin. */
static void is(struct desk *d, struct document paper, int pages, double width_mm, double height_mm)
{
    temp_write(d->pdf, paper.bytes, paper.len);
    const double margin = 8 * PT_PER_MM, right = width_mm * PT_PER_MM - margin,
                 bottom = height_mm * PT_PER_MM - margin;
    int seen = 0, count = 0;
    const char *box = ask(d, "pdftotext", "-bbox");
    for (const char *at = box; (at = strstr(at, "<page ")) != NULL; at++, seen++) {
        double width, height;
        assert_int_equal(sscanf(at, "<page width=\"%lf\" height=\"%lf\"", &width, &height), 2);
        assert_true(width - width_mm * PT_PER_MM < 1 && width_mm * PT_PER_MM - width < 1);
        assert_true(height - height_mm * PT_PER_MM < 1 && height_mm * PT_PER_MM - height < 1);
    }
    assert_int_equal(seen, pages);
    assert_int_equal(paper.pages, pages);
    for (const char *at = box; (at = strstr(at, "<word ")) != NULL; at++, count++) {
        double x1, y1, x2, y2;
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                             &x1, &y1, &x2, &y2),
            4);
        assert_true(x1 > margin && y1 > margin - 4 && x2 < right + 1 && y2 < bottom + 4);
    }
    assert_true(count > 20);
}

static struct document stories(
    struct desk *d, const struct content *c, int language, const struct deck *deck)
{
    struct document out;
    struct err err = { .detail = "" };
    if (!stories_pdf(d->typesetter, d->arena, c, language, deck,
            content_vocabulary(c, "vakmanschap"), &out, &err))
        fail_msg("%s", err.detail);
    return out;
}

static struct document cheat_sheet(
    struct desk *d, const struct sample_report *s, const struct deck *deck)
{
    struct document out;
    struct err err = { .detail = "" };
    if (!cheat_sheet_pdf(d->typesetter, d->arena, &s->results, deck, &out, &err))
        fail_msg("%s", err.detail);
    return out;
}

/* --- stories --- */

static void test_a_story_a_page(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const struct content *c = sample_report(d->arena, 1, languages[i])->results.content;
        int language = content_language(c, languages[i]);
        struct deck every = { .card_count = 0 };
        for (int card = 0; card < c->card_count; card++) {
            every.cards[every.card_count++] = &c->cards[card];
            if (every.card_count < DECK_CARD_MAX && card + 1 < c->card_count)
                continue;
            is(d, stories(d, c, language, &every), every.card_count, 148, 210);
            const struct card_text *last = card_text_in(&c->cards[card], language, 0, NULL);
            says(d, last->title);
            says(d, last->choices[c->cards[card].choice_count - 1]);
            every.card_count = 0;
        }
        says(d, content_vocabulary(c, "vakmanschap")->says[language][ELEMENT_ETHICS].question);
    }
}

/* Longer than any card may be: it goes on to a next page, and not a word is lost. */
static void test_a_long_story(void **state)
{
    struct desk *d = *state;
    const struct content *c = sample_report(d->arena, 1, "nl")->results.content;
    struct card_text text = *sample_longest(SAMPLE_NL);
    static const char sentence[] = "Mevrouw Wammes komt \x0emorgen\x0f weer om hulp. ";
    const char *story = "";
    for (int i = 0; i < 16; i++)
        story = arena_printf(d->arena, "%s%s", story, sentence);
    text.field = "Maatschappelijk werk";
    text.paragraph_count = CARD_PARAGRAPH_MAX;
    for (int i = 0; i < CARD_PARAGRAPH_MAX; i++)
        text.paragraphs[i] = story;
    text.choices[CHOICE_D] = "Het slot";
    struct card card = { .key = "lang", .choice_count = 4, .text = { &text, &text } };
    struct deck deck = { .cards = { &card }, .card_count = 1 };
    is(d, stories(d, c, 0, &deck), 2, 148, 210);
    says(d, "Het slot");
    says(d, "komt morgen weer"); /* the marks of emphasis are gone */
    const char *argv[] = { "pdftohtml", "-xml", "-i", "-stdout", d->pdf, NULL };
    int status;
    assert_non_null(strstr(run_output(d->arena, NULL, argv, &status), "<i>morgen</i>"));
}

/* --- the cheat sheet --- */

static void test_figures(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 1, "nl");
    const struct card_text *text = results_text(&s->results, 0);
    s->cards[0].tally =
        (struct tally){ .total = 19, .element = { 4, 12, 3 }, .choice = { 11, 5, 2, 0, 1 } };
    is(d, cheat_sheet(d, s, NULL), 1, 148, 210);
    says(d, "19 antwoorden · verdeeld");
    says(d, arena_printf(d->arena, "‘%s’ (11 van de 19) en ‘%s’ (5 van de 19)", text->choices[0],
                text->choices[1]));
    says(d, "Verantwoordelijkheid woog het zwaarst (12 van de 19).");
    says(d, text->questions[0]);
    says_nothing_of(d, "%");

    s->cards[0].tally =
        (struct tally){ .total = 20, .element = { 10, 10, 0 }, .choice = { 0, 20, 0, 0, 0 } };
    is(d, cheat_sheet(d, s, NULL), 1, 148, 210);
    says(d, "20 antwoorden · eensgezind");
    says(d, arena_printf(d->arena, "Het meest gekozen: ‘%s’ (100%%).", text->choices[1]));
    says_nothing_of(d, "het zwaarst"); /* two E's weighed the same */

    s->cards[0].tally =
        (struct tally){ .total = 5, .element = { 5, 0, 0 }, .choice = { 2, 3, 0, 0, 0 } };
    is(d, cheat_sheet(d, s, NULL), 1, 148, 210);
    says(d, "5 antwoorden");
    says_nothing_of(d, "verdeeld");
}

static void test_the_most_divided_first(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 4, "nl");
    static const struct tally tallies[] = {
        { .total = 20, .choice = { 20 }, .element = { 20 } },
        { .total = 20, .choice = { 10, 10 }, .element = { 20 } },
        { .total = 9, .choice = { 3, 3, 3 }, .element = { 9 } },
        { .total = 20, .choice = { 7, 7, 6 }, .element = { 20 } },
    };
    for (int i = 0; i < 4; i++)
        s->cards[i].tally = tallies[i];
    is(d, cheat_sheet(d, s, NULL), 1, 148, 210);
    const char *all = words(d), *at[4];
    for (int i = 0; i < 4; i++)
        at[i] = strstr(all, results_title(&s->results, d->arena, i));
    assert_true(at[3] != NULL && at[1] != NULL && at[0] != NULL);
    assert_null(at[2]); /* nine say nothing about a group, and there are three others */
    assert_true(at[3] < at[1] && at[1] < at[0]);
}

static void test_too_few_are_published(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        bool nl = i == 0;
        struct sample_report *s = sample_report(d->arena, 4, languages[i]);
        const struct content *c = s->results.content;
        struct deck deck = { .card_count = 4 };
        for (int card = 0; card < 4; card++)
            deck.cards[card] = &c->cards[card];
        for (int card = 1; card < 4; card++)
            s->cards[card].tally = (struct tally){ 0 };
        is(d, cheat_sheet(d, s, &deck), 1, 148, 210);
        says(d, nl ? "Over 1 dilemma is er genoeg" : "enough to show about 1 dilemma.");
        for (int card = 0; card < 3; card++)
            says(d, card_text_in(&c->cards[card], s->results.language, 0, NULL)->questions[0]);
        const char *first = results_title(&s->results, d->arena, 0), *all = words(d);
        assert_null(strstr(strstr(all, first) + 1, first)); /* not once more from the deck */

        s->cards[0].tally = (struct tally){ 0 };
        is(d, cheat_sheet(d, s, &deck), 1, 148, 210);
        says(d, nl ? "Er zijn nog niet genoeg antwoorden" : "There are not enough answers");
        says_nothing_of(d, "(");
    }
}

static void test_unknown_cards(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 3, "nl");
    s->cards[1].version = "0123456789abcdef";
    is(d, cheat_sheet(d, s, NULL), 1, 148, 210);
    says(d, s->cards[1].card);
    struct published none = s->published;
    none.card_count = 0;
    s->results.published = &none;
    is(d, cheat_sheet(d, s, &(struct deck){ .card_count = 0 }), 1, 148, 210);
}

/* --- the form, and the way from box to door --- */

static void test_own_dilemma(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const struct results r = sample_report(d->arena, 1, languages[i])->results;
        for (int v = 0; v < r.content->vocabulary_count; v++) {
            const struct vocabulary *vocabulary = &r.content->vocabularies[v];
            struct document out;
            struct err err;
            assert_true(own_dilemma_pdf(
                d->typesetter, d->arena, r.content, r.language, vocabulary, &out, &err));
            is(d, out, 1, 105, 148);
            for (int e = 0; e < ELEMENT_COUNT; e++)
                says(d, vocabulary->says[r.language][e].word);
        }
    }
}

static void test_box_to_door(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(languages); i++) {
        const struct results r = sample_report(d->arena, 1, languages[i])->results;
        const struct language *l = results_language(&r);
        struct document out;
        struct err err;
        assert_true(box_to_door_pdf(d->typesetter, d->arena, l, &out, &err));
        is(d, out, 2, 148, 210);
        /* Called as on the glass, and every hole filled. */
        says(d, phrase(l, PHRASE_ATTRACT_TITLE));
        says(d, phrase(l, PHRASE_ORG_PAIR));
        says(d, phrase(l, PHRASE_ORG_PRACTICE));
        says(d, phrase(l, PHRASE_ORG_START));
        says(d, phrase(l, PHRASE_ORG_FINISH));
        says(d, phrase(l, PHRASE_ORG_STICK_DONE_LINE));
        says(d, "122 cm");
        says_nothing_of(d, "{");
    }
}

static void test_same_bytes(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 4, "nl");
    const struct content *c = s->results.content;
    struct document first = cheat_sheet(d, s, NULL), second = cheat_sheet(d, s, NULL);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.bytes, second.bytes, first.len);
    first = stories(d, c, 0, &c->decks[0]);
    second = stories(d, c, 0, &c->decks[0]);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.bytes, second.bytes, first.len);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_story_a_page),
        cmocka_unit_test(test_a_long_story),
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_the_most_divided_first),
        cmocka_unit_test(test_too_few_are_published),
        cmocka_unit_test(test_unknown_cards),
        cmocka_unit_test(test_own_dilemma),
        cmocka_unit_test(test_box_to_door),
        cmocka_unit_test(test_same_bytes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
