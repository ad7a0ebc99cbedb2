/*
 * All that the kiosk knows while it runs: the visit, which is forgotten at attract, and the
 * machine, which stays. Plain values (content is shared and constant): a copy is a snapshot.
 */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H

#include "core/content.h"
#include "core/effect.h"
#include "core/meeting.h"
#include "core/msg.h"
#include "core/organiser.h"
#include "core/plenary.h"
#include "core/tally.h"
#include <stdbool.h>
#include <stdint.h>

enum {
    IDLE_WARNING_MS = 20 * 1000, /* "Ben je er nog?" */
    GOODBYE_MS = 8 * 1000,
    SETTLE_MS = 60 * 1000, /* attract forgets the language that somebody left behind */
    PROGRESS_MS = 500, /* between two looks at how far the stick is */
    SYNC_PAUSE_MS = 60 * 1000, /* between two syncs of a stick that stays */
    NOTHING = -1, /* no card, element or choice yet */
};

enum take_home { TAKE_PAPER, TAKE_PHONE };

/* One card of this visit that has been answered. */
struct answered {
    bool done; /* the visitor went on to the group */
    bool print_asked;
    enum element element;
    enum choice choice;
    enum print_state print;
};

struct visit {
    uint32_t number; /* names this visit to workers; of no meaning elsewhere */
    int language;
    bool large_text, high_contrast;
    int deck_first; /* first card on the deck's page */
    int card; /* in the deck, or NOTHING */
    int story_page; /* or STORY_QUESTION */
    int choice_page, group_page;
    int element, choice; /* or NOTHING */
    enum saving saving;
    enum take_home take_home;
    struct qr qr;
    struct answered answered[DECK_CARD_MAX];
};

struct machine {
    bool ready; /* the meeting is loaded */
    struct meeting meeting;
    struct tally published[DECK_CARD_MAX];
    bool answers; /* something was counted in this meeting */
    bool practice; /* "Oefenen": nothing is counted */
    bool fresh, set_aside, safe_start, content_trouble;
    enum err_code store_trouble;
    enum printer_condition printer;
    enum stick_condition stick;
    enum err_code stick_code;
    char stick_format[STICK_FORMAT_MAX]; /* of ERR_NOT_A_STICK */
    struct on_stick {
        uint8_t id[MEETING_ID_BYTES]; /* of a meeting */
        bool closed; /* as it was when its files were made */
    } writing, written; /* what the stick is getting; what it got last */
    int stick_percent; /* of what is being written */
    int64_t progress_ms; /* when that was asked last */
    struct printed printed;
    struct settings settings;
    struct health health;
    struct ini_news ini;
    bool second_display; /* there is one for the big screen */
    bool has_pin;
    int pin_failures;
    bool pin_checking; /* one is being compared, whoever typed it: no other before its answer */
    int64_t setup_until_ms; /* without a PIN nobody becomes the organiser after this */
    int64_t pin_locked_until_ms; /* on the monotonic clock; 0: not locked */
    bool sync_due; /* something was published that the stick does not have */
    int64_t synced_ms; /* when the last sync was asked for */
};

enum pin_step {
    PIN_STEP_ASK,
    PIN_STEP_NEW,
    PIN_STEP_AGAIN,
    PIN_STEP_LATE, /* no PIN yet, but too long after switching on */
    PIN_STEP_FORGOTTEN, /* waits for the paired stick to be put in */
};

enum { SETUP_WINDOW_MS = 15 * 60 * 1000 }; /* after switching on */
enum pin_notice {
    PIN_NOTICE_NONE,
    PIN_NOTICE_WRONG,
    PIN_NOTICE_NOT_CHECKED, /* a try that cannot be written down is none */
    PIN_NOTICE_DIFFERENT,
    PIN_NOTICE_NOT_KEPT,
};

