/* Screen: all meetings of this kiosk, with their numbers; one of them exported or deleted. */
#include "core/date.h"
#include "core/plain_text.h"
#include "screens/ask.h"
#include "screens/notices.h"
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include <string.h>

enum meetings_part { PART_LIST, PART_ONE, PART_DELETE };

static bool same(const struct meeting *a, const struct meeting *b)
{
    return memcmp(a->id, b->id, sizeof a->id) == 0;
}

/* What is counted and shown here belongs to this one, running or closed. */
static bool is_present(const struct model *m, const struct meeting_summary *s)
{
    return same(&s->meeting, &m->machine.meeting);
}

static const char *line_of(struct ui *ui, const struct model *m, const struct meeting_summary *s)
{
    const struct language *l = model_language(m);
    const char *date = date_long(ui->arena, l, s->meeting.date);
    const char *answers = phrase_count(ui->arena, l, PHRASE_GROUP_COUNT, (long)s->answers);
    const char *where = model_phrase(m, s->meeting.state != MEETING_CLOSED ? PHRASE_MEETINGS_OPEN
                                        : s->exported                      ? PHRASE_MEETINGS_SAFE
                                                      : PHRASE_MEETINGS_ONLY_HERE);
    const char *place = plain_text_breakable(ui->arena, s->meeting.place);
    return arena_printf(ui->arena, "%s%s%s%s%s · %s", place, place[0] != '\0' ? " · " : "", date,
        date[0] != '\0' ? " · " : "", answers, where);
}

/* --- the list --- */

/* A page of the lines that are there; others are asked for. */
static void draw_turn(struct ui *ui, const struct model *m, struct rect r, struct page_span span)
{
    const struct msg_meetings *all = &m->organiser.meetings;
    int next = all->first + MEETINGS_SHOWN, before = all->first - MEETINGS_SHOWN;
    bool last_here = span.page + 1 >= span.pages, first_here = span.page == 0;
    const struct button ways[] = {
        { .id = "meetings.more.back",
            .label = "‹",
            .send = first_here ? (struct action){ MSG_MEETINGS_FROM, before < 0 ? 0 : before }
                               : (struct action){ MSG_PAGE, span.page - 1 },
            .kind = BUTTON_OTHER,
            .disabled = first_here && all->first == 0 },
        { .id = "meetings.more",
            .label = model_phrase(m, PHRASE_NAV_MORE),
            .send = last_here ? (struct action){ MSG_MEETINGS_FROM, next }
                              : (struct action){ MSG_PAGE, span.page + 1 },
            .kind = BUTTON_OTHER,
            .disabled = last_here && next >= all->total },
    };
    ui_button(ui, rect_cut_left(&r, ui->theme->mm * 18), &ways[0]);
    rect_cut_left(&r, ui->theme->gap);
    ui_button(ui, r, &ways[1]);
}

static void draw_list(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct msg_meetings *all = &m->organiser.meetings;
    struct row rows[MEETINGS_SHOWN];
    int heights[MEETINGS_SHOWN];

    if (all->total == 0) {
        ui_text(
            ui, "meetings.none", r, &t->text, ALIGN_LEFT, model_phrase(m, PHRASE_MEETINGS_NONE));
        return;
    }
    for (int i = 0; i < all->count; i++) {
        rows[i] = (struct row){ .id = arena_printf(ui->arena, "meetings.%d", all->first + i + 1),
            .title = plain_text_breakable(ui->arena, all->list[i].meeting.title),
            .line = line_of(ui, m, &all->list[i]),
            .send = { MSG_MEETINGS_PICK, i } };
        heights[i] = ui_row_height(ui, &rows[i], r.w);
    }
    struct page_span span = pager_span(heights, all->count, t->gap, r.h, 0);
    if (span.pages > 1 || all->total > all->count) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, all->count, t->gap, r.h, m->organiser.page);
        draw_turn(ui, m, foot, span);
    }
    if (!span.fits)
        ui_misfit(ui, "meetings");
    for (int i = span.first; i < span.first + span.count; i++) {
        ui_row(ui, rect_cut_top(&r, heights[i]), &rows[i]);
        rect_cut_top(&r, t->gap);
    }
}

/* --- one of them --- */

