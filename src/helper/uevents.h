/* News of the kernel that some device came or went. What it was, sysfs tells. */
#ifndef HELPER_UEVENTS_H
#define HELPER_UEVENTS_H

#include "base/attributes.h"
#include "base/err.h"

/* Readable when there is news; for close(). -1: see err. */
int uevents_open(struct err *err) MUST_CHECK;

/* Reads away what waits on any such descriptor. */
void uevents_drain(int fd);

#endif
