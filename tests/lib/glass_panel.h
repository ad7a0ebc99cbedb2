/* A touch panel that exists only in Xorg: its inputtest driver takes fingers from a socket. */
#ifndef TESTS_LIB_GLASS_PANEL_H
#define TESTS_LIB_GLASS_PANEL_H

#include <stdint.h>

enum glass_panel_event { PANEL_DOWN = 18, PANEL_MOVE = 19, PANEL_UP = 20 }; /* XI_TouchBegin … */
enum { GLASS_PANEL_SIDE = 65536 }; /* both axes run from 0 to this */

/* Connects to the driver's socket; fails the test if it is not there. */
int glass_panel_open(const char *socket_path);

/* Returns once the X server has handled it. x, y: 0 to GLASS_PANEL_SIDE. */
void glass_panel_send(int fd, uint32_t finger, enum glass_panel_event event, double x, double y);

#endif
