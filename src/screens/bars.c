#include "screens/bars.h"

static int bar_thickness(const struct ui *ui)
{
    return ui->theme->mm * 5 / 2;
}

static const char *number_of(struct ui *ui, const struct model *m, uint32_t count, uint32_t total)
{
    return tally_share(ui->arena, model_language(m), count, total);
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

static void add_elements(const struct model *m, struct bar_list *list)
{
    const struct tally *tally = model_tally(m, m->visit.card);
    static const char *const ids[ELEMENT_COUNT] = { "group.element.excellence",
        "group.element.ethics", "group.element.engagement" };
    add_row(list, (struct bar_row){ .kind = ROW_HEADING,
                      .id = "group.elements",
                      .label = model_phrase(m, PHRASE_GROUP_ELEMENTS) });
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        add_row(list, (struct bar_row){ .kind = ROW_ELEMENT,
                          .id = ids[e],
                          .label = model_word(m, (enum element)e),
                          .key = e,
                          .count = tally->element[e],
                          .mine = m->visit.element == e });
    }
}

static void add_choices(struct ui *ui, const struct model *m, struct bar_list *list)
{
    const struct tally *tally = model_tally(m, m->visit.card);
    static const char *const ids[CHOICE_COUNT] = { "group.choice.a", "group.choice.b",
        "group.choice.c", "group.choice.d", "group.choice.other" };
    const struct card_text *text = model_text(m, m->visit.card);
    add_row(list, (struct bar_row){ .kind = ROW_HEADING,
                      .id = "group.choices",
                      .label = model_phrase(m, PHRASE_GROUP_CHOICES) });
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!choice_exists((enum choice)c, model_card(m)->choice_count))
            continue;
        add_row(list, (struct bar_row){ .kind = ROW_CHOICE,
                          .id = ids[c],
                          .label = choice_label(ui->arena, model_language(m), text, (enum choice)c),
                          .key = c,
                          .count = tally->choice[c],
                          .mine = m->visit.choice == c });
    }
}

static int column_gap(const struct ui *ui)
{
    return ui->theme->mm * 3 / 2;
}

/* Room that a bar needs: its own least length, and "jij". */
static int bar_need(struct ui *ui, const struct model *m)
{
    return you_width(ui, m) + ui->theme->mm * 8;
}

static int number_height(const struct ui *ui)
{
    return ui->theme->text_strong.line;
}

static int heading_space(const struct ui *ui)
{
    return ui->theme->mm * 3 / 2;
}

static int row_height(
    struct ui *ui, const struct bar_list *list, const struct bar_row *row, int width)
{
    const struct theme *t = ui->theme;
    struct style s = label_style(ui);
    switch (row->kind) {
    case ROW_TITLE:
        return ui_text_height(ui, &t->heading, width, row->label);
    case ROW_HEADING:
        return ui_text_height(ui, &t->text_strong, width, row->label) + heading_space(ui);
    case ROW_TEXT:
        return ui_text_height(ui, &t->text, width, row->label);
    case ROW_NOTE:
        return ui_text_height(ui, &t->small, width, row->label);
    case ROW_ASK:
        return ui_text_height(ui, &t->quote_small, width, row->label);
    case ROW_QUESTION:
        return t->kicker.line + ui_text_height(ui, &t->quote_small, width, row->label);
    case ROW_ELEMENT:
        return list->inline_elements ? t->text.px * 14 / 10 : icon_side(ui) + number_height(ui);
    default:
        if (list->inline_choices) {
            int label_h = ui_text_height(ui, &s, list->label_w, row->label) + t->mm / 2;
            return label_h > number_height(ui) ? label_h : number_height(ui);
        }
        return ui_text_height(ui, &s, width, row->label) + number_height(ui);
    }
}