static void draw_one(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const struct meeting_summary *s = &m->organiser.picked;
    enum stick_condition stick = m->machine.stick;
    bool ready = stick == STICK_PAIRED || stick == STICK_DONE || stick == STICK_TROUBLE;
    const struct button list[] = {
        { .id = "meetings.export",
            .label = model_phrase(m, PHRASE_MEETINGS_EXPORT),
            .send = { MSG_MEETINGS_EXPORT, 0 },
            .kind = BUTTON_MAIN,
            .disabled = !ready },
        { .id = "meetings.delete",
            .label = model_phrase(m, PHRASE_MEETINGS_DELETE),
            .send = { MSG_PART, PART_DELETE },
            .kind = BUTTON_OTHER,
            .disabled = is_present(m, s) || stick == STICK_BUSY },
    };
    const char *line = line_of(ui, m, s);
    r = ask_head(ui, r, "meetings", plain_text_breakable(ui->arena, s->meeting.title),
        is_present(m, s)
            ? arena_printf(ui->arena, "%s. %s", line, model_phrase(m, PHRASE_MEETINGS_PRESENT))
            : line);
    struct row notice = notice_stick(m, ui);
    int need = ui_row_height(ui, &notice, r.w) + t->gap;
    if (need + ask_answers_height(ui, r, list) <= r.h) {
        ui_row(ui, rect_cut_top(&r, need - t->gap), &notice);
        rect_cut_top(&r, t->gap);
    }
    ask_answers(ui, r, list);
}

static void draw_delete(struct ui *ui, const struct model *m, struct rect r)
{
    bool safe = m->organiser.picked.exported;
    const char *title = plain_text_breakable(ui->arena, m->organiser.picked.meeting.title);
    const struct button list[] = {
        { .id = safe ? "meetings.yes" : "meetings.pin",
            .label = model_phrase(m, safe ? PHRASE_MEETINGS_YES : PHRASE_MEETINGS_YES_PIN),
            .send = { safe ? MSG_MEETINGS_DELETE : MSG_MEETINGS_PIN, 0 },
            .kind = BUTTON_OTHER,
            .disabled = !safe && !m->machine.has_pin },
        { .id = "meetings.no",
            .label = model_phrase(m, PHRASE_MEETING_NO),
            .send = { MSG_PART, PART_ONE },
            .kind = BUTTON_MAIN },
    };
    r = ask_head(ui, r, "meetings",
        phrase_fill(ui->arena, model_phrase(m, PHRASE_MEETINGS_ASK), "title", title, NULL),
        model_phrase(m, safe ? PHRASE_MEETINGS_ASK_SAFE : PHRASE_MEETINGS_ASK_ONLY));
    ask_answers(ui, r, list);
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    int part = m->organiser.part;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = part == PART_LIST ? (struct action){ MSG_GO, SCREEN_MEETING }
                                         : (struct action){ MSG_PART, part - 1 },
            .steps = NO_STEPS });
    if (part == PART_ONE) {
        draw_one(ui, m, r);
    } else if (part == PART_DELETE) {
        draw_delete(ui, m, r);
    } else {
        rect_cut_top(&r, ui_text(ui, "meetings.title", r, &t->heading, ALIGN_LEFT,
                             model_phrase(m, PHRASE_MEETINGS_TITLE)) +
                             t->gap);
        draw_list(ui, m, r);
    }
}

/* --- messages --- */

static void fetch(struct model *m, int first, struct effects *fx)
{
    m->organiser.page = 0;
    effects_push(fx, (struct effect){ .kind = FX_LIST_MEETINGS, .first = first });
}

/* It may have been exported meanwhile. */
static void renew_picked(struct organiser *o)
{
    for (int i = 0; i < o->meetings.count; i++)
        if (same(&o->meetings.list[i].meeting, &o->picked.meeting))
            o->picked = o->meetings.list[i];
}

static void ask_pin(struct model *m)
{
    m->pin = (struct pin_entry){ .step = PIN_STEP_ASK, .then = SCREEN_MEETINGS };
    model_go(m, SCREEN_PIN);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct organiser *o = &m->organiser;
    switch (msg->kind) {
    case MSG_MEETINGS_FROM:
        fetch(m, msg->number, fx);
        break;
    case MSG_MEETINGS_PICK:
        o->picked = o->meetings.list[msg->number];
        o->part = PART_ONE;
        break;
    case MSG_PART:
        o->part = msg->number;
        break;
    case MSG_MEETINGS_EXPORT:
        model_export(m, o->picked.meeting.id, fx);
        break;
    case MSG_MEETINGS_DELETE:
        o->part = PART_LIST;
        o->page = 0;
        if (o->picked.exported && !is_present(m, &o->picked))
            organiser_delete(m, fx);
        break;
    case MSG_MEETINGS_PIN:
        if (!is_present(m, &o->picked))
            ask_pin(m);
        break;
    case MSG_MEETINGS:
        renew_picked(o);
        break;
    case MSG_GO:
        organiser_back(m, msg->screen, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_meetings = { .on_msg = on_msg, .view = view };
