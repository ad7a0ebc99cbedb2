#include "screens/bars.h"

static int bar_thickness(const struct ui *ui)
{
    return ui->theme->mm * 5 / 2;
}

/* "43%", or "2 van de 5" while the group is small. */
static const char *number_of(struct ui *ui, const struct model *m, uint32_t count, uint32_t total)
{
    if (total >= TALLY_PERCENT_FROM)
        return arena_printf(ui->arena, "%d%%", tally_percent(count, total));
    return phrase_fill(ui->arena, model_phrase(m, PHRASE_GROUP_OF), "n",
        arena_printf(ui->arena, "%u", count), "total", arena_printf(ui->arena, "%u", total), NULL);
}

static int icon_side(const struct ui *ui)
{
    return ui->theme->text.px * 13 / 10;
}

static int you_width(struct ui *ui, const struct model *m)
{
    return ui_text_width(ui, &ui->theme->kicker, model_phrase(m, PHRASE_GROUP_YOU)) +
           ui->theme->mm * 2;
}

static struct style label_style(const struct ui *ui)
{
    struct style s = ui->theme->text;
    s.line = s.px * 118 / 100;
    return s;
}

/* --- rows --- */

static void add_row(struct bar_list *list, struct bar_row row)
{
    list->rows[list->count++] = row;
}

static void add_elements(struct ui *ui, const struct model *m, struct bar_list *list)
{
    const struct tally *tally = &m->machine.published[m->visit.card];
    static const char *const ids[ELEMENT_COUNT] = { "group.element.excellence",
        "group.element.ethics", "group.element.engagement" };
    add_row(list, (struct bar_row){ .kind = ROW_HEADING,
                      .id = "group.elements",
                      .label = model_phrase(m, PHRASE_GROUP_ELEMENTS) });
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        const char *word = model_word(m, (enum element)e);
        struct style s = label_style(ui);
        int w = icon_side(ui) + ui->theme->mm * 2 + ui_text_width(ui, &s, word);
        if (w > list->word_w)
            list->word_w = w;
        add_row(list, (struct bar_row){ .kind = ROW_ELEMENT,
                          .id = ids[e],
                          .label = word,
                          .key = e,
                          .count = tally->element[e],
                          .mine = m->visit.element == e });
    }
}

static void add_choices(struct ui *ui, const struct model *m, struct bar_list *list)
{
    const struct tally *tally = &m->machine.published[m->visit.card];
    static const char *const ids[CHOICE_COUNT] = { "group.choice.a", "group.choice.b",
        "group.choice.c", "group.choice.d", "group.choice.other" };
    const struct card_text *text = model_text(m, m->visit.card);
    add_row(list, (struct bar_row){ .kind = ROW_HEADING,
                      .id = "group.choices",
                      .label = model_phrase(m, PHRASE_GROUP_CHOICES) });
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (c != CHOICE_OTHER && c >= model_card(m)->choice_count)
            continue;
        const char *label = c == CHOICE_OTHER
                                ? model_phrase(m, PHRASE_CHOICE_OTHER_SHORT)
                                : arena_printf(ui->arena, "%c · %s", 'A' + c, text->choices[c]);
        add_row(list, (struct bar_row){ .kind = ROW_CHOICE,
                          .id = ids[c],
                          .label = label,
                          .key = c,
                          .count = tally->choice[c],
                          .mine = m->visit.choice == c });
    }
}

/* The label's part of a row where bar and number stand beside it. */
static int inline_label_width(int width)
{
    return width * 52 / 100;
}

static int row_height(
    struct ui *ui, const struct bar_list *list, const struct bar_row *row, int width)
{
    const struct theme *t = ui->theme;
    struct style s = label_style(ui);
    switch (row->kind) {
    case ROW_HEADING:
        return t->text_strong.line;
    case ROW_QUESTION:
        return t->kicker.line + ui_text_height(ui, &t->quote, width, row->label);
    case ROW_ELEMENT:
        return t->text.px * 14 / 10;
    default:
        if (list->inline_choices)
            return ui_text_height(ui, &s, inline_label_width(width), row->label) + t->mm / 2;
        return ui_text_height(ui, &s, width, row->label) + s.line;
    }
}

struct bar_list bars_make(
    struct ui *ui, const struct model *m, int width, bool inline_choices, bool with_question)
{
    struct bar_list list = { .inline_choices = inline_choices, .gap = ui->theme->mm };
    list.total = m->machine.published[m->visit.card].total;
    add_elements(ui, m, &list);
    add_choices(ui, m, &list);
    if (with_question)
        add_row(&list, (struct bar_row){ .kind = ROW_QUESTION,
                           .id = "group.question",
                           .label = model_text(m, m->visit.card)->questions[0] });
    for (int i = 0; i < list.count; i++) {
        struct bar_row *row = &list.rows[i];
        row->height = row_height(ui, &list, row, width);
        int w = row->kind == ROW_ELEMENT || row->kind == ROW_CHOICE
                    ? ui_text_width(
                          ui, &ui->theme->text_strong, number_of(ui, m, row->count, list.total))
                    : 0;
        if (w > list.number_w)
            list.number_w = w;
    }
    return list;
}

int bars_height(const struct bar_list *list)
{
    int height = (list->count - 1) * list->gap;
    for (int i = 0; i < list->count; i++)
        height += list->rows[i].height;
    return height;
}