static void measure_columns(struct ui *ui, const struct model *m, struct bar_list *list, int width)
{
    int word_w = 0, gaps = 2 * column_gap(ui);
    struct style s = label_style(ui);
    for (int i = 0; i < list->count; i++) {
        const struct bar_row *row = &list->rows[i];
        if (row->kind != ROW_ELEMENT && row->kind != ROW_CHOICE)
            continue;
        int w =
            ui_text_width(ui, &ui->theme->text_strong, number_of(ui, m, row->count, list->total));
        list->number_w = w > list->number_w ? w : list->number_w;
        w = row->kind == ROW_ELEMENT
                ? icon_side(ui) + ui->theme->mm * 2 + ui_text_width(ui, &s, row->label)
                : 0;
        word_w = w > word_w ? w : word_w;
    }
    int room = width - list->number_w - gaps - bar_need(ui, m);
    list->inline_elements = word_w <= room;
    list->inline_choices = list->inline_choices && list->inline_elements && room >= width * 4 / 10;
    int most = width * 55 / 100;
    list->label_w = list->inline_choices ? (room < most ? room : most) : word_w;
    if (list->label_w < word_w)
        list->label_w = word_w;
}

struct bar_list bars_make(
    struct ui *ui, const struct model *m, int width, bool inline_choices, struct bar_extras extras)
{
    struct bar_list list = { .inline_choices = inline_choices, .gap = ui->theme->mm };
    list.total = model_tally(m, m->visit.card)->total;
    add_row(&list,
        (struct bar_row){
            .kind = ROW_TITLE, .id = "group.title", .label = model_phrase(m, PHRASE_GROUP_TITLE) });
    if (list.total > 0) {
        add_elements(m, &list);
        add_choices(ui, m, &list);
    } else {
        add_row(&list, (struct bar_row){ .kind = ROW_TEXT,
                           .id = "group.later",
                           .label = model_phrase(m, PHRASE_GROUP_LATER) });
        add_row(&list,
            (struct bar_row){
                .kind = ROW_ASK, .id = "group.ask", .label = model_phrase(m, PHRASE_GROUP_ASK) });
    }
    if (extras.note != NULL && list.total > 0)
        add_row(
            &list, (struct bar_row){ .kind = ROW_NOTE, .id = "group.steps", .label = extras.note });
    if (extras.question)
        add_row(&list, (struct bar_row){ .kind = ROW_QUESTION,
                           .id = "group.question",
                           .label = model_text(m, m->visit.card)->questions[0] });
    measure_columns(ui, m, &list, width);
    for (int i = 0; i < list.count; i++)
        list.rows[i].height = row_height(ui, &list, &list.rows[i], width);
    return list;
}

int bars_height(const struct bar_list *list)
{
    int height = (list->count - 1) * list->gap;
    for (int i = 0; i < list->count; i++)
        height += list->rows[i].height;
    return height;
}

/* What is shared out over pages: rows that stay together. */
struct blocks {
    int heights[BAR_ROW_MAX], first[BAR_ROW_MAX + 1], count;
};

/* Whether row i stays with the one before it: after a title or heading always; in whole sections,
 * all bars of one question. */
static bool stays(const struct bar_list *list, int i, bool sections)
{
    enum bar_kind before = list->rows[i - 1].kind, kind = list->rows[i].kind;
    return before <= ROW_HEADING || (sections && kind == before);
}

static struct blocks blocks_of(const struct bar_list *list, bool sections)
{
    struct blocks b = { 0 };
    for (int i = 0; i < list->count; i++) {
        if (i > 0 && stays(list, i, sections)) {
            b.heights[b.count - 1] += list->gap + list->rows[i].height;
        } else {
            b.first[b.count] = i;
            b.heights[b.count++] = list->rows[i].height;
        }
    }
    b.first[b.count] = list->count;
    return b;
}

