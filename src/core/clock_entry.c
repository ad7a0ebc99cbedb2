#include "core/clock_entry.h"

#include <string.h>

enum { HOUR = 60, DAY = 24 * HOUR };

/* The two digits at text; 0 where something else stands. */
static int two_digits(const char *text)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return 0;
    return (text[0] - '0') * 10 + text[1] - '0';
}

static void put_two_digits(char *to, int value)
{
    to[0] = (char)('0' + value / 10 % 10);
    to[1] = (char)('0' + value % 10);
}

struct clock_entry clock_entry_of(const struct health *health, const char *date)
{
    struct clock_entry c = { 0 };
    const char *day = health->today[0] != '\0' ? health->today : date;
    if (strlen(health->time) == strlen("18:05"))
        c.minute = (two_digits(health->time) * HOUR + two_digits(health->time + 3)) % DAY;
    memcpy(c.date, day, strnlen(day, sizeof c.date - 1));
    date_move(c.date, DATE_DAY, 0); /* what is no date becomes one */
    return c;
}

void clock_entry_turn(struct clock_entry *c, enum clock_field field, int step)
{
    int hour = c->minute / HOUR, minute = c->minute % HOUR;
    if (field < CLOCK_HOUR)
        date_move(c->date, (enum date_part)(DATE_DAY + (field - CLOCK_DAY)), step);
    else if (field == CLOCK_HOUR)
        c->minute = (hour + step + 24) % 24 * HOUR + minute;
    else
        c->minute = hour * HOUR + (minute + step + HOUR) % HOUR;
}

void clock_entry_text(const struct clock_entry *c, char text[TIME_TEXT_MAX])
{
    static const char pattern[] = "2026-11-21 18:05";
    memcpy(text, pattern, sizeof pattern);
    memcpy(text, c->date, strlen(c->date));
    put_two_digits(text + strlen("2026-11-21 "), c->minute / HOUR);
    put_two_digits(text + strlen("2026-11-21 18:"), c->minute % HOUR);
}
