/* The page that is left when no content can be used at all: two languages, compiled in. */
#ifndef APP_NO_CONTENT_H
#define APP_NO_CONTENT_H

#include "platform/display.h"
#include "platform/watchdog.h"

/* Shows it until the kiosk is to stop. Main thread. */
void no_content_run(struct display *d, struct watchdog *w);

#endif
