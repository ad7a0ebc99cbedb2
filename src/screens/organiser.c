/* Screen: the organiser's page: how it goes now, what needs a hand, and the ways on. */
#include "core/date.h"
#include "screens/divided.h"
#include "screens/notices.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include "ui/pager.h"

enum { FIGURES = 3, MENU = 8, PARTS_MOST = 3 + NOTICES_MAX + DECK_CARD_MAX };

/* --- the ways on --- */

static int make_menu(const struct model *m, struct button list[MENU])
{
    static const struct {
        const char *id;
        enum phrase_id label;
        enum screen_id to;
    } ways[] = {
        { "organiser.bigscreen", PHRASE_ORG_BIGSCREEN, SCREEN_BIGSCREEN },
        { "organiser.meeting", PHRASE_ORG_MEETING, SCREEN_MEETING },
        { "organiser.printer", PHRASE_ORG_PRINTER, SCREEN_PRINTER },
        { "organiser.sticks", PHRASE_ORG_STICKS, SCREEN_STICK },
        { "organiser.report", PHRASE_ORG_REPORT, SCREEN_REPORT },
        { "organiser.settings", PHRASE_ORG_SETTINGS, SCREEN_SETTINGS },
        { "organiser.finish", PHRASE_ORG_FINISH, SCREEN_FINISH },
    };
    bool practice = m->machine.practice;
    int n = 0;
    for (int i = 0; i < (int)(sizeof ways / sizeof ways[0]); i++) {
        if (ways[i].to == SCREEN_FINISH)
            list[n++] = (struct button){ .id = "organiser.practice",
                .label = model_phrase(m, practice ? PHRASE_ORG_START : PHRASE_ORG_PRACTICE),
                .send = { MSG_PRACTICE, !practice },
                .steady = true,
                .kind = practice ? BUTTON_MAIN : BUTTON_OTHER };
        list[n++] = (struct button){ .id = ways[i].id,
            .label = model_phrase(m, ways[i].label),
            .send = { MSG_GO, (int)ways[i].to },
            .steady = true,
            .kind = ways[i].to == SCREEN_FINISH && !practice ? BUTTON_MAIN : BUTTON_OTHER };
    }
    return n;
}

/* The stick, with the one thing that can be done with it now. */
static struct row stick_row(const struct model *m, struct ui *ui)
{
    struct row row = notice_stick(m, ui);
    enum stick_condition s = m->machine.stick;
    if (s == STICK_NEW)
        row.button = (struct button){ .id = "organiser.pair",
            .label = model_phrase(m, PHRASE_ORG_PAIR),
            .send = { MSG_PAIR, 0 },
            .kind = BUTTON_OTHER };
    else
        row.button = (struct button){ .id = "organiser.export",
            .label = model_phrase(m, PHRASE_ORG_EXPORT),
            .send = { MSG_EXPORT, 0 },
            .kind = BUTTON_OTHER,
            .disabled = s != STICK_PAIRED && s != STICK_DONE && s != STICK_TROUBLE };
    return row;
}

/* --- the figures --- */

struct figure {
    const char *id, *label;
    uint32_t count;
};

/* Published answers, the dilemmas of the deck, and the cards that were printed. */
static void make_figures(const struct model *m, struct figure list[FIGURES])
{
    const struct language *l = model_language(m);
    uint32_t answers = model_published_total(m), cards = (uint32_t)m->deck->card_count;
    list[0] =
        (struct figure){ "organiser.answers", phrase_n(l, PHRASE_ORG_ANSWERS, answers), answers };
    list[1] = (struct figure){ "organiser.cards", phrase_n(l, PHRASE_ORG_CARDS, cards), cards };
    list[2] = (struct figure){ "organiser.printed",
        phrase_n(l, PHRASE_ORG_PRINTED, m->machine.printed.meeting), m->machine.printed.meeting };
}

static int figure_width(const struct ui *ui, int width)
{
    return (width - (FIGURES - 1) * ui->theme->gap) / FIGURES - 2 * ui->theme->mm * 2;
}

