/* One figure a line on stdout, as JSON, with the yardstick of the same run beside it. */
#ifndef BENCH_FIGURE_H
#define BENCH_FIGURE_H

#include "base/attributes.h"
#include "base/err.h"
#include <stdbool.h>

enum limit_kind { LIMIT_NONE, LIMIT_VALUE_MOST, LIMIT_RATIO_MOST, LIMIT_RATIO_LEAST };

struct figure {
    const char *name;
    double value;
    const char *unit;
    const char *yardstick; /* NULL: none that would say something */
    double yardstick_value; /* in the same unit */
    enum limit_kind limits;
    double limit;
    const char *note; /* how it was measured, where that is not plain; NULL is fine */
};

/* No text in f holds a quote or a backslash. */
void figure_print(const struct figure *f);

/* A figure that cannot be taken ends the run with status 1; err may be NULL. */
void figure_must(bool ok, const char *doing, const struct err *err);

#endif
