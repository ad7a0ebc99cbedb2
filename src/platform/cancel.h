/* A way to end another thread's pause. It is a file descriptor: readable once cancelled. */
#ifndef PLATFORM_CANCEL_H
#define PLATFORM_CANCEL_H

#include <stdbool.h>

int cancel_open(void); /* for close(); -1: see errno */
void cancel_set(int fd); /* any thread; does not wait */
void cancel_forget(int fd); /* nobody cancelled */
bool cancel_pause(int fd, int ms); /* sleeps; false: cancelled, at once or meanwhile */

#endif
