#include "platform/hands_sdl.h"

#include "base/clock.h"

struct place {
    int x, y;
};

static int clamp(int value, int end)
{
    return value < 0 ? 0 : value >= end ? end - 1 : value;
}

/* From px of the panel to px of the upright picture. */
static struct place upright(const struct picture *p, int panel_x, int panel_y)
{
    int x = clamp(panel_x, p->panel_w), y = clamp(panel_y, p->panel_h);
    int right = p->panel_w - 1 - x, bottom = p->panel_h - 1 - y;
    switch (p->rotation) {
    case 90:
        return (struct place){ y, right };
    case 180:
        return (struct place){ right, bottom };
    case 270:
        return (struct place){ bottom, x };
    default:
        return (struct place){ x, y };
    }
}

/* Some panels report a little less than 0 or more than 1. */
static int panel_px(float part, int length)
{
    return part <= 0 ? 0 : part >= 1 ? length - 1 : (int)(part * (float)length);
}

static struct finger_down *find(struct hands *h, SDL_TouchID device, int64_t finger)
{
    for (int i = 0; i < h->count; i++)
        if (h->down[i].device == device && h->down[i].finger == finger)
            return &h->down[i];
    return NULL;
}

static void forget(struct hands *h, const struct finger_down *down)
{
    h->down[down - h->down] = h->down[--h->count];
}

static struct touch touch_at(
    enum touch_phase phase, int64_t finger, struct place at, uint32_t ticks)
{
    int64_t ago_ms = (int64_t)(SDL_GetTicks() - ticks);
    return (struct touch){ phase, finger, at.x, at.y, clock_now_ms() - ago_ms };
}

static bool put_down(struct hands *h, SDL_TouchID device, int64_t finger, struct place at)
{
    if (find(h, device, finger) != NULL || h->count == FINGER_MAX)
        return false;
    h->down[h->count++] = (struct finger_down){ device, finger, at.x, at.y };
    return true;
}

static bool move(struct hands *h, SDL_TouchID device, int64_t finger, struct place to)
{
    struct finger_down *down = find(h, device, finger);
    if (down == NULL || (down->x == to.x && down->y == to.y))
        return false;
    down->x = to.x;
    down->y = to.y;
    return true;
}

static bool lift(struct hands *h, SDL_TouchID device, int64_t finger)
{
    struct finger_down *down = find(h, device, finger);
    if (down == NULL)
        return false;
    forget(h, down);
    return true;
}

static bool is_same_motion(const SDL_Event *a, const SDL_Event *b)
{
    if (a->type != b->type)
        return false;
    if (a->type == SDL_FINGERMOTION)
        return a->tfinger.touchId == b->tfinger.touchId &&
               a->tfinger.fingerId == b->tfinger.fingerId;
    return a->type == SDL_MOUSEMOTION && a->motion.which == b->motion.which &&
           a->motion.state == b->motion.state;
}

static SDL_Event last_of_motion(const SDL_Event *e)
{
    SDL_Event last = *e, next;
    while (SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
           is_same_motion(&last, &next))
        if (SDL_PeepEvents(&last, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) != 1)
            break;
    return last;
}

/* Where a finger is that the panel reports at parts x and y of its width and height. */
static struct place calibrated(const struct hands *h, const struct picture *p, float x, float y)
{
    const double *m = h->matrix;
    float to_x = x, to_y = y;
    if (h->has_matrix) {
        to_x = (float)(m[0] * (double)x + m[1] * (double)y + m[2]);
        to_y = (float)(m[3] * (double)x + m[4] * (double)y + m[5]);
    }
    return upright(p, panel_px(to_x, p->panel_w), panel_px(to_y, p->panel_h));
}

static bool finger_touch(
    struct hands *h, const struct picture *p, const SDL_TouchFingerEvent *e, struct touch *touch)
{
    struct place at = calibrated(h, p, e->x, e->y);
    enum touch_phase phase = e->type == SDL_FINGERDOWN ? TOUCH_DOWN
                             : e->type == SDL_FINGERUP ? TOUCH_UP
                                                       : TOUCH_MOVE;
    *touch = touch_at(phase, e->fingerId, at, e->timestamp);
    return phase == TOUCH_DOWN ? put_down(h, e->touchId, e->fingerId, at)
           : phase == TOUCH_UP ? lift(h, e->touchId, e->fingerId)
                               : move(h, e->touchId, e->fingerId, at);
}

static bool mouse_touch(
    struct hands *h, const struct picture *p, const SDL_Event *e, struct touch *touch)
{
    if (e->type == SDL_MOUSEMOTION) {
        struct place at = upright(p, e->motion.x, e->motion.y);
        *touch = touch_at(TOUCH_MOVE, FINGER_MOUSE, at, e->motion.timestamp);
        return e->motion.which != SDL_TOUCH_MOUSEID && move(h, SDL_MOUSE_TOUCHID, FINGER_MOUSE, at);
    }
    if (e->button.which == SDL_TOUCH_MOUSEID || e->button.button != SDL_BUTTON_LEFT)
        return false;
    bool is_down = e->type == SDL_MOUSEBUTTONDOWN;
    struct place at = upright(p, e->button.x, e->button.y);
    *touch = touch_at(is_down ? TOUCH_DOWN : TOUCH_UP, FINGER_MOUSE, at, e->button.timestamp);
    return is_down ? put_down(h, SDL_MOUSE_TOUCHID, FINGER_MOUSE, at)
                   : lift(h, SDL_MOUSE_TOUCHID, FINGER_MOUSE);
}

void hands_calibrate(struct hands *h, const double matrix[6])
{
    h->has_matrix = false;
    for (int i = 0; matrix != NULL && i < 6; i++) {
        h->matrix[i] = matrix[i];
        h->has_matrix = h->has_matrix || matrix[i] < 0 || matrix[i] > 0;
    }
}

bool hands_touch(struct hands *h, const struct picture *p, const SDL_Event *e, struct touch *touch)
{
    SDL_Event last = last_of_motion(e);
    switch (last.type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return finger_touch(h, p, &last.tfinger, touch);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEMOTION:
    case SDL_MOUSEBUTTONUP:
        return mouse_touch(h, p, &last, touch);
    default:
        return false;
    }
}

static bool is_on_device(const struct finger_down *down)
{
    int count = SDL_GetNumTouchFingers(down->device);
    for (int i = 0; i < count; i++) {
        const SDL_Finger *finger = SDL_GetTouchFinger(down->device, i);
        if (finger != NULL && finger->id == down->finger)
            return true;
    }
    return false;
}

bool hands_lost(struct hands *h, struct touch *touch)
{
    /* SDL's own list runs ahead of its queue: a lifting that waits there is not a loss. */
    if (SDL_HasEvent(SDL_FINGERUP))
        return false;
    for (int i = 0; i < h->count; i++) {
        struct finger_down down = h->down[i];
        if (down.device == SDL_MOUSE_TOUCHID || is_on_device(&down))
            continue;
        forget(h, &h->down[i]);
        struct place at = { down.x, down.y };
        *touch = touch_at(TOUCH_CANCEL, down.finger, at, SDL_GetTicks());
        return true;
    }
    return false;
}
