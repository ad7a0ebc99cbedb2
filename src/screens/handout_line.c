#include "screens/handout_line.h"

const char *handout_line(const struct model *m, enum handout kind)
{
    static const enum phrase_id lines[] = {
        [PRINT_BUSY] = PHRASE_PAPER_BUSY,
        [PRINT_NO_PAPER] = PHRASE_PAPER_NONE,
        [PRINT_TAKE] = PHRASE_PAPER_TAKE,
        [PRINT_FAILED] = PHRASE_PAPER_FAILED,
    };
    const struct handout_news *news = &m->organiser.handout;
    if (news->kind != kind)
        return NULL;
    if (news->code != ERR_NONE)
        return model_phrase(m, PHRASE_PAPER_FAILED);
    return news->state == PRINT_NONE ? NULL : model_phrase(m, lines[news->state]);
}

bool handout_is_busy(const struct model *m)
{
    enum print_state state = m->organiser.handout.state;
    return state == PRINT_BUSY || state == PRINT_NO_PAPER;
}
