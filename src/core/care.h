/* What the organiser is busy with in Settings and the self-test. Plain values. */
#ifndef CORE_CARE_H
#define CORE_CARE_H

#include "core/clock_entry.h"
#include "core/msg.h"
#include <stdbool.h>

struct model;
struct effects;

enum { TOUCH_MARKS = 5 }; /* in the four corners and the middle */

enum selftest_page { SELFTEST_LIST, SELFTEST_TOUCH, SELFTEST_DISPLAY };

/* How what was asked of the machine went. */
enum asked { ASKED_NOTHING, ASKED_SURE, ASKED_BUSY, ASKED_DONE, ASKED_REFUSED };

struct care {
    enum asked asked; /* ASKED_SURE: waits for a second tap */
    enum request request;
    int brightness; /* as asked of the display; 0: not asked */
    int rotation;
    bool turning; /* rotation was asked */
    bool dim_refused, turn_refused; /* this machine cannot do that to it */
    enum screen_id clock_back; /* where the clock was opened from */
    bool clock_turned; /* it no longer follows the machine's */
    struct clock_entry clock;
    enum selftest_page page;
    bool touched[TOUCH_MARKS];
};

/* Every visit begins in that language of the content, this one too. */
void care_speak(struct model *m, int language, struct effects *fx);

/* Asks the display for a brightness (percent) or a rotation (degrees). */
void care_dim(struct model *m, int brightness, struct effects *fx);
void care_turn(struct model *m, int rotation, struct effects *fx);

/* Settings came back: what they do not say as asked, this machine cannot do. */
void care_settings_kept(struct model *m);

/* Asks for what only root may do; the clock gets what care.clock says. */
void care_request(struct model *m, enum request request, struct effects *fx);

/* The answer. */
void care_asked(struct model *m, enum request request, bool done, struct effects *fx);

#endif
