#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "screens/fits.h"
#include "ui/theme.h"

#include <cmocka.h>
#include <math.h>

/* --- contrast: WCAG 2.2, "relative luminance" and "contrast ratio" --- */

static double linear(uint8_t channel)
{
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

static double contrast(struct colour a, struct colour b)
{
    double one = luminance(a), other = luminance(b);
    return (fmax(one, other) + 0.05) / (fmin(one, other) + 0.05);
}

struct pair {
    const char *what;
    struct colour front, back;
};

static int too_faint(const struct pair *pairs, size_t n, double least, bool high_contrast)
{
    int failures = 0;
    for (size_t i = 0; i < n; i++) {
        double ratio = contrast(pairs[i].front, pairs[i].back);
        if (ratio >= least)
            continue;
        print_message("# %s%s: %.2f to 1, at least %.1f\n", pairs[i].what,
            high_contrast ? " in high contrast" : "", ratio, least);
        failures++;
    }
    return failures;
}

#define FAINT(pairs, least) too_faint(pairs, sizeof pairs / sizeof pairs[0], least, high)

static int faint_in(bool high)
{
    struct theme t = theme_make(1280, 800, 5.9, false, high);
    const struct pair texts[] = {
        { "ink on the desk", t.ink, t.desk },
        { "ink on paper", t.ink, t.paper },
        { "ink on a chip", t.ink, t.chip },
        { "ink on the reflection question", t.ink, t.sun },
        { "soft on the desk", t.soft, t.desk },
        { "soft on paper", t.soft, t.paper },
        { "soft on the reflection question", t.soft, t.sun },
        { "a filled button", t.on_ink, t.ink },
    };
    const struct pair elements[] = {
        { "the word on excellence", t.on_element, t.element[ELEMENT_EXCELLENCE] },
        { "the word on ethics", t.on_element, t.element[ELEMENT_ETHICS] },
        { "the word on engagement", t.on_element, t.element[ELEMENT_ENGAGEMENT] },
        { "excellence on the desk", t.element[ELEMENT_EXCELLENCE], t.desk },
        { "ethics on the desk", t.element[ELEMENT_ETHICS], t.desk },
        { "engagement on the desk", t.element[ELEMENT_ENGAGEMENT], t.desk },
        { "excellence on paper", t.element[ELEMENT_EXCELLENCE], t.paper },
        { "ethics on paper", t.element[ELEMENT_ETHICS], t.paper },
        { "engagement on paper", t.element[ELEMENT_ENGAGEMENT], t.paper },
    };
    /* The bars of the choices are edged with ink, so their fill may be pale. */
    const struct pair edges[] = {
        { "a button's edge on the desk", t.edge, t.desk },
        { "a choice's edge on paper", t.edge, t.paper },
        { "a chip's edge", t.edge, t.chip },
        { "a bar's edge on the desk", t.ink, t.desk },
        { "the keyboard's ring on the desk", t.focus, t.desk },
        { "the keyboard's ring on paper", t.focus, t.paper },
    };
    return FAINT(texts, 7) + FAINT(elements, 4.5) + FAINT(edges, 3);
}

static void the_formula(void **state)
{
    (void)state;
    struct colour white = { 255, 255, 255 }, black = { 0, 0, 0 }, grey = { 0x76, 0x76, 0x76 };
    assert_true(fabs(contrast(white, black) - 21) < 0.001);
    assert_true(fabs(contrast(black, black) - 1) < 0.001);
    assert_true(fabs(contrast(grey, white) - 4.54) < 0.01); /* the known least grey for 4.5 */
}

static void colours_can_be_told_apart(void **state)
{
    (void)state;
    assert_int_equal(faint_in(false) + faint_in(true), 0);
}

/* --- sizes on the reference panels --- */

static double inches(const struct panel *p)
{
    return hypot(p->width, p->height) / p->px_per_mm / 25.4;
}

/* Height of a capital of Inter: 0.727 em. */
static double capital_mm(const struct style *s, const struct panel *p)
{
    return s->px * 0.727 / p->px_per_mm;
}

static void fingers_and_eyes(void **state)
{
    (void)state;
    for (int i = 0; i < FITS_PANELS; i++) {
        const struct panel *p = &fits_panels[i];
        struct theme t = theme_make(p->width, p->height, p->px_per_mm, false, false);
        struct theme large = theme_make(p->width, p->height, p->px_per_mm, true, false);
        double half_px = 0.5 / p->px_per_mm, least = inches(p) < 8 ? 3.0 : 3.4;
        assert_true(t.target >= 12.7 * p->px_per_mm);
        assert_true(t.target <= 12.7 * p->px_per_mm + 1);
        assert_true(t.answer >= 18 * p->px_per_mm);
        assert_true(t.gap >= 2.5 * p->px_per_mm);
        assert_true(capital_mm(&t.text, p) >= least - half_px);
        assert_true(capital_mm(&t.button, p) >= least - half_px);
        assert_true(capital_mm(&large.text, p) >= 1.4 * least - half_px);
        assert_int_equal(large.target, t.target);
        assert_int_equal(large.chip_text.px, t.chip_text.px);
    }
}

/* No size is lost in rounding on a coarse panel, and nothing depends on a panel's name. */
static void odd_panels(void **state)
{
    (void)state;
    static const double scales[] = { 2, 3.78, 5.9, 11, 30 };
    for (size_t i = 0; i < sizeof scales / sizeof scales[0]; i++) {
        struct theme t = theme_make(320, 240, scales[i], false, false);
        assert_true(t.mm >= 1 && t.edge_px >= 2 && t.line_px >= 1);
        assert_true(t.text.px > 0 && t.text.line >= t.text.px);
    }
}

/* On a dark ground, and with the same fingers. */
static void the_hall_can_be_read(void **state)
{
    (void)state;
    static const struct panel small = { "", 800, 480, 5.2 };
    struct theme glass = theme_make(small.width, small.height, small.px_per_mm, true, false);
    const struct theme themes[] = { theme_make_hall(1280, 720, 18, false),
        theme_make_hall(1280, 720, 18, true), theme_darkened(&glass) };
    for (size_t i = 0; i < COUNT_OF(themes); i++) {
        const struct theme *t = &themes[i];
        assert_true(contrast(t->text.colour, t->desk) >= 7);
        assert_true(contrast(t->soft_text.colour, t->desk) >= 7);
        assert_true(contrast(t->quote.colour, t->desk) >= 7);
        assert_true(contrast(t->edge, t->desk) >= 3);
        for (int e = 0; e < ELEMENT_COUNT; e++)
            assert_true(contrast(t->element[e], t->desk) >= 4.5);
    }
    assert_true(themes[0].text.px * 0.727 >= 18);
    assert_int_equal(themes[2].target, glass.target);
    assert_int_equal(themes[2].text.px, glass.text.px);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_formula),
        cmocka_unit_test(colours_can_be_told_apart),
        cmocka_unit_test(fingers_and_eyes),
        cmocka_unit_test(odd_panels),
        cmocka_unit_test(the_hall_can_be_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
