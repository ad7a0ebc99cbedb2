/*
 * Colours, sizes and fonts: the one place that holds numbers. Sizes come from millimetres on the
 * glass; the figures are those of the project's visual design, from VVSG and WCAG: touch targets of
 * 12.7 mm (VVSG 2.0, 7.2), text contrast 7:1 (WCAG 2.2, 1.4.6).
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "core/content.h"
#include "ui/draw.h"

/* How a run of text is set. */
struct style {
    enum font font;
    int px; /* per em */
    int line; /* from line to line, px */
    struct colour colour;
};

struct theme {
    struct colour desk, paper, paper_edge, ink, soft, on_ink, edge, shadow, bar, step_off;
    struct colour sun, sun_edge, well, chip;
    struct colour element[ELEMENT_COUNT], on_element;
    struct colour alert, good, focus;
    struct colour stack[CHOICE_COUNT]; /* of a stacked bar of choices, with its letters inside */
    struct colour on_stack_light, on_stack_dark; /* on the first two of them, on the others */
    bool high_contrast; /* edges instead of shadows */

    struct style text, text_strong, soft_text, small, kicker, chip_text, button, title, heading,
        quote_small, hero, quote, word;
    struct style numeral; /* large figures of the organiser */

    int mm; /* px, rounded, at least 1 */
    int target; /* 12.7 mm: the least that a finger hits */
    int answer; /* 18 mm: tiles, main buttons */
    int gap; /* 2.5 mm: between two targets */
    int key_gap; /* 1.5 mm: between the keys of a keyboard, as on any of them: a wrong letter is
                    erased, and ten keys of a target each do not fit a small glass otherwise */
    int margin; /* around the page */
    int page_most; /* height of a page on wide glass */
    int pad; /* inside a card */
    int radius, edge_px, line_px;
    int swipe; /* a finger that moved so far swipes */
};

/* For an upright picture of width × height px. large: A+. */
struct theme theme_make(int width, int height, double px_per_mm, bool large, bool high_contrast);

/*
 * For a picture of width × height px that is read from across a hall: light on dark, and all sizes
 * from capital, the height of a capital in px, whatever a millimetre is.
 */
struct theme theme_make_hall(int width, int height, double capital, bool high_contrast);

/* The same theme in the hall's colours; in high contrast it has its own. */
struct theme theme_darkened(const struct theme *t);

#endif
