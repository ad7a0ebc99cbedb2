/* The program goedwerk of this build, called as its user does. For tests in tests/tool/ only: the
 * program lies beside that folder. */
#ifndef TESTS_TOOL_CALL_H
#define TESTS_TOOL_CALL_H

#include "base/arena.h"

const char *tool_path(struct arena *a);

/* Its stderr and, unless the arguments send it elsewhere, its stdout; it runs in folder (NULL: where
 * the test does). */
const char *tool_call(struct arena *a, const char *folder, const char *arguments, int *status);

#endif
