/*
 * What step() may ask the outside to do. Plain values: a worker gets a copy. Each kind has one row
 * in app/effects.c; the build fails until it has.
 */
#ifndef CORE_EFFECT_H
#define CORE_EFFECT_H

#include "core/content.h"
#include <stdint.h>

enum { PIN_DIGITS = 6 };

enum effect_kind {
    FX_COUNT_ANSWER, /* answer → MSG_ANSWER_COUNTED or MSG_ANSWER_FAILED */
    FX_TIDY, /* the visitor left: leave no order in the journal of the database */
    FX_PRINT_CARD, /* answer, language → MSG_PRINT_STATE, several times */
    FX_CANCEL_PRINT, /* nothing may come out for somebody else */
    FX_MAKE_QR, /* answer, language → MSG_QR */
    FX_CHECK_PIN, /* pin → MSG_PIN_CHECKED */
    FX_SET_PIN, /* pin → MSG_PIN_SET */
    FX_EXPORT, /* make the bundle → MSG_BUNDLE */
    FX_WRITE_STICK, /* bring it to the stick → MSG_STICK */
    FX_PAIR, /* → MSG_STICK */
    FX_KEEP_PRINTED, /* printed: the number of cards survives a restart */
    FX_STOP, /* leave the main loop */
    FX_KIND_COUNT
};

struct effect {
    enum effect_kind kind;
    uint32_t visit; /* who asked, filled in by step(); comes back in the answer */
    union {
        struct {
            int card; /* in the deck */
            enum element element;
            enum choice choice;
            int language;
        } answer;
        char pin[PIN_DIGITS];
        uint32_t printed;
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
