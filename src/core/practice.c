#include "core/practice.h"

#include "core/model.h"

void practice_begin(struct model *m, struct effects *fx)
{
    model_next_visitor(m, fx);
    m->machine.practice = true;
    m->organiser.setup = (struct setup){ .step = SETUP_START };
    m->organiser.resume = SCREEN_SETUP;
}

void practice_end(struct model *m, struct effects *fx)
{
    model_next_visitor(m, fx);
    m->machine.practice = false;
    m->machine.fresh = false; /* somebody knows how to set it up */
    m->organiser.setup = (struct setup){ 0 };
    m->organiser.resume = SCREEN_ORGANISER;
}
