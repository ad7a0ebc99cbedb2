/*
 * What the organiser is busy with, screen by screen. Unlike a visit it is kept when the screens
 * leave by themselves, so that a phone call in between loses nothing.
 */
#ifndef CORE_ORGANISER_H
#define CORE_ORGANISER_H

#include "core/draft.h"
#include "core/msg.h"

struct model;
struct effects;

struct organiser {
    enum screen_id resume; /* where to go on after the PIN; SCREEN_ORGANISER unless left halfway */
    int page; /* of the list on this screen; 0 on entering one */
    struct draft draft;
    struct msg_meetings meetings;
    struct printers printers;
    struct printer_report printer;
    struct import import;
    struct handout_news handout;
};

/* True for the screens behind the PIN. */
bool screen_is_organisers(enum screen_id screen);

/* Goes to one of the organiser's screens and asks the outside for what it shows. */
void organiser_open(struct model *m, enum screen_id screen, struct effects *fx);

/* After the right PIN: to where the organiser was. */
void organiser_enter(struct model *m, struct effects *fx);

/* What all organiser's screens do with a message; the screen's own on_msg calls it for the rest. */
void organiser_on_msg(struct model *m, const struct msg *msg, struct effects *fx);

#endif
