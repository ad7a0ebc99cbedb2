/* Screen: the end of the evening: close, stick, report, plug. */
#include "screens/handout_line.h"
#include "screens/notices.h"
#include "screens/question.h"
#include "screens/screen.h"

static struct button main_button(
    const struct model *m, const char *id, enum phrase_id label, struct action send)
{
    return (struct button){
        .id = id, .label = model_phrase(m, label), .send = send, .kind = BUTTON_MAIN
    };
}

static struct button other_button(
    const struct model *m, const char *id, enum phrase_id label, struct action send)
{
    struct button b = main_button(m, id, label, send);
    b.kind = BUTTON_OTHER;
    return b;
}

static bool can_print(const struct model *m)
{
    return m->machine.printer != PRINTER_NONE && !m->machine.settings.printer_off;
}

/* --- the steps --- */

static void ask_close(const struct model *m, struct ui *ui, struct question *q)
{
    uint32_t n = model_published_total(m);
    enum saving storing = m->organiser.storing;
    q->title = model_phrase(m, PHRASE_FINISH_CLOSE_TITLE);
    q->line = storing == SAVING_FAILED
                  ? model_phrase(m, PHRASE_FINISH_CLOSE_FAILED)
                  : phrase_fill(ui->arena, phrase_n(model_language(m), PHRASE_FINISH_CLOSE, n), "n",
                        arena_printf(ui->arena, "%u", n), NULL);
    struct button close = main_button(m, "finish.close",
        storing == SAVING_BUSY ? PHRASE_FINISH_CLOSING : PHRASE_FINISH_CLOSE_GO,
        (struct action){ MSG_MEETING_CLOSE, 0 });
    close.disabled = storing == SAVING_BUSY;
    question_button(q, close);
    question_button(q, other_button(m, "finish.later", PHRASE_FINISH_NOT_YET,
                           (struct action){ MSG_GO, SCREEN_ORGANISER }));
}

/* What this stick needs, or what it is doing. */
static void tell_stick(const struct model *m, struct ui *ui, struct question *q)
{
    switch (m->machine.stick) {
    case STICK_NONE:
        q->title = model_phrase(m, PHRASE_FINISH_STICK_IN);
        q->line = model_phrase(m, PHRASE_FINISH_STICK_IN_LINE);
        break;
    case STICK_NEW:
    case STICK_TWO:
    case STICK_TROUBLE: {
        struct row row = notice_stick(m, ui);
        q->title = row.title;
        q->line = row.line;
        break;
    }
    default:
        q->title = model_phrase(m, PHRASE_FINISH_STICK_BUSY);
        q->line = phrase_fill(ui->arena, model_phrase(m, PHRASE_FINISH_STICK_BUSY_LINE), "n",
            arena_printf(ui->arena, "%d", m->machine.stick_percent), NULL);
        break;
    }
}

static void ask_stick(const struct model *m, struct ui *ui, struct question *q)
{
    enum stick_condition stick = m->machine.stick;
    struct action on = { MSG_FINISH, can_print(m) ? FINISH_REPORT : FINISH_OFF };
    if (model_stick_is_complete(m)) {
        q->title = model_phrase(m, PHRASE_FINISH_STICK_DONE);
        q->line = model_phrase(m, PHRASE_FINISH_STICK_DONE_LINE);
        question_button(q, main_button(m, "finish.next", PHRASE_SETUP_NEXT, on));
        return;
    }
    tell_stick(m, ui, q);
    if (stick == STICK_NEW)
        question_button(
            q, main_button(m, "organiser.pair", PHRASE_ORG_PAIR, (struct action){ MSG_PAIR, 0 }));
    if (stick == STICK_TROUBLE)
        question_button(q, main_button(m, "organiser.export", PHRASE_FINISH_STICK_RETRY,
                               (struct action){ MSG_EXPORT, 0 }));
    struct button without = other_button(m, "finish.without", PHRASE_FINISH_STICK_WITHOUT, on);
    without.disabled = stick == STICK_BUSY || stick == STICK_PAIRED;
    question_button(q, without);
}

