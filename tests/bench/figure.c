#include "figure.h"

#include <math.h>

static bool holds(const struct figure *f, double ratio)
{
    switch (f->limits) {
    case LIMIT_VALUE_MOST:
        return f->value <= f->limit;
    case LIMIT_RATIO_MOST:
        return ratio <= f->limit;
    case LIMIT_RATIO_LEAST:
        return ratio >= f->limit;
    case LIMIT_NONE:
        break;
    }
    return true;
}

void figure_print(const struct figure *f)
{
    static const char *const of[] = {
        [LIMIT_VALUE_MOST] = "value, at most",
        [LIMIT_RATIO_MOST] = "ratio, at most",
        [LIMIT_RATIO_LEAST] = "ratio, at least",
    };
    double ratio = f->yardstick == NULL ? NAN : f->value / f->yardstick_value;
    printf("{\"figure\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", f->name, f->value, f->unit);
    if (f->yardstick != NULL)
        printf(",\"yardstick\":\"%s\",\"yardstick_value\":%.6g", f->yardstick, f->yardstick_value);
    if (isfinite(ratio))
        printf(",\"ratio\":%.4g", ratio);
    if (f->limits != LIMIT_NONE)
        printf(",\"limit\":%.6g,\"limit_of\":\"%s\",\"ok\":%s", f->limit, of[f->limits],
            holds(f, ratio) ? "true" : "false");
    if (f->note != NULL)
        printf(",\"note\":\"%s\"", f->note);
    printf("}\n");
    (void)fflush(stdout);
}

void figure_must(bool ok, const char *doing, const struct err *err)
{
    if (ok)
        return;
    fprintf(stderr, "bench: %s: %s\n", doing, err == NULL ? "failed" : err->detail);
    exit(EXIT_FAILURE);
}