struct pin_entry {
    enum pin_step step;
    char digits[PIN_DIGITS], first[PIN_DIGITS];
    int count;
    bool checking;
    enum pin_notice notice;
    bool stick_was_out; /* since PIN_STEP_FORGOTTEN began: only putting it in now counts */
    /* Where the organiser, who is in already, chooses another one for; SCREEN_ATTRACT: nobody is in. */
    enum screen_id then;
};

struct model {
    const struct content *content;
    const struct deck *deck;
    int default_language;
    enum screen_id screen;
    int64_t now_ms, touched_ms, entered_ms; /* entered: when this screen was opened */
    bool idle_warning;
    struct visit visit;
    struct machine machine;
    struct pin_entry pin;
    struct organiser organiser;
    struct plenary plenary;
};

/* A model at attract, before anything is known of the outside. content and deck outlive it. */
struct model model_new(const struct content *content, const struct deck *deck, int language);

/* Puts another screen on the glass. */
void model_go(struct model *m, enum screen_id screen);

/* Forgets the visit and begins the next one, at attract, or below the hall's picture where that
 * stands on this glass. */
void model_next_visitor(struct model *m, struct effects *fx);

/* Opens a card: its story, or the group where this visit has answered it already. */
void model_open_card(struct model *m, int card);

/* Asks for the PIN. Without one, opens the set-up; late after switching on, says that it is too
 * late. */
void model_open_organiser(struct model *m);

/* How far the stick is, is on the glass. */
bool model_watches_stick(const struct model *m);

/* Cards can be printed: there is a printer that answers, it is not switched off, and the limit is
 * not reached. */
bool model_can_print(const struct model *m);

/* Asks for that meeting's files to be put on the stick. */
void model_export(struct model *m, const uint8_t id[MEETING_ID_BYTES], struct effects *fx);

/* The stick may be taken out, and holds the present meeting as it was closed. */
bool model_stick_is_complete(const struct model *m);

/* What visitors may know of a card's answers; none during practice. */
const struct tally *model_tally(const struct model *m, int card);

/* Asks for the stick to be brought up to date, if a paired one is there. */
void model_sync(struct model *m, struct effects *fx);

/* An effect about the open card, with what was chosen: element and choice are set. */
struct effect model_ask(const struct model *m, enum effect_kind kind);

/* The open card has been answered: on to the group. */
void model_answered(struct model *m);

/* How long this screen waits for a finger; 0: it does not. */
int64_t model_idle_ms(const struct model *m);

/* When this screen ends, or asks whether somebody is still there; INT64_MAX: never. */
int64_t model_limit_ms(const struct model *m);

/* The next moment at which time alone changes something, or INT64_MAX. */
int64_t model_deadline_ms(const struct model *m);

const struct language *model_language(const struct model *m);
const struct card *model_card(const struct model *m); /* the open card, or NULL */
const struct card_text *model_text(const struct model *m, int card);
const char *model_phrase(const struct model *m, enum phrase_id id);
/* One of these in the visitor's language, else in the meeting's; NULL: in neither. */
const char *model_said(const struct model *m, const char *const says[LANGUAGE_MAX]);
const char *model_word(const struct model *m, enum element e); /* of the deck's vocabulary */
const char *model_word_in(const struct model *m, int language, enum element e);
const char *model_question(const struct model *m, enum element e); /* what that E asks */
/* The least number of answers shown together, as a word of the visitor's language. */
const char *model_group_min_word(const struct model *m);
uint32_t model_published_total(const struct model *m); /* of all cards */
/* Positions of the deck's cards, the most dividing first; see divide_order. */
void model_order_divided(const struct model *m, int order[DECK_CARD_MAX]);
/* The running meeting was on an earlier day, as far as this kiosk can know. */
bool model_meeting_is_past(const struct model *m);
int64_t model_pin_wait_ms(const struct model *m); /* until the next try is allowed; 0: now */

const char *screen_name(enum screen_id id); /* as in --ui-log */

#endif
