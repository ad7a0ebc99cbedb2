/* Tells the main loop how the printer is and which sticks are there, whenever that changes. Each
 * on its own worker. */
#ifndef APP_WATCH_H
#define APP_WATCH_H

#include "app/parts.h"

/* How often an idle printer is asked: a visitor sees the button go within 5 s of the cable. */
enum { WATCH_PRINTER_MS = 4000 };

void watch_printer(struct parts *p);
void watch_stick(struct parts *p);

#endif
