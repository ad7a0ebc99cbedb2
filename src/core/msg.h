/*
 * What can happen: a finger chose something, time passed, the outside answered. Values only; a
 * message is copied from thread to thread.
 */
#ifndef CORE_MSG_H
#define CORE_MSG_H

#include "base/err.h"
#include "core/content.h"
#include "core/meeting.h"
#include "core/paper.h"
#include "core/printing.h"
#include "core/qr.h"
#include "core/tally.h"
#include <stdint.h>

#define SCREENS(X) /* name, in --ui-log, idle limit in ms (0: none) */                             \
    X(ATTRACT, attract, 0)                                                                         \
    X(DECK, deck, 60 * 1000)                                                                       \
    X(ELEMENT, element, 90 * 1000)                                                                 \
    X(CHOICE, choice, 90 * 1000)                                                                   \
    X(GROUP, group, 60 * 1000)                                                                     \
    X(TAKE_HOME, take_home, 60 * 1000)                                                             \
    X(GOODBYE, goodbye, 0)                                                                         \
    X(PRIVACY, privacy, 60 * 1000)                                                                 \
    X(PIN, pin, 60 * 1000)                                                                         \
    X(ORGANISER, organiser, 180 * 1000)

enum screen_id {
#define X(name, log_name, idle_ms) SCREEN_##name,
    SCREENS(X)
#undef X
        SCREEN_COUNT
};

enum stick_condition {
    STICK_NONE,
    STICK_NEW, /* there, but not paired */
    STICK_PAIRED,
    STICK_BUSY, /* being written */
    STICK_DONE, /* written, read back, may be taken out */
    STICK_TWO, /* more than one */
    STICK_TROUBLE, /* see reason */
};

enum msg_kind {
    MSG_NONE,
    /* time and fingers */
    MSG_TICK, /* now_ms */
    MSG_TOUCHED, /* now_ms: a finger came down, or a key: somebody is there */
    /* controls of the visit */
    MSG_GO, /* screen: Back, and other plain ways */
    MSG_START, /* from attract into the deck */
    MSG_OPEN_CARD, /* card */
    MSG_LANGUAGE, /* language */
    MSG_TEXT_SIZE, /* the other size */
    MSG_CONTRAST, /* on, off */
    MSG_DECK_PAGE, /* number: first card shown */
    MSG_STORY_PAGE, /* number: page of the story, STORY_QUESTION for the question after it */
    MSG_CHOICE_PAGE, /* number */
    MSG_GROUP_PAGE, /* number: 0 the bars, 1 the reflection question */
    MSG_PICK_ELEMENT, /* element */
    MSG_PICK_CHOICE, /* choice */
    MSG_CONFIRM,
    MSG_SKIP_SAVING, /* go on although the answer could not be saved */
    MSG_PRINT,
    MSG_PHONE,
    MSG_COLLEAGUE,
    MSG_ANOTHER,
    MSG_DONE,
    MSG_STAY,
    /* controls of the organiser */
    MSG_OPEN_ORGANISER,
    MSG_PIN_DIGIT, /* number */
    MSG_PIN_ERASE,
    MSG_PIN_OK,
    MSG_EXPORT,
    MSG_PAIR,
    MSG_LOCK,
    /* answers from outside */
    MSG_ANSWER_COUNTED, /* counted: visit, card, tally */
    MSG_ANSWER_FAILED, /* visit, code */
    MSG_MEETING, /* meeting: the running one, as stored, with its tallies */
    MSG_STORE_TROUBLE, /* code: ERR_NONE once it is well again */
    MSG_PRINT_STATE, /* print: visit, state, code */
    MSG_PRINTER, /* printer */
    MSG_STICK, /* stick: condition, code */
    MSG_BUNDLE, /* code: the bundle is ready for the stick, or why not */
    MSG_QR, /* qr: visit, code */
    MSG_PIN_CHECKED, /* pin: visit, right, failures */
    MSG_PIN_SET, /* number: 1 stored, 0 not */
    MSG_STOP /* SIGTERM, window closed */
};

enum { STORY_QUESTION = 100 }; /* past any page of a story */

struct msg_meeting {
    struct meeting meeting;
    struct tally published[DECK_CARD_MAX]; /* by position in the deck */
    bool fresh; /* nobody has set this kiosk up and no answer was given yet */
    bool has_pin;
    int pin_failures;
    bool set_aside; /* an unusable database was put aside at the start */
    uint32_t printed; /* cards, this meeting */
};

/* What a control sends when it is chosen: a kind of message and its one argument. */
struct action {
    enum msg_kind kind;
    int arg;
};

struct msg {
    enum msg_kind kind;
    union {
        int arg; /* of a control's message: whichever of the next six it is */
        int64_t now_ms;
        enum screen_id screen;
        int number;
        int card;
        int language;
        enum element element;
        enum choice choice;
        enum printer_condition printer;
        enum err_code code; /* MSG_STORE_TROUBLE, MSG_BUNDLE */
        struct {
            uint32_t visit;
            int card;
            enum err_code code;
            struct tally tally;
        } counted; /* MSG_ANSWER_COUNTED, MSG_ANSWER_FAILED */
        struct {
            uint32_t visit;
            int card;
            enum print_state state;
            enum err_code code;
        } print;
        struct {
            enum stick_condition condition;
            enum err_code code;
        } stick;
        struct {
            uint32_t visit;
            bool right;
            int failures;
        } pin; /* MSG_PIN_CHECKED */
        struct {
            uint32_t visit;
            struct qr code;
        } qr;
        struct msg_meeting meeting;
    };
};

#endif
