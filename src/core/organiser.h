/*
 * What the organiser is busy with, screen by screen. Unlike a visit it is kept when the screens
 * leave by themselves, so that a phone call in between loses nothing.
 */
#ifndef CORE_ORGANISER_H
#define CORE_ORGANISER_H

#include "core/care.h"
#include "core/draft.h"
#include "core/finish.h"
#include "core/msg.h"
#include "core/setup.h"
#include "core/text_field.h"

struct model;
struct effects;

struct organiser {
    enum screen_id resume; /* where to go on after the PIN; SCREEN_ORGANISER unless left halfway */
    int page; /* of the list on this screen; 0 on entering one */
    int part; /* of this screen, which numbers its own; 0 on entering one */
    int page_before; /* of the list that led to this screen; see organiser_back */
    struct draft draft;
    enum saving storing; /* the draft, or another change of the meeting */
    struct text_field field; /* on the keyboard */
    struct meeting_summary picked; /* of the list of meetings: the one that is looked at */
    struct msg_meetings meetings;
    struct printers printers;
    struct printer_report printer;
    struct import import;
    struct handout_news handout;
    struct setup setup;
    enum finish_step finish;
    struct care care;
};

/* True for the screens behind the PIN. */
bool screen_is_organisers(enum screen_id screen);

/* Goes to one of the organiser's screens and asks the outside for what it shows. */
void organiser_open(struct model *m, enum screen_id screen, struct effects *fx);

/* Goes back to the list that led here, on the page that was shown. */
void organiser_back(struct model *m, enum screen_id screen, struct effects *fx);

/* After the right PIN: to where the organiser was. */
void organiser_enter(struct model *m, struct effects *fx);

/* The meeting on the desk: the open draft, or else the running one as it is. */
struct draft organiser_draft(const struct model *m);

/* The same, opened for a change. */
struct draft *organiser_edit(struct model *m);

/* Puts a next meeting on the desk: same place, deck and settings, no title yet. */
void organiser_plan(struct model *m);

/* Asks for the open draft to be stored: begun, or changed. Once it is, the desk is empty again. */
void organiser_store(struct model *m, struct effects *fx);

/* Nothing was changed after all. */
void organiser_drop(struct model *m);

/* What was asked of the running meeting is stored, or could not be. step() tells. */
void organiser_stored(struct model *m, bool well);

/* Asks for the picked meeting to be removed for good: the question has been answered. */
void organiser_delete(struct model *m, struct effects *fx);

/* What all organiser's screens do with a message; the screen's own on_msg calls it for the rest. */
void organiser_on_msg(struct model *m, const struct msg *msg, struct effects *fx);

#endif
