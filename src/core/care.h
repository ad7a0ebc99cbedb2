/* What the organiser is busy with in Settings and the self-test. Plain values. */
#ifndef CORE_CARE_H
#define CORE_CARE_H

#include "core/clock_entry.h"
#include "core/request.h"
#include <stdbool.h>

enum { TOUCH_MARKS = 5 }; /* in the four corners and the middle */

enum selftest_page { SELFTEST_LIST, SELFTEST_TOUCH, SELFTEST_DISPLAY };

/* How what was asked of the machine went. */
enum asked { ASKED_NOTHING, ASKED_SURE, ASKED_BUSY, ASKED_DONE, ASKED_REFUSED };

struct care {
    enum asked asked; /* ASKED_SURE: waits for a second tap */
    enum request request;
    bool dim_refused, turn_refused; /* this machine cannot do that to its display */
    bool clock_turned; /* clock has been touched: it no longer follows the machine's */
    struct clock_entry clock;
    enum selftest_page page;
    bool touched[TOUCH_MARKS];
};

#endif
