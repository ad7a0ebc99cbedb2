#include "documents/results_xlsx.h"

#include "core/date.h"
#include "core/divide.h"
#include "documents/ink.h"
#include "documents/xlsx.h"

enum {
    COLUMN_LETTERS = 11,
    CHART_COLUMN = 7,
    CHART_WIDTH_PX = 560,
    CHART_HEIGHT_PX = 300,
    CHART_GAP_PX = 16
};

struct writing {
    struct xlsx *xlsx;
    struct arena *arena;
    const struct results *results;
    const struct language *language;
};

static void width(struct writing *w, lxw_worksheet *sheet, int first, int last, double letters)
{
    xlsx_note(
        w->xlsx, worksheet_set_column(sheet, (lxw_col_t)first, (lxw_col_t)last, letters, NULL));
}

static const char *letter(struct writing *w, enum choice c)
{
    return choice_label(w->arena, w->language, NULL, c);
}

/* --- the sheet of the meeting --- */

enum column {
    COL_CARD,
    COL_VERSION,
    COL_ANSWERS,
    COL_ELEMENT,
    COL_CHOICE = COL_ELEMENT + ELEMENT_COUNT,
    COL_AIR = COL_CHOICE + CHOICE_COUNT,
    COL_DIVIDED
};

static void label(struct writing *w, lxw_worksheet *sheet, int row, enum phrase_id id)
{
    xlsx_text(w->xlsx, sheet, row, 0, XLSX_PLAIN, phrase(w->language, id));
}

/* Returns the row below it. */
static int put_meeting(struct writing *w, lxw_worksheet *sheet)
{
    const struct published *p = w->results->published;
    const struct {
        enum phrase_id label;
        const char *text;
    } said[] = {
        { PHRASE_XLSX_MEETING, p->meeting.title },
        { PHRASE_XLSX_DATE, date_long(w->arena, w->language, p->meeting.date) },
        { PHRASE_XLSX_PLACE, p->meeting.place },
    };
    int row = 0;
    xlsx_text(w->xlsx, sheet, row++, 0, XLSX_TITLE, phrase(w->language, PHRASE_XLSX_RESULTS));
    for (size_t i = 0; i < COUNT_OF(said); i++, row++) {
        label(w, sheet, row, said[i].label);
        xlsx_text(w->xlsx, sheet, row, 1, XLSX_PLAIN, said[i].text);
    }
    label(w, sheet, row, PHRASE_REPORT_COLUMN_ANSWERS);
    xlsx_number(w->xlsx, sheet, row++, 1, XLSX_LEFT, (uint32_t)published_answers(p));
    if (p->meeting.state == MEETING_CLOSED) {
        label(w, sheet, row, PHRASE_XLSX_LEFT_OUT);
        xlsx_number(w->xlsx, sheet, row++, 1, XLSX_LEFT, p->left_out);
    }
    return row;
}

static void put_heads(struct writing *w, lxw_worksheet *sheet, int row)
{
    static const struct {
        enum column column;
        enum phrase_id id;
        enum xlsx_look look;
    } heads[] = {
        { COL_CARD, PHRASE_REPORT_COLUMN_CARD, XLSX_HEAD },
        { COL_VERSION, PHRASE_XLSX_VERSION, XLSX_HEAD },
        { COL_ANSWERS, PHRASE_REPORT_COLUMN_ANSWERS, XLSX_HEAD_NUMBER },
        { COL_DIVIDED, PHRASE_REPORT_COLUMN_GROUP, XLSX_HEAD },
    };
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        xlsx_text(w->xlsx, sheet, row, (int)heads[i].column, heads[i].look,
            phrase(w->language, heads[i].id));
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        xlsx_text(w->xlsx, sheet, row, COL_ELEMENT + (int)e, XLSX_HEAD_ELEMENT + e,
            results_word(w->results, e));
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        xlsx_text(w->xlsx, sheet, row, COL_CHOICE + (int)c, XLSX_HEAD_NUMBER, letter(w, c));
}

static void put_elements(
    struct writing *w, lxw_worksheet *sheet, int row, const uint32_t counts[ELEMENT_COUNT])
{
    for (int e = 0; e < ELEMENT_COUNT; e++)
        xlsx_number(w->xlsx, sheet, row, COL_ELEMENT + e, XLSX_PLAIN, counts[e]);
}

