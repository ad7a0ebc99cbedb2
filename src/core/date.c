#include "core/date.h"

#include <string.h>

/* The number that len digits make; -1 where something else stands among them. */
static int number(const char *text, int len)
{
    int value = 0;
    for (int i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + text[i] - '0';
    }
    return value;
}

const char *date_long(struct arena *a, const struct language *l, const char *date)
{
    if (strlen(date) != strlen("2026-11-21") || date[4] != '-' || date[7] != '-')
        return "";
    int year = number(date, 4), month = number(date + 5, 2), day = number(date + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31)
        return "";
    return phrase_fill(a, phrase(l, PHRASE_DATE_LONG), "day", arena_printf(a, "%d", day), "month",
        phrase(l, (enum phrase_id)(PHRASE_MONTH_1 + month - 1)), "year",
        arena_printf(a, "%d", year), NULL);
}
