/* What each test of printing begins with: a lab, a printer on its queue, and one card at a time.
 * Failures are cmocka's. Main thread. */
#ifndef TESTS_PRESS_H
#define TESTS_PRESS_H

#include "cups_lab.h"
#include "platform/printer_cups.h"
#include "show.h"

enum {
    SOON_MS = 20000, /* what a visitor must be told by then, even on a busy machine */
    LATE_MS = 180000, /* passing it is a failure */
};

/* As the product's, but for a test's patience. */
extern const struct printer_limits press_limits;

extern const struct paper press_a6;

struct press {
    struct lab *lab;
    struct printer *printer; /* CUPS's default queue */
    struct show show;
};

/* For cmocka; *state is the press. A6 is loaded. */
int press_set_up(void **state);
int press_tear_down(void **state);
#define IN_LAB(test) cmocka_unit_test_setup_teardown(test, press_set_up, press_tear_down)

/* Puts another printer with limits of its own in the place of the first. */
void press_open(struct press *f, const struct printer_limits *own);

void press_start(struct press *f); /* a card of A6 */
void press_ends(struct press *f, enum err_code wanted);
void press_print_one(struct press *f); /* from its start to its sheet */

/* Starts a card that the printer takes up, and keeps inside (see lab_hold). */
void press_hold(struct press *f);

/*
 * Prints one more card. The printer works on one at a time, so what was left behind would come out
 * before it does. at_most: sheets of earlier cards that may have.
 */
void press_nothing_else_comes(struct press *f, int at_most);

/* Queues a job as somebody else does; user NULL: as the user of the kiosk. */
void press_submit(struct press *f, const char *user, const char *title);

#endif
