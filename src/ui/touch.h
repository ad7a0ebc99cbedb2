/*
 * From fingers to actions. A finger counts when it is lifted where it was put down, on the same
 * controls; the first finger only; not within QUIET_MS of a new screen's first frame, nor as the
 * second half of a double tap. PALM_FINGERS at once are a palm and choose nothing. One finger that lies
 * there for PALM_MS is a palm too, or one whose lifting was lost: it chooses nothing, and the next
 * finger is the first again. Pure: time comes with the touch.
 */
#ifndef UI_TOUCH_H
#define UI_TOUCH_H

#include "ui/controls.h"
#include <stdint.h>

enum {
    QUIET_MS = 250,
    DOUBLE_TAP_MS = 300, /* between two taps on one control */
    HOLD_MS = 3000,
    PALM_MS = 5000,
    PALM_FINGERS = 3
};

enum touch_phase { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP, TOUCH_CANCEL };

/* A finger on the glass, in pixels of the upright picture. The mouse of a desk is finger -1. */
struct touch {
    enum touch_phase phase;
    int64_t finger; /* tells fingers apart */
    int x, y; /* clamped to the glass */
    int64_t at_ms;
};

/* What the fingers are doing; starts zeroed. */
struct fingers {
    bool down;
    int64_t finger, down_ms;
    int x, y; /* where it was put down */
    int item; /* control that it was put down on, or -1 */
    uint64_t generation;
    int others; /* that were put down since */
    bool spent; /* it has held or slid, or is of a palm: lifting it chooses nothing */
    int64_t quiet_until_ms;
    int tapped; /* control of the last tap */
    uint64_t tapped_generation;
    int64_t tapped_ms;
};

/* A new screen's first frame was presented. */
void touch_quiet(struct fingers *f, int64_t now_ms);

/* What this touch chooses, or MSG_NONE. */
struct action touch_input(struct fingers *f, const struct touch *t, const struct controls *c);

/* A hold that is complete by now, or MSG_NONE. */
struct action touch_tick(struct fingers *f, const struct controls *c, int64_t now_ms);

/* When touch_tick has something to say, or INT64_MAX. */
int64_t touch_deadline_ms(const struct fingers *f, const struct controls *c);

/* The control under the finger, for its pressed look, or -1. */
int touch_pressed(const struct fingers *f, const struct controls *c);

#endif
