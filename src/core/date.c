#include "core/date.h"

#include <stdio.h>
#include <string.h>

const char *date_long(struct arena *a, const struct language *l, const char *date)
{
    int year, month, day, end = 0;
    if (sscanf(date, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || date[end] != '\0' ||
        month < 1 || month > 12 || day < 1 || day > 31)
        return "";
    return phrase_fill(a, phrase(l, PHRASE_DATE_LONG), "day", arena_printf(a, "%d", day), "month",
        phrase(l, (enum phrase_id)(PHRASE_MONTH_1 + month - 1)), "year",
        arena_printf(a, "%d", year), NULL);
}
