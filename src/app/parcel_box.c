#include "app/parcel_box.h"

#include <pthread.h>
#include <stdlib.h>

struct parcel_box {
    pthread_mutex_t lock;
    struct arena *arena; /* guarded by lock; NULL: empty */
    const void *parcel; /* guarded by lock; lives in arena */
};

struct parcel_box *parcel_box_new(void)
{
    struct parcel_box *box = calloc(1, sizeof *box);
    if (box == NULL || pthread_mutex_init(&box->lock, NULL) != 0)
        abort();
    return box;
}

void parcel_box_free(struct parcel_box *box)
{
    if (box == NULL)
        return;
    arena_free(box->arena);
    pthread_mutex_destroy(&box->lock);
    free(box);
}

void parcel_box_put(struct parcel_box *box, struct arena *a, const void *parcel)
{
    pthread_mutex_lock(&box->lock);
    struct arena *stale = box->arena;
    box->arena = a;
    box->parcel = parcel;
    pthread_mutex_unlock(&box->lock);
    arena_free(stale);
}

const void *parcel_box_take(struct parcel_box *box, struct arena **a)
{
    pthread_mutex_lock(&box->lock);
    const void *parcel = box->parcel;
    *a = box->arena;
    box->arena = NULL;
    box->parcel = NULL;
    pthread_mutex_unlock(&box->lock);
    return parcel;
}
