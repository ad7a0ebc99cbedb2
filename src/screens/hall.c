#include "screens/hall.h"

/* A bar as long as its room stands for the largest count, or for this much where none is larger. */
enum { REACH_PERCENT = 60 };

/* --- numbers --- */

/* "43%", or "2" of what stands beside the title. */
static const char *share(struct ui *ui, uint32_t n, uint32_t total)
{
    if (total < TALLY_PERCENT_FROM)
        return arena_printf(ui->arena, "%u", n);
    return arena_printf(ui->arena, "%d%%", tally_percent(n, total));
}

/* The same, or "2 van de 5" where there is room. */
static const char *full_share(const struct hall *h, uint32_t n, uint32_t total)
{
    return h->tall ? share(h->ui, n, total) : tally_share(h->ui->arena, h->language, n, total);
}

static int part_px(int room, uint32_t n, const uint32_t *counts, int len, uint32_t total)
{
    uint32_t reach = total * REACH_PERCENT / 100;
    for (int i = 0; i < len; i++)
        reach = counts[i] > reach ? counts[i] : reach;
    return reach == 0 ? 0 : (int)((int64_t)room * n / reach);
}

static bool has_choice(const struct hall *h, int c)
{
    return choice_exists((enum choice)c, h->card->choice_count);
}

static const char *label_of(const struct hall *h, int c)
{
    return choice_label(h->ui->arena, h->language, h->text, (enum choice)c);
}

/* --- the E's --- */

static int icon_side(const struct hall *h)
{
    return h->t->text.px * 12 / 10;
}

static int word_width(const struct hall *h)
{
    int most = 0;
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        const char *word = model_word_in(h->m, h->m->plenary.language, (enum element)e);
        int w = ui_text_width(h->ui, &h->t->text, word);
        most = w > most ? w : most;
    }
    return icon_side(h) + h->t->gap + most;
}

int hall_columns_width(const struct hall *h)
{
    int words = word_width(h), number_w = ui_text_width(h->ui, &h->t->numeral, "100%");
    int numbers = ELEMENT_COUNT * number_w + (ELEMENT_COUNT - 1) * h->t->gap + ELEMENT_COUNT;
    return words > numbers ? words : numbers;
}

static int word_line(const struct hall *h)
{
    return h->t->text.px * 135 / 100;
}

static const char *element_id(const struct hall *h, int e, const char *rest)
{
    return arena_printf(h->ui->arena, "plenary.element.%s%s", element_key((enum element)e), rest);
}

static void draw_word(const struct hall *h, struct rect r, int e)
{
    int side = icon_side(h);
    draw_icon(h->ui->draw, rect_centre(rect_cut_left(&r, side), side, side),
        icon_of_element((enum element)e), h->t->element[e]);
    rect_cut_left(&r, h->t->gap);
    ui_label(h->ui, element_id(h, e, ""), r, &h->t->text, ALIGN_LEFT,
        model_word_in(h->m, h->m->plenary.language, (enum element)e));
}

static void draw_column(const struct hall *h, struct rect r, int e)
{
    const struct tally *tally = h->before;
    const struct style *s = &h->t->numeral;
    int high =
        part_px(r.h - s->line, tally->element[e], tally->element, ELEMENT_COUNT, tally->total);
    struct rect column = rect_cut_bottom(&r, high), foot = column;
    ui_label(h->ui, element_id(h, e, ".count"), rect_cut_bottom(&r, s->line), s, ALIGN_CENTRE,
        share(h->ui, tally->element[e], tally->total));
    foot = rect_cut_bottom(&foot, high / 2); /* it stands on a square foot */
    draw_fill(h->ui->draw, column, h->t->radius, h->t->element[e]);
    draw_fill(h->ui->draw, foot, 0, h->t->element[e]);
}

