/*
 * The whole kiosk in one process, as kiosk.c builds it: the real loop, steps, screens, effects and
 * workers, a real database, real sheets and sticks in folders. Make-believe are the display, the
 * clock and the printer's troubles. Main thread. Mistakes of the test itself abort.
 */
#ifndef TESTS_WHOLE_WHOLE_H
#define TESTS_WHOLE_WHOLE_H

#include "app/loop.h"
#include "base/arena.h"
#include "display_script.h"
#include "outside.h"
#include "platform/watchdog.h"
#include "ui/controls.h"

enum whole_stick { WHOLE_NO_STICK, WHOLE_PAIRED, WHOLE_FOREIGN, WHOLE_TWO_STICKS };

struct whole {
    /* set by the caller */
    display_script_next *next; /* as for the display: what happens next */
    void *ctx;
    const char *pin; /* of a kiosk that has one before it is first switched on; NULL: none */
    bool pairs; /* a paired stick lies ready */
    int64_t watchdog_ms; /* how often systemd wants to hear; 0: not at all */

    struct arena *a;
    const char *folder, *media, *drawer; /* sticks that are in, and out */
    struct display display;
    struct parts parts;
    struct watchdog watchdog;
    struct loop_plan plan;
    enum whole_stick stick;
    int64_t look_ms; /* when the printer is looked at next */
    bool stops; /* the loop is to end */

    /* what the loop has on its glass; NULL outside of whole_run */
    const struct model *model;
    const struct controls *controls;
};

/* A kiosk that has not been switched on, in a folder of its own. */
void whole_open(struct whole *w);
void whole_close(struct whole *w);

/* Switches it on, and lets the loop run until the display says INPUT_QUIT or the organiser begins
 * anew; then takes all parts down and compares database, sheets and books. */
void whole_run(struct whole *w);

/* From within next. */
void whole_pass(struct whole *w, int64_t ms); /* time goes by, for all */
int whole_letters(struct whole *w); /* that wait for the loop */
void whole_put_stick(struct whole *w, enum whole_stick stick); /* instead of what is there */
void whole_send(struct whole *w, const struct msg *msg); /* as a worker would */

/* Touches, keys and the like, as input. Times are now. */
struct input whole_touch(enum touch_phase phase, int finger, int x, int y);
struct input whole_nothing(enum input_kind kind);

/* Control of that id takes fingers: its middle. */
bool whole_find(const struct whole *w, const char *id, int *x, int *y);

/* True on a screen that nobody leaves by waiting: an export that goes on, the hall's picture. */
bool whole_stays(const struct whole *w);

/* What is on the stick is what is published; only where it should be, and with no letters left. */
void whole_check_stick(struct whole *w);

#endif