struct page_span bars_span(const struct bar_list *list, int room, int page)
{
    int heights[BAR_ROW_MAX];
    for (int i = 0; i < list->count; i++)
        heights[i] = list->rows[i].height;
    /* A heading never ends a page: it goes with the row that it is about. */
    int joined[BAR_ROW_MAX], first[BAR_ROW_MAX + 1], n = 0;
    for (int i = 0; i < list->count; i++) {
        bool after_heading = i > 0 && list->rows[i - 1].kind == ROW_HEADING;
        if (after_heading) {
            joined[n - 1] += list->gap + heights[i];
        } else {
            first[n] = i;
            joined[n++] = heights[i];
        }
    }
    first[n] = list->count;
    struct page_span span = pager_span(joined, n, list->gap, room, page);
    int last = first[span.first + span.count];
    span.first = first[span.first];
    span.count = last - span.first;
    return span;
}

/* --- drawing --- */

/* The bar itself in r, in proportion to the whole, with "jij" at its end if it is one's own. */
static void draw_bar(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    int high = bar_thickness(ui), you = you_width(ui, m), room = r.w - (you + t->mm * 2);
    int long_px = list->total == 0 ? 0 : (int)((int64_t)room * row->count / list->total);
    if (long_px < high && row->count > 0)
        long_px = high;
    struct rect bar = { r.x, r.y + (r.h - high) / 2, long_px, high };
    if (row->kind == ROW_ELEMENT)
        draw_fill(ui->draw, bar, high / 2, t->element[row->key]);
    else if (long_px > 0)
        draw_edge(ui->draw, bar, high / 2, t->line_px, t->ink, t->bar);
    if (!row->mine)
        return;
    struct style s = t->kicker;
    s.colour = t->on_ink;
    struct rect tag = { r.x + long_px + t->mm, r.y + (r.h - s.line) / 2, you, s.line };
    draw_fill(ui->draw, tag, t->mm, t->ink);
    ui_label(ui, NULL, tag, &s, ALIGN_CENTRE, model_phrase(m, PHRASE_GROUP_YOU));
}

static void draw_number(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    ui_label(ui, arena_printf(ui->arena, "%s.count", row->id), r, &ui->theme->text_strong,
        ALIGN_RIGHT, number_of(ui, m, row->count, list->total));
}

static void draw_element(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    static const enum icon icons[ELEMENT_COUNT] = { ICON_EXCELLENCE, ICON_ETHICS, ICON_ENGAGEMENT };
    const struct theme *t = ui->theme;
    struct style s = label_style(ui);
    draw_number(ui, m, list, row, rect_cut_right(&r, list->number_w));
    rect_cut_right(&r, t->mm * 2);
    struct rect word = rect_cut_left(&r, list->word_w);
    int side = icon_side(ui);
    draw_icon(ui->draw, rect_centre(rect_cut_left(&word, side), side, side), icons[row->key],
        t->element[row->key]);
    rect_cut_left(&word, t->mm * 2);
    ui_label(ui, row->id, word, &s, ALIGN_LEFT, row->label);
    rect_cut_left(&r, t->mm * 2);
    if (r.w < you_width(ui, m) + t->mm * 8)
        ui_misfit(ui, row->id);
    draw_bar(ui, m, list, row, r);
}

static void draw_choice(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    struct style s = label_style(ui);
    if (list->inline_choices) {
        ui_label(
            ui, row->id, rect_cut_left(&r, inline_label_width(r.w)), &s, ALIGN_LEFT, row->label);
        rect_cut_left(&r, t->mm * 2);
    } else {
        rect_cut_top(&r, ui_text(ui, row->id, r, &s, ALIGN_LEFT, row->label));
    }
    draw_number(ui, m, list, row, rect_cut_right(&r, list->number_w));
    rect_cut_right(&r, t->mm * 2);
    if (r.w < you_width(ui, m) + t->mm * 8)
        ui_misfit(ui, row->id);
    draw_bar(ui, m, list, row, r);
}

void bars_draw(struct ui *ui, const struct model *m, const struct bar_list *list,
    struct page_span span, struct rect r)
{
    const struct theme *t = ui->theme;
    int used = (span.count - 1) * list->gap;
    for (int i = span.first; i < span.first + span.count; i++)
        used += list->rows[i].height;
    /* Room that is left goes between the rows, up to a point. */
    int spare = span.count > 1 && r.h > used ? (r.h - used) / span.count : 0;
    int gap = list->gap + (spare < t->mm * 3 ? spare : t->mm * 3);

    for (int i = span.first; i < span.first + span.count; i++) {
        const struct bar_row *row = &list->rows[i];
        struct rect place = rect_cut_top(&r, row->height);
        rect_cut_top(&r, gap);
        if (row->kind == ROW_HEADING) {
            ui_text(ui, row->id, place, &t->text_strong, ALIGN_LEFT, row->label);
        } else if (row->kind == ROW_QUESTION) {
            rect_cut_top(&place, ui_text(ui, NULL, place, &t->kicker, ALIGN_LEFT,
                                     model_phrase(m, PHRASE_GROUP_THINK)));
            ui_text(ui, row->id, place, &t->quote, ALIGN_LEFT, row->label);
        } else if (row->kind == ROW_ELEMENT) {
            draw_element(ui, m, list, row, place);
        } else {
            draw_choice(ui, m, list, row, place);
        }
    }
}
