/* Screen: what works and what does not, one line each, with what to do. */
#include "core/date.h"
#include "screens/notices.h"
#include "screens/question.h"
#include "screens/screen.h"

enum { DISK_LOW_MB = 200, HOT_C = 80 };

static struct row result(const struct model *m, const char *id, enum phrase_id title,
    const char *line, struct colour dot)
{
    return (struct row){
        .id = id, .title = model_phrase(m, title), .line = line, .has_dot = true, .dot = dot
    };
}

static const char *with_number(struct ui *ui, const struct model *m, enum phrase_id id, int n)
{
    return phrase_fill(ui->arena, model_phrase(m, id), "n", arena_printf(ui->arena, "%d", n), NULL);
}

/* --- the list --- */

static int touched_count(const struct model *m)
{
    int n = 0;
    for (int i = 0; i < TOUCH_MARKS; i++)
        n += m->organiser.care.touched[i];
    return n;
}

static void add_glass(const struct model *m, struct ui *ui, struct question *q)
{
    const struct theme *t = ui->theme;
    int touched = touched_count(m);
    struct row touch = result(m, "selftest.touch", PHRASE_SELFTEST_TOUCH,
        touched == 0             ? model_phrase(m, PHRASE_SELFTEST_TOUCH_LINE)
        : touched == TOUCH_MARKS ? model_phrase(m, PHRASE_SELFTEST_TOUCH_DONE)
                                 : with_number(ui, m, PHRASE_SELFTEST_TOUCH_SOME, touched),
        touched == TOUCH_MARKS ? t->good
        : touched == 0         ? t->edge
                               : t->alert);
    touch.send = (struct action){ MSG_SELFTEST, SELFTEST_TOUCH };
    question_row(q, touch);
    struct row display = result(m, "selftest.display", PHRASE_SELFTEST_DISPLAY,
        model_phrase(m, PHRASE_SELFTEST_DISPLAY_LINE), t->edge);
    display.send = (struct action){ MSG_SELFTEST, SELFTEST_DISPLAY };
    question_row(q, display);
}

static void add_disk(const struct model *m, struct ui *ui, struct question *q)
{
    const struct health *h = &m->machine.health;
    bool low = h->disk_free_mb < DISK_LOW_MB;
    question_row(
        q, result(m, "selftest.disk", PHRASE_SELFTEST_DISK,
               phrase_fill(ui->arena,
                   model_phrase(m, low ? PHRASE_SELFTEST_DISK_LOW : PHRASE_SELFTEST_DISK_LINE),
                   "free", arena_printf(ui->arena, "%d", h->disk_free_mb), "total",
                   arena_printf(ui->arena, "%d", h->disk_total_mb), NULL),
               low ? ui->theme->alert : ui->theme->good));
}

static void add_clock(const struct model *m, struct ui *ui, struct question *q)
{
    const struct health *h = &m->machine.health;
    question_row(
        q, result(m, "selftest.clock", PHRASE_SELFTEST_CLOCK,
               h->clock_trusted ? arena_printf(ui->arena, "%s, %s",
                                      date_long(ui->arena, model_language(m), h->today), h->time)
                                : model_phrase(m, PHRASE_SELFTEST_CLOCK_NOT),
               h->clock_trusted ? ui->theme->good : ui->theme->alert));
}

static void add_board(const struct model *m, struct ui *ui, struct question *q)
{
    const struct health *h = &m->machine.health;
    bool hot = h->temperature_c >= HOT_C;
    const char *heat = with_number(
        ui, m, hot ? PHRASE_SELFTEST_HEAT_HIGH : PHRASE_SELFTEST_HEAT_LINE, h->temperature_c);
    question_row(q, result(m, "selftest.heat", PHRASE_SELFTEST_HEAT,
                        h->knows_temperature ? heat : model_phrase(m, PHRASE_SELFTEST_UNKNOWN),
                        !h->knows_temperature ? ui->theme->edge
                        : hot                 ? ui->theme->alert
                                              : ui->theme->good));
    if (h->knows_power)
        question_row(q, result(m, "selftest.power", PHRASE_SELFTEST_POWER,
                            model_phrase(m, h->under_voltage ? PHRASE_SELFTEST_POWER_LOW
                                                             : PHRASE_SELFTEST_POWER_LINE),
                            h->under_voltage ? ui->theme->alert : ui->theme->good));
}

static void add_files(const struct model *m, struct ui *ui, struct question *q)
{
    const struct machine *k = &m->machine;
    struct colour alert = ui->theme->alert;
    for (int i = 0; i < k->ini.count; i++)
        question_row(q, result(m, arena_printf(ui->arena, "selftest.ini.%d", i + 1),
                            PHRASE_SELFTEST_INI, k->ini.line[i], alert));
    if (k->content_trouble)
        question_row(q, result(m, "selftest.content", PHRASE_ORG_CONTENT_TROUBLE,
                            model_phrase(m, PHRASE_ORG_CONTENT_TROUBLE_LINE), alert));
    if (k->store_trouble != ERR_NONE)
        question_row(q, result(m, "selftest.store", PHRASE_ORG_STORE_TROUBLE,
                            model_phrase(m, PHRASE_ORG_STORE_TROUBLE_LINE), alert));
}

