/* Text that is compared with tests/golden/<name>.txt. What differs is written to build/golden/, with
 * a line that says how to see it. GOLDEN_RENEW=1 takes what is there now for what should be. */
#ifndef TESTS_LIB_GOLDEN_H
#define TESTS_LIB_GOLDEN_H

#include <stdbool.h>

bool golden_is(const char *name, const char *text);

#endif
