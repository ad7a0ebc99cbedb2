#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "core/meeting.h"
#include "documents/card_pdf.h"
#include "sample_card.h"
#include "run.h"
#include "temp.h"

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PT_PER_MM (72 / 25.4)

struct desk {
    struct typesetter *typesetter;
    struct arena *arena;
    const char *folder, *pdf;
};

static int set_up(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    struct err err;
    d->arena = arena_new();
    d->folder = temp_make(d->arena);
    d->pdf = arena_printf(d->arena, "%s/card.pdf", d->folder);
    d->typesetter = typesetter_open("assets/fonts", &err);
    *state = d;
    return d->typesetter == NULL;
}

static int tear_down(void **state)
{
    struct desk *d = *state;
    typesetter_close(d->typesetter);
    temp_remove(d->folder);
    arena_free(d->arena);
    free(d);
    return 0;
}

static struct card_print card_of(const struct card_text *text, enum sample_language language,
    enum element element, enum choice choice)
{
    return (struct card_print){
        .language = sample_language(language),
        .text = text,
        .heading = sample_heading(language),
        .element_word = sample_word(language, element),
        .element = element,
        .choice = choice,
    };
}

/* Prints into the desk's folder. */
static void print(struct desk *d, const struct card_print *card, struct paper *paper)
{
    struct document pdf;
    struct err err = { .detail = "" };
    if (!card_pdf(d->typesetter, d->arena, card, paper, &pdf, &err))
        fail_msg("paper %d: %s", paper->kind, err.detail);
    temp_write(d->pdf, pdf.bytes, pdf.len);
}

static char *ask(struct desk *d, const char *program, const char *option)
{
    const char *argv[] = { program, option == NULL ? d->pdf : option,
        option == NULL ? NULL : d->pdf, option == NULL ? NULL : "-", NULL };
    int status;
    char *answer = run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);
    return answer;
}

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

/* All papers, languages, texts and kinds of choice; test is handed each card and its paper. */
static void every_card(
    struct desk *d, void (*test)(struct desk *d, const struct card_print *card, struct paper paper))
{
    static const enum choice choices[] = { CHOICE_A, CHOICE_OTHER };
    for (int kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        for (int language = 0; language < SAMPLE_LANGUAGE_COUNT; language++) {
            for (size_t i = 0; i < COUNT_OF(choices); i++) {
                enum element element = (enum element)((kind + language) % ELEMENT_COUNT);
                struct card_print usual =
                    card_of(sample_card(language), language, element, choices[i]);
                test(d, &usual, paper_nominal(kind));
                struct card_print longest =
                    card_of(sample_longest(language), language, ELEMENT_ETHICS, choices[i]);
                test(d, &longest, paper_nominal(kind));
            }
        }
    }
}

static const char *small_first(struct arena *a, const char *text)
{
    char *small = arena_strdup(a, text);
    if (small[0] >= 'A' && small[0] <= 'Z')
        small[0] |= 0x20;
    return small;
}

static void holds_all_text(struct desk *d, const struct card_print *card, struct paper paper)
{
    print(d, card, &paper);
    /* On A4 the lines run from top to bottom; raw keeps the order in which they were written. */
    const char *text = on_one_line(ask(d, "pdftotext", "-raw"));
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
    every_card(*state, holds_all_text);
}

static void is_one_page_of_paper(struct desk *d, const struct card_print *card, struct paper paper)
{
    struct paper asked = paper;
    print(d, card, &paper);
    const char *info = ask(d, "pdfinfo", NULL);
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
    every_card(*state, is_one_page_of_paper);
}

static void has_our_fonts_only(struct desk *d, const struct card_print *card, struct paper paper)
{
    print(d, card, &paper);
    const char *line = ask(d, "pdffonts", NULL);
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
    every_card(*state, has_our_fonts_only);
}

/* Fails if a word lies nearer to an edge than margin, in points. */
static void stays_inside(struct desk *d, const struct paper *paper, double margin)
{
    double right = paper->width * PT_PER_MM / 100 - margin;
    double bottom = paper->length * PT_PER_MM / 100 - margin;
    int words = 0;
    const char *at = ask(d, "pdftotext", "-bbox");
    while ((at = strstr(at, "<word ")) != NULL) {
        double x1, y1, x2, y2;
        assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                             &x1, &y1, &x2, &y2),
            4);
        /* The box is the font's, a little higher than the line. */
        assert_true(x1 > margin - 4 && y1 > margin - 4 && x2 < right + 4 && y2 < bottom + 4);
        words++;
        at++;
    }
    assert_true(words > 20);
}

static void keeps_its_margin(struct desk *d, const struct card_print *card, struct paper paper)
{
    static const int margins[] = { 0, 300, 635, 1000 };
    for (size_t i = 0; i < COUNT_OF(margins); i++) {
        paper.margin = margins[i];
        print(d, card, &paper);
        stays_inside(d, &paper, fmax(5, margins[i] / 100.0) * PT_PER_MM);
    }
}

static void test_margin(void **state)
{
    every_card(*state, keeps_its_margin);
}

struct picture {
    int width, height;
    const unsigned char *grey;
};

