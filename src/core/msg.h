/*
 * What can happen: a finger chose something, time passed, the outside answered. Values only; a
 * message is copied from thread to thread.
 */
#ifndef CORE_MSG_H
#define CORE_MSG_H

#include "base/err.h"
#include "core/content.h"
#include "core/handout.h"
#include "core/health.h"
#include "core/meeting.h"
#include "core/paper.h"
#include "core/printing.h"
#include "core/qr.h"
#include "core/request.h"
#include "core/settings.h"
#include "core/tally.h"
#include <stdint.h>

/* The organiser's screens come last, behind the PIN. */
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
    X(ORGANISER, organiser, 180 * 1000)                                                            \
    X(SETUP, setup, 180 * 1000)                                                                    \
    X(MEETING, meeting, 180 * 1000)                                                                \
    X(PICK_DECK, pick_deck, 180 * 1000)                                                            \
    X(CARDS, cards, 180 * 1000)                                                                    \
    X(KEYBOARD, keyboard, 180 * 1000)                                                              \
    X(MEETINGS, meetings, 180 * 1000)                                                              \
    X(STICK, stick, 180 * 1000)                                                                    \
    X(IMPORT, import, 180 * 1000)                                                                  \
    X(PRINTER, printer, 180 * 1000)                                                                \
    X(REPORT, report, 180 * 1000)                                                                  \
    X(BIGSCREEN, bigscreen, 180 * 1000)                                                            \
    X(HANDS, hands, 180 * 1000)                                                                    \
    X(FINISH, finish, 180 * 1000)                                                                  \
    X(SETTINGS, settings, 180 * 1000)                                                              \
    X(CLOCK, clock, 180 * 1000)                                                                    \
    X(SELFTEST, selftest, 180 * 1000)

enum screen_id {
#define X(name, log_name, idle_ms) SCREEN_##name,
    SCREENS(X)
#undef X
        SCREEN_COUNT
};

enum { STICK_FORMAT_MAX = 8 };

enum stick_condition {
    STICK_NONE,
    STICK_NEW, /* there, but not paired */
    STICK_PAIRED,
    STICK_BUSY, /* being written */
    STICK_DONE, /* written, read back, may be taken out */
    STICK_TWO, /* more than one */
    STICK_TROUBLE, /* see machine.stick_code */
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
    MSG_PAGE, /* number: page of a list of the organiser's */
    MSG_PART, /* number: part of this screen, which numbers its own */
    /* controls of meeting */
    MSG_MEETING_TEXT, /* number: enum field, to be typed */
    MSG_MEETING_DAY, /* number: so many more, or less; the next five too */
    MSG_MEETING_MONTH,
    MSG_MEETING_YEAR,
    MSG_MEETING_GROUP_MIN,
    MSG_MEETING_PEOPLE,
    MSG_MEETING_MINUTES,
    MSG_MEETING_WORDS, /* number: vocabulary in the content */
    MSG_MEETING_RESULTS, /* number: enum meeting_results */
    MSG_MEETING_NEW,
    MSG_MEETING_KEEP,
    MSG_MEETING_DROP,
    MSG_MEETING_STATE, /* number: paused, or running again */
    MSG_MEETING_CLOSE,
    /* controls of pick_deck and cards */
    MSG_DRAFT_DECK, /* number: deck in the content */
    MSG_DRAFT_CARD, /* number: card in the content, put in or taken out */
    MSG_DRAFT_EARLIER, /* number: position in the draft, one place up */
    MSG_DRAFT_LATER,
    /* controls of keyboard */
    MSG_KEY, /* number: code point of a small letter or a sign */
    MSG_KEY_SHIFT,
    MSG_KEY_ERASE,
    MSG_KEY_LAYER, /* number: enum key_layer */
    MSG_KEY_DONE,
    /* controls of meetings */
    MSG_MEETINGS_FROM, /* number: first line to fetch */
    MSG_MEETINGS_PICK, /* number: line of those that are there */
    MSG_MEETINGS_EXPORT,
    MSG_MEETINGS_DELETE, /* for good: the question has been answered */
    MSG_MEETINGS_PIN, /* the same, but with the PIN first */
    /* controls of pin */
    MSG_PIN_FORGOTTEN,
    MSG_NEW_PIN, /* screen: choose another one, and go on there */
    /* controls of setup, and of practice */
    MSG_SETUP, /* number: enum setup_step */
    MSG_SETUP_NAME, /* keep what the draft says */
    MSG_SETUP_TRIAL, /* number: 1 the answers so far were a try-out, 0 they count */
    MSG_DEFAULT_LANGUAGE, /* language */
    MSG_PRINT_OUT, /* number: enum handout */
    MSG_PRACTICE, /* number: 1 begins, 0 ends */
    /* controls of finish */
    MSG_FINISH, /* number: enum finish_step */
    /* controls of settings, clock and selftest */
    MSG_BRIGHTNESS, /* number: percent */
    MSG_ROTATION, /* number: degrees */
    MSG_SURE, /* number: enum request, to be confirmed */
    MSG_REQUEST, /* number: enum request */
    MSG_NEVER_MIND,
    MSG_CLOCK_TURN, /* number: 2 × enum clock_field, + 1 for up */
    MSG_SELFTEST, /* number: enum selftest_page */
    MSG_MARK, /* number: a mark of the touch test */
    /* controls of stick and import */
    MSG_IMPORT_BEGIN,
    MSG_IMPORT_INSTALL,
    /* controls of printer */
    MSG_PRINTER_REFILLED, /* go on, and a new pack is in */
    MSG_PRINTER_PACK,
    MSG_PRINTER_PAPER, /* the next size */
    MSG_PRINTER_LIMIT, /* the next limit */
    MSG_PRINTER_OFF, /* number: 1 off, 0 on */
    MSG_PRINTER_CHOOSE, /* number: which of those that were found */
    /* controls of bigscreen and hands */
    MSG_PLENARY_CARD, /* number: position in the deck */
    MSG_PLENARY_HIDE, /* number: 1 title and question only, 0 all of it */
    MSG_PLENARY_ASK, /* number: 1 ask whether to reveal, 0 not now */
    MSG_PLENARY_REVEAL,
    MSG_PLENARY_STOP,
    MSG_HANDS, /* number: see plenary_hands_arg */
    /* answers from outside */
    MSG_ANSWER_COUNTED, /* counted: visit, card, tally */
    MSG_ANSWER_FAILED, /* visit, code */
    MSG_MEETING, /* meeting: the running one, as stored, with its tallies */
    MSG_STORE_TROUBLE, /* code: ERR_NONE once it is well again */
    MSG_PRINT_STATE, /* print: visit, state, code */
    MSG_PRINTER, /* printer */
    MSG_STICK, /* stick: condition, code */
    MSG_BUNDLE, /* bundle: it is ready for the stick, or why not */
    MSG_QR, /* qr: visit, code */
    MSG_PIN_CHECKED, /* pin: visit, right, failures; or code: why it could not be checked */
    MSG_PIN_SET, /* number: 1 stored, 0 not */
    MSG_MEETINGS, /* meetings: some lines of the list */
    MSG_SETTINGS, /* settings: as they are stored now */
    MSG_HEALTH, /* health */
    MSG_PRINTERS, /* printers: those that were found */
    MSG_PRINTER_INFO, /* printer_info */
    MSG_HANDOUT_MADE, /* handout: may be printed now, or code */
    MSG_HANDOUT, /* handout: how far the printing is */
    MSG_IMPORT, /* import: how far, and what was found */
    MSG_STICK_PROGRESS, /* number: percent of what is being written */
    MSG_ASKED, /* asked: request, done */
    MSG_DISPLAYS, /* number: how many there are */
    MSG_STOP /* SIGTERM, window closed */
};

