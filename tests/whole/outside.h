/*
 * What goes on between the loop and its workers, overheard: the Makefile links the programs of this
 * folder so that worker_give, effects_run, mailbox_post, watch_printer and watch_stick come by here
 * first. Makes the real threads play in step with a make-believe clock (a worker can be held until
 * a moment of it), and keeps the books that a run is checked against. One at a time.
 */
#ifndef TESTS_WHOLE_OUTSIDE_H
#define TESTS_WHOLE_OUTSIDE_H

#include "app/effects.h"
#include "app/parts.h"
#include <stdbool.h>
#include <stdint.h>

enum { OUTSIDE_MEETINGS = 256, OUTSIDE_FAULT = 400 };

struct outside_books {
    long counted; /* answers that the store says it has */
    long cards_asked, cards_out; /* to be printed, and told to take */
    long syncs, syncs_failed; /* written to a stick; each was read back and compared */
    long pins_tried, pins_right, pins_set;
    long meetings_begun, meetings_gone;
    long handouts;
    uint32_t opened; /* the visit that gave the right PIN, or set one */
    struct outside_meeting {
        uint8_t id[MEETING_ID_BYTES];
        long counted, shown; /* by the store; and to visitors, as being in the group */
        bool gone; /* removed on purpose */
    } meetings[OUTSIDE_MEETINGS];
    int meeting_count;
    char fault[OUTSIDE_FAULT]; /* the first thing that must not happen; "": all is well */
};

/* Begins to listen: parts are those that the effects run on; media is where sticks are put in. */
void outside_open(struct parts *parts, const char *media);
void outside_close(void); /* the workers have stopped */

/* Books go on from one opening to the next until this. */
void outside_forget(void);

/* Main thread; those of workers are still when they are settled. */
struct outside_books *outside_books(void);
struct outside_meeting *outside_meeting(const uint8_t id[MEETING_ID_BYTES]);

/* Any thread: notes what must not happen; the first one counts. */
void outside_fault(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Waits until no worker does anything but wait for the clock or for a hand; false: one never did. */
bool outside_settle(void);

/* That worker takes up nothing before that moment of the clock. 0: it goes on. */
void outside_hold(enum worker_id worker, int64_t until_ms);
void outside_waits(enum worker_id worker, bool yes); /* for a hand: as good as still */
void outside_time_passed(void); /* after each move of the clock */
void outside_let_go(void); /* of all that are held, for good: before the workers stop */

/* Each worker's look at the start has been. */
void outside_await_first_looks(void);
/* After a stick was put in or out: until the stick worker has looked, if it is free to. */
void outside_stick_moved(long looks_before);
long outside_stick_looks(void);

/* The CSV of that meeting on the stick at root is what the store publishes; the workers are settled. */
bool outside_stick_agrees(const char *root, const uint8_t id[MEETING_ID_BYTES]);

#endif