static struct picture picture_of(struct desk *d)
{
    const char *argv[] = { "pdftoppm", "-r", "100", "-gray", "-singlefile", d->pdf, d->folder,
        NULL };
    argv[6] = arena_printf(d->arena, "%s/card", d->folder);
    int status, maximum, header;
    (void)run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);

    struct err err;
    size_t len;
    const char *path = arena_printf(d->arena, "%s/card.pgm", d->folder);
    const char *pgm = file_read(d->arena, path, 64 << 20, &len, &err);
    struct picture p;
    assert_non_null(pgm);
    assert_int_equal(sscanf(pgm, "P5 %d %d %d%n", &p.width, &p.height, &maximum, &header), 3);
    assert_int_equal(len, header + 1 + p.width * p.height);
    p.grey = (const unsigned char *)pgm + header + 1;
    return p;
}

static bool is_rule(const struct picture *p, int y)
{
    int dark = 0;
    for (int x = 0; x < p->width; x++)
        dark += p->grey[y * p->width + x] < 160;
    return dark > p->width * 3 / 5;
}

static void has_lines_to_write_on(struct desk *d, const struct card_print *card, struct paper paper)
{
    if (paper.kind == PAPER_A4)
        return; /* A5, turned on its side */
    print(d, card, &paper);
    struct picture p = picture_of(d);
    int rules = 0, last = 0;
    for (int y = 1; y < p.height; y++) {
        if (!is_rule(&p, y) || is_rule(&p, y - 1))
            continue;
        assert_true(rules == 0 || y - last > 30); /* 8 mm are 31.5 pixels */
        last = y;
        rules++;
    }
    int least = (paper.kind == PAPER_A5 ? 4 : 2) + (card->choice == CHOICE_OTHER ? 2 : 0);
    assert_true(rules >= least);
}

static void test_lines(void **state)
{
    every_card(*state, has_lines_to_write_on);
}

static void test_roll_is_black(void **state)
{
    struct desk *d = *state;
    struct card_print card = card_of(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = paper_nominal(PAPER_ROLL_80);
    print(d, &card, &paper);
    const char *root = arena_printf(d->arena, "%s/card", d->folder);
    const char *argv[] = { "pdftoppm", "-r", "60", "-singlefile", d->pdf, root, NULL };
    int status, header = 0;
    (void)run_output(d->arena, NULL, argv, &status);
    struct err err;
    size_t len;
    const char *path = arena_printf(d->arena, "%s/card.ppm", d->folder);
    const char *ppm = file_read(d->arena, path, 64 << 20, &len, &err);
    assert_non_null(ppm);
    assert_int_equal(sscanf(ppm, "P6 %*d %*d %*d%n", &header), 0);
    for (size_t i = (size_t)header + 1; i + 2 < len; i += 3)
        assert_true(ppm[i] == ppm[i + 1] && ppm[i] == ppm[i + 2]);
}

static void test_same_bytes(void **state)
{
    struct desk *d = *state;
    struct err err;
    struct typesetter *other = typesetter_open("assets/fonts", &err);
    assert_non_null(other);
    for (int kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        struct card_print card =
            card_of(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ENGAGEMENT, CHOICE_B);
        struct card_print before =
            card_of(sample_longest(SAMPLE_EN), SAMPLE_EN, ELEMENT_ETHICS, CHOICE_OTHER);
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
    struct desk *d = *state;
    struct card_print card =
        card_of(sample_longest(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = { PAPER_A6, 7400, 10500, 0 };
    struct document pdf;
    struct err err = { .code = ERR_NONE };
    assert_false(card_pdf(d->typesetter, d->arena, &card, &paper, &pdf, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    assert_null(strstr(err.detail, card.element_word));
}

static void test_second_question_yields(void **state)
{
    struct desk *d = *state;
    struct card_print card =
        card_of(sample_longest(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = { PAPER_A6, 10500, 12000, 0 };
    print(d, &card, &paper);
    const char *text = on_one_line(ask(d, "pdftotext", "-raw"));
    has(text, card.text->questions[0], 1);
    has(text, "Waarom mogen", 0);
}

static void test_long_heading(void **state)
{
    struct desk *d = *state;
    char title[MEETING_TITLE_MAX];
    memset(title, 0, sizeof title);
    for (size_t i = 0; i + 1 < sizeof title; i++)
        title[i] = i % 9 == 8 ? ' ' : 'w';
    for (int kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        struct card_print card =
            card_of(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_OTHER);
        card.heading = arena_printf(d->arena, "%s · 21 november 2026", title);
        struct paper paper = paper_nominal(kind);
        print(d, &card, &paper);
        const char *text = on_one_line(ask(d, "pdftotext", "-raw"));
        has(text, "wwwwwwww 21 november 2026 ", 0); /* the title's last word has two letters */
        has(text, "ww 21 november 2026 ", kind == PAPER_A4 ? 2 : 1);
    }
}

static void test_samples_are_at_the_limits(void **state)
{
    (void)state;
    static const size_t title = 28, teaser = 70, choice = 50, question = 90;
    for (int language = 0; language < SAMPLE_LANGUAGE_COUNT; language++) {
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
        cmocka_unit_test(test_margin),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_roll_is_black),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_second_question_yields),
        cmocka_unit_test(test_long_heading),
        cmocka_unit_test(test_samples_are_at_the_limits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
