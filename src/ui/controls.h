/*
 * What can be touched: the list that a view leaves behind. A control carries the action it sends;
 * there are no callbacks.
 */
#ifndef UI_CONTROLS_H
#define UI_CONTROLS_H

#include "core/msg.h"
#include "ui/rect.h"
#include <stdint.h>

enum { CONTROL_MAX = 96 };

enum control_role {
    ROLE_TEXT, /* only said, cannot be touched */
    ROLE_BUTTON,
    ROLE_GROUND /* a surface below all others: touch anywhere */
};

struct control {
    const char *id, *label; /* in the view's arena */
    enum control_role role;
    struct rect rect;
    struct action send; /* when a finger is lifted where it was put down */
    struct action hold; /* when it stays for HOLD_MS; MSG_NONE: nothing */
    bool disabled, chosen;
    bool quick; /* may be tapped in quick succession: keys of a keypad */
    bool secret; /* not in any log */
};

struct controls {
    struct control list[CONTROL_MAX]; /* later ones lie on top */
    int count;
    struct action swipe_next, swipe_previous; /* MSG_NONE: this screen does not swipe */
    int swipe_px;
    /* Moves when there are other controls, not when they are painted anew. */
    uint64_t generation;
};

/* The touchable control under a point: its index, or -1. */
int controls_at(const struct controls *c, int x, int y);

/* The control of that id, or -1. */
int controls_find(const struct controls *c, const char *id);

/* The touchable control after (step 1) or before (step -1) that one; from -1, the first or last. */
int controls_step(const struct controls *c, int from, int step);

/* What the generation is made of. */
uint64_t controls_hash(const struct controls *c);

#endif
