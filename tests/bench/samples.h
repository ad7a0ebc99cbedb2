/* Measured times, and what is usual among them. Running out of memory aborts. */
#ifndef BENCH_SAMPLES_H
#define BENCH_SAMPLES_H

#include <stdint.h>

struct samples {
    double *list;
    int count, room; /* zeroed to begin with */
};

void samples_add(struct samples *s, double value);
void samples_free(struct samples *s);

/* The smallest value that this part of all is not above: 0.5 the median, 0.99, 1 the largest. */
double samples_part(struct samples *s, double part);

int64_t samples_now_ns(void); /* monotonic */

#endif
