/*
 * Room that is kept for a full medium, so that a meeting can go on: an open file that holds nothing
 * takes it up, and gives it up when hardly any is left beside it. What has gone wrong shows as a
 * reserve that is not held. Store thread.
 */
#ifndef STORE_RESERVE_H
#define STORE_RESERVE_H

#include <stdbool.h>

enum {
    RESERVE_BYTES = 2 * 1024 * 1024, /* a meeting needs a tenth of it, an answer next to nothing */
    RESERVE_LOW_BYTES = 512 * 1024 /* what the largest transaction may need, and its log */
};

/* Takes the room, if much more than that is free. */
void reserve_take(int fd);

/* Gives it up if little else is left. */
void reserve_look(int fd);
void reserve_give(int fd);

bool reserve_is_held(int fd);

#endif
