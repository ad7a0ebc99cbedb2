#include "ui/controls.h"

#include "base/hash.h"
#include <string.h>

static bool touchable(const struct control *c)
{
    return c->role != ROLE_TEXT && !c->disabled;
}

int controls_at(const struct controls *c, int x, int y)
{
    for (int i = c->count - 1; i >= 0; i--)
        if (c->list[i].role != ROLE_TEXT && rect_has(c->list[i].rect, x, y))
            return touchable(&c->list[i]) ? i : -1;
    return -1;
}

int controls_find(const struct controls *c, const char *id)
{
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->list[i].id, id) == 0)
            return i;
    return -1;
}

int controls_step(const struct controls *c, int from, int step)
{
    int at = from < 0 && step < 0 ? 0 : from;
    for (int tried = 0; tried < c->count; tried++) {
        at = (at + step + c->count) % c->count;
        if (touchable(&c->list[at]))
            return at;
    }
    return -1;
}

uint64_t controls_hash(const struct controls *c)
{
    uint64_t h = HASH_START;
    for (int i = 0; i < c->count; i++) {
        const struct control *k = &c->list[i];
        if (k->role == ROLE_TEXT)
            continue;
        h = hash_string(h, k->id);
        h = hash_bytes(h, &k->rect, sizeof k->rect);
        h = hash_int(hash_int(h, k->send.kind), k->send.arg);
    }
    return h;
}
