/*
 * The fingers (and the mouse of a desk, as one more) that are on the glass, and where: from what
 * SDL says of the panel to px of the upright picture. Main thread only.
 */
#ifndef PLATFORM_HANDS_SDL_H
#define PLATFORM_HANDS_SDL_H

#include "platform/picture_sdl.h"
#include "ui/touch.h"
#include <SDL.h>
#include <stdbool.h>

enum { FINGER_MOUSE = -1, FINGER_MAX = 16 };

struct hands {
    bool has_matrix;
    double matrix[6]; /* of a panel that reports crooked, as libinput's calibration matrix */
    int count;
    struct finger_down {
        SDL_TouchID device;
        int64_t finger;
        int x, y;
    } down[FINGER_MAX];
};

/* NULL or all 0: the panel is right as it is. */
void hands_calibrate(struct hands *h, const double matrix[6]);

/* The touch that e means on the glass that p fills; false: none (no finger moved by a px, or e is
 * about something else). Motion of the same finger that waits in SDL's queue is taken along. */
bool hands_touch(struct hands *h, const struct picture *p, const SDL_Event *e, struct touch *touch);

/* A finger whose device has gone, and which will never be lifted; false: all is well. */
bool hands_lost(struct hands *h, struct touch *touch);

#endif