struct page_span bars_span(const struct bar_list *list, int room, int page)
{
    struct blocks b = blocks_of(list, true);
    struct page_span span = pager_span(b.heights, b.count, list->gap, room, page);
    if (!span.fits) {
        b = blocks_of(list, false);
        span = pager_span(b.heights, b.count, list->gap, room, page);
    }
    int last = b.first[span.first + span.count];
    span.first = b.first[span.first];
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

/* Icon and word of an E; the rest of its row, or the line below, is for the bar. */
static struct rect draw_word(
    struct ui *ui, const struct bar_list *list, const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    struct style s = label_style(ui);
    int side = icon_side(ui);
    struct rect word =
        list->inline_elements ? rect_cut_left(&r, list->label_w) : rect_cut_top(&r, side);
    draw_icon(ui->draw, rect_centre(rect_cut_left(&word, side), side, side),
        icon_of_element((enum element)row->key), t->element[row->key]);
    rect_cut_left(&word, t->mm * 2);
    ui_label(ui, row->id, word, &s, ALIGN_LEFT, row->label);
    return r;
}

static struct rect draw_choice_label(
    struct ui *ui, const struct bar_list *list, const struct bar_row *row, struct rect r)
{
    struct style s = label_style(ui);
    if (list->inline_choices)
        ui_label(ui, row->id, rect_cut_left(&r, list->label_w), &s, ALIGN_LEFT, row->label);
    else
        rect_cut_top(&r, ui_text(ui, row->id, r, &s, ALIGN_LEFT, row->label));
    return r;
}

static void draw_counted(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    bool element = row->kind == ROW_ELEMENT;
    r = element ? draw_word(ui, list, row, r) : draw_choice_label(ui, list, row, r);
    if (element ? list->inline_elements : list->inline_choices)
        rect_cut_left(&r, column_gap(ui));
    ui_label(ui, arena_printf(ui->arena, "%s.count", row->id), rect_cut_right(&r, list->number_w),
        &t->text_strong, ALIGN_RIGHT, number_of(ui, m, row->count, list->total));
    rect_cut_right(&r, column_gap(ui));
    draw_bar(ui, m, list, row, r);
}

static void draw_title(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *count =
        phrase_count(ui->arena, model_language(m), PHRASE_GROUP_COUNT, (long)list->total);
    int title_w = ui_text_width(ui, &t->heading, row->label),
        count_w = ui_text_width(ui, &t->small, count);
    if (list->total > 0 && title_w + count_w + t->gap * 2 <= r.w)
        ui_label(ui, "group.count", rect_cut_right(&r, count_w), &t->small, ALIGN_RIGHT, count);
    ui_label(ui, row->id, r, &t->heading, ALIGN_LEFT, row->label);
}

static void draw_row(struct ui *ui, const struct model *m, const struct bar_list *list,
    const struct bar_row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    switch (row->kind) {
    case ROW_TITLE:
        draw_title(ui, m, list, row, r);
        break;
    case ROW_HEADING:
        rect_cut_top(&r, heading_space(ui));
        ui_text(ui, row->id, r, &t->text_strong, ALIGN_LEFT, row->label);
        break;
    case ROW_TEXT:
        ui_text(ui, row->id, r, &t->text, ALIGN_LEFT, row->label);
        break;
    case ROW_NOTE:
        ui_text(ui, row->id, r, &t->small, ALIGN_LEFT, row->label);
        break;
    case ROW_ASK:
        ui_label(ui, row->id, r, &t->quote_small, ALIGN_LEFT, row->label);
        break;
    case ROW_QUESTION:
        rect_cut_top(
            &r, ui_text(ui, NULL, r, &t->kicker, ALIGN_LEFT, model_phrase(m, PHRASE_GROUP_THINK)));
        ui_label(ui, row->id, r, &t->quote_small, ALIGN_LEFT, row->label);
        break;
    case ROW_ELEMENT:
    case ROW_CHOICE:
        draw_counted(ui, m, list, row, r);
        break;
    }
}

void bars_draw(struct ui *ui, const struct model *m, const struct bar_list *list,
    struct page_span span, struct rect r)
{
    int used = (span.count - 1) * list->gap, most = ui->theme->mm * 3;
    for (int i = span.first; i < span.first + span.count; i++)
        used += list->rows[i].height;
    /* Room that is left goes between the rows, up to a point. */
    int spare = span.count > 1 && r.h > used ? (r.h - used) / span.count : 0;
    for (int i = span.first; i < span.first + span.count; i++) {
        draw_row(ui, m, list, &list->rows[i], rect_cut_top(&r, list->rows[i].height));
        rect_cut_top(&r, list->gap + (spare < most ? spare : most));
    }
}
