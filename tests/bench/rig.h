/*
 * The kiosk on a glass of its own, and the bare window on another: the same server, size and
 * renderer for both. The kiosk prints into a folder and looks for sticks in one.
 */
#ifndef BENCH_RIG_H
#define BENCH_RIG_H

#include "frames.h"
#include "samples.h"

struct seat {
    struct glass *glass;
    struct frames *frames;
    const char *const *argv;
};

struct rig {
    struct arena *arena;
    struct seat kiosk, bare;
    const char *data, *sticks; /* folders of the kiosk */
};

/* self: this program. The kiosk's database is there already, so that each start finds one. */
struct rig *rig_open(const char *self, const char *kiosk);
void rig_close(struct rig *r);

/* Starts its program; from then to the first frame on the glass. */
double rig_start_ms(struct seat *s);
void rig_stop(struct seat *s);

/* Waits until nothing has been presented for still_ms. */
void rig_settle(struct seat *s, int still_ms);

enum { RIG_STILL_MS = 330 }; /* then a new screen takes fingers, and one control counts again */

/* Presses and lifts at a place, and waits until nothing has changed for still_ms. */
struct rig_tap {
    double shown_ms; /* from lifting to the last frame that it led to */
    double cpu_ms; /* of all threads, for pressing, lifting and what they led to */
};
struct rig_tap rig_tap_at(struct seat *s, int x, int y, int still_ms);

/* The same in the middle of a control, which has to be there soon. */
struct rig_tap rig_tap(struct seat *s, const char *id, int still_ms);

/* Gives path below the glass's folder, and what is in it, to the user of its program. */
void rig_give(const struct seat *s, const char *path);

#endif
