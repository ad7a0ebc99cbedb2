/* Picture and touch turn together, with a pointer and with real fingers: a cmocka test for either
 * kind of glass. */
#ifndef TESTS_LIB_TURNED_H
#define TESTS_LIB_TURNED_H

void turned_together(void **state);

#endif
