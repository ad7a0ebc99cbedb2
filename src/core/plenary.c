#include "core/plenary.h"

#include "core/divide.h"
#include "core/model.h"

int plenary_hands_arg(enum choice choice, bool more)
{
    return (int)choice * 2 + more;
}

void plenary_count_hands(struct plenary *p, int arg)
{
    if (arg < 0 || arg >= CHOICE_COUNT * 2)
        return;
    uint32_t *hands = &p->hands[arg / 2];
    if (arg % 2 == 1)
        *hands += *hands < HANDS_MOST;
    else
        *hands -= *hands > 0;
}

uint32_t plenary_hands(const struct plenary *p)
{
    uint32_t sum = 0;
    for (int c = 0; c < CHOICE_COUNT; c++)
        sum += p->hands[c];
    return sum;
}

int plenary_most_divided(const struct model *m)
{
    int order[DECK_CARD_MAX];
    if (m->deck->card_count == 0)
        return NOTHING;
    model_order_divided(m, order);
    return m->machine.published[order[0]].total >= DIVIDE_FROM ? order[0] : NOTHING;
}

void plenary_open(struct model *m)
{
    struct plenary *p = &m->plenary;
    int most = plenary_most_divided(m);
    if (!p->on && m->screen != SCREEN_HANDS) {
        plenary_show_card(p, most == NOTHING ? 0 : most);
        p->language = m->visit.language;
    }
    if (!m->machine.second_display)
        p->on = true;
    p->asks = false;
}

void plenary_show_card(struct plenary *p, int card)
{
    *p = (struct plenary){
        .on = p->on, .hidden = p->hidden, .locked = p->locked, .card = card, .language = p->language
    };
}

void plenary_stop(struct plenary *p)
{
    *p = (struct plenary){ .card = p->card, .language = p->language };
}

bool plenary_on_glass(const struct model *m)
{
    return m->plenary.on && !m->machine.second_display &&
           (m->screen == SCREEN_BIGSCREEN || m->screen == SCREEN_HANDS);
}

void plenary_displays(struct model *m, int count, struct effects *fx)
{
    m->machine.second_display = count > 1;
    if (m->machine.second_display) {
        bool stood = m->plenary.locked;
        m->plenary.locked = false;
        if (stood && m->screen == SCREEN_BIGSCREEN)
            model_next_visitor(m, fx); /* the glass is the visitors' again */
    } else if (m->screen == SCREEN_BIGSCREEN || m->screen == SCREEN_HANDS) {
        m->plenary.on = true;
    }
}

void plenary_meeting(struct plenary *p, bool same, int card_count)
{
    if (!same || p->card >= card_count)
        plenary_show_card(p, 0);
}

bool plenary_can_reveal(const struct model *m)
{
    return m->machine.meeting.results == RESULTS_LATER &&
           m->machine.meeting.state != MEETING_CLOSED && model_published_total(m) == 0;
}
