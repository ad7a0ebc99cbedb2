#include "ui/touch.h"

#include <stdlib.h>

static const struct action nothing = { .kind = MSG_NONE };

void touch_quiet(struct fingers *f, int64_t now_ms)
{
    f->quiet_until_ms = now_ms + QUIET_MS;
}

static bool still_there(const struct fingers *f, const struct controls *c)
{
    return f->down && !f->spent && f->item >= 0 && f->generation == c->generation;
}

static void put_down(struct fingers *f, const struct touch *t, const struct controls *c)
{
    if (f->down && t->finger != f->finger && t->at_ms < f->down_ms + PALM_MS) {
        f->others++;
        f->spent = f->spent || f->others + 1 >= PALM_FINGERS;
        return;
    }
    f->down = true;
    f->finger = t->finger;
    f->others = 0;
    f->down_ms = t->at_ms;
    f->x = t->x;
    f->y = t->y;
    f->item = controls_at(c, t->x, t->y);
    f->generation = c->generation;
    f->spent = t->at_ms < f->quiet_until_ms;
}

static bool is_double_tap(const struct fingers *f, const struct controls *c)
{
    return !c->list[f->item].quick && f->item == f->tapped &&
           f->generation == f->tapped_generation && f->down_ms < f->tapped_ms + DOUBLE_TAP_MS;
}

static struct action swiped(struct fingers *f, const struct touch *t, const struct controls *c)
{
    int dx = t->x - f->x, dy = t->y - f->y;
    if (f->spent || c->swipe_px <= 0 || f->generation != c->generation || abs(dx) < c->swipe_px ||
        abs(dx) < 2 * abs(dy))
        return nothing;
    struct action chosen = dx < 0 ? c->swipe_next : c->swipe_previous;
    f->spent = true; /* a slide never taps, not even where there is no further page */
    return chosen;
}

static struct action lifted(struct fingers *f, const struct touch *t, const struct controls *c)
{
    struct action swipe = swiped(f, t, c);
    bool here = still_there(f, c) && controls_at(c, t->x, t->y) == f->item &&
                t->at_ms < f->down_ms + PALM_MS;
    f->down = false;
    if (swipe.kind != MSG_NONE || !here || is_double_tap(f, c))
        return swipe;
    f->tapped = f->item;
    f->tapped_generation = f->generation;
    f->tapped_ms = t->at_ms;
    return c->list[f->item].send;
}

struct action touch_input(struct fingers *f, const struct touch *t, const struct controls *c)
{
    if (t->phase == TOUCH_DOWN) {
        put_down(f, t, c);
        return nothing;
    }
    if (!f->down || t->finger != f->finger || t->phase == TOUCH_MOVE)
        return nothing;
    if (t->phase == TOUCH_UP)
        return lifted(f, t, c);
    f->down = false;
    return nothing;
}

static bool can_hold(const struct fingers *f, const struct controls *c)
{
    return still_there(f, c) && c->list[f->item].hold.kind != MSG_NONE;
}

int64_t touch_deadline_ms(const struct fingers *f, const struct controls *c)
{
    return can_hold(f, c) ? f->down_ms + HOLD_MS : INT64_MAX;
}

struct action touch_tick(struct fingers *f, const struct controls *c, int64_t now_ms)
{
    if (now_ms < touch_deadline_ms(f, c))
        return nothing;
    f->spent = true;
    return c->list[f->item].hold;
}

int touch_pressed(const struct fingers *f, const struct controls *c)
{
    return still_there(f, c) ? f->item : -1;
}
