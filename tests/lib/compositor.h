/* The compositor of the kiosk's service, with the configuration that we ship, in a window that fills
 * a glass: what SDL opens afterwards is below it. What goes wrong fails the running cmocka test. */
#ifndef TESTS_LIB_COMPOSITOR_H
#define TESTS_LIB_COMPOSITOR_H

#include "glass.h"

/* As nobody where the test is root, which sway refuses to be. */
pid_t compositor_start(struct glass *g);
void compositor_stop(pid_t *pid); /* at once; 0 is fine, and is what remains */

/* One of sway's commands: "create_output", which plugs in a screen that lies on the others. */
void compositor_do(const char *command);

#endif
