/* The workers of a running kiosk. Main thread. */
#ifndef APP_CREW_H
#define APP_CREW_H

#include "app/effects.h"
#include "app/parts.h"
#include "app/worker.h"

/* Starts one worker each for store, printer and sticks; the parts are theirs until crew_stop. */
void crew_start(struct worker *workers[WORKER_COUNT], struct parts *p);

/* Gives up a print that is under way, lets everything else finish. */
void crew_stop(struct worker *workers[WORKER_COUNT], struct parts *p);

#endif
