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
    size_t done = atomic_load(&p->done), total = atomic_load(&p->total);
    if (total == 0 || done >= total) /* the two are read one after the other */
        return total > 0 ? 100 : 0;
    return (int)((double)done * 100 / (double)total);
}
