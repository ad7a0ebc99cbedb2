/* The X server below a struct glass. */
#ifndef TESTS_LIB_GLASS_SERVER_H
#define TESTS_LIB_GLASS_SERVER_H

#include "glass.h"

/* Starts it on a free display; fills server, display, x and touch_fd. Fails the test if it does
 * not come up. */
void glass_server_start(struct glass *g);
void glass_server_stop(struct glass *g);

#endif
