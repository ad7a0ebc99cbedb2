/* A date and a time being set with + and −; no time zone. */
#ifndef CORE_CLOCK_ENTRY_H
#define CORE_CLOCK_ENTRY_H

#include "core/date.h"
#include "core/health.h"
#include "core/request.h"

enum clock_field { CLOCK_DAY, CLOCK_MONTH, CLOCK_YEAR, CLOCK_HOUR, CLOCK_MINUTE, CLOCK_FIELDS };

struct clock_entry {
    char date[DATE_TEXT];
    int minute; /* of the day */
};

/* What the machine says; date: where its own is not to be trusted. */
struct clock_entry clock_entry_of(const struct health *health, const char *date);

/* One up (1) or down (-1); hours and minutes go round. */
void clock_entry_turn(struct clock_entry *c, enum clock_field field, int step);

/* "2026-11-21 18:05", as REQUEST_SET_TIME takes it. */
void clock_entry_text(const struct clock_entry *c, char text[TIME_TEXT_MAX]);

#endif
