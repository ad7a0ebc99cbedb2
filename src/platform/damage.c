#include "platform/damage.h"

void damage_forget(struct damage *d)
{
    d->known = false;
}

static bool same_glass(const struct damage *d, const struct draw_list *list)
{
    return d->known && d->width == list->width && d->height == list->height &&
           d->ground.r == list->ground.r && d->ground.g == list->ground.g &&
           d->ground.b == list->ground.b;
}

/* Items that came, went or changed lie between a head and a tail that stayed. */
static struct rect changed_part(
    const struct damage *d, const uint64_t *hashes, const struct rect *bounds, int count)
{
    int head = 0, tail = 0;
    int fewer = d->count < count ? d->count : count;
    while (head < fewer && d->hashes[head] == hashes[head])
        head++;
    while (tail < fewer - head && d->hashes[d->count - 1 - tail] == hashes[count - 1 - tail])
        tail++;

    struct rect part = { 0 };
    bool in_step = d->count == count; /* then those in the middle can be told apart too */
    for (int i = head; i < d->count - tail; i++)
        if (!in_step || d->hashes[i] != hashes[i])
            part = rect_union(part, d->bounds[i]);
    for (int i = head; i < count - tail; i++)
        if (!in_step || d->hashes[i] != hashes[i])
            part = rect_union(part, bounds[i]);
    return part;
}

static struct rect inside(struct rect r, int width, int height)
{
    int left = r.x > 0 ? r.x : 0, top = r.y > 0 ? r.y : 0;
    int right = r.x + r.w < width ? r.x + r.w : width;
    int bottom = r.y + r.h < height ? r.y + r.h : height;
    if (right <= left || bottom <= top)
        return (struct rect){ 0 };
    return (struct rect){ left, top, right - left, bottom - top };
}

struct rect damage_of(struct damage *d, const struct draw_list *list)
{
    uint64_t hashes[DRAW_MAX];
    struct rect bounds[DRAW_MAX];
    for (int i = 0; i < list->count; i++) {
        hashes[i] = draw_item_hash(&list->items[i]);
        bounds[i] = draw_bounds(&list->items[i]);
    }
    struct rect part = { 0, 0, list->width, list->height };
    if (same_glass(d, list))
        part = inside(changed_part(d, hashes, bounds, list->count), list->width, list->height);

    d->known = true;
    d->width = list->width;
    d->height = list->height;
    d->ground = list->ground;
    d->count = list->count;
    for (int i = 0; i < list->count; i++) {
        d->hashes[i] = hashes[i];
        d->bounds[i] = bounds[i];
    }
    return part;
}
