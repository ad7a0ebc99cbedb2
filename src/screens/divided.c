#include "screens/divided.h"

#include "core/divide.h"

int divided_heading_height(struct ui *ui, const struct model *m, int width)
{
    return ui_text_height(ui, &ui->theme->text_strong, width, model_phrase(m, PHRASE_ORG_DIVIDED));
}

void divided_heading(struct ui *ui, const struct model *m, struct rect r)
{
    ui_text(ui, "organiser.divided", r, &ui->theme->text_strong, ALIGN_LEFT,
        model_phrase(m, PHRASE_ORG_DIVIDED));
}

/* --- one card --- */

static const char *division_of(const struct model *m, int card)
{
    const struct tally *published = &m->machine.published[card];
    return model_phrase(
        m, divide_phrase(divide_word(published, m->deck->cards[card]->choice_count)));
}

/* "25 · sterk verdeeld" */
static const char *line_of(struct ui *ui, const struct model *m, int card)
{
    uint32_t total = m->machine.published[card].total;
    if (total == 0)
        return model_phrase(m, PHRASE_ORG_CARD_FEW);
    if (total < DIVIDE_FROM)
        return phrase_count(ui->arena, model_language(m), PHRASE_GROUP_COUNT, total);
    return arena_printf(ui->arena, "%u · %s", total, division_of(m, card));
}

static int pad_y(const struct ui *ui)
{
    return ui->theme->mm * 3 / 2;
}

static int bar_height(const struct ui *ui)
{
    int letter = ui->theme->kicker.line, plain = ui->theme->mm * 5;
    return letter > plain ? letter : plain;
}

static int elements_height(const struct ui *ui)
{
    return ui->theme->small.line;
}

/* Words and bars side by side, or below each other where they would be narrow. */
static bool is_wide(const struct ui *ui, int width)
{
    return width >= ui->theme->mm * 100;
}

static int words_width(const struct ui *ui, int width)
{
    int inner = width - 2 * ui->theme->pad;
    return is_wide(ui, width) ? inner * 48 / 100 : inner;
}

static int words_height(struct ui *ui, const struct model *m, int card, int width)
{
    const struct theme *t = ui->theme;
    return ui_text_height(ui, &t->text_strong, width, model_text(m, card)->title) +
           ui_text_height(ui, &t->small, width, line_of(ui, m, card));
}

static int bars_height_of(const struct ui *ui, const struct model *m, int card)
{
    if (m->machine.published[card].total == 0)
        return 0;
    return bar_height(ui) + ui->theme->mm + elements_height(ui);
}

int divided_height(struct ui *ui, const struct model *m, int card, int width)
{
    int words = words_height(ui, m, card, words_width(ui, width));
    int bars = bars_height_of(ui, m, card);
    int inner = !is_wide(ui, width) ? words + (bars > 0 ? ui->theme->mm + bars : 0)
                : words > bars      ? words
                                    : bars;
    return inner + 2 * pad_y(ui);
}

/* The choices as one bar, letter by letter, in greys: the E's own the colours. */
static void draw_choices(struct ui *ui, const struct tally *tally, struct rect r)
{
    const struct theme *t = ui->theme;
    uint32_t done = 0;
    int from = r.x;
    for (int c = 0; c < CHOICE_COUNT; c++) {
        done += tally->choice[c];
        int to = r.x + (int)((int64_t)r.w * done / tally->total);
        struct rect piece = { from, r.y, to - from, r.h };
        from = to;
        if (piece.w <= 0)
            continue;
        draw_edge(ui->draw, piece, 0, t->line_px, t->edge, t->stack[c]);
        const char *letter = c == CHOICE_OTHER ? "…" : arena_printf(ui->arena, "%c", 'A' + c);
        struct style s = t->kicker;
        s.colour = c < CHOICE_C ? t->on_stack_light : t->on_stack_dark;
        if (ui_text_width(ui, &s, letter) + t->mm <= piece.w)
            ui_label(ui, NULL, piece, &s, ALIGN_CENTRE, letter);
    }
}

static void draw_elements(struct ui *ui, const char *key, const struct tally *tally, struct rect r)
{
    const struct theme *t = ui->theme;
    struct style s = t->small;
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        struct rect cell = rect_column(r, ELEMENT_COUNT, t->gap, e);
        struct rect icon = rect_cut_left(&cell, s.line);
        draw_icon(ui->draw, rect_centre(icon, s.px, s.px), icon_of_element((enum element)e),
            t->element[e]);
        rect_cut_left(&cell, t->mm);
        const char *id =
            arena_printf(ui->arena, "organiser.card.%s.%s", key, element_key((enum element)e));
        ui_label(ui, id, cell, &s, ALIGN_LEFT,
            tally->total >= TALLY_PERCENT_FROM
                ? arena_printf(ui->arena, "%d%%", tally_percent(tally->element[e], tally->total))
                : arena_printf(ui->arena, "%u", tally->element[e]));
    }
}

void divided_draw(struct ui *ui, const struct model *m, int card, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct tally *tally = &m->machine.published[card];
    bool wide = is_wide(ui, r.w);
    int width = words_width(ui, r.w), bars = bars_height_of(ui, m, card);

    ui_card(ui, r, t->paper, t->paper_edge);
    r = rect_inset_xy(r, t->pad, pad_y(ui));
    struct rect words =
        wide ? rect_cut_left(&r, width) : rect_cut_top(&r, words_height(ui, m, card, width));
    words = rect_centre(words, words.w, words_height(ui, m, card, width));
    const char *key = m->deck->cards[card]->key;
    rect_cut_top(&words, ui_text(ui, arena_printf(ui->arena, "organiser.card.%s", key), words,
                             &t->text_strong, ALIGN_LEFT, model_text(m, card)->title));
    ui_text(ui, arena_printf(ui->arena, "organiser.card.%s.line", key), words, &t->small,
        ALIGN_LEFT, line_of(ui, m, card));
    if (bars == 0)
        return;
    if (wide)
        rect_cut_left(&r, t->gap * 2);
    else
        rect_cut_top(&r, t->mm);
    r = rect_centre(r, r.w, bars);
    draw_choices(ui, tally, rect_cut_top(&r, bar_height(ui)));
    rect_cut_top(&r, t->mm);
    draw_elements(ui, key, tally, r);
}
