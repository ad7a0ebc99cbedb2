#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "card_desk.h"
#include "run.h"

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define PT_PER_MM (72 / 25.4)

/* Fails if a word lies nearer to an edge than margin, in points. */
static void stays_inside(struct card_desk *d, const struct paper *paper, double margin)
{
    double right = paper->width * PT_PER_MM / 100 - margin;
    double bottom = paper->length * PT_PER_MM / 100 - margin;
    int words = 0;
    const char *at = card_desk_ask(d, "pdftotext", "-bbox");
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

static void keeps_its_margin(struct card_desk *d, const struct card_print *card, struct paper paper)
{
    static const int margins[] = { 0, 300, 635, 1000 };
    for (size_t i = 0; i < COUNT_OF(margins); i++) {
        paper.margin = margins[i];
        card_desk_print(d, card, &paper);
        stays_inside(d, &paper, fmax(5, margins[i] / 100.0) * PT_PER_MM);
    }
}

static void test_margin(void **state)
{
    card_desk_every(*state, keeps_its_margin);
}

struct picture {
    int width, height;
    const unsigned char *grey;
};

static struct picture picture_of(struct card_desk *d)
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

static void has_lines_to_write_on(
    struct card_desk *d, const struct card_print *card, struct paper paper)
{
    if (paper.kind == PAPER_A4)
        return; /* A5, turned on its side */
    card_desk_print(d, card, &paper);
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
    card_desk_every(*state, has_lines_to_write_on);
}

static void test_roll_is_black(void **state)
{
    struct card_desk *d = *state;
    struct card_print card =
        card_desk_card(sample_card(SAMPLE_NL), SAMPLE_NL, ELEMENT_ETHICS, CHOICE_A);
    struct paper paper = paper_nominal(PAPER_ROLL_80);
    card_desk_print(d, &card, &paper);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_margin),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_roll_is_black),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, card_desk_open, card_desk_close);
}
