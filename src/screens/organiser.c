/* Screen: the organiser's page: how it goes, and what needs a hand. */
#include "core/date.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include "ui/pager.h"

enum { NOTICE_MAX = 6, FIGURES = 3 };

struct notice {
    const char *id, *title, *line;
    struct colour dot;
};

/* --- what there is to say --- */

static struct notice stick_notice(const struct model *m, const struct theme *t)
{
    static const struct {
        enum phrase_id title, line;
    } says[] = {
        [STICK_NONE] = { PHRASE_ORG_STICK_NONE, PHRASE_ORG_STICK_NONE_LINE },
        [STICK_NEW] = { PHRASE_ORG_STICK_NEW, PHRASE_ORG_STICK_NEW_LINE },
        [STICK_PAIRED] = { PHRASE_ORG_STICK_PAIRED, PHRASE_ORG_STICK_PAIRED_LINE },
        [STICK_BUSY] = { PHRASE_ORG_STICK_BUSY, PHRASE_ORG_STICK_BUSY_LINE },
        [STICK_DONE] = { PHRASE_ORG_STICK_DONE, PHRASE_ORG_STICK_DONE_LINE },
        [STICK_TWO] = { PHRASE_ORG_STICK_TWO, PHRASE_ORG_STICK_TWO_LINE },
    };
    enum stick_condition stick = m->machine.stick;
    if (stick != STICK_TROUBLE)
        return (struct notice){ "organiser.stick", model_phrase(m, says[stick].title),
            model_phrase(m, says[stick].line),
            stick == STICK_DONE   ? t->good
            : stick == STICK_NONE ? t->edge
                                  : t->alert };
    enum phrase_id line = m->machine.stick_code == ERR_FULL        ? PHRASE_ORG_STICK_FULL_LINE
                          : m->machine.stick_code == ERR_READ_ONLY ? PHRASE_ORG_STICK_READ_ONLY_LINE
                          : m->machine.stick_code == ERR_GONE      ? PHRASE_ORG_STICK_GONE_LINE
                                                                   : PHRASE_ORG_STICK_BROKEN_LINE;
    return (struct notice){ "organiser.stick", model_phrase(m, PHRASE_ORG_STICK_TROUBLE),
        model_phrase(m, line), t->alert };
}

static struct notice printer_notice(const struct model *m, const struct theme *t)
{
    static const struct {
        enum phrase_id title, line;
    } says[] = {
        [PRINTER_NONE] = { PHRASE_ORG_PRINTER_NONE, PHRASE_ORG_PRINTER_NONE_LINE },
        [PRINTER_READY] = { PHRASE_ORG_PRINTER_READY, PHRASE_ORG_PRINTER_READY_LINE },
        [PRINTER_NO_PAPER] = { PHRASE_ORG_PRINTER_PAPER, PHRASE_ORG_PRINTER_PAPER_LINE },
        [PRINTER_GONE] = { PHRASE_ORG_PRINTER_GONE, PHRASE_ORG_PRINTER_GONE_LINE },
        [PRINTER_STOPPED] = { PHRASE_ORG_PRINTER_STOPPED, PHRASE_ORG_PRINTER_STOPPED_LINE },
    };
    enum printer_condition printer = m->machine.printer;
    return (struct notice){ "organiser.printer_state", model_phrase(m, says[printer].title),
        model_phrase(m, says[printer].line),
        printer == PRINTER_READY  ? t->good
        : printer == PRINTER_NONE ? t->edge
                                  : t->alert };
}

