/* Screen: how the group chose, one question, and what to do next. */
#include "screens/bars.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"

/* --- buttons --- */

static int make_buttons(const struct model *m, struct button list[5])
{
    const struct answered *a = &m->visit.answered[m->visit.card];
    int n = 0;
    if (model_can_print(m) || a->print_asked)
        list[n++] = (struct button){ .id = "group.print",
            .label = model_phrase(m, a->print_asked ? PHRASE_GROUP_PRINTED : PHRASE_GROUP_PRINT),
            .send = { MSG_PRINT, 0 },
            .kind = BUTTON_MAIN,
            .has_icon = true,
            .icon = ICON_PRINTER,
            .disabled = a->print_asked };
    list[n] = (struct button){ .id = "group.phone",
        .label = model_phrase(m, PHRASE_GROUP_PHONE),
        .send = { MSG_PHONE, 0 },
        .kind = n == 0 ? BUTTON_MAIN : BUTTON_OTHER };
    n++;
    list[n++] = (struct button){ .id = "group.colleague",
        .label = model_phrase(m, PHRASE_GROUP_COLLEAGUE),
        .send = { MSG_COLLEAGUE, 0 },
        .kind = BUTTON_OTHER };
    if (m->deck->card_count > 1)
        list[n++] = (struct button){ .id = "group.another",
            .label = model_phrase(m, PHRASE_GROUP_ANOTHER),
            .send = { MSG_ANOTHER, 0 },
            .kind = BUTTON_OTHER };
    list[n++] = (struct button){ .id = "group.done",
        .label = model_phrase(m, PHRASE_GROUP_DONE),
        .send = { MSG_DONE, 0 },
        .kind = BUTTON_OTHER };
    return n;
}

/* --- the question on its yellow card --- */

static const char *question_of(const struct model *m)
{
    return model_text(m, m->visit.card)->questions[0];
}

static int question_height(struct ui *ui, const struct model *m, int width)
{
    const struct theme *t = ui->theme;
    int inner = width - 2 * t->pad;
    return 2 * t->pad + ui_text_height(ui, &t->kicker, inner, model_phrase(m, PHRASE_GROUP_THINK)) +
           t->mm + ui_text_height(ui, &t->quote, inner, question_of(m));
}

static void draw_question(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    ui_card(ui, r, t->sun, t->sun_edge);
    r = rect_inset(r, t->pad);
    rect_cut_top(&r,
        ui_text(ui, NULL, r, &t->kicker, ALIGN_LEFT, model_phrase(m, PHRASE_GROUP_THINK)) + t->mm);
    ui_text(ui, "group.question", r, &t->quote, ALIGN_LEFT, question_of(m));
}

/* --- the group's card --- */

static const char *steps_text(struct ui *ui, const struct model *m)
{
    return phrase_fill(
        ui->arena, model_phrase(m, PHRASE_GROUP_STEPS), "step", model_group_min_word(m), NULL);
}

/* The roomier of the two ways to set choices that fits one page; else the one with fewer pages. */
static struct bar_list list_for(
    struct ui *ui, const struct model *m, struct rect room, struct bar_extras extras)
{
    struct bar_list above = bars_make(ui, m, room.w, false, extras);
    if (bars_height(&above) <= room.h)
        return above;
    struct bar_list beside = bars_make(ui, m, room.w, true, extras);
    return bars_span(&beside, room.h, 0).pages < bars_span(&above, room.h, 0).pages ? beside
                                                                                    : above;
}

static struct rect inside_card(const struct ui *ui, struct rect card)
{
    return rect_inset_xy(card, ui->theme->pad, ui->theme->pad * 2 / 3);
}

static struct bar_extras extras_of(struct ui *ui, const struct model *m, bool question)
{
    return (struct bar_extras){ .question = question, .note = steps_text(ui, m) };
}

static bool fits_one_page(
    struct ui *ui, const struct model *m, struct rect card, struct bar_extras extras)
{
    struct rect room = inside_card(ui, card);
    struct bar_list list = list_for(ui, m, room, extras);
    return bars_height(&list) <= room.h;
}

static void draw_rows(
    struct ui *ui, const struct model *m, struct rect card, struct bar_extras extras)
{
    const struct theme *t = ui->theme;
    bool whole = fits_one_page(ui, m, card, extras);
    ui_card(ui, card, t->paper, t->paper_edge);
    struct rect room = inside_card(ui, card);
    struct rect foot = { 0 };
    if (!whole) { /* a button to turn */
        foot = rect_cut_bottom(&room, t->target);
        rect_cut_bottom(&room, t->mm);
    }
    struct bar_list list = list_for(ui, m, room, extras);
    struct page_span span = bars_span(&list, room.h, m->visit.group_page);
    if (!whole)
        turn_button(ui, m, foot, "group.more", MSG_GROUP_PAGE, span);
    if (!span.fits)
        ui_misfit(ui, "group");
    bars_draw(ui, m, &list, span, room);
}

/* The group's card, with the small print below it where that leaves all bars on one page. */
static void draw_group(struct ui *ui, const struct model *m, struct rect r, bool with_question)
{
    const struct theme *t = ui->theme;
    const char *steps = steps_text(ui, m);
    struct bar_extras extras = { .question = with_question };
    struct rect card = r, foot = rect_cut_bottom(
                              &card, ui_text_height(ui, &t->small, r.w, steps) + t->mm * 2);

    if (model_tally(m, m->visit.card)->total > 0 && fits_one_page(ui, m, card, extras)) {
        draw_rows(ui, m, card, extras);
        rect_cut_top(&foot, t->mm * 2);
        ui_text(ui, "group.steps", foot, &t->small, ALIGN_LEFT, steps);
        return;
    }
    draw_rows(ui, m, r, extras_of(ui, m, with_question));
}

