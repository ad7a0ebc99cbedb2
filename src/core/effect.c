#include "core/effect.h"

#include <assert.h>

void effects_push(struct effects *fx, struct effect e)
{
    assert(fx->count < EFFECTS_MAX);
    fx->list[fx->count++] = e;
}
