/*
 * Screen: bigscreen. With a second display, what the hall sees there and the controls for it; without
 * one, the hall's picture itself above a strip of controls, see core/plenary.h.
 */
#include "screens/plenary.h"
#include "screens/question.h"
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"

enum { CONTROLS = 7 };

/* --- the controls --- */

static struct button turn_to(const struct model *m, int step)
{
    int card = m->plenary.card + step;
    return (struct button){ .id = step < 0 ? "bigscreen.prev" : "bigscreen.next",
        .label = step < 0 ? "‹" : "›",
        .send = { MSG_PLENARY_CARD, card },
        .disabled = card < 0 || card >= m->deck->card_count,
        .quick = true };
}

/* What the hall sees becomes more, or less. */
static struct button show_or_hide(const struct model *m)
{
    bool shown = m->plenary.on && !m->plenary.hidden;
    return (struct button){ .id = shown ? "bigscreen.hide" : "bigscreen.show",
        .label = model_phrase(m, shown ? PHRASE_BIG_HIDE : PHRASE_BIG_SHOW),
        .send = { MSG_PLENARY_HIDE, shown } };
}

/* Those that are not on every card's strip. */
static int add_others(const struct model *m, struct button *list)
{
    int n = 0;
    if (plenary_can_reveal(m))
        list[n++] = (struct button){ .id = "bigscreen.reveal",
            .label = model_phrase(m, PHRASE_BIG_REVEAL),
            .send = { MSG_PLENARY_ASK, 1 } };
    list[n++] = (struct button){ .id = "bigscreen.hands",
        .label = model_phrase(m, PHRASE_BIG_HANDS),
        .send = { MSG_GO, SCREEN_HANDS } };
    if (m->plenary.on)
        list[n++] = (struct button){ .id = "bigscreen.stop",
            .label = model_phrase(m, PHRASE_BIG_STOP),
            .send = { MSG_PLENARY_STOP, 0 } };
    return n;
}

static void set_kinds(struct button *list, int n, enum button_kind kind)
{
    for (int i = 0; i < n; i++)
        list[i].kind = kind;
}

/* --- on this glass: the picture, and a strip of controls below it --- */

/* Chips below each other in as few rows as hold them: where each row begins. */
struct strip {
    struct button list[CONTROLS];
    int count, first[CONTROLS + 1], rows;
};

static struct strip strip_of(struct ui *ui, const struct model *m, int width)
{
    struct strip s = { .list = { turn_to(m, -1), show_or_hide(m), turn_to(m, 1) } };
    s.count = 3 + add_others(m, s.list + 3);
    set_kinds(s.list, s.count, BUTTON_CHIP);
    for (int i = 0, used = 0; i < s.count; i++) {
        int w = ui_chip_width(ui, s.list[i].label, true);
        if (i > 0 && used + ui->theme->gap + w <= width) {
            used += ui->theme->gap + w;
            continue;
        }
        s.first[s.rows++] = i;
        used = w;
    }
    s.first[s.rows] = s.count;
    return s;
}

static int strip_height(const struct ui *ui, const struct strip *s)
{
    const struct theme *t = ui->theme;
    return s->rows * t->target + (s->rows - 1) * t->gap + t->mm * 3;
}

/* A row of chips that share its width as their labels ask. */
static void draw_chips(struct ui *ui, struct rect row, const struct button *list, int n)
{
    int used = (n - 1) * ui->theme->gap;
    for (int i = 0; i < n; i++)
        used += ui_chip_width(ui, list[i].label, true);
    int spare = row.w > used ? (row.w - used) / n : 0, most = ui->theme->mm * 8;
    for (int i = 0; i < n; i++) {
        int w = ui_chip_width(ui, list[i].label, true) + (spare < most ? spare : most);
        ui_button(ui, rect_cut_left(&row, w), &list[i]);
        rect_cut_left(&row, ui->theme->gap);
    }
}

static void view_glass(const struct model *m, struct ui *ui)
{
    const struct theme *outside = ui->theme;
    struct theme t = theme_darkened(outside);
    struct rect r = ui_glass(ui);
    ui->theme = &t;
    ui->draw->ground = t.desk;
    if (m->plenary.locked) {
        plenary_view(m, ui);
        ui_control(ui, (struct control){ .id = "bigscreen.unlock",
                           .label = model_phrase(m, PHRASE_BIG_TITLE),
                           .role = ROLE_GROUND,
                           .rect = r,
                           .send = { MSG_OPEN_ORGANISER, 0 } });
    } else {
        struct strip s = strip_of(ui, m, r.w - 2 * t.mm * 3);
        struct rect strip = rect_cut_bottom(&r, strip_height(ui, &s));
        plenary_draw(m, ui, r);
        strip = rect_inset_xy(strip, t.mm * 3, t.mm * 3 / 2);
        for (int i = 0; i < s.rows; i++)
            draw_chips(ui, rect_row(strip, s.rows, t.gap, i), s.list + s.first[i],
                s.first[i + 1] - s.first[i]);
    }
    ui->theme = outside;
}

/* --- with a second display: what it shows, and what to do about it --- */

static const char *position(struct ui *ui, const struct model *m)
{
    return phrase_fill(ui->arena, model_phrase(m, PHRASE_BIG_POSITION), "n",
        arena_printf(ui->arena, "%d", m->plenary.card + 1), "total",
        arena_printf(ui->arena, "%d", m->deck->card_count), NULL);
}

/* From card to card, and which one it is. */
struct turning {
    const char *which, *most; /* most: "" for all but one */
    int inner, which_h, most_h, height;
};