enum { STORY_QUESTION = 100 }; /* past any page of a story */

enum {
    MEETINGS_SHOWN = 6, /* lines of the list that come at once */
    PRINTERS_MOST = 6,
    PRINTER_NAME_MAX = 64,
    IMPORT_LINES = 6,
    FAULT_TEXT_MAX = 160,
};

struct msg_meetings {
    int first, count, total;
    struct meeting_summary list[MEETINGS_SHOWN]; /* newest first */
};

struct printers {
    int count;
    struct printer_name {
        char name[PRINTER_NAME_MAX]; /* the queue */
        char what[PRINTER_NAME_MAX]; /* make and model */
        bool fresh; /* found, but without a queue yet: choosing it makes one */
        bool is_default; /* the one that serves while none was chosen */
    } list[PRINTERS_MOST];
};

struct printer_report {
    bool known;
    char what[PRINTER_NAME_MAX]; /* make and model */
    int ink_percent; /* of the emptiest; -1: the printer does not say */
    bool ink_low, paper_low;
    int paper; /* enum paper_kind that is loaded, or PAPER_AUTOMATIC: not told, or another one */
};

enum import_state {
    IMPORT_NONE,
    IMPORT_BUSY,
    IMPORT_FAULTS, /* see faults; nothing was changed */
    IMPORT_READY, /* whole and checked: may be installed */
    IMPORT_FAILED, /* code: could not be read from the stick, or not be installed */
    IMPORT_INSTALLED,
};

struct import {
    enum import_state state;
    int step; /* of IMPORT_BUSY: parts that were proved to fit the glass; 0: still being read */
    enum err_code code;
    int cards, decks; /* that it holds */
    int fault_count; /* in all */
    int line_count;
    struct {
        char title[FAULT_TEXT_MAX], text[FAULT_TEXT_MAX];
    } lines[IMPORT_LINES]; /* the first faults ("cards/muur.nl.md:4", the reason), or the decks */
};

struct msg_meeting {
    struct meeting meeting;
    const struct deck *deck; /* its cards in their order; lives as long as the program */
    bool answers; /* something has been counted: the minimum group is fixed */
    struct tally published[DECK_CARD_MAX]; /* by position in the deck */
    bool fresh; /* nobody has set this kiosk up and no answer was given yet */
    bool has_pin;
    int pin_failures;
    bool set_aside; /* an unusable database was put aside at the start */
    struct printed printed;
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
        enum err_code code; /* MSG_STORE_TROUBLE */
        struct {
            uint32_t visit;
            const struct deck *deck; /* that card is a position in */
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
            char format[STICK_FORMAT_MAX]; /* of ERR_NOT_A_STICK: "NTFS"; "": not known */
        } stick;
        struct {
            uint32_t visit;
            bool right;
            int failures;
            enum err_code code;
        } pin; /* MSG_PIN_CHECKED */
        struct {
            enum err_code code;
            bool closed; /* it is of a closed meeting: nothing will be added */
        } bundle;
        struct {
            uint32_t visit;
            struct qr code;
        } qr;
        struct msg_meetings meetings;
        struct settings settings;
        struct health health;
        struct printers printers;
        struct printer_report printer_info;
        struct handout_news handout;
        struct import import;
        struct {
            enum request request;
            bool done;
        } asked;
        struct msg_meeting meeting;
    };
};

#endif
