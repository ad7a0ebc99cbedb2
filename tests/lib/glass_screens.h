/* A second screen beside a glass of GLASS_SCREENS, plugged in and out as RandR tells it. What goes
 * wrong fails the running cmocka test. */
#ifndef TESTS_LIB_GLASS_SCREENS_H
#define TESTS_LIB_GLASS_SCREENS_H

#include "glass.h"

/* To the right of the glass, in one of the sizes of any monitor: 1280×720, 1024×768 … */
void glass_plug(struct glass *g, int width, int height);
void glass_unplug(struct glass *g);

/* A pixel of the second screen. */
uint32_t glass_second_pixel(struct glass *g, int x, int y);

/* The window that fills the second screen; None: there is none. */
Window glass_second_window(struct glass *g);

#endif
