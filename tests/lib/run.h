/* Runs a program of the machine, as a user of our files would. Not being able to aborts the test. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include "base/arena.h"

/*
 * What argv (ends with NULL; found in PATH) writes to its standard output, with its standard error
 * dropped, in a. It runs in folder (NULL: where the test does). *status becomes its exit status.
 */
char *run_output(struct arena *a, const char *folder, const char *const argv[], int *status);

#endif
