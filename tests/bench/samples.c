#include "samples.h"

static int by_value(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

void samples_add(struct samples *s, double value)
{
    if (s->count == s->room) {
        s->room = s->room * 2 + 256;
        s->list = realloc(s->list, (size_t)s->room * sizeof *s->list);
        if (s->list == NULL)
            abort();
    }
    s->list[s->count++] = value;
}

void samples_free(struct samples *s)
{
    free(s->list);
    *s = (struct samples){ 0 };
}

double samples_part(struct samples *s, double part)
{
    if (s->count == 0)
        return 0;
    qsort(s->list, (size_t)s->count, sizeof *s->list, by_value);
    int at = (int)(part * s->count + 0.999999) - 1;
    return s->list[at < 0 ? 0 : at >= s->count ? s->count - 1 : at];
}

int64_t samples_now_ns(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) < 0)
        abort();
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