static int make_notices(
    const struct model *m, const struct theme *t, struct notice list[NOTICE_MAX])
{
    const struct machine *k = &m->machine;
    int n = 0;
    if (k->store_trouble != ERR_NONE)
        list[n++] = (struct notice){ "organiser.store", model_phrase(m, PHRASE_ORG_STORE_TROUBLE),
            model_phrase(m, PHRASE_ORG_STORE_TROUBLE_LINE), t->alert };
    if (k->set_aside)
        list[n++] = (struct notice){ "organiser.set_aside", model_phrase(m, PHRASE_ORG_STORE_ASIDE),
            model_phrase(m, PHRASE_ORG_STORE_ASIDE_LINE), t->alert };
    if (k->safe_start)
        list[n++] = (struct notice){ "organiser.safe", model_phrase(m, PHRASE_ORG_SAFE),
            model_phrase(m, PHRASE_ORG_SAFE_LINE), t->alert };
    if (k->content_trouble)
        list[n++] =
            (struct notice){ "organiser.content", model_phrase(m, PHRASE_ORG_CONTENT_TROUBLE),
                model_phrase(m, PHRASE_ORG_CONTENT_TROUBLE_LINE), t->alert };
    list[n++] = stick_notice(m, t);
    list[n++] = printer_notice(m, t);
    return n;
}

static int make_buttons(const struct model *m, struct button list[3])
{
    enum stick_condition s = m->machine.stick;
    bool can_export = s == STICK_PAIRED || s == STICK_DONE || s == STICK_TROUBLE;
    list[0] = (struct button){ .id = "organiser.export",
        .label = model_phrase(m, PHRASE_ORG_EXPORT),
        .send = { MSG_EXPORT, 0 },
        .kind = BUTTON_MAIN,
        .disabled = !can_export };
    list[1] = (struct button){ .id = "organiser.pair",
        .label = model_phrase(m, PHRASE_ORG_PAIR),
        .send = { MSG_PAIR, 0 },
        .kind = BUTTON_OTHER,
        .disabled = s != STICK_NEW };
    list[2] = (struct button){ .id = "organiser.lock",
        .label = model_phrase(m, PHRASE_ORG_LOCK),
        .send = { MSG_LOCK, 0 },
        .kind = BUTTON_OTHER };
    return 3;
}

/* --- drawing --- */

static struct style line_style(const struct ui *ui)
{
    struct style s = ui->theme->small;
    return s;
}

static int dot_room(const struct ui *ui)
{
    return ui->theme->mm * 6;
}

static int notice_height(struct ui *ui, const struct notice *n, int width)
{
    const struct theme *t = ui->theme;
    struct style line = line_style(ui);
    int inner = width - 2 * t->pad - dot_room(ui);
    return ui_text_height(ui, &t->text_strong, inner, n->title) +
           ui_text_height(ui, &line, inner, n->line) + 2 * t->mm * 2;
}

static void draw_notice(struct ui *ui, const struct notice *n, struct rect r)
{
    const struct theme *t = ui->theme;
    struct style line = line_style(ui);
    ui_card(ui, r, t->paper, t->paper_edge);
    r = rect_inset_xy(r, t->pad, t->mm * 2);
    struct rect dot = rect_cut_left(&r, dot_room(ui));
    draw_fill(ui->draw,
        rect_centre((struct rect){ dot.x, dot.y, t->mm * 4, dot.h }, t->mm * 4, t->mm * 4),
        t->mm * 2, n->dot);
    rect_cut_top(&r, ui_text(ui, n->id, r, &t->text_strong, ALIGN_LEFT, n->title));
    ui_text(ui, arena_printf(ui->arena, "%s.line", n->id), r, &line, ALIGN_LEFT, n->line);
}

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
    for (int i = 0; i < FIGURES; i++)
        if (ui_word_width(ui, &ui->theme->small, list[i].label) > figure_width(ui, width) ||
            ui->theme->numeral.px * 4 > figure_width(ui, width) * 2)
            return false;
    return true;
}

static int figures_height(struct ui *ui, const struct figure *list, int width)
{
    const struct theme *t = ui->theme;
    int most = 0;
    if (!figures_are_large(ui, list, width))
        return FIGURES * t->small.line;
    for (int i = 0; i < FIGURES; i++) {
        int h = ui_text_height(ui, &t->small, figure_width(ui, width), list[i].label);
        most = h > most ? h : most;
    }
    return t->numeral.line + most + 2 * t->mm;
}

