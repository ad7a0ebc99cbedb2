/* Dates as visitors read them; months come from the phrases, never from the locale. */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "base/arena.h"
#include "core/phrase.h"

/* "2026-11-21" as "21 november 2026"; "" for anything that is not a date. */
const char *date_long(struct arena *a, const struct language *l, const char *date);

enum { DATE_TEXT = 11, DATE_YEAR_FIRST = 2026, DATE_YEAR_LAST = 2099 };
enum date_part { DATE_DAY, DATE_MONTH, DATE_YEAR };

/* Days of a month (1 to 12), of the Gregorian calendar. */
int date_days_in_month(int year, int month);

/*
 * So many days, months or years later (or earlier). Days run on into the next month; a day that a
 * month does not have becomes its last. Stays within the years above. From what is not a date, the
 * first day of the first year is counted.
 */
void date_move(char date[DATE_TEXT], enum date_part part, int by);

#endif