/* Large figures above their words, where the words fit; else one line of words each. */
static bool figures_are_large(struct ui *ui, const struct figure *list, int width)
{
    if (ui_glass(ui).w < ui->theme->mm * 170) /* the room is for what needs a hand */
        return false;
    for (int i = 0; i < FIGURES; i++)
        if (ui_word_width(ui, &ui->theme->small, list[i].label) > figure_width(ui, width) ||
            ui->theme->numeral.px * 4 > figure_width(ui, width) * 2)
            return false;
    return true;
}

/* "85 antwoorden · 6 dilemma's · 34 kaarten geprint" */
static const char *figures_in_words(struct ui *ui, const struct figure *list)
{
    const char *text = "";
    for (int i = 0; i < FIGURES; i++)
        text = arena_printf(
            ui->arena, "%s%s%u\u00a0%s", text, i == 0 ? "" : " · ", list[i].count, list[i].label);
    return text;
}

static int figures_height(struct ui *ui, const struct figure *list, int width)
{
    const struct theme *t = ui->theme;
    int most = 0;
    if (!figures_are_large(ui, list, width))
        return ui_text_height(ui, &t->text, width, figures_in_words(ui, list));
    for (int i = 0; i < FIGURES; i++) {
        int h = ui_text_height(ui, &t->small, figure_width(ui, width), list[i].label);
        most = h > most ? h : most;
    }
    return t->numeral.line + most + 2 * t->mm;
}

static void draw_figures(struct ui *ui, const struct figure *list, struct rect r)
{
    const struct theme *t = ui->theme;
    if (!figures_are_large(ui, list, r.w)) {
        ui_text(ui, "organiser.figures", r, &t->text, ALIGN_LEFT, figures_in_words(ui, list));
        return;
    }
    for (int i = 0; i < FIGURES; i++) {
        struct rect cell = rect_column(r, FIGURES, t->gap, i);
        ui_card(ui, cell, t->paper, t->paper_edge);
        cell = rect_inset_xy(cell, t->mm * 2, t->mm);
        rect_cut_top(&cell, ui_text(ui, list[i].id, cell, &t->numeral, ALIGN_LEFT,
                                arena_printf(ui->arena, "%u", list[i].count)));
        ui_text(ui, NULL, cell, &t->small, ALIGN_LEFT, list[i].label);
    }
}

/* Which meeting and when, and its figures. */
static int summary_height(
    struct ui *ui, const struct model *m, const struct figure *figures, int width)
{
    const struct theme *t = ui->theme;
    const struct meeting *meeting = &m->machine.meeting;
    return ui_text_height(ui, &t->text_strong, width, meeting->title) +
           ui_text_height(
               ui, &t->small, width, date_long(ui->arena, model_language(m), meeting->date)) +
           t->gap + figures_height(ui, figures, width);
}

static void draw_summary(
    struct ui *ui, const struct model *m, const struct figure *figures, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct meeting *meeting = &m->machine.meeting;
    rect_cut_top(
        &r, ui_text(ui, "organiser.title", r, &t->text_strong, ALIGN_LEFT, meeting->title));
    rect_cut_top(&r, ui_text(ui, "organiser.date", r, &t->small, ALIGN_LEFT,
                         date_long(ui->arena, model_language(m), meeting->date)));
    rect_cut_top(&r, t->gap);
    draw_figures(ui, figures, r);
}

/* --- all of it, part by part --- */

enum part_kind { PART_SUMMARY, PART_ROW, PART_CARD };

struct part {
    enum part_kind kind;
    bool first; /* of the cards: the heading stands above it */
    struct row row;
    int card, height;
};

struct parts {
    int count;
    struct part list[PARTS_MOST];
    struct figure figures[FIGURES];
};

static void add_row(struct ui *ui, struct parts *p, struct row row, int width)
{
    p->list[p->count++] =
        (struct part){ .kind = PART_ROW, .row = row, .height = ui_row_height(ui, &row, width) };
}

