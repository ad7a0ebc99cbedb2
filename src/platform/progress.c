#include "platform/progress.h"

void progress_begin(struct progress *p, size_t total)
{
    if (p == NULL)
        return;
    atomic_store(&p->done, 0);
    atomic_store(&p->total, total);
}

void progress_add(struct progress *p, size_t bytes)
{
    if (p != NULL)
        atomic_fetch_add(&p->done, bytes);
}

int progress_percent(const struct progress *p)
{
    /* In this order: a total that is new has a count that began anew. */
    size_t total = atomic_load(&p->total), done = atomic_load(&p->done);
    if (total == 0 || done >= total)
        return total == 0 ? 0 : 100;
    return (int)((double)done * 100 / (double)total);
}
