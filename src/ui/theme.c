#include "ui/theme.h"

#include "base/attributes.h"
#include <math.h>

#define RGB(hex) ((struct colour){ (hex) >> 16 & 255, (hex) >> 8 & 255, (hex)&255 })

enum { PAGE_WIDEST_MM = 250, PAGE_HIGHEST_MM = 160 };

/* Height of a capital per em, from the fonts' OS/2 tables. */
static const double inter_cap = 0.727, vollkorn_cap = 0.676;

static void colours_of_paper(struct theme *t)
{
    t->desk = RGB(0xF3EDE2);
    t->paper = RGB(0xFFFDF8);
    t->paper_edge = RGB(0xE8DFCF);
    t->ink = RGB(0x22252B);
    t->soft = RGB(0x454B55);
    t->on_ink = RGB(0xFFFFFF);
    t->edge = RGB(0x8A8172);
    t->shadow = RGB(0x6E5A38);
    t->bar = RGB(0xC9BFAE);
    t->step_off = RGB(0xD9CFBE);
    t->sun = RGB(0xFFF6E2);
    t->sun_edge = RGB(0xEBD9AF);
    t->well = RGB(0xEBE2D2);
    t->chip = RGB(0xFFFDF8);
    t->element[ELEMENT_EXCELLENCE] = RGB(0x0B63A5);
    t->element[ELEMENT_ETHICS] = RGB(0xB8461B);
    t->element[ELEMENT_ENGAGEMENT] = RGB(0x0B7660);
    t->on_element = RGB(0xFFFFFF);
    t->alert = RGB(0xC98A1B);
    t->good = RGB(0x0B7660);
    t->focus = RGB(0x22252B);
    static const uint32_t greys[CHOICE_COUNT] = { 0xF3EDE2, 0xC9BFAE, 0x7D7464, 0x665E51,
        0x4F4941 };
    for (int c = 0; c < CHOICE_COUNT; c++)
        t->stack[c] = RGB(greys[c]);
    t->on_stack_light = t->ink;
    t->on_stack_dark = RGB(0xFFFFFF);
}

static void colours_of_contrast(struct theme *t)
{
    struct colour black = RGB(0x000000), white = RGB(0xFFFFFF), yellow = RGB(0xFFD400);
    t->desk = t->paper = t->chip = t->sun = t->well = black;
    t->paper_edge = t->edge = t->sun_edge = white;
    t->ink = t->soft = white;
    t->on_ink = black;
    t->shadow = black;
    t->bar = white;
    t->step_off = RGB(0x5A5A5A);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        t->element[e] = yellow;
    t->on_element = black;
    t->good = white; /* yellow is what asks for something */
    t->alert = t->focus = yellow;
    for (int c = 0; c < CHOICE_COUNT; c++)
        t->stack[c] = black;
    t->on_stack_light = t->on_stack_dark = white;
}

static void colours_of_hall(struct theme *t)
{
    t->desk = t->paper = t->chip = t->well = RGB(0x1B1E24);
    t->paper_edge = t->edge = RGB(0x8B8F98);
    t->ink = t->focus = RGB(0xF7F2E8);
    t->soft = RGB(0xCFCBC3);
    t->on_ink = t->shadow = RGB(0x1B1E24);
    t->bar = t->sun = t->sun_edge = t->alert = RGB(0xF2CF86);
    t->step_off = RGB(0x3A3E47);
    t->element[ELEMENT_EXCELLENCE] = RGB(0x6DB3F2);
    t->element[ELEMENT_ETHICS] = RGB(0xF2935C);
    t->element[ELEMENT_ENGAGEMENT] = RGB(0x4CC3A0);
    t->on_element = RGB(0x1B1E24);
    t->good = RGB(0x4CC3A0);
}

static struct style style(enum font font, double px, double leading, struct colour c)
{
    return (struct style){ font, (int)lround(px), (int)lround(px * leading), c };
}

struct theme theme_make(int width, int height, double px_per_mm, bool large, bool high_contrast)
{
    struct theme t = { .high_contrast = high_contrast };
    if (high_contrast)
        colours_of_contrast(&t);
    else
        colours_of_paper(&t);

    /* Capitals of 3.0 mm on a 7-inch panel, 3.4 mm from 10 inches up: it stands further away. */
    double inches = hypot(width, height) / px_per_mm / 25.4;
    double beyond_7 = fmin(fmax((inches - 7.1) / (10.0 - 7.1), 0), 1);
    double plain = (3.0 + 0.4 * beyond_7) * px_per_mm / inter_cap;
    double body = large ? plain * 1.4 : plain;

