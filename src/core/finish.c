#include "core/finish.h"

#include "core/model.h"

enum finish_step finish_step(const struct model *m)
{
    if (m->machine.meeting.state != MEETING_CLOSED)
        return FINISH_CLOSE;
    return m->organiser.finish == FINISH_CLOSE ? FINISH_STICK : m->organiser.finish;
}

void finish_go(struct model *m, enum finish_step step, struct effects *fx)
{
    m->organiser.finish = step;
    if (step == FINISH_REPORT)
        m->organiser.handout = (struct handout_news){ .kind = HANDOUT_REPORT };
    organiser_open(m, SCREEN_FINISH, fx);
}

void finish_sync(struct model *m, struct effects *fx)
{
    if (m->machine.meeting.state == MEETING_CLOSED && m->machine.sync_due)
        model_sync(m, fx); /* somebody stands here waiting: no pause between two */
}