/* Columns of equal width, and which is which below them. */
void hall_columns(const struct hall *h, struct rect r)
{
    for (int e = ELEMENT_COUNT - 1; e >= 0; e--)
        draw_word(h, rect_cut_bottom(&r, word_line(h)), e);
    rect_cut_bottom(&r, h->t->gap);
    draw_fill(h->ui->draw, rect_cut_bottom(&r, h->t->line_px), 0, h->t->edge);
    if (r.h < h->t->numeral.line * 5 / 2)
        ui_misfit(h->ui, "plenary.elements");
    for (int e = 0; e < ELEMENT_COUNT; e++)
        draw_column(h, rect_column(r, ELEMENT_COUNT, h->t->gap, e), e);
}

/* --- bars --- */

static void draw_bar(const struct hall *h, struct rect r, int width, struct colour c)
{
    int high = h->t->text.px * 7 / 8, radius = h->t->radius < high / 2 ? h->t->radius : high / 2;
    if (width <= 0)
        return;
    struct rect bar = rect_centre(r, r.w, high);
    bar.w = width > 2 * radius ? width : 2 * radius;
    draw_fill(h->ui->draw, bar, radius, c);
}

/* How the choices fell: published answers, or hands. */
struct counts {
    const uint32_t *of;
    uint32_t total;
    const char *id; /* what its numbers are called */
    struct colour colour;
    bool brief; /* numbers without "of the" */
};

static const char *count_text(const struct hall *h, const struct counts *k, int c)
{
    return k->brief ? share(h->ui, k->of[c], k->total) : full_share(h, k->of[c], k->total);
}

static int count_width(const struct hall *h, const struct counts *k)
{
    int most = 0;
    for (int c = 0; c < CHOICE_COUNT; c++) {
        int w = ui_text_width(h->ui, &h->t->text_strong, count_text(h, k, c));
        most = has_choice(h, c) && w > most ? w : most;
    }
    return most;
}

/* The bar of a choice, and its number at the right end of r. */
static void draw_count(const struct hall *h, const struct counts *k, struct rect r, int c)
{
    const char *id =
        arena_printf(h->ui->arena, "plenary.choice.%s.%s", choice_key((enum choice)c), k->id);
    ui_label(h->ui, id, rect_cut_right(&r, count_width(h, k)), &h->t->text_strong, ALIGN_RIGHT,
        count_text(h, k, c));
    rect_cut_right(&r, h->t->gap);
    draw_bar(h, r, part_px(r.w, k->of[c], k->of, CHOICE_COUNT, k->total), k->colour);
}

static struct counts before(const struct hall *h, bool beside)
{
    return (struct counts){ .of = h->before->choice,
        .total = h->before->total,
        .id = "count",
        .colour = beside ? h->t->edge : h->t->quote.colour,
        .brief = beside };
}

/* --- the choices --- */

/* Rows for the choices: as high as their words, at least a line, and what is below them; evenly
 * spread over r. */
struct rows {
    int height[CHOICE_COUNT], gap;
};

static struct rows rows_of(const struct hall *h, struct rect r, int label_w, int least, int below)
{
    struct rows rows = { .gap = h->t->gap / 2 };
    int used = 0, n = 0;
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!has_choice(h, c))
            continue;
        int words = ui_text_height(h->ui, &h->t->text, label_w, label_of(h, c));
        rows.height[c] = (words > least ? words : least) + below;
        used += rows.height[c];
        n++;
    }
    int spare = (r.h - used) / (n - 1), most = h->t->text.px;
    if (spare < rows.gap)
        ui_misfit(h->ui, "plenary.choices");
    else
        rows.gap = spare < most ? spare : most;
    return rows;
}

static void draw_label(const struct hall *h, struct rect r, int c)
{
    const char *id = arena_printf(h->ui->arena, "plenary.choice.%s", choice_key((enum choice)c));
    ui_text(h->ui, id, r, &h->t->text, ALIGN_LEFT, label_of(h, c));
}

/* Each choice with its bar below it. */
void hall_choices(const struct hall *h, struct rect r)
{
    struct counts k = before(h, false);
    int line = h->t->text_strong.line;
    struct rows rows = rows_of(h, r, r.w, 0, line);
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!has_choice(h, c))
            continue;
        struct rect row = rect_cut_top(&r, rows.height[c]);
        struct rect bar = rect_cut_bottom(&row, line);
        draw_label(h, row, c);
        draw_count(h, &k, bar, c);
        rect_cut_top(&r, rows.gap);
    }
}

