#include "core/step.h"

#include "core/pin.h"
#include <stddef.h>
#include <string.h>

/* Screens on which nobody is asked whether they are still there. */
static bool leaves_without_asking(enum screen_id screen)
{
    return screen == SCREEN_ATTRACT || screen == SCREEN_GOODBYE || screen == SCREEN_PIN ||
           screen_is_organisers(screen);
}

static void time_passes(struct model *m, int64_t now_ms, struct effects *fx)
{
    if (now_ms > m->now_ms) /* going back would make every limit far away */
        m->now_ms = now_ms;
    if (m->machine.sync_due && m->now_ms >= m->machine.synced_ms + SYNC_PAUSE_MS)
        model_sync(m, fx);
    if (model_watches_stick(m) && m->now_ms >= m->machine.progress_ms + PROGRESS_MS) {
        m->machine.progress_ms = m->now_ms;
        effects_push(fx, (struct effect){ .kind = FX_STICK_PROGRESS });
    }
    if (m->now_ms < model_limit_ms(m))
        return;
    if (plenary_on_glass(m))
        m->plenary.locked = true;
    if (leaves_without_asking(m->screen) || m->idle_warning)
        model_next_visitor(m, fx);
    else
        m->idle_warning = true;
}

static void somebody_is_there(struct model *m, int64_t now_ms)
{
    if (now_ms > m->now_ms)
        m->now_ms = now_ms;
    m->touched_ms = m->now_ms;
    if (m->idle_warning) /* a finger extends the warning, only the answer to it ends it */
        m->touched_ms = m->now_ms - model_idle_ms(m);
}

static void count_came_back(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct tally *known = &m->machine.published[msg->counted.card];
    if (msg->counted.deck != m->deck) /* of the meeting before */
        return;
    bool readable = msg->counted.code == ERR_NONE; /* else it shows what it showed */
    bool published = readable && known->total != msg->counted.tally.total;
    if (readable)
        *known = msg->counted.tally;
    m->machine.fresh = false;
    m->machine.answers = true;
    m->machine.store_trouble = ERR_NONE;
    if (published) {
        m->machine.sync_due = true;
        time_passes(m, m->now_ms, fx);
    }
    const struct visit *v = &m->visit;
    if (msg->counted.visit != v->number || msg->counted.card != v->card || v->saving != SAVING_BUSY)
        return;
    model_answered(m);
}

static void count_failed(struct model *m, const struct msg *msg)
{
    m->machine.store_trouble = msg->counted.code;
    if (msg->counted.visit == m->visit.number && m->visit.saving == SAVING_BUSY)
        m->visit.saving = SAVING_FAILED;
}

static void print_moved(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct machine *k = &m->machine;
    if (msg->print.state == PRINT_TAKE) {
        k->printed.meeting += !k->practice;
        k->printed.day++;
        k->printed.sheets -= k->printed.sheets > 0;
        effects_push(fx, (struct effect){ .kind = FX_KEEP_PRINTED, .printed = k->printed });
        k->printer = PRINTER_READY;
    } else if (msg->print.state == PRINT_NO_PAPER || msg->print.code == ERR_PAPER_OUT) {
        k->printer = PRINTER_NO_PAPER;
    } else if (msg->print.code == ERR_PRINTER_GONE) {
        k->printer = PRINTER_GONE;
    } else if (msg->print.code == ERR_PRINTER_STOPPED) {
        k->printer = PRINTER_STOPPED;
    }
    if (msg->print.visit == m->visit.number) {
        m->visit.answered[msg->print.card].print = msg->print.state;
        if (m->screen == SCREEN_TAKE_HOME && !m->idle_warning)
            m->touched_ms = m->now_ms; /* time to walk to the printer, or to take the phone */
    } else if (msg->print.state == PRINT_NO_PAPER) {
        effects_push(fx, (struct effect){ .kind = FX_CANCEL_PRINT, .visit = msg->print.visit });
    }
}

