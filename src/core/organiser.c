#include "core/organiser.h"

#include "core/model.h"
#include "core/practice.h"
#include <string.h>

bool screen_is_organisers(enum screen_id screen)
{
    return screen >= SCREEN_ORGANISER;
}

void organiser_open(struct model *m, enum screen_id screen, struct effects *fx)
{
    static const enum effect_kind asks[SCREEN_COUNT][2] = {
        [SCREEN_ORGANISER] = { FX_LOOK_AROUND, FX_LOOK_AT_PRINTER },
        [SCREEN_SETUP] = { FX_LOOK_AROUND, FX_LIST_PRINTERS },
        [SCREEN_MEETING] = { FX_LOOK_AROUND },
        [SCREEN_MEETINGS] = { FX_LIST_MEETINGS },
        [SCREEN_PRINTER] = { FX_LIST_PRINTERS, FX_LOOK_AT_PRINTER },
        [SCREEN_FINISH] = { FX_LOOK_AROUND },
        [SCREEN_CLOCK] = { FX_LOOK_AROUND },
        [SCREEN_SELFTEST] = { FX_LOOK_AROUND, FX_LOOK_AT_PRINTER },
    };
    m->organiser.page_before = m->organiser.page;
    m->organiser.page = 0;
    m->organiser.part = 0;
    m->plenary.locked = false;
    if (screen == SCREEN_BIGSCREEN)
        plenary_open(m);
    for (int i = 0; i < 2; i++)
        if (asks[screen][i] != FX_NONE)
            effects_push(fx, (struct effect){ .kind = asks[screen][i] });
    model_go(m, screen);
}

void organiser_back(struct model *m, enum screen_id screen, struct effects *fx)
{
    int page = m->organiser.page_before;
    organiser_open(m, screen, fx);
    m->organiser.page = page;
}

void organiser_enter(struct model *m, struct effects *fx)
{
    enum screen_id to = m->organiser.resume;
    m->organiser.resume = SCREEN_ORGANISER;
    organiser_open(m, screen_is_organisers(to) ? to : SCREEN_ORGANISER, fx);
}

struct draft organiser_draft(const struct model *m)
{
    struct draft d = m->organiser.draft;
    if (!d.open) {
        d.meeting = m->machine.meeting;
        d.cards = card_list_of(m->content, m->deck);
    }
    return d;
}

struct draft *organiser_edit(struct model *m)
{
    m->organiser.draft = organiser_draft(m);
    m->organiser.draft.open = true;
    m->organiser.storing = SAVING_NO;
    return &m->organiser.draft;
}

void organiser_plan(struct model *m)
{
    const struct health *h = &m->machine.health;
    struct draft *d = organiser_edit(m);
    d->begins = true;
    d->meeting.state = MEETING_RUNNING;
    d->meeting.title[0] = '\0';
    d->meeting.code[0] = '\0';
    memset(d->meeting.id, 0, sizeof d->meeting.id);
    memset(d->meeting.date, 0, sizeof d->meeting.date);
    if (h->clock_trusted)
        memcpy(d->meeting.date, h->today, sizeof d->meeting.date);
}

void organiser_store(struct model *m, struct effects *fx)
{
    struct draft *d = &m->organiser.draft;
    m->organiser.storing = SAVING_BUSY;
    effects_push(fx,
        (struct effect){ .kind = d->begins ? FX_BEGIN_MEETING : FX_CHANGE_MEETING, .draft = *d });
}

void organiser_drop(struct model *m)
{
    struct draft *d = &m->organiser.draft;
    *d = (struct draft){ .people = d->people, .minutes = d->minutes };
    m->organiser.storing = SAVING_NO;
}

void organiser_stored(struct model *m, bool well)
{
    const struct draft *d = &m->organiser.draft;
    bool asked = m->organiser.storing == SAVING_BUSY;
    bool too_late = d->open && !d->begins && m->machine.meeting.state == MEETING_CLOSED;
    if (asked && !well)
        m->organiser.storing = SAVING_FAILED;
    else if (asked || too_late)
        organiser_drop(m);
}

static void print_out(struct model *m, enum handout kind, struct effects *fx)
{
    struct handout_news *news = &m->organiser.handout;
    if (news->state == PRINT_BUSY || news->state == PRINT_NO_PAPER)
        return; /* one at a time */
    *news = (struct handout_news){ .kind = kind, .state = PRINT_BUSY };
    effects_push(fx, (struct effect){ .kind = FX_MAKE_HANDOUT, .handout = kind });
}

void organiser_delete(struct model *m, struct effects *fx)
{
    struct effect e = { .kind = FX_DELETE_MEETING };
    memcpy(e.id, m->organiser.picked.meeting.id, sizeof e.id);
    effects_push(fx, e);
}

void organiser_on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_GO:
        organiser_open(m, msg->screen, fx);
        break;
    case MSG_PAGE:
        m->organiser.page = msg->number;
        break;
    case MSG_SETUP:
        setup_go(m, (enum setup_step)msg->number, fx);
        break;
    case MSG_NEW_PIN:
        m->pin = (struct pin_entry){ .step = PIN_STEP_NEW, .then = msg->screen };
        model_go(m, SCREEN_PIN);
        break;
    case MSG_PRINT_OUT:
        print_out(m, (enum handout)msg->number, fx);
        break;
    case MSG_PRACTICE:
        if (msg->number == 1)
            practice_begin(m, fx);
        else
            practice_end(m, fx);
        break;
    case MSG_PAIR:
        effects_push(fx, (struct effect){ .kind = FX_PAIR });
        break;
    case MSG_EXPORT:
        if (m->machine.stick == STICK_TROUBLE)
            m->machine.stick = STICK_PAIRED; /* try again: the worker looks for itself */
        model_sync(m, fx);
        break;
    case MSG_LOCK:
        model_next_visitor(m, fx);
        m->organiser.resume = SCREEN_ORGANISER; /* left on purpose, not halfway */
        break;
    default:
        break;
    }
}