/* The same on an upright picture: the number beside the words, so that the bar may be thin. */
void hall_tall_choices(const struct hall *h, struct rect r)
{
    struct counts k = before(h, false);
    int bar = h->t->text.px, number_w = count_width(h, &k) + h->t->gap;
    struct rows rows = rows_of(h, r, r.w - number_w, h->t->text_strong.line, bar);
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!has_choice(h, c))
            continue;
        struct rect row = rect_cut_top(&r, rows.height[c]);
        struct rect below = rect_cut_bottom(&row, bar);
        const char *id =
            arena_printf(h->ui->arena, "plenary.choice.%s.count", choice_key((enum choice)c));
        ui_label(h->ui, id, rect_cut_right(&row, number_w), &h->t->text_strong, ALIGN_RIGHT,
            count_text(h, &k, c));
        draw_label(h, row, c);
        draw_bar(h, below, part_px(below.w, k.of[c], k.of, CHOICE_COUNT, k.total), k.colour);
        rect_cut_top(&r, rows.gap);
    }
}

void hall_tall_elements(const struct hall *h, struct rect *r)
{
    struct counts k = { .of = h->before->element, .total = h->before->total };
    int word_w = word_width(h), number_w = ui_text_width(h->ui, &h->t->text_strong, "100%");
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        struct rect row = rect_cut_top(r, h->t->text_strong.line);
        draw_word(h, rect_cut_left(&row, word_w), e);
        ui_label(h->ui, element_id(h, e, ".count"), rect_cut_right(&row, number_w),
            &h->t->text_strong, ALIGN_RIGHT, share(h->ui, k.of[e], k.total));
        row = rect_inset_xy(row, h->t->gap, 0);
        if (row.w < h->t->text.px)
            ui_misfit(h->ui, "plenary.elements");
        draw_bar(h, row, part_px(row.w, k.of[e], k.of, ELEMENT_COUNT, k.total), h->t->element[e]);
    }
    rect_cut_top(r, h->t->gap);
}

/* --- before and after the talk --- */

static void draw_captions(const struct hall *h, struct rect *r)
{
    const char *left = h->before->total > 0 ? phrase_count(h->ui->arena, h->language,
                                                  PHRASE_PLENARY_BEFORE, h->before->total)
                                            : phrase(h->language, PHRASE_PLENARY_SOON);
    const char *right = phrase_count(h->ui->arena, h->language, PHRASE_PLENARY_NOW, h->hands_total);
    const struct style *s = &h->t->soft_text;
    struct rect first = rect_column(*r, 2, h->t->gap * 2, 0),
                second = rect_column(*r, 2, h->t->gap * 2, 1);
    int high = ui_text(h->ui, "plenary.before", first, s, ALIGN_LEFT, left);
    int other = ui_text(h->ui, "plenary.now", second, s, ALIGN_LEFT, right);
    rect_cut_top(r, (high > other ? high : other) + h->t->gap / 2);
}

void hall_hands(const struct hall *h, struct rect r)
{
    struct counts k = before(h, true);
    struct counts now = { .of = h->hands,
        .total = h->hands_total,
        .id = "hands",
        .colour = h->t->quote.colour,
        .brief = true };
    int line = h->t->text_strong.line;
    draw_captions(h, &r);
    struct rows rows = rows_of(h, r, r.w, 0, line);
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!has_choice(h, c))
            continue;
        struct rect row = rect_cut_top(&r, rows.height[c]);
        struct rect bars = rect_cut_bottom(&row, line);
        draw_label(h, row, c);
        if (k.total > 0)
            draw_count(h, &k, rect_column(bars, 2, h->t->gap * 2, 0), c);
        draw_count(h, &now, rect_column(bars, 2, h->t->gap * 2, 1), c);
        rect_cut_top(&r, rows.gap);
    }
}
