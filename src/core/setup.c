#include "core/setup.h"

#include "core/model.h"
#include <string.h>

/* A meeting that nobody has answered in yet is today's, where the date is known. */
static void lay_on_desk(struct model *m)
{
    const struct health *h = &m->machine.health;
    if (m->organiser.draft.open && m->organiser.draft.begins)
        organiser_drop(m); /* a next meeting; this is about the running one */
    if (!m->machine.answers && h->clock_trusted && h->today[0] != '\0')
        memcpy(organiser_edit(m)->meeting.date, h->today, sizeof h->today);
}

void setup_go(struct model *m, enum setup_step step, struct effects *fx)
{
    m->organiser.setup = (struct setup){ .step = step };
    if (step == SETUP_MEETING)
        lay_on_desk(m);
    if (step == SETUP_PRINTER)
        m->organiser.handout = (struct handout_news){ .kind = HANDOUT_TEST };
    organiser_open(m, SCREEN_SETUP, fx);
}

void setup_name(struct model *m, struct effects *fx)
{
    if (m->machine.answers)
        m->organiser.setup.asks_trial = true;
    else
        setup_name_with(m, false, fx);
}

void setup_name_with(struct model *m, bool forget, struct effects *fx)
{
    (void)organiser_edit(m);
    organiser_store(m, fx);
    if (forget)
        effects_push(fx, (struct effect){ .kind = FX_DROP_TRIAL });
    setup_go(m, SETUP_PRINTER, fx);
}