static void stick_is(struct model *m, enum stick_condition condition, enum err_code code)
{
    if (m->machine.stick == STICK_BUSY && screen_is_organisers(m->screen))
        m->touched_ms = m->now_ms; /* time to read how it ended */
    m->machine.stick = condition;
    m->machine.stick_code = code;
}

static void stick_moved(struct model *m, const struct msg *msg, struct effects *fx)
{
    /* That one was pulled too early stays the news until it is back. */
    if (msg->stick.condition == STICK_NONE && m->machine.stick == STICK_TROUBLE &&
        m->machine.stick_code == ERR_GONE)
        return;
    memcpy(m->machine.stick_format, msg->stick.format, sizeof m->machine.stick_format);
    stick_is(m, msg->stick.condition, msg->stick.code);
    if (m->machine.stick == STICK_DONE) {
        m->machine.written = m->machine.writing;
        struct effect e = { .kind = FX_NOTE_EXPORTED };
        memcpy(e.id, m->machine.written.id, sizeof e.id);
        if (m->machine.written.closed)
            effects_push(fx, e);
    }
    if (m->machine.stick == STICK_PAIRED) /* it just came in, or was just paired */
        model_sync(m, fx);
}

static void bundle_made(struct model *m, const struct msg *msg, struct effects *fx)
{
    m->machine.writing.closed = msg->bundle.closed;
    if (msg->bundle.code == ERR_NONE)
        effects_push(fx, (struct effect){ .kind = FX_WRITE_STICK });
    else
        stick_is(m, STICK_TROUBLE, msg->bundle.code);
}

static void handout_made(struct model *m, const struct msg *msg, struct effects *fx)
{
    m->organiser.handout = msg->handout;
    if (msg->handout.code == ERR_NONE)
        effects_push(fx, (struct effect){ .kind = FX_PRINT_HANDOUT, .handout = msg->handout.kind });
}

static void meeting_known(struct model *m, const struct msg_meeting *news)
{
    struct machine *k = &m->machine;
    bool was_ready = k->ready;
    if (was_ready) /* closed, revealed, named anew: the stick is behind */
        k->sync_due = true;
    k->ready = true;
    plenary_meeting(&m->plenary, memcmp(k->meeting.id, news->meeting.id, sizeof k->meeting.id) == 0,
        news->deck->card_count);
    k->meeting = news->meeting;
    k->answers = news->answers;
    m->deck = news->deck;
    for (int i = 0; i < DECK_CARD_MAX; i++)
        k->published[i] = news->published[i];
    k->fresh = news->fresh;
    k->set_aside = news->set_aside;
    k->printed = news->printed;
    k->has_pin = news->has_pin;
    k->pin_failures = news->pin_failures;
    /* Whoever pulls the plug waits the running delay from the start. */
    if (!was_ready)
        k->pin_locked_until_ms = m->now_ms + pin_delay_ms(news->pin_failures);
}

/* A visitor who has not chosen otherwise gets another default at once. */
static void settings_known(struct model *m, const struct settings *settings, struct effects *fx)
{
    int language = content_language(m->content, settings->language);
    const struct settings before = m->machine.settings;
    m->machine.settings = *settings;
    if (strcmp(before.printer, settings->printer) != 0 || before.paper != settings->paper)
        effects_push(fx, (struct effect){ .kind = FX_USE_PRINTER, .settings = *settings });
    if (before.rotation != settings->rotation)
        effects_push(fx, (struct effect){ .kind = FX_TURN_GLASS, .settings = *settings });
    if (language < 0) /* none was set, or this content does not have it */
        return;
    if (m->screen == SCREEN_ATTRACT && m->visit.language == m->default_language)
        m->visit.language = language;
    m->default_language = language;
}

static void pin_checked(struct machine *k, const struct msg *msg, int64_t now_ms)
{
    k->pin_checking = false;
    if (msg->pin.code != ERR_NONE)
        return; /* nothing was compared */
    k->pin_failures = msg->pin.failures;
    k->pin_locked_until_ms = msg->pin.right ? 0 : now_ms + pin_delay_ms(msg->pin.failures);
}

