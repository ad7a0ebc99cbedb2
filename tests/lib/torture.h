/*
 * How long a test of endurance goes on, and what came of it. `make test` does a little of each;
 * `make torture` (tests/torture.sh) does the long part and makes one table of all figures. A test
 * that includes this file belongs to both.
 */
#ifndef TESTS_TORTURE_H
#define TESTS_TORTURE_H

#include <stdbool.h>

/* The long part was asked for: GOEDWERK_TORTURE is set. */
bool torture_is_long(void);
/* a_little as a rule, the_long_part where that was asked for. */
long torture_rounds(long a_little, long the_long_part);

/*
 * One row of the table, as a comment of TAP: in the area ("power", "storage", …), so many faults
 * were tried, so many survived, and so much was lost (acknowledged answers and the like). No text
 * holds a '|'.
 */
void torture_figure(const char *area, const char *what, long tried, long survived, long lost);
/* A row that is a measurement and not a count, like "memory after 8 hours": what was seen, in words. */
void torture_seen(const char *area, const char *what, const char *seen);

#endif
