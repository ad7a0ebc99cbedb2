/* A finger on the glass, in pixels of the upright picture. The mouse of a desk is finger 0. */
#ifndef UI_TOUCH_H
#define UI_TOUCH_H

#include <stdint.h>

enum touch_phase { TOUCH_DOWN, TOUCH_MOVE, TOUCH_UP, TOUCH_CANCEL };

struct touch {
    enum touch_phase phase;
    int64_t finger; /* tells fingers apart */
    int x, y;       /* clamped to the glass */
    int64_t at_ms;
};

#endif
