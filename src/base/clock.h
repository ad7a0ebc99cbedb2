/* Time. Only monotonic milliseconds decide anything; the wall clock is a label. Any thread. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/attributes.h"
#include <stdint.h>

/* Milliseconds since some moment before the start; never goes back. */
int64_t clock_now_ms(void);

/* Today's date as the machine believes it, "2026-11-21" (local time). */
void clock_today(char date[11]);

#endif
