#include "core/organiser.h"

#include "core/model.h"

bool screen_is_organisers(enum screen_id screen)
{
    return screen >= SCREEN_ORGANISER;
}

void organiser_open(struct model *m, enum screen_id screen, struct effects *fx)
{
    static const enum effect_kind asks[SCREEN_COUNT][2] = {
        [SCREEN_ORGANISER] = { FX_LOOK_AROUND, FX_LOOK_AT_PRINTER },
        [SCREEN_SETUP] = { FX_LOOK_AROUND, FX_LIST_PRINTERS },
        [SCREEN_MEETINGS] = { FX_LIST_MEETINGS },
        [SCREEN_PRINTER] = { FX_LIST_PRINTERS, FX_LOOK_AT_PRINTER },
        [SCREEN_FINISH] = { FX_LOOK_AROUND },
        [SCREEN_CLOCK] = { FX_LOOK_AROUND },
        [SCREEN_SELFTEST] = { FX_LOOK_AROUND, FX_LOOK_AT_PRINTER },
    };
    m->organiser.page = 0;
    for (int i = 0; i < 2; i++)
        if (asks[screen][i] != FX_NONE)
            effects_push(fx, (struct effect){ .kind = asks[screen][i] });
    model_go(m, screen);
}

void organiser_enter(struct model *m, struct effects *fx)
{
    enum screen_id to = m->organiser.resume;
    m->organiser.resume = SCREEN_ORGANISER;
    organiser_open(m, screen_is_organisers(to) ? to : SCREEN_ORGANISER, fx);
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
    case MSG_LOCK:
        model_next_visitor(m, fx);
        m->organiser.resume = SCREEN_ORGANISER; /* left on purpose, not halfway */
        break;
    default:
        break;
    }
}