static struct turning turning_of(struct ui *ui, const struct model *m, int width)
{
    const struct theme *t = ui->theme;
    struct turning w = { .which = position(ui, m),
        .most = m->plenary.card == plenary_most_divided(m) ? model_phrase(m, PHRASE_BIG_MOST) : "",
        .inner = width - 2 * (t->target + t->gap) };
    w.which_h = ui_text_height(ui, &t->small, w.inner, w.which);
    w.most_h = ui_text_height(ui, &t->small, w.inner, w.most);
    w.height = w.which_h + w.most_h > t->target ? w.which_h + w.most_h : t->target;
    return w;
}

static void draw_turning(
    struct ui *ui, const struct model *m, const struct turning *w, struct rect row)
{
    const struct theme *t = ui->theme;
    struct button turns[2] = { turn_to(m, -1), turn_to(m, 1) };
    set_kinds(turns, 2, BUTTON_OTHER);
    ui_button(ui, rect_cut_left(&row, t->target), &turns[0]);
    ui_button(ui, rect_cut_right(&row, t->target), &turns[1]);
    row = rect_centre(row, w->inner, w->which_h + w->most_h);
    ui_label(ui, "bigscreen.position", rect_cut_top(&row, w->which_h), &t->small, ALIGN_CENTRE,
        w->which);
    if (w->most_h > 0)
        ui_label(ui, "bigscreen.most", row, &t->small, ALIGN_CENTRE, w->most);
}

/* What the hall sees, or would see, in the shape of most screens. */
static void draw_hall(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *seen = model_phrase(m, m->plenary.on ? PHRASE_BIG_SEEN : PHRASE_BIG_UNSEEN);
    struct turning turning = turning_of(ui, m, r.w);
    rect_cut_top(&r, ui_text(ui, "bigscreen.seen", r, &t->text_strong, ALIGN_LEFT, seen) + t->mm);
    int room = r.h - turning.height - t->gap;
    int h = r.w * 9 / 16 < room ? r.w * 9 / 16 : room;
    if (h < t->target)
        ui_misfit(ui, "bigscreen");
    plenary_preview(m, ui, rect_centre(rect_cut_top(&r, h), h * 16 / 9, h));
    rect_cut_top(&r, t->gap);
    draw_turning(ui, m, &turning, rect_cut_top(&r, turning.height));
}

static int page_buttons(const struct model *m, struct button *list)
{
    list[0] = show_or_hide(m);
    int n = 1 + add_others(m, list + 1);
    set_kinds(list, n, BUTTON_OTHER);
    list[0].kind = BUTTON_MAIN;
    return n;
}

static void view_controls(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m,
                    &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
                        .go_back = { MSG_GO, SCREEN_ORGANISER },
                        .steps = NO_STEPS }),
                buttons;
    struct button list[CONTROLS];
    int n = page_buttons(m, list), room = r.h;

    if (ui_is_tall(ui)) {
        buttons = rect_cut_bottom(&r, ui_buttons_height(ui, list, n, r.w, room / 2));
        rect_cut_bottom(&r, t->gap * 2);
        room /= 2;
    } else {
        struct rect side = rect_cut_right(&r, r.w * 36 / 100);
        rect_cut_right(&r, t->gap * 2);
        buttons = rect_cut_bottom(&side, ui_buttons_height(ui, list, n, side.w, room));
    }
    draw_hall(ui, m, r);
    ui_buttons(ui, buttons, list, n, room);
}

static void view_ask(const struct model *m, struct ui *ui)
{
    struct question q = { .title = model_phrase(m, PHRASE_BIG_REVEAL_ASK),
        .line = model_phrase(m, PHRASE_BIG_REVEAL_LINE),
        .go_back = { MSG_PLENARY_ASK, 0 } };
    question_button(&q, (struct button){ .id = "bigscreen.yes",
                            .label = model_phrase(m, PHRASE_BIG_REVEAL_YES),
                            .send = { MSG_PLENARY_REVEAL, 0 },
                            .kind = BUTTON_MAIN });
    question_button(&q, (struct button){ .id = "bigscreen.no",
                            .label = model_phrase(m, PHRASE_BIG_REVEAL_NO),
                            .send = { MSG_PLENARY_ASK, 0 },
                            .kind = BUTTON_OTHER });
    question_draw(ui, m, &q);
}

static void view(const struct model *m, struct ui *ui)
{
    if (m->plenary.asks)
        view_ask(m, ui);
    else if (m->machine.second_display)
        view_controls(m, ui);
    else
        view_glass(m, ui);
}

/* --- messages --- */

static void control(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct plenary *p = &m->plenary;
    switch (msg->kind) {
    case MSG_PLENARY_CARD:
        plenary_show_card(p, msg->number);
        break;
    case MSG_PLENARY_HIDE:
        p->on = true;
        p->hidden = msg->number == 1;
        break;
    case MSG_PLENARY_ASK:
        p->asks = msg->number == 1;
        break;
    case MSG_PLENARY_REVEAL:
        p->asks = false;
        if (plenary_can_reveal(m))
            effects_push(fx, (struct effect){ .kind = FX_REVEAL });
        break;
    case MSG_PLENARY_STOP:
        plenary_stop(p);
        if (!m->machine.second_display)
            organiser_open(m, SCREEN_ORGANISER, fx);
        break;
    case MSG_LANGUAGE:
        p->language = m->visit.language;
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    if (!m->plenary.locked)
        control(m, msg, fx);
    else if (msg->kind == MSG_OPEN_ORGANISER)
        model_open_organiser(m);
}

const struct screen screen_bigscreen = { .on_msg = on_msg, .view = view };
