/*
 * What step() may ask the outside to do. Plain values: a worker gets a copy. Each kind has one row
 * in app/effects.c; the build fails until it has.
 */
#ifndef CORE_EFFECT_H
#define CORE_EFFECT_H

#include "core/draft.h"
#include "core/handout.h"
#include "core/printing.h"
#include "core/request.h"
#include "core/settings.h"
#include <stdint.h>

enum { PIN_DIGITS = 6 };

enum effect_kind {
    FX_NONE,
    FX_COUNT_ANSWER, /* answer → MSG_ANSWER_COUNTED or MSG_ANSWER_FAILED */
    FX_TIDY, /* the visitor left: leave no order in the journal of the database */
    FX_PRINT_CARD, /* answer, language → MSG_PRINT_STATE, several times */
    FX_CANCEL_PRINT, /* nothing may come out for somebody else */
    FX_MAKE_QR, /* answer, language → MSG_QR */
    FX_CHECK_PIN, /* pin → MSG_PIN_CHECKED */
    FX_SET_PIN, /* pin → MSG_PIN_SET */
    FX_BEGIN_MEETING, /* draft → MSG_MEETING, or MSG_STORE_TROUBLE; the running one is closed */
    FX_CHANGE_MEETING, /* draft → the same */
    FX_CLOSE_MEETING, /* → the same */
    FX_REVEAL, /* publish what was kept for the plenary → the same */
    FX_DROP_TRIAL, /* forget all answers so far: they were a try-out → the same */
    FX_LIST_MEETINGS, /* first → MSG_MEETINGS */
    FX_DELETE_MEETING, /* id → MSG_MEETINGS */
    FX_NOTE_EXPORTED, /* id: its bundle, closed, is on a stick → MSG_MEETINGS */
    FX_KEEP_SETTINGS, /* settings → MSG_SETTINGS */
    FX_LOOK_AROUND, /* → MSG_HEALTH */
    FX_LIST_PRINTERS, /* → MSG_PRINTERS */
    FX_LOOK_AT_PRINTER, /* → MSG_PRINTER_INFO */
    FX_RESUME_PRINTER, /* paper is in: go on → MSG_PRINTER */
    FX_USE_PRINTER, /* settings: this one from now on → MSG_PRINTER */
    FX_MAKE_HANDOUT, /* handout, language → MSG_HANDOUT_MADE */
    FX_PRINT_HANDOUT, /* handout, the one that was made → MSG_HANDOUT, several times */
    FX_IMPORT, /* copy the stick's decks and check them → MSG_IMPORT */
    FX_INSTALL, /* take the checked decks into use → MSG_IMPORT; then FX_RESTART */
    FX_ASK_MACHINE, /* request → MSG_ASKED */
    FX_CONFIRM_DAY, /* request: the organiser says that it is this day → MSG_HEALTH */
    FX_TURN_GLASS, /* settings: its rotation */
    FX_STICK_PROGRESS, /* → MSG_STICK_PROGRESS */
    FX_FIT_IMPORT, /* first: the step to take → MSG_IMPORT */
    FX_RESTART, /* leave the loop and begin anew, as after switching on */
    FX_EXPORT, /* id: make the bundle of that meeting → MSG_BUNDLE */
    FX_WRITE_STICK, /* bring it to the stick → MSG_STICK */
    FX_PAIR, /* → MSG_STICK */
    FX_KEEP_PRINTED, /* printed: the numbers survive a restart */
    FX_STOP, /* leave the main loop */
    FX_KIND_COUNT
};

struct effect {
    enum effect_kind kind;
    /* Filled in by step(): who asked, in what language, and in which meeting. */
    uint32_t visit;
    int language;
    const struct deck *deck;
    struct meeting meeting;
    union {
        struct {
            int card; /* in the deck */
            enum element element;
            enum choice choice;
        } answer;
        char pin[PIN_DIGITS];
        struct printed printed;
        struct draft draft;
        struct settings settings;
        uint8_t id[MEETING_ID_BYTES]; /* of a meeting */
        int first; /* of a list */
        enum handout handout; /* in the language of the one who asks */
        struct {
            enum request kind;
            char value[TIME_TEXT_MAX]; /* of REQUEST_SET_TIME: "2026-11-21 18:05" */
        } request;
    };
};

enum { EFFECTS_MAX = 8 };

/* What one message led to, in order. More than EFFECTS_MAX is a programmer's mistake (assert). */
struct effects {
    int count;
    struct effect list[EFFECTS_MAX];
};

void effects_push(struct effects *fx, struct effect e);

#endif