static void put_card_row(struct writing *w, lxw_worksheet *sheet, int row, int i)
{
    const struct published_card *card = &w->results->published->cards[i];
    enum division division = divide_word(&card->tally, card->choice_count);
    xlsx_text(w->xlsx, sheet, row, COL_CARD, XLSX_PLAIN, results_title(w->results, w->arena, i));
    xlsx_text(w->xlsx, sheet, row, COL_VERSION, XLSX_PLAIN, card->version);
    xlsx_number(w->xlsx, sheet, row, COL_ANSWERS, XLSX_PLAIN, card->tally.total);
    put_elements(w, sheet, row, card->tally.element);
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, c))
            xlsx_number(
                w->xlsx, sheet, row, COL_CHOICE + (int)c, XLSX_PLAIN, card->tally.choice[c]);
    xlsx_text(
        w->xlsx, sheet, row, COL_DIVIDED, XLSX_PLAIN, phrase(w->language, divide_phrase(division)));
}

static void put_summary(struct writing *w)
{
    const struct published *p = w->results->published;
    lxw_worksheet *sheet = xlsx_sheet(w->xlsx, 0, phrase(w->language, PHRASE_XLSX_RESULTS));
    width(w, sheet, COL_CARD, COL_CARD, 34);
    width(w, sheet, COL_VERSION, COL_VERSION, 19);
    width(w, sheet, COL_ANSWERS, COL_ANSWERS, COLUMN_LETTERS + 1);
    width(w, sheet, COL_ELEMENT, COL_CHOICE - 1, 20);
    width(w, sheet, COL_CHOICE, COL_AIR - 2, 6);
    width(w, sheet, COL_AIR - 1, COL_AIR - 1, 14);
    width(w, sheet, COL_AIR, COL_AIR, 2);
    width(w, sheet, COL_DIVIDED, COL_DIVIDED, 19);

    int row = put_meeting(w, sheet) + 1;
    put_heads(w, sheet, row++);
    for (int i = 0; i < p->card_count; i++)
        if (p->cards[i].tally.total > 0)
            put_card_row(w, sheet, row++, i);
    if (p->has_pool) {
        label(w, sheet, row, PHRASE_REPORT_POOL);
        xlsx_number(w->xlsx, sheet, row, COL_ANSWERS, XLSX_PLAIN, (uint32_t)published_in_pool(p));
        put_elements(w, sheet, row, p->pool);
    }
}

/* --- the sheet of a card --- */

/* A chart of rows first to last: labels in column 0, numbers in column 1, its title above them. */
static lxw_chart *begin_chart(struct writing *w, lxw_chart_type type, const char *sheet_name,
    int first, int last, lxw_chart_series **series)
{
    lxw_chart *chart = workbook_add_chart(xlsx_workbook(w->xlsx), (uint8_t)type);
    *series = chart_add_series(chart, NULL, NULL);
    chart_series_set_categories(*series, sheet_name, (lxw_row_t)first, 0, (lxw_row_t)last, 0);
    chart_series_set_values(*series, sheet_name, (lxw_row_t)first, 1, (lxw_row_t)last, 1);
    chart_series_set_labels(*series);
    chart_title_set_name_range(chart, sheet_name, (lxw_row_t)first - 1, 0);
    lxw_chart_font font = { .size = 12, .bold = LXW_TRUE };
    chart_title_set_name_font(chart, &font);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    lxw_chart_axis *numbers = type == LXW_CHART_BAR ? chart->x_axis : chart->y_axis;
    chart_axis_set_min(numbers, 0);
    chart_axis_major_gridlines_set_visible(numbers, LXW_FALSE);
    chart_axis_off(numbers); /* the numbers stand at the bars */
    chart_set_series_gap(chart, 60);
    return chart;
}

static void place_chart(
    struct writing *w, lxw_worksheet *sheet, lxw_chart *chart, int nth, const char *description)
{
    lxw_chart_options options = {
        .y_offset = nth * (CHART_HEIGHT_PX + CHART_GAP_PX),
        .x_scale = CHART_WIDTH_PX / 480.0, /* of libxlsxwriter's own 480 × 288 */
        .y_scale = CHART_HEIGHT_PX / 288.0,
        .object_position = LXW_OBJECT_DONT_MOVE_DONT_SIZE,
        .description = arena_strdup(w->arena, description),
    };
    xlsx_note(w->xlsx, worksheet_insert_chart_opt(sheet, 1, CHART_COLUMN, chart, &options));
}

static void chart_elements(
    struct writing *w, lxw_worksheet *sheet, const char *sheet_name, int first)
{
    lxw_chart_series *series;
    lxw_chart *chart =
        begin_chart(w, LXW_CHART_COLUMN, sheet_name, first, first + ELEMENT_COUNT - 1, &series);
    lxw_chart_fill fills[ELEMENT_COUNT];
    lxw_chart_point points[ELEMENT_COUNT], *list[ELEMENT_COUNT + 1] = { NULL };
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        fills[e] = (lxw_chart_fill){ .color = xlsx_colour(ink_of_element[e]) };
        points[e] = (lxw_chart_point){ .fill = &fills[e] };
        list[e] = &points[e];
    }
    xlsx_note(w->xlsx, chart_series_set_points(series, list));
    place_chart(w, sheet, chart, 0, phrase(w->language, PHRASE_GROUP_ELEMENTS));
}

