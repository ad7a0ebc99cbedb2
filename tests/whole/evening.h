/* A long evening at a whole kiosk: one visitor after another, as they are meant to be, cards printed,
 * results synced, and now and then an organiser. Everything that a test of endurance repeats. */
#ifndef TESTS_WHOLE_EVENING_H
#define TESTS_WHOLE_EVENING_H

#include "whole.h"

enum { EVENING_BUSINESS_MAX = 32 };

struct evening {
    struct whole w;
    int between_ms; /* visitors */
    int print_every; /* how many visitors one prints a card */
    bool one_card; /* all choose the first one */

    long visits;
    bool printed; /* this visitor did */
    bool idles; /* nobody is there: no more visitors come, until this is set back */
    int64_t next_visit_ms;
    int x, y;
    bool down; /* a finger, there */
    struct action business[EVENING_BUSINESS_MAX]; /* of the organiser, to be done */
    size_t count, said;
};

/* Begins one with this kiosk; ctx and next of w are set. The PIN is six times 7, a paired stick is
 * put in. */
void evening_open(struct evening *e, display_script_next *next, void *ctx);

/* What happens next: for a whole's next. */
struct input evening_next(struct evening *e, int timeout_ms);

/* The organiser comes by once the present visitor has left: PIN, these messages (MSG_NONE: wait until
 * the stick is up to date), and lock. */
void evening_organise(struct evening *e, const struct action *business, size_t count);
bool evening_is_organised(const struct evening *e); /* all of that was done */

/* At attract, nothing to come: memory may be compared. */
bool evening_is_quiet(const struct evening *e);

#endif