static void draw_figures(struct ui *ui, const struct figure *list, struct rect r)
{
    const struct theme *t = ui->theme;
    bool large = figures_are_large(ui, list, r.w);
    for (int i = 0; i < FIGURES; i++) {
        const char *count = arena_printf(ui->arena, "%u", list[i].count);
        if (!large) {
            ui_text(ui, list[i].id, rect_cut_top(&r, t->small.line), &t->small, ALIGN_LEFT,
                arena_printf(ui->arena, "%s %s", count, list[i].label));
            continue;
        }
        struct rect cell = rect_column(r, FIGURES, t->gap, i);
        ui_card(ui, cell, t->paper, t->paper_edge);
        cell = rect_inset_xy(cell, t->mm * 2, t->mm);
        rect_cut_top(&cell, ui_text(ui, list[i].id, cell, &t->numeral, ALIGN_LEFT, count));
        ui_text(ui, NULL, cell, &t->small, ALIGN_LEFT, list[i].label);
    }
}

static const char *heading_of(struct ui *ui, const struct model *m)
{
    const struct meeting *meeting = &m->machine.meeting;
    const char *date = date_long(ui->arena, model_language(m), meeting->date);
    return date[0] == '\0' ? meeting->title
                           : arena_printf(ui->arena, "%s · %s", meeting->title, date);
}

/* Which meeting, and its figures: the first row. */
static int summary_height(
    struct ui *ui, const struct model *m, const struct figure *figures, int width)
{
    return ui_text_height(ui, &ui->theme->text_strong, width, heading_of(ui, m)) + ui->theme->gap +
           figures_height(ui, figures, width);
}

static void draw_summary(
    struct ui *ui, const struct model *m, const struct figure *figures, struct rect r)
{
    rect_cut_top(&r,
        ui_text(ui, "organiser.title", r, &ui->theme->text_strong, ALIGN_LEFT, heading_of(ui, m)));
    rect_cut_top(&r, ui->theme->gap);
    draw_figures(ui, figures, r);
}

/* Summary and notices, page by page where there are too many. */
static void draw_rows(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    struct notice list[NOTICE_MAX];
    struct figure figures[FIGURES];
    int heights[1 + NOTICE_MAX], n = make_notices(m, t, list);

    make_figures(m, figures);
    heights[0] = summary_height(ui, m, figures, r.w);
    for (int i = 0; i < n; i++)
        heights[1 + i] = notice_height(ui, &list[i], r.w);
    struct page_span span = pager_span(heights, 1 + n, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, 1 + n, t->gap, r.h, m->visit.story_page);
        turn_button(ui, m, foot, "organiser.more", MSG_STORY_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, "organiser.notices");
    for (int i = span.first; i < span.first + span.count; i++) {
        struct rect row = rect_cut_top(&r, heights[i]);
        if (i == 0)
            draw_summary(ui, m, figures, row);
        else
            draw_notice(ui, &list[i - 1], row);
        rect_cut_top(&r, t->gap);
    }
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m, &(struct bar){ .steps = NO_STEPS }), buttons;
    struct button list[3];
    int n = make_buttons(m, list), room = r.h;

    if (ui_is_tall(ui)) {
        buttons = rect_cut_bottom(&r, ui_buttons_height(ui, list, n, r.w, room));
        rect_cut_bottom(&r, t->gap * 2);
    } else {
        struct rect side = rect_cut_right(&r, r.w * 38 / 100);
        rect_cut_right(&r, t->gap * 2);
        buttons = rect_cut_bottom(&side, ui_buttons_height(ui, list, n, side.w, room));
    }
    draw_rows(ui, m, r);
    ui_buttons(ui, buttons, list, n, room);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_EXPORT:
        if (m->machine.stick == STICK_TROUBLE)
            m->machine.stick = STICK_PAIRED; /* try again: the worker looks for itself */
        model_sync(m, fx);
        break;
    case MSG_PAIR:
        effects_push(fx, (struct effect){ .kind = FX_PAIR });
        break;
    case MSG_STORY_PAGE:
        m->visit.story_page = msg->number;
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_organiser = { .on_msg = on_msg, .view = view };
