/*
 * Time as data: what base/clock.h and time(2) tell in the programs of this folder, which the
 * Makefile links so. The monotonic clock stands still until it is moved; the wall clock goes with
 * it, and jumps where a test says so. Any thread.
 */
#ifndef TESTS_WHOLE_CLOCK_SCRIPT_H
#define TESTS_WHOLE_CLOCK_SCRIPT_H

#include <stdint.h>

#define CLOCK_SCRIPT_2026 INT64_C(1795270000) /* an evening in November 2026 */
enum { CLOCK_SCRIPT_YEAR_S = 365 * 24 * 60 * 60 };

void clock_script_set(int64_t now_ms); /* and the wall clock to that evening */
void clock_script_pass(int64_t ms);
void clock_script_jump_wall(int64_t seconds); /* forwards, or back */

#endif
