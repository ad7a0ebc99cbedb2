/*
 * Tries and delays of the organiser's PIN. Five free tries, then 15 s, doubling to 15 minutes:
 * product rule, after the lock-out of VotingWorks' VxSuite. A restart begins the running delay
 * again (nobody saves time by pulling the plug); the wall clock plays no part.
 */
#ifndef CORE_PIN_H
#define CORE_PIN_H

#include <stdint.h>

enum { PIN_FREE_TRIES = 5, PIN_DELAY_FIRST_MS = 15 * 1000, PIN_DELAY_LAST_MS = 15 * 60 * 1000 };

/* The wait after so many wrong tries in a row; 0: none. */
int64_t pin_delay_ms(int failures);

#endif