static void chart_choices(
    struct writing *w, lxw_worksheet *sheet, const char *sheet_name, int first, int last)
{
    lxw_chart_series *series;
    lxw_chart *chart = begin_chart(w, LXW_CHART_BAR, sheet_name, first, last, &series);
    lxw_chart_fill fill = { .color = xlsx_colour(ink_choice) };
    lxw_chart_line line = { .color = 0x22252b, .width = 0.75F };
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
    chart_axis_set_reverse(chart->y_axis); /* A on top */
    place_chart(w, sheet, chart, 1, phrase(w->language, PHRASE_GROUP_CHOICES));
}

static void head(struct writing *w, lxw_worksheet *sheet, int row, enum phrase_id id)
{
    xlsx_text(w->xlsx, sheet, row, 0, XLSX_HEAD, phrase(w->language, id));
    xlsx_text(w->xlsx, sheet, row, 1, XLSX_HEAD_NUMBER,
        phrase(w->language, PHRASE_REPORT_COLUMN_ANSWERS));
}

static void put_table(
    struct writing *w, lxw_worksheet *sheet, int row, const struct published_card *card)
{
    xlsx_text(w->xlsx, sheet, row, 0, XLSX_HEAD, phrase(w->language, PHRASE_XLSX_TABLE));
    int column = 1;
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if (!results_has_choice(card, c))
            continue;
        xlsx_text(w->xlsx, sheet, row, column, XLSX_HEAD_NUMBER, letter(w, c));
        for (int e = 0; e < ELEMENT_COUNT; e++)
            xlsx_number(w->xlsx, sheet, row + 1 + e, column, XLSX_PLAIN, card->tally.table[e][c]);
        column++;
    }
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        xlsx_text(w->xlsx, sheet, row + 1 + (int)e, 0, XLSX_PLAIN, results_word(w->results, e));
}

static void put_card(struct writing *w, int number, int i)
{
    const struct published_card *card = &w->results->published->cards[i];
    const struct card_text *text = results_text(w->results, i);
    const char *title = results_title(w->results, w->arena, i);
    const char *name = xlsx_sheet_name(w->arena, number, title);
    lxw_worksheet *sheet = xlsx_sheet(w->xlsx, number, title);
    width(w, sheet, 0, 0, 50);
    width(w, sheet, 1, CHOICE_COUNT, COLUMN_LETTERS);
    width(w, sheet, CHART_COLUMN - 1, CHART_COLUMN - 1, 3);

    int row = 0;
    xlsx_text(w->xlsx, sheet, row++, 0, XLSX_TITLE, title);
    if (text != NULL)
        xlsx_text(w->xlsx, sheet, row, 0, XLSX_NOTE, text->teaser);
    row += 2;
    label(w, sheet, row, PHRASE_REPORT_COLUMN_ANSWERS);
    xlsx_number(w->xlsx, sheet, row, 1, XLSX_PLAIN, card->tally.total);
    row += 2;

    head(w, sheet, row++, PHRASE_GROUP_ELEMENTS);
    chart_elements(w, sheet, name, row);
    for (enum element e = 0; e < ELEMENT_COUNT; e++, row++) {
        xlsx_text(w->xlsx, sheet, row, 0, XLSX_PLAIN, results_word(w->results, e));
        xlsx_number(w->xlsx, sheet, row, 1, XLSX_PLAIN, card->tally.element[e]);
    }

    head(w, sheet, ++row, PHRASE_GROUP_CHOICES);
    int first = ++row;
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if (!results_has_choice(card, c))
            continue;
        xlsx_text(w->xlsx, sheet, row, 0, XLSX_WRAPPED, results_choice(w->results, w->arena, i, c));
        xlsx_number(w->xlsx, sheet, row++, 1, XLSX_PLAIN, card->tally.choice[c]);
    }
    chart_choices(w, sheet, name, first, row - 1);
    if (card->tally.has_table)
        put_table(w, sheet, row + 1, card);
}

bool results_xlsx(struct arena *a, const struct results *r, struct document *out, struct err *err)
{
    struct writing w = { xlsx_begin(a), a, r, results_language(r) };
    put_summary(&w);
    for (int i = 0, number = 1; i < r->published->card_count; i++)
        if (r->published->cards[i].tally.total > 0)
            put_card(&w, number++, i);
    return xlsx_end(w.xlsx, out, err);
}
