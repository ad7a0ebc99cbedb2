#include "core/clock_entry.h"

#include <stdio.h>

enum { HOUR = 60, DAY = 24 * HOUR };

struct clock_entry clock_entry_of(const struct health *health, const char *date)
{
    struct clock_entry c = { 0 };
    int hours, minutes;
    if (sscanf(health->time, "%2d:%2d", &hours, &minutes) == 2 && hours >= 0 && minutes >= 0)
        c.minute = (hours * HOUR + minutes) % DAY;
    (void)snprintf(c.date, sizeof c.date, "%s", health->today[0] != '\0' ? health->today : date);
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
    (void)snprintf(text, TIME_TEXT_MAX, "%s %02u:%02u", c->date, (unsigned)c->minute / HOUR % 24,
        (unsigned)c->minute % HOUR);
}
