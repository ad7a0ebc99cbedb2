/* Screen: the date and the time of this kiosk. */
#include "core/date.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include "ui/pager.h"
#include "ui/stepper.h"

/* What was turned, else what the machine says. */
static struct clock_entry entry_of(const struct model *m)
{
    const struct care *c = &m->organiser.care;
    return c->clock_turned ? c->clock : clock_entry_of(&m->machine.health, m->machine.meeting.date);
}

static const char *line_of(const struct model *m)
{
    const struct care *c = &m->organiser.care;
    bool mine = c->request == REQUEST_SET_TIME;
    if (mine && c->asked == ASKED_REFUSED)
        return model_phrase(m, PHRASE_CLOCK_REFUSED);
    if (mine && c->asked == ASKED_DONE)
        return model_phrase(m, PHRASE_CLOCK_DONE);
    return model_phrase(
        m, m->machine.health.clock_trusted ? PHRASE_CLOCK_TRUSTED : PHRASE_CLOCK_UNKNOWN);
}

static const char *value_of(
    const struct model *m, struct ui *ui, const struct clock_entry *c, enum clock_field field)
{
    int month = (c->date[5] - '0') * 10 + c->date[6] - '0';
    switch (field) {
    case CLOCK_DAY:
        return arena_strdup(ui->arena, c->date[8] == '0' ? c->date + 9 : c->date + 8);
    case CLOCK_MONTH:
        return model_phrase(m, (enum phrase_id)(PHRASE_MONTH_1 + month - 1));
    case CLOCK_YEAR:
        return arena_strndup(ui->arena, c->date, 4);
    case CLOCK_HOUR:
        return arena_printf(ui->arena, "%d", c->minute / 60);
    default:
        return arena_printf(ui->arena, "%02d", c->minute % 60);
    }
}

static struct stepper stepper_of(
    const struct model *m, struct ui *ui, const struct clock_entry *c, enum clock_field field)
{
    static const struct {
        const char *id;
        enum phrase_id label;
    } says[CLOCK_FIELDS] = {
        { "clock.day", PHRASE_CLOCK_DAY },
        { "clock.month", PHRASE_CLOCK_MONTH },
        { "clock.year", PHRASE_CLOCK_YEAR },
        { "clock.hour", PHRASE_CLOCK_HOUR },
        { "clock.minute", PHRASE_CLOCK_MINUTE },
    };
    return (struct stepper){ .id = says[field].id,
        .label = model_phrase(m, says[field].label),
        .value = value_of(m, ui, c, field),
        .less = { MSG_CLOCK_TURN, 2 * (int)field },
        .more = { MSG_CLOCK_TURN, 2 * (int)field + 1 } };
}

static void draw_words(struct ui *ui, const struct model *m, struct rect *r)
{
    const char *title = model_phrase(m, PHRASE_CLOCK_TITLE);
    const struct style *style = ui_long_title_style(ui, r->w, title);
    rect_cut_top(r, ui_text(ui, "clock.title", *r, style, ALIGN_LEFT, title) + ui->theme->mm);
    rect_cut_top(r, ui_text(ui, "clock.line", *r, &ui->theme->text, ALIGN_LEFT, line_of(m)));
}

/* Page by page where they do not fit. */
static void draw_steppers(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct clock_entry c = entry_of(m);
    struct stepper list[CLOCK_FIELDS];
    int heights[CLOCK_FIELDS];
    for (int f = 0; f < CLOCK_FIELDS; f++) {
        list[f] = stepper_of(m, ui, &c, (enum clock_field)f);
        heights[f] = ui_stepper_height(ui, &list[f], r.w);
    }
    struct page_span span = pager_span(heights, CLOCK_FIELDS, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, CLOCK_FIELDS, t->gap, r.h, m->organiser.page);
        turn_button(ui, m, foot, "clock.more", MSG_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, "clock");
    for (int i = span.first; i < span.first + span.count; i++) {
        ui_stepper(ui, rect_cut_top(&r, heights[i]), &list[i]);
        rect_cut_top(&r, t->gap);
    }
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    const struct care *c = &m->organiser.care;
    enum screen_id back = c->clock_back == SCREEN_SETUP ? SCREEN_SETUP : SCREEN_SETTINGS;
    struct bar bar = { .back = model_phrase(m, PHRASE_NAV_BACK),
        .go_back = { MSG_GO, (int)back },
        .steps = NO_STEPS };
    const struct button set = { .id = "clock.set",
        .label = model_phrase(m, PHRASE_CLOCK_SET),
        .send = { MSG_REQUEST, REQUEST_SET_TIME },
        .kind = BUTTON_MAIN,
        .disabled = c->request == REQUEST_SET_TIME && c->asked == ASKED_BUSY };
    struct rect r = ui_page(ui, m, &bar);
    if (ui_is_tall(ui)) {
        draw_words(ui, m, &r);
        rect_cut_top(&r, t->gap * 2);
        ui_button(ui, rect_cut_bottom(&r, t->answer), &set);
        rect_cut_bottom(&r, t->gap * 2);
    } else {
        struct rect side = rect_cut_right(&r, r.w * 38 / 100);
        rect_cut_right(&r, t->gap * 3);
        ui_button(ui, rect_cut_bottom(&side, t->answer), &set);
        draw_words(ui, m, &side);
    }
    draw_steppers(ui, m, r);
}

static void turn(struct model *m, int number)
{
    struct care *c = &m->organiser.care;
    c->clock = entry_of(m);
    c->clock_turned = true;
    c->asked = ASKED_NOTHING;
    clock_entry_turn(&c->clock, (enum clock_field)(number / 2), number % 2 == 1 ? 1 : -1);
}

static void leave(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct care *c = &m->organiser.care;
    c->clock_turned = false;
    c->asked = ASKED_NOTHING;
    if (msg->screen == SCREEN_SETUP)
        setup_go(m, SETUP_MEETING, fx);
    else
        organiser_on_msg(m, msg, fx);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_CLOCK_TURN:
        turn(m, msg->number);
        break;
    case MSG_REQUEST:
        m->organiser.care.clock = entry_of(m);
        care_request(m, (enum request)msg->number, fx);
        break;
    case MSG_ASKED:
        care_asked(m, msg->asked.request, msg->asked.done, fx);
        break;
    case MSG_GO:
        leave(m, msg, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_clock = { .on_msg = on_msg, .view = view };
