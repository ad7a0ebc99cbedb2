#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "card_desk.h"
#include "core/meeting.h"

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define PT_PER_MM (72 / 25.4)

/* The text with each run of white space as one space, and none where a line ends in a hyphen. */
static char *on_one_line(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        bool space = strchr(" \n\r\f\t", *from) != NULL;
        if (!space)
            *to++ = *from;
        else if (to > text && to[-1] != ' ' && to[-1] != '-')
            *to++ = ' ';
    }
    *to = '\0';
    return text;
}

static int times(const char *text, const char *part)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

static void has(const char *text, const char *part, int count)
{
    if (times(text, part) != count)
        fail_msg("\"%s\" is not there %d times: %s", part, count, text);
}

static const char *small_first(struct arena *a, const char *text)
{
    char *small = arena_strdup(a, text);
    if (small[0] >= 'A' && small[0] <= 'Z')
        small[0] |= 0x20;
    return small;
}

static void holds_all_text(struct card_desk *d, const struct card_print *card, struct paper paper)
{
    card_desk_print(d, card, &paper);
    /* On A4 the lines run from top to bottom; raw keeps the order in which they were written. */
    const char *text = on_one_line(card_desk_ask(d, "pdftotext", "-raw"));
    int copies = paper.kind == PAPER_A4 ? 2 : 1;
    bool other = card->choice == CHOICE_OTHER;
    has(text, "Goed Werk Hub Rotterdam", copies);
    has(text, card->text->title, copies);
    has(text, card->text->teaser, copies);
    has(text, phrase(card->language, PHRASE_CARD_WEIGHED), copies);
    has(text, card->element_word, copies);
    has(text,
        other ? phrase(card->language, PHRASE_CARD_WOULD_OTHER)
              : arena_printf(d->arena, "%s %s ", phrase(card->language, PHRASE_CARD_WOULD),
                    small_first(d->arena, card->text->choices[card->choice])),
        copies);
    has(text, card->text->questions[0], copies);
    if (card->text->question_count > 1)
        has(text, card->text->questions[1], copies);
    has(text, phrase(card->language, PHRASE_CARD_YOURS), copies);
}

static void test_text(void **state)
{
    card_desk_every(*state, holds_all_text);
}

static void is_one_page_of_paper(
    struct card_desk *d, const struct card_print *card, struct paper paper)
{
    struct paper asked = paper;
    card_desk_print(d, card, &paper);
    const char *info = card_desk_ask(d, "pdfinfo", NULL);
    has(info, "Pages:           1\n", 1);
    has(info, "Title:           Goed Werk\n", 1);
    has(info, card->text->title, 0);
    double width = 0, length = 0;
    const char *size = strstr(info, "Page size:");
    assert_non_null(size);
    assert_int_equal(sscanf(size, "Page size: %lf x %lf pts", &width, &length), 2);
    assert_true(fabs(width - paper.width * PT_PER_MM / 100) < 0.01);
    assert_true(fabs(length - paper.length * PT_PER_MM / 100) < 0.01);
    assert_int_equal(paper.width, asked.width);
    if (paper.kind == PAPER_ROLL_80)
        assert_in_range(paper.length, 9000, 20000);
    else
        assert_int_equal(paper.length, asked.length);
}

static void test_page(void **state)
{
    card_desk_every(*state, is_one_page_of_paper);
}

static void has_our_fonts_only(
    struct card_desk *d, const struct card_print *card, struct paper paper)
{
    card_desk_print(d, card, &paper);
    const char *line = card_desk_ask(d, "pdffonts", NULL);
    int fonts = 0;
    for (int row = 0; *line != '\0'; row++) {
        const char *end = strchr(line, '\n');
        const char *font = arena_strndup(d->arena, line, (size_t)(end - line));
        line = end + 1;
        if (row < 2)
            continue;
        fonts++;
        assert_true(strstr(font, "+Inter-") != NULL || strstr(font, "+Vollkorn-") != NULL);
        has(font, "yes yes yes", 1); /* embedded, subset, with Unicode for copying */
    }
    assert_in_range(fonts, 3, 4);
}

