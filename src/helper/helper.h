/*
 * The helper's life: two threads, so that a stick that hangs does not keep the machine from being
 * switched off. One serves power, clock and brightness, the other sticks.
 */
#ifndef HELPER_HELPER_H
#define HELPER_HELPER_H

#include "base/attributes.h"
#include "base/err.h"
#include "helper/os.h"
#include "helper/places.h"

struct helper_plan {
    struct helper_places at;
    struct helper_os os;
    int devices; /* readable when a device came or went; see uevents.h */
    int stop; /* readable when it is time to go */
    void (*ready)(void); /* called once requests are taken; NULL is fine */
};

/* Works until stop. Blocks. False: it could not begin, ERR_FILE. */
bool helper_run(const struct helper_plan *plan, struct err *err) MUST_CHECK;

#endif
