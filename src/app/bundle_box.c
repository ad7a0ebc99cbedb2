#include "app/bundle_box.h"

#include <pthread.h>
#include <stdlib.h>

struct bundle_box {
    pthread_mutex_t lock;
    struct arena *arena; /* guarded by lock; NULL: empty */
    struct bundle bundle; /* guarded by lock; lives in arena */
};

struct bundle_box *bundle_box_new(void)
{
    struct bundle_box *box = calloc(1, sizeof *box);
    if (box == NULL || pthread_mutex_init(&box->lock, NULL) != 0)
        abort();
    return box;
}

void bundle_box_free(struct bundle_box *box)
{
    if (box == NULL)
        return;
    arena_free(box->arena);
    pthread_mutex_destroy(&box->lock);
    free(box);
}

void bundle_box_put(struct bundle_box *box, struct arena *a, const struct bundle *bundle)
{
    pthread_mutex_lock(&box->lock);
    struct arena *stale = box->arena;
    box->arena = a;
    box->bundle = *bundle;
    pthread_mutex_unlock(&box->lock);
    arena_free(stale);
}

struct arena *bundle_box_take(struct bundle_box *box, struct bundle *bundle)
{
    pthread_mutex_lock(&box->lock);
    struct arena *a = box->arena;
    *bundle = box->bundle;
    box->arena = NULL;
    pthread_mutex_unlock(&box->lock);
    return a;
}
