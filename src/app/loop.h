/*
 * The main loop: wait, step, effects, view, paint. It waits for nothing but events; see
 * platform/display.h. Main thread.
 */
#ifndef APP_LOOP_H
#define APP_LOOP_H

#include "app/effects.h"
#include "app/parts.h"
#include "core/model.h"
#include "platform/display.h"
#include "platform/watchdog.h"
#include <stdio.h>

struct loop_plan {
    struct parts *parts;
    struct worker *workers[WORKER_COUNT]; /* WORKER_MAIN's is NULL */
    struct display *display;
    struct watchdog *watchdog;
    FILE *ui_log; /* NULL: none */
    struct model model; /* as it is at the start */
};

/* Returns when the kiosk is to stop: SIGTERM, SIGINT, window closed; true: it is to begin anew. */
bool loop_run(const struct loop_plan *plan);

#endif