/* What every screen shares. */
static void step_shared(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct visit *v = &m->visit;

    switch (msg->kind) {
    case MSG_TICK:
        time_passes(m, msg->now_ms, fx);
        break;
    case MSG_TOUCHED:
        somebody_is_there(m, msg->now_ms);
        break;
    case MSG_STAY:
        m->idle_warning = false;
        m->touched_ms = m->now_ms;
        break;
    case MSG_LANGUAGE:
        v->language = msg->language;
        break;
    case MSG_TEXT_SIZE:
        v->large_text = !v->large_text;
        break;
    case MSG_CONTRAST:
        v->high_contrast = !v->high_contrast;
        break;
    case MSG_ANSWER_COUNTED:
        count_came_back(m, msg, fx);
        break;
    case MSG_ANSWER_FAILED:
        count_failed(m, msg);
        break;
    case MSG_MEETING:
        meeting_known(m, &msg->meeting);
        organiser_stored(m, true);
        break;
    case MSG_STORE_TROUBLE:
        m->machine.store_trouble = msg->code;
        if (msg->code != ERR_NONE)
            organiser_stored(m, false);
        break;
    case MSG_PRINT_STATE:
        print_moved(m, msg, fx);
        break;
    case MSG_PRINTER:
        m->machine.printer = msg->printer;
        break;
    case MSG_STICK:
        stick_moved(m, msg, fx);
        break;
    case MSG_BUNDLE:
        bundle_made(m, msg, fx);
        break;
    case MSG_PIN_CHECKED:
        pin_checked(&m->machine, msg, m->now_ms);
        break;
    case MSG_PIN_SET:
        if (msg->number == 1) {
            m->machine.has_pin = true;
            m->machine.fresh = false;
        }
        break;
    case MSG_MEETINGS:
        m->organiser.meetings = msg->meetings;
        break;
    case MSG_SETTINGS:
        settings_known(m, &msg->settings, fx);
        break;
    case MSG_HEALTH:
        m->machine.health = msg->health;
        break;
    case MSG_PRINTERS:
        m->organiser.printers = msg->printers;
        break;
    case MSG_PRINTER_INFO:
        m->organiser.printer = msg->printer_info;
        break;
    case MSG_HANDOUT:
        m->organiser.handout = msg->handout;
        break;
    case MSG_HANDOUT_MADE:
        handout_made(m, msg, fx);
        break;
    case MSG_IMPORT:
        m->organiser.import = msg->import;
        if (msg->import.state == IMPORT_BUSY) /* read; now prove that it fits, part by part */
            effects_push(fx, (struct effect){ .kind = FX_FIT_IMPORT, .first = msg->import.step });
        break;
    case MSG_STICK_PROGRESS:
        m->machine.stick_percent = msg->number;
        break;
    case MSG_QR:
        if (msg->qr.visit == v->number)
            v->qr = msg->qr.code;
        break;
    case MSG_DISPLAYS:
        plenary_displays(m, msg->number, fx);
        break;
    case MSG_STOP:
        effects_push(fx, (struct effect){ .kind = FX_STOP });
        break;
    default:
        break;
    }
}

void step(struct model *m, const struct msg *msg, on_msg_fn *const on_msg[SCREEN_COUNT],
    struct effects *fx)
{
    on_msg_fn *before = on_msg[m->screen];
    enum screen_id screen = m->screen;
    uint32_t visit = m->visit.number;
    int language = m->visit.language;
    const struct deck *deck = m->deck;
    const struct meeting meeting = m->machine.meeting;
    /* Whoever typed the right PIN and left has not opened the kiosk for the next. */
    bool late = msg->kind == MSG_PIN_CHECKED && msg->pin.visit != visit;
    step_shared(m, msg, fx);
    /* A message that has just led elsewhere was not meant for the screen it led to. */
    if (before != NULL && m->screen == screen && m->visit.number == visit && !late)
        before(m, msg, fx);
    for (int i = 0; i < fx->count; i++) {
        struct effect *e = &fx->list[i];
        if (e->visit == 0)
            e->visit = visit;
        e->language = m->visit.number == visit ? m->visit.language : language;
        e->deck = deck;
        e->meeting = meeting;
    }
}