static int make_notices(struct ui *ui, const struct model *m, struct row list[NOTICES_MAX + 2])
{
    int n = notices_trouble(m, ui, list);
    list[n++] = stick_row(m, ui);
    list[n++] = notice_printer(m, ui);
    return n;
}

static int heading_height(struct ui *ui, const struct model *m, int width)
{
    return divided_heading_height(ui, m, width) + ui->theme->gap;
}

static void add_cards(struct ui *ui, const struct model *m, struct parts *p, int width)
{
    int order[DECK_CARD_MAX];
    model_order_divided(m, order);
    for (int i = 0; i < m->deck->card_count; i++) {
        int height = divided_height(ui, m, order[i], width);
        p->list[p->count++] = (struct part){ .kind = PART_CARD,
            .first = i == 0,
            .card = order[i],
            .height = i == 0 ? height + heading_height(ui, m, width) : height };
    }
}

static void draw_part(struct ui *ui, const struct model *m, const struct parts *p,
    const struct part *part, struct rect r)
{
    switch (part->kind) {
    case PART_SUMMARY:
        draw_summary(ui, m, p->figures, r);
        break;
    case PART_ROW:
        ui_row(ui, r, &part->row);
        break;
    case PART_CARD:
        if (part->first)
            divided_heading(ui, m, rect_cut_top(&r, heading_height(ui, m, r.w)));
        divided_draw(ui, m, part->card, r);
        break;
    }
}

static void draw_parts(struct ui *ui, const struct model *m, const struct parts *p, struct rect r)
{
    const struct theme *t = ui->theme;
    int heights[PARTS_MOST];
    for (int i = 0; i < p->count; i++)
        heights[i] = p->list[i].height;
    struct page_span span = pager_span(heights, p->count, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, p->count, t->gap, r.h, m->organiser.page);
        turn_button(ui, m, foot, "organiser.more", MSG_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, "organiser.more");
    for (int i = span.first; i < span.first + span.count; i++) {
        draw_part(ui, m, p, &p->list[i], rect_cut_top(&r, heights[i]));
        rect_cut_top(&r, t->gap);
    }
}

/* Notices beside the page, as many as the menu leaves room for; returns how many. */
static int draw_beside(struct ui *ui, struct rect r, const struct row *rows, int n)
{
    for (int i = 0; i < n; i++) {
        int height = ui_row_height(ui, &rows[i], r.w);
        if (height > r.h)
            return i;
        ui_row(ui, rect_cut_top(&r, height), &rows[i]);
        rect_cut_top(&r, ui->theme->gap);
    }
    return n;
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_ORG_LOCK),
            .back_id = "organiser.lock",
            .go_back = { MSG_LOCK, 0 },
            .steps = NO_STEPS });
    struct button list[MENU];
    struct row notices[NOTICES_MAX + 2];
    struct rect side = { 0 };
    struct parts p = { 0 };
    int n = make_menu(m, list), told = make_notices(ui, m, notices);

    if (!ui_is_tall(ui)) {
        side = rect_cut_right(&r, r.w * 42 / 100);
        rect_cut_right(&r, t->gap * 2);
    }
    struct rect *menu_of = ui_is_tall(ui) ? &r : &side;
    struct rect menu = rect_cut_bottom(menu_of, ui_button_grid_height(ui, list, n, 2, menu_of->w));
    rect_cut_bottom(menu_of, t->gap * 2);
    ui_button_grid(ui, menu, list, n, 2);

    make_figures(m, p.figures);
    p.list[p.count++] =
        (struct part){ .kind = PART_SUMMARY, .height = summary_height(ui, m, p.figures, r.w) };
    for (int i = ui_is_tall(ui) ? 0 : draw_beside(ui, side, notices, told); i < told; i++)
        add_row(ui, &p, notices[i], r.w);
    add_cards(ui, m, &p, r.w);
    draw_parts(ui, m, &p, r);
}

const struct screen screen_organiser = { .on_msg = organiser_on_msg, .view = view };
