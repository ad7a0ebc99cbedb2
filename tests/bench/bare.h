/* The yardstick of the glass: the least that an SDL program with a window does. */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#define BARE_WINDOW "--bare-window" /* this program's first argument */

enum { BARE_WIDTH = 1280, BARE_HEIGHT = 800 };

/* Fills the window with one colour and presents it, once, and again at each press and release of a
 * button; sleeps in SDL's wait between them. Returns when it is told to stop. */
int bare_window(void);

#endif
