/* What a process and those that it started offer to others over a network. */
#ifndef TESTS_SOCKETS_H
#define TESTS_SOCKETS_H

#include "base/arena.h"
#include <sys/types.h>

/*
 * Lines of /proc/net that are theirs and wait for somebody from outside: TCP sockets that listen, and
 * any of UDP or raw. "": there is none. In a. Sockets of this machine alone (unix) are not counted.
 */
const char *sockets_offered(struct arena *a, pid_t pid);

/* How many sockets of any kind they have, so that a test knows that it looked somewhere. */
int sockets_count(pid_t pid);

#endif
