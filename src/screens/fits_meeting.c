/* Every state of the screens on which a meeting is made and changed. */
#include "screens/fits_trial.h"
#include "screens/meeting_parts.h"
#include <string.h>

/* As long as a title can be, with a word that no line holds. */
static const char longest[] = "Een bijeenkomst met een werkelijk heel erg lange titel voor"
                              " Arbeidsongeschiktheidsverzekeringsartsen in de hele regio..";
_Static_assert(sizeof longest == MEETING_TITLE_MAX, "the longest title");

static void name_it(struct meeting *meeting)
{
    memcpy(meeting->title, longest, sizeof longest);
    memcpy(meeting->code, "goed-werk-hub", sizeof "goed-werk-hub");
}

static void try_list(struct trial *t)
{
    struct machine *k = &t->model.machine;
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_MEETING;
    for (int state = MEETING_RUNNING; state <= MEETING_CLOSED; state++) {
        k->meeting.state = (enum meeting_state)state;
        fits_pages(t, "meeting.more", &o->page);
    }
    k->meeting.state = MEETING_RUNNING;
    k->health = (struct health){ .today = "2026-12-31", .clock_trusted = true };
    fits_pages(t, "meeting.more", &o->page);
    (void)organiser_edit(&t->model);
    fits_pages(t, "meeting.more", &o->page);
    organiser_plan(&t->model);
    fits_pages(t, "meeting.more", &o->page);
    name_it(&o->draft.meeting);
    for (int storing = SAVING_NO; storing <= SAVING_FAILED; storing++) {
        o->storing = (enum saving)storing;
        fits_pages(t, "meeting.more", &o->page);
    }
    o->storing = SAVING_NO;
}

static void try_parts(struct trial *t)
{
    struct organiser *o = &t->model.organiser;
    struct meeting *present = &t->model.machine.meeting;
    struct meeting before = *present;
    name_it(present);
    for (int part = PART_LIST + 1; part <= PART_DROP; part++) {
        o->part = part;
        fits_pages(t, "meeting.more", &o->page);
    }
    o->draft.begins = false;
    t->model.machine.answers = true;
    o->part = PART_GROUP_MIN;
    fits_view(t);
    o->part = PART_LIST;
    t->model.machine.answers = false;
    *present = before;
    organiser_drop(&t->model);
}

static void try_choosing(struct trial *t)
{
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_PICK_DECK;
    fits_pages(t, "pick_deck.more", &o->page);
    t->model.screen = SCREEN_CARDS;
    for (o->part = 0; o->part < 2; o->part++)
        fits_pages(t, "cards.more", &o->page);
    o->part = 0;
}

static void try_keyboard(struct trial *t)
{
    struct text_field *f = &t->model.organiser.field;
    t->model.screen = SCREEN_KEYBOARD;
    for (int field = 0; field < FIELD_COUNT; field++) {
        *f = (struct text_field){ .field = (enum field)field };
        fits_view(t);
    }
    memcpy(f->text, longest, sizeof longest);
    for (int layer = KEYS_LETTERS; layer <= KEYS_ACCENTS; layer++)
        for (int shift = 0; shift < 2; shift++) {
            f->layer = (enum key_layer)layer;
            f->shift = shift == 1;
            fits_view(t);
        }
}

static void try_earlier(struct trial *t)
{
    struct organiser *o = &t->model.organiser;
    struct msg_meetings *all = &o->meetings;
    t->model.screen = SCREEN_MEETINGS;
    t->model.machine.has_pin = true;
    *all = (struct msg_meetings){ 0 };
    fits_view(t);
    *all = (struct msg_meetings){ .count = MEETINGS_SHOWN, .total = 2 * MEETINGS_SHOWN };
    for (int i = 0; i < MEETINGS_SHOWN; i++) {
        all->list[i] = (struct meeting_summary){
            .meeting = t->model.machine.meeting, .answers = 12345, .exported = i % 2 == 0
        };
        all->list[i].meeting.state = MEETING_CLOSED;
    }
    name_it(&all->list[1].meeting);
    fits_pages(t, "meetings.more", &o->page);
    for (int i = 0; i < 2; i++) {
        o->picked = all->list[i];
        o->picked.meeting.id[0] = (uint8_t)i; /* the present one cannot be deleted */
        for (o->part = 1; o->part <= 2; o->part++)
            for (int stick = STICK_NONE; stick <= STICK_TWO; stick++) {
                t->model.machine.stick = (enum stick_condition)stick;
                fits_view(t);
            }
    }
    o->part = 0;
    t->model.screen = SCREEN_PIN;
    t->model.pin = (struct pin_entry){ .then = SCREEN_MEETINGS };
    fits_view(t);
    t->model.pin = (struct pin_entry){ 0 };
}

void fits_meeting(struct trial *t)
{
    try_list(t);
    try_parts(t);
    try_choosing(t);
    try_keyboard(t);
    try_earlier(t);
}
