#include "documents/report_chart.h"

#include "documents/digest.h"

#define MM TYPESET_PT_PER_MM
#define LABEL_WIDTH (70 * MM)
#define FIGURE_WIDTH (28 * MM)
#define GUTTER (4 * MM)
#define BAR_X (SHEET_LEFT + LABEL_WIDTH + GUTTER)
#define BAR_WIDTH (SHEET_COLUMN - LABEL_WIDTH - FIGURE_WIDTH - 2 * GUTTER)
#define BAR_HEIGHT 11.0
#define BAR_EDGE 0.6
#define ROW_GAP 5.0

static const struct sheet_slot label_slot = { SHEET_LEFT, LABEL_WIDTH, PANGO_ALIGN_LEFT };
static const struct sheet_slot figure_slot = { SHEET_LEFT + SHEET_COLUMN - FIGURE_WIDTH,
    FIGURE_WIDTH, PANGO_ALIGN_RIGHT };

/* The edge is black: printed in black and white, the bar of a choice is paper with an edge. */
static void draw_bar(struct sheet *s, struct ink fill, double part, double row)
{
    if (s->canvas == NULL)
        return;
    double y = s->y + (row - BAR_HEIGHT) / 2;
    if (part > 0) {
        cairo_rectangle(s->canvas, BAR_X, y, BAR_WIDTH * part, BAR_HEIGHT);
        ink_dip(s->canvas, fill);
        cairo_fill_preserve(s->canvas);
        ink_dip(s->canvas, ink_black);
        cairo_set_line_width(s->canvas, BAR_EDGE);
        cairo_stroke(s->canvas);
    }
    ink_dip(s->canvas, ink_black);
    cairo_set_line_width(s->canvas, BAR_EDGE);
    cairo_move_to(s->canvas, BAR_X, s->y - ROW_GAP / 2);
    cairo_line_to(s->canvas, BAR_X, s->y + row + ROW_GAP / 2);
    cairo_stroke(s->canvas);
}

/* The bar and its figure; row is the height of the label beside them. */
static void finish_row(struct sheet *s, const struct results *r, struct ink fill, uint32_t part,
    uint32_t total, double row)
{
    draw_bar(s, fill, total > 0 ? (double)part / total : 0, row);
    s->y += (row - sheet_strong.leading_pt) / 2;
    sheet_set(s, sheet_strong, figure_slot, digest_figure(r, s->arena, part, total));
    s->y += (row + sheet_strong.leading_pt) / 2 + ROW_GAP;
}

void report_chart_elements(
    struct sheet *s, const struct results *r, const uint32_t counts[ELEMENT_COUNT], uint32_t total)
{
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        sheet_element(s, sheet_strong, label_slot, e, results_word(r, e));
        finish_row(s, r, ink_of_element[e], counts[e], total, sheet_strong.leading_pt);
    }
}

void report_chart_choices(struct sheet *s, const struct results *r, int i)
{
    const struct published_card *card = &r->published->cards[i];
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if (!results_has_choice(card, c))
            continue;
        double row = sheet_set(s, sheet_text, label_slot, results_choice(r, s->arena, i, c));
        finish_row(s, r, ink_choice, card->tally.choice[c], card->tally.total, row);
    }
}
