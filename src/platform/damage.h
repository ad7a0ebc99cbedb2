/*
 * What part of a picture is different from the one before, so that only that is painted: a pressed
 * button costs a button. Pure; one picture's history each.
 */
#ifndef PLATFORM_DAMAGE_H
#define PLATFORM_DAMAGE_H

#include "ui/draw.h"
#include <stdbool.h>

/* Starts zeroed: nothing is known, all is damage. */
struct damage {
    bool known;
    int width, height, count;
    struct colour ground;
    uint64_t hashes[DRAW_MAX];
    struct rect bounds[DRAW_MAX];
};

/* The part of list that must be painted anew, within the picture; without area where nothing is
 * different. From now on, list is what was painted. */
struct rect damage_of(struct damage *d, const struct draw_list *list);

/* What was painted is lost. */
void damage_forget(struct damage *d);

#endif