static void ask_report(const struct model *m, struct question *q)
{
    const char *how = handout_line(m, HANDOUT_REPORT);
    struct button print = main_button(m, "finish.print", PHRASE_FINISH_REPORT_GO,
        (struct action){ MSG_PRINT_OUT, HANDOUT_REPORT });
    struct button next = other_button(
        m, "finish.next", PHRASE_SETUP_SKIP, (struct action){ MSG_FINISH, FINISH_OFF });
    q->title = model_phrase(m, PHRASE_FINISH_REPORT);
    q->line = how != NULL
                  ? how
                  : model_phrase(m, model_stick_is_complete(m) ? PHRASE_FINISH_REPORT_STICK
                                                               : PHRASE_FINISH_REPORT_KIOSK);
    print.disabled = handout_is_busy(m);
    if (how == NULL) {
        question_button(q, print);
        question_button(q, next);
        return;
    }
    next.kind = BUTTON_MAIN;
    next.label = model_phrase(m, PHRASE_SETUP_NEXT);
    print.kind = BUTTON_OTHER;
    question_button(q, next);
    question_button(q, print);
}

static void tell_off(const struct model *m, struct question *q)
{
    const struct care *c = &m->organiser.care;
    bool mine = c->request == REQUEST_POWER_OFF;
    q->title = model_phrase(m, PHRASE_FINISH_OFF);
    q->line = model_phrase(m, mine && c->asked == ASKED_REFUSED ? PHRASE_OFF_REFUSED
                              : mine && c->asked >= ASKED_BUSY  ? PHRASE_OFF_BUSY
                              : m->machine.stick != STICK_NONE  ? PHRASE_FINISH_OFF_STICK
                                                                : PHRASE_FINISH_OFF_LINE);
    struct button off = main_button(
        m, "finish.off", PHRASE_FINISH_OFF_GO, (struct action){ MSG_REQUEST, REQUEST_POWER_OFF });
    off.disabled = mine && c->asked >= ASKED_BUSY;
    question_button(q, off);
    question_button(q, other_button(m, "finish.overview", PHRASE_SETUP_OVERVIEW,
                           (struct action){ MSG_GO, SCREEN_ORGANISER }));
}

static void view(const struct model *m, struct ui *ui)
{
    enum finish_step step = finish_step(m);
    struct question q = { .go_back = { MSG_GO, SCREEN_ORGANISER } };
    if (step > FINISH_STICK)
        q.go_back = (struct action){ MSG_FINISH,
            step == FINISH_OFF && can_print(m) ? FINISH_REPORT : FINISH_STICK };
    q.kicker = phrase_fill(ui->arena, model_phrase(m, PHRASE_STEP_OF), "n",
        arena_printf(ui->arena, "%d", (int)step + 1), "total",
        arena_printf(ui->arena, "%d", FINISH_STEPS), NULL);
    if (step == FINISH_CLOSE)
        ask_close(m, ui, &q);
    else if (step == FINISH_STICK)
        ask_stick(m, ui, &q);
    else if (step == FINISH_REPORT)
        ask_report(m, &q);
    else
        tell_off(m, &q);
    question_draw(ui, m, &q);
}

/* --- messages --- */

static void close_meeting(struct model *m, struct effects *fx)
{
    if (m->organiser.storing == SAVING_BUSY || finish_step(m) != FINISH_CLOSE)
        return;
    m->organiser.storing = SAVING_BUSY;
    m->organiser.finish = FINISH_STICK;
    effects_push(fx, (struct effect){ .kind = FX_CLOSE_MEETING });
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_MEETING_CLOSE:
        close_meeting(m, fx);
        break;
    case MSG_FINISH:
        finish_go(m, (enum finish_step)msg->number, fx);
        break;
    case MSG_REQUEST:
        care_request(m, (enum request)msg->number, fx);
        break;
    case MSG_ASKED:
        care_asked(m, msg->asked.request, msg->asked.done, fx);
        break;
    case MSG_GO:
        m->organiser.finish = FINISH_CLOSE; /* the next time it begins at the beginning */
        organiser_on_msg(m, msg, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
    if (m->screen == SCREEN_FINISH)
        finish_sync(m, fx);
}

const struct screen screen_finish = { .on_msg = on_msg, .view = view };