static void view_list(const struct model *m, struct ui *ui)
{
    struct question q = { .title = model_phrase(m, PHRASE_SETTINGS_SELFTEST),
        .go_back = { MSG_GO, SCREEN_SETTINGS } };
    add_files(m, ui, &q);
    add_glass(m, ui, &q);
    question_row(&q, notice_printer(m, ui));
    question_row(&q, notice_stick(m, ui));
    if (m->machine.health.known) {
        add_disk(m, ui, &q);
        add_clock(m, ui, &q);
        add_board(m, ui, &q);
    }
    question_draw(ui, m, &q);
}

/* --- touch: a mark in each corner and in the middle lights up --- */

static struct rect mark_place(const struct ui *ui, struct rect glass, int mark)
{
    int side = ui->theme->answer;
    struct rect inner = rect_inset(glass, ui->theme->mm);
    if (mark == TOUCH_MARKS - 1)
        return rect_centre(glass, side, side);
    struct rect row = mark < 2 ? rect_cut_top(&inner, side) : rect_cut_bottom(&inner, side);
    return mark % 2 == 0 ? rect_cut_left(&row, side) : rect_cut_right(&row, side);
}

static void view_touch(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect glass = ui_glass(ui), middle = mark_place(ui, glass, TOUCH_MARKS - 1);
    for (int i = 0; i < TOUCH_MARKS; i++)
        ui_button(ui, mark_place(ui, glass, i),
            &(struct button){ .id = arena_printf(ui->arena, "selftest.mark.%d", i + 1),
                .label = arena_printf(ui->arena, "%d", i + 1),
                .send = { MSG_MARK, i },
                .kind = BUTTON_OTHER,
                .chosen = m->organiser.care.touched[i] });
    struct rect above = rect_inset_xy(glass, t->answer + 2 * t->gap, t->gap), below = above;
    above.h = middle.y - above.y;
    below.y = middle.y + middle.h + t->gap;
    below.h = glass.h - below.y - t->gap;
    ui_label(ui, "selftest.line", above, &t->text, ALIGN_CENTRE,
        touched_count(m) == TOUCH_MARKS ? model_phrase(m, PHRASE_SELFTEST_TOUCH_DONE)
                                        : model_phrase(m, PHRASE_SELFTEST_TOUCH_HOW));
    const char *back = model_phrase(m, PHRASE_NAV_BACK);
    ui_button(ui, rect_centre(below, ui_chip_width(ui, back, false), t->target),
        &(struct button){ .id = "nav.back",
            .label = back,
            .send = { MSG_SELFTEST, SELFTEST_LIST },
            .kind = BUTTON_CHIP });
}

/* --- display: even colours, and lines that are sharp from edge to edge --- */

static void draw_frame(struct ui *ui, struct rect r, int thick, struct colour c)
{
    struct rect side = r;
    draw_fill(ui->draw, rect_cut_top(&side, thick), 0, c);
    draw_fill(ui->draw, rect_cut_bottom(&side, thick), 0, c);
    draw_fill(ui->draw, rect_cut_left(&side, thick), 0, c);
    draw_fill(ui->draw, rect_cut_right(&side, thick), 0, c);
}

static void view_display(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    const struct colour white = { 255, 255, 255 }, black = { 0, 0, 0 }, grey = { 128, 128, 128 },
                        bars[] = { white, grey, black, { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 },
                            t->element[0], t->element[1], t->element[2] };
    enum { BARS = 9, LINES = 40 };
    struct rect glass = ui_glass(ui), r = glass, top, lines;
    draw_fill(ui->draw, glass, 0, white);
    top = rect_cut_top(&r, glass.h / 2);
    for (int i = 0; i < BARS; i++)
        draw_fill(ui->draw, rect_column(top, BARS, 0, i), 0, bars[i]);
    lines = rect_cut_bottom(&r, t->answer);
    for (int i = 0; i < LINES; i++) /* one pixel each, with one between two */
        draw_fill(
            ui->draw, (struct rect){ lines.x + t->answer + 2 * i, lines.y, 1, lines.h }, 0, black);
    struct style s = t->text;
    s.colour = black;
    ui_label(ui, "selftest.line", rect_inset_xy(r, t->margin, t->mm), &s, ALIGN_CENTRE,
        model_phrase(m, PHRASE_SELFTEST_DISPLAY_HOW));
    draw_frame(ui, glass, 1, black);
    ui_control(ui, (struct control){ .id = "nav.back",
                       .label = model_phrase(m, PHRASE_NAV_BACK),
                       .role = ROLE_GROUND,
                       .rect = glass,
                       .send = { MSG_SELFTEST, SELFTEST_LIST } });
}

static void view(const struct model *m, struct ui *ui)
{
    if (m->organiser.care.page == SELFTEST_TOUCH)
        view_touch(m, ui);
    else if (m->organiser.care.page == SELFTEST_DISPLAY)
        view_display(m, ui);
    else
        view_list(m, ui);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct care *c = &m->organiser.care;
    switch (msg->kind) {
    case MSG_SELFTEST:
        c->page = (enum selftest_page)msg->number;
        if (c->page == SELFTEST_TOUCH)
            for (int i = 0; i < TOUCH_MARKS; i++)
                c->touched[i] = false;
        break;
    case MSG_MARK:
        c->touched[msg->number] = true;
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_selftest = { .on_msg = on_msg, .view = view };
