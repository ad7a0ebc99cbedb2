/* The draw list and the controls of every screen, as text, against tests/golden/; see golden.h. */
#include <stddef.h>

#include "base/attributes.h"
#include "scenes.h"
#include "screens/meeting_parts.h"

#include <string.h>

/* --- what is on the glass --- */

static void answers(struct model *m, uint32_t total)
{
    m->machine.published[0] = (struct tally){ .total = total,
        .element = { total / 2, total / 4, total - total / 2 - total / 4 },
        .choice = { total / 2, total / 4, 0, 0, total - total / 2 - total / 4 } };
}

static void at_card(struct model *m, enum screen_id screen)
{
    m->screen = screen;
    m->visit.card = 0;
    m->visit.element = ELEMENT_ETHICS;
}

static void attract(struct model *m)
{
    m->machine.fresh = true;
}

static void attract_counted(struct model *m)
{
    answers(m, 12);
}

static void attract_paused(struct model *m)
{
    m->machine.meeting.state = MEETING_PAUSED;
}

static void deck(struct model *m)
{
    m->screen = SCREEN_DECK;
    m->visit.answered[1].done = true;
}

static void element(struct model *m)
{
    at_card(m, SCREEN_ELEMENT);
    m->visit.element = NOTHING;
}

static void element_question(struct model *m)
{
    element(m);
    m->visit.story_page = STORY_QUESTION;
}

static void choice(struct model *m)
{
    at_card(m, SCREEN_CHOICE);
}

static void choice_chosen(struct model *m)
{
    at_card(m, SCREEN_CHOICE);
    m->visit.choice = CHOICE_B;
}

static void choice_failed(struct model *m)
{
    choice_chosen(m);
    m->visit.saving = SAVING_FAILED;
}

static void group_later(struct model *m)
{
    at_card(m, SCREEN_GROUP);
    m->visit.choice = CHOICE_B;
    m->visit.answered[0].done = true;
}

static void group_few(struct model *m)
{
    group_later(m);
    answers(m, 5);
}

static void group_many(struct model *m)
{
    group_later(m);
    answers(m, 45);
    m->visit.answered[0].print_asked = true;
}

static void group_question(struct model *m)
{
    group_many(m);
    m->visit.group_page = 1;
}

static void paper(struct model *m, enum print_state state)
{
    group_few(m);
    m->screen = SCREEN_TAKE_HOME;
    m->visit.answered[0].print_asked = true;
    m->visit.answered[0].print = state;
}

static void take_home_busy(struct model *m)
{
    paper(m, PRINT_BUSY);
}

static void take_home_take(struct model *m)
{
    paper(m, PRINT_TAKE);
}

static void take_home_no_paper(struct model *m)
{
    paper(m, PRINT_NO_PAPER);
}

static void take_home_failed(struct model *m)
{
    paper(m, PRINT_FAILED);
}

static void take_home_phone(struct model *m)
{
    group_few(m);
    m->screen = SCREEN_TAKE_HOME;
    m->visit.take_home = TAKE_PHONE;
    m->visit.qr.side = 73;
    for (size_t i = 0; i < 73 * 73; i++)
        m->visit.qr.dark[i] = i % 3 == 0;
}

static void goodbye(struct model *m)
{
    m->screen = SCREEN_GOODBYE;
}

static void privacy(struct model *m)
{
    m->screen = SCREEN_PRIVACY;
}

static void idle(struct model *m)
{
    choice_chosen(m);
    m->idle_warning = true;
}

static void pin(struct model *m)
{
    m->screen = SCREEN_PIN;
    m->pin.count = 3;
}

static void pin_locked(struct model *m)
{
    m->screen = SCREEN_PIN;
    m->machine.pin_locked_until_ms = m->now_ms + 15 * 1000;
}

static void organiser(struct model *m)
{
    m->screen = SCREEN_ORGANISER;
    m->machine.printed.meeting = 7;
    answers(m, 12);
}

static void organiser_trouble(struct model *m)
{
    organiser(m);
    m->machine.printer = PRINTER_NO_PAPER;
    m->machine.stick = STICK_TROUBLE;
    m->machine.stick_code = ERR_FULL;
    m->machine.set_aside = true;
}

static void attract_closed(struct model *m)
{
    m->machine.meeting.state = MEETING_CLOSED;
}

static void meeting(struct model *m)
{
    m->screen = SCREEN_MEETING;
    m->machine.meeting.group_min = 5;
}

static void meeting_new(struct model *m)
{
    meeting(m);
    organiser_plan(m);
}

static void meeting_date(struct model *m)
{
    meeting(m);
    m->organiser.part = PART_DATE;
}

static void meeting_close(struct model *m)
{
    meeting(m);
    m->organiser.part = PART_CLOSE;
}

static void cards_in_order(struct model *m)
{
    m->screen = SCREEN_CARDS;
}

static void keyboard(struct model *m)
{
    text_field_open(m, FIELD_TITLE, SCREEN_MEETING);
}

static void meetings(struct model *m)
{
    struct msg_meetings *all = &m->organiser.meetings;
    m->screen = SCREEN_MEETINGS;
    all->count = all->total = 2;
    all->list[0].meeting = all->list[1].meeting = m->machine.meeting;
    all->list[1].meeting.state = MEETING_CLOSED;
    all->list[1].meeting.id[0] = 1;
    all->list[1].answers = 34;
}

static void meetings_delete(struct model *m)
{
    meetings(m);
    m->organiser.picked = m->organiser.meetings.list[1];
    m->organiser.part = 2;
}

static void bigscreen(struct model *m)
{
    m->screen = SCREEN_BIGSCREEN;
    m->plenary = (struct plenary){ .on = true, .language = m->visit.language };
    answers(m, 45);
}

static void bigscreen_second(struct model *m)
{
    bigscreen(m);
    m->machine.second_display = true;
    m->machine.meeting.results = RESULTS_LATER;
    answers(m, 0);
}

static void hands(struct model *m)
{
    bigscreen(m);
    m->screen = SCREEN_HANDS;
    m->plenary.hands[CHOICE_A] = 12;
}

static const struct scene scenes[] = {
    { "attract", attract },
    { "attract-counted", attract_counted },
    { "attract-paused", attract_paused },
    { "deck", deck },
    { "element", element },
    { "element-question", element_question },
    { "choice", choice },
    { "choice-chosen", choice_chosen },
    { "choice-failed", choice_failed },
    { "group-later", group_later },
    { "group-few", group_few },
    { "group-many", group_many },
    { "group-question", group_question },
    { "take-home-busy", take_home_busy },
    { "take-home-take", take_home_take },
    { "take-home-no-paper", take_home_no_paper },
    { "take-home-failed", take_home_failed },
    { "take-home-phone", take_home_phone },
    { "goodbye", goodbye },
    { "privacy", privacy },
    { "idle", idle },
    { "pin", pin },
    { "pin-locked", pin_locked },
    { "attract-closed", attract_closed },
    { "meeting", meeting },
    { "meeting-new", meeting_new },
    { "meeting-date", meeting_date },
    { "meeting-close", meeting_close },
    { "cards", cards_in_order },
    { "keyboard", keyboard },
    { "meetings", meetings },
    { "meetings-delete", meetings_delete },
    { "organiser", organiser },
    { "organiser-trouble", organiser_trouble },
    { "bigscreen", bigscreen },
    { "bigscreen-second", bigscreen_second },
    { "hands", hands },
};

int main(void)
{
    return scenes_compare(scenes, COUNT_OF(scenes));
}