    t.text = style(FONT_TEXT, body, 1.36, t.ink);
    t.text_strong = style(FONT_STRONG, body, 1.25, t.ink);
    t.soft_text = style(FONT_TEXT, body, 1.3, t.soft);
    t.small = style(FONT_TEXT, body * 0.86, 1.3, t.soft);
    t.kicker = style(FONT_STRONG, body * 0.8, 1.3, t.soft);
    t.title = style(FONT_TITLE, body * 1.6, 1.1, t.ink);
    t.heading = style(FONT_TITLE, body * 1.35, 1.14, t.ink);
    t.hero = style(FONT_TITLE, body * (2.25 + 0.85 * beyond_7), 1.06, t.ink);
    t.quote = style(FONT_QUOTE, body * 1.35, 1.26, t.ink);
    t.quote_small = style(FONT_QUOTE, body * 1.12, 1.26, t.ink);
    t.word = style(FONT_TITLE, body * 1.25, 1.14, t.on_element);
    t.button = style(FONT_STRONG, body, 1.22, t.ink);
    t.numeral = style(FONT_STRONG, body * 2.2, 1.1, t.ink);
    /* The bar keeps its size in A+, so that the page gets the room. */
    t.chip_text = style(FONT_STRONG, plain * 0.94, 1.2, t.ink);

    t.mm = (int)fmax(round(px_per_mm), 1);
    t.target = (int)ceil(12.7 * px_per_mm);
    t.answer = (int)ceil(18.0 * px_per_mm);
    t.gap = (int)ceil(2.5 * px_per_mm);
    t.key_gap = (int)ceil(1.5 * px_per_mm);
    /* Large glass: a page no wider than two columns that read well, in the middle. */
    int spare = width - (int)lround(PAGE_WIDEST_MM * px_per_mm);
    t.margin = (int)lround((inches < 8.5 ? 3.0 : 5.5) * px_per_mm);
    if (spare / 2 > t.margin)
        t.margin = spare / 2;
    t.page_most = (int)lround(PAGE_HIGHEST_MM * px_per_mm);
    t.pad = (int)lround((inches < 8.5 ? 3.6 : 5.5) * px_per_mm);
    t.radius = (int)lround(2.6 * px_per_mm);
    t.edge_px = (int)fmax(round(0.35 * px_per_mm), 2);
    t.line_px = (int)fmax(round(0.17 * px_per_mm), 1);
    t.swipe = (int)lround(12.0 * px_per_mm);
    return t;
}

struct theme theme_make_hall(int width, int height, double capital, bool high_contrast)
{
    struct theme t = { .high_contrast = high_contrast };
    if (high_contrast)
        colours_of_contrast(&t);
    else
        colours_of_hall(&t);
    struct colour accent = high_contrast ? t.focus : t.sun;
    double body = ceil(capital / inter_cap);
    double quote = ceil(capital / vollkorn_cap);
    double unit = fmin(width, height) / 100.0;

    t.text = style(FONT_TEXT, body, 1.2, t.ink);
    t.text_strong = style(FONT_STRONG, body * 1.18, 1.2, t.ink);
    t.soft_text = style(FONT_TEXT, body, 1.3, t.soft);
    t.title = style(FONT_TITLE, body * 1.75, 1.1, t.ink);
    t.heading = style(FONT_TITLE, body * 1.35, 1.14, t.ink);
    t.numeral = style(FONT_STRONG, body * 1.45, 1.15, t.ink);
    t.quote = style(FONT_QUOTE, quote, 1.22, accent);
    t.hero = style(FONT_QUOTE, quote * 1.9, 1.22, accent);

    t.margin = (int)lround(6 * unit);
    t.gap = (int)lround(2.5 * unit);
    t.radius = (int)lround(1.2 * unit);
    t.line_px = (int)fmax(round(0.25 * unit), 1);
    return t;
}

struct theme theme_darkened(const struct theme *light)
{
    struct theme t = *light;
    if (t.high_contrast)
        return t;
    colours_of_hall(&t);
    struct style *inked[] = { &t.text, &t.text_strong, &t.chip_text, &t.button, &t.title,
        &t.heading, &t.hero, &t.quote, &t.quote_small, &t.numeral };
    for (size_t i = 0; i < COUNT_OF(inked); i++)
        inked[i]->colour = t.ink;
    t.soft_text.colour = t.small.colour = t.kicker.colour = t.soft;
    t.word.colour = t.on_element;
    return t;
}
