/*
 * The sticks that are there: finds them, says so in their state files, and mounts and releases them
 * on request (see stick_state.h). One thread; calls block as long as a bad medium does.
 */
#ifndef HELPER_STICKS_H
#define HELPER_STICKS_H

#include "base/attributes.h"
#include "base/err.h"
#include "helper/os.h"
#include "helper/places.h"

struct sticks;

/* Begins with nothing mounted and no states. at and os outlive it. NULL: the folders below at->run
 * cannot be made. */
struct sticks *sticks_new(
    const struct helper_places *at, const struct helper_os *os, struct err *err) MUST_CHECK;

/* Releases what is mounted, and takes the states away. NULL is fine. */
void sticks_free(struct sticks *s);

/* Looks what came and went; after each event of the kernel. */
void sticks_look(struct sticks *s);

/* Takes and answers all requests about sticks that wait in inbox. */
void sticks_serve(struct sticks *s, int inbox);

#endif
