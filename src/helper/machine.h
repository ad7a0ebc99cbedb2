/* Power, clock and brightness: the requests of platform/requests.h that are not about sticks. */
#ifndef HELPER_MACHINE_H
#define HELPER_MACHINE_H

#include "helper/os.h"
#include "helper/places.h"

/* Drops what waits in inbox from before: nobody wants to be switched off by it. */
void machine_begin(int inbox);

/* Takes and answers all that waits in inbox. One thread. */
void machine_serve(const struct helper_places *at, const struct helper_os *os, int inbox);

#endif
