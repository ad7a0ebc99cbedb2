/*
 * The make-believe side of platform/display.h: no window, no fonts; whoever plays decides what the
 * loop gets from it. Main thread, except display_wake.
 */
#ifndef TESTS_WHOLE_DISPLAY_SCRIPT_H
#define TESTS_WHOLE_DISPLAY_SCRIPT_H

#include "platform/display.h"
#include <stdbool.h>

/* The next input, for which the loop would wait so long. */
typedef struct input display_script_next(void *ctx, int timeout_ms);

struct display {
    display_script_next *next;
    void *ctx;
    int width, height; /* of the panel */
    double px_per_mm;
    int rotation;
    int screens;
    bool turned; /* INPUT_EXPOSED is due */
    bool hall;
    long paints, hall_paints;
};

#endif