/* Two columns: the group's card, and the question with the buttons. */
struct wide {
    struct rect group, side;
    int buttons_h, room; /* room: what the buttons may take before they pair up */
    bool with_question; /* in the group's card: the side has no room for it */
};

static struct wide plan_wide(struct ui *ui, const struct model *m, struct rect r,
    const struct button *list, int n, int width)
{
    int gap = ui->theme->gap * 2;
    struct wide w = { .group = r };
    w.side = rect_cut_right(&w.group, width);
    rect_cut_right(&w.group, gap);
    int question_h = question_height(ui, m, width) + gap;
    w.room = w.side.h - question_h;
    w.buttons_h = ui_buttons_height(ui, list, n, width, w.room);
    if (w.buttons_h > w.room) {
        w.with_question = true;
        w.room = w.side.h;
        w.buttons_h = ui_buttons_height(ui, list, n, width, w.room);
    }
    return w;
}

/* Widths for the buttons: every label on one line, two beside each other; or each on its own. */
static void side_widths(
    struct ui *ui, const struct button *list, int n, int width, int *pairs, int *alone)
{
    const struct theme *t = ui->theme;
    int half = 0;
    *alone = width * 37 / 100;
    for (int i = 0; i < n; i++) {
        int label = ui_text_width(ui, &t->button, list[i].label) + t->mm * 4 + t->edge_px;
        if (list[i].has_icon)
            label += t->button.px * 2;
        *alone = label > *alone ? label : *alone;
        half = i > 0 && label > half ? label : half;
    }
    *pairs = 2 * half + t->gap;
    if (*pairs < *alone || *pairs > width * 45 / 100)
        *pairs = *alone;
}

static void draw_wide(
    struct ui *ui, const struct model *m, struct rect r, const struct button *list, int n)
{
    int pairs, alone, gap = ui->theme->gap * 2;
    side_widths(ui, list, n, r.w, &pairs, &alone);
    struct wide w = plan_wide(ui, m, r, list, n, pairs);
    if (!fits_one_page(ui, m, w.group, extras_of(ui, m, w.with_question)))
        w = plan_wide(ui, m, r, list, n, alone); /* the group needs the width more */

    struct rect buttons;
    if (w.with_question) {
        buttons = rect_cut_top(&w.side, w.buttons_h * 12 / 10);
    } else {
        int roomy = w.buttons_h + (w.room - w.buttons_h) * 2 / 3, most = w.buttons_h * 14 / 10;
        buttons = rect_cut_bottom(&w.side, roomy < most ? roomy : most);
        rect_cut_bottom(&w.side, gap);
        draw_question(ui, m, w.side);
    }
    draw_group(ui, m, w.group, w.with_question);
    ui_buttons(ui, buttons, list, n, w.room);
}

static void draw_tall(
    struct ui *ui, const struct model *m, struct rect r, const struct button *list, int n)
{
    const struct theme *t = ui->theme;
    int room = r.h * 45 / 100; /* the group's card needs the rest */
    struct rect buttons = rect_cut_bottom(&r, ui_buttons_height(ui, list, n, r.w, room));
    rect_cut_bottom(&r, t->gap * 2);
    int question_h = question_height(ui, m, r.w);
    struct rect card = r;
    rect_cut_bottom(&card, question_h + t->gap * 2);
    bool with_question = !fits_one_page(ui, m, card, extras_of(ui, m, false));
    if (!with_question) {
        draw_question(ui, m, rect_cut_bottom(&r, question_h));
        rect_cut_bottom(&r, t->gap * 2);
    }
    draw_group(ui, m, r, with_question);
    ui_buttons(ui, buttons, list, n, room);
}

static void view(const struct model *m, struct ui *ui)
{
    struct rect page = ui_page(ui, m, &(struct bar){ .steps = 3 });
    struct button list[5];
    int n = make_buttons(m, list);
    if (ui_is_tall(ui))
        draw_tall(ui, m, page, list, n);
    else
        draw_wide(ui, m, page, list, n);
}

/* --- messages --- */

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct visit *v = &m->visit;
    int card = v->card;

    switch (msg->kind) {
    case MSG_GROUP_PAGE:
        v->group_page = msg->number;
        break;
    case MSG_PRINT:
        if (v->answered[card].print_asked)
            break; /* one card an answer */
        v->answered[card].print_asked = true;
        v->answered[card].print = PRINT_BUSY;
        v->take_home = TAKE_PAPER;
        effects_push(fx, model_ask(m, FX_PRINT_CARD));
        model_go(m, SCREEN_TAKE_HOME);
        break;
    case MSG_PHONE:
        v->take_home = TAKE_PHONE;
        v->qr.side = 0;
        effects_push(fx, model_ask(m, FX_MAKE_QR));
        model_go(m, SCREEN_TAKE_HOME);
        break;
    case MSG_COLLEAGUE:
        model_next_visitor(m, fx);
        model_open_card(m, card);
        break;
    case MSG_ANOTHER:
        model_go(m, SCREEN_DECK);
        break;
    case MSG_DONE:
        model_go(m, SCREEN_GOODBYE);
        break;
    case MSG_OPEN_ORGANISER:
        model_open_organiser(m);
        break;
    default:
        break;
    }
}

const struct screen screen_group = { .on_msg = on_msg, .view = view };