static void test_fonts(void **state)
{
    card_desk_every(*state, has_our_fonts_only);
}

/* Letters that our fonts lack stay boxes, whatever other fonts this machine has. */
static void test_foreign_letters(void **state)
{
    struct card_text text = *sample_card(SAMPLE_NL);
    text.title = "Wat 字 عين ☂";
    text.choices[CHOICE_A] = "字 नमस्ते ☂";
    struct card_print card = card_desk_card(&text, SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    has_our_fonts_only(*state, &card, paper_nominal(PAPER_A6));
}

static void test_same_bytes(void **state)
{
    struct card_desk *d = *state;
    struct err err;
    struct typesetter *other = typesetter_open("assets/fonts", &err);
    assert_non_null(other);
    for (enum paper_kind kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        struct card_print card =
            card_desk_card(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ENGAGEMENT, CHOICE_B);
        struct card_print before =
            card_desk_card(sample_longest(SAMPLE_EN), SAMPLE_EN, ELEMENT_ETHICS, CHOICE_OTHER);
        struct paper paper = paper_nominal(kind);
        struct document one, two;
        assert_true(card_pdf(d->typesetter, d->arena, &card, &paper, &one, &err));
        paper = paper_nominal(kind);
        assert_true(card_pdf(other, d->arena, &before, &paper, &two, &err));
        paper = paper_nominal(kind);
        assert_true(card_pdf(other, d->arena, &card, &paper, &two, &err));
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.bytes, two.bytes, one.len);
    }
    typesetter_close(other);
}

static void test_too_small(void **state)
{
    struct card_desk *d = *state;
    struct card_print card =
        card_desk_card(sample_longest(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = { PAPER_A6, 7400, 10500, 0 };
    struct document pdf;
    struct err err = { .code = ERR_NONE };
    assert_false(card_pdf(d->typesetter, d->arena, &card, &paper, &pdf, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    assert_null(strstr(err.detail, card.element_word));
}

static void test_second_question_yields(void **state)
{
    struct card_desk *d = *state;
    struct card_print card =
        card_desk_card(sample_longest(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = { PAPER_A6, 10500, 12000, 0 };
    card_desk_print(d, &card, &paper);
    const char *text = on_one_line(card_desk_ask(d, "pdftotext", "-raw"));
    has(text, card.text->questions[0], 1);
    has(text, "Waarom mogen", 0);
}

static void test_long_heading(void **state)
{
    struct card_desk *d = *state;
    char title[MEETING_TITLE_MAX];
    memset(title, 0, sizeof title);
    for (size_t i = 0; i + 1 < sizeof title; i++)
        title[i] = i % 9 == 8 ? ' ' : 'w';
    for (enum paper_kind kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        struct card_print card =
            card_desk_card(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_OTHER);
        card.heading = arena_printf(d->arena, "%s · 21 november 2026", title);
        struct paper paper = paper_nominal(kind);
        card_desk_print(d, &card, &paper);
        const char *text = on_one_line(card_desk_ask(d, "pdftotext", "-raw"));
        has(text, "wwwwwwww 21 november 2026 ", 0); /* the title's last word has two letters */
        has(text, "ww 21 november 2026 ", kind == PAPER_A4 ? 2 : 1);
    }
}

static void test_samples_are_at_the_limits(void **state)
{
    (void)state;
    static const size_t title = 28, teaser = 70, choice = 50, question = 90;
    for (enum sample_language language = 0; language < SAMPLE_LANGUAGE_COUNT; language++) {
        const struct card_text *text = sample_longest(language);
        assert_int_equal(strlen(text->title), title);
        assert_int_equal(strlen(text->teaser), teaser);
        assert_int_equal(strlen(text->choices[0]), choice);
        for (int i = 0; i < text->question_count; i++)
            assert_int_equal(strlen(text->questions[i]), question);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_fonts),
        cmocka_unit_test(test_foreign_letters),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_second_question_yields),
        cmocka_unit_test(test_long_heading),
        cmocka_unit_test(test_samples_are_at_the_limits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, card_desk_open, card_desk_close);
}
