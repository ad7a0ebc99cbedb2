#include "core/date.h"

#include <stdbool.h>
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

/* False for anything that is not a date. */
static bool parse(const char *date, int *year, int *month, int *day)
{
    if (strlen(date) != DATE_TEXT - 1 || date[4] != '-' || date[7] != '-')
        return false;
    *year = number(date, 4);
    *month = number(date + 5, 2);
    *day = number(date + 8, 2);
    return *year >= 0 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

const char *date_long(struct arena *a, const struct language *l, const char *date)
{
    int year, month, day;
    if (!parse(date, &year, &month, &day))
        return "";
    return phrase_fill(a, phrase(l, PHRASE_DATE_LONG), "day", arena_printf(a, "%d", day), "month",
        phrase(l, (enum phrase_id)(PHRASE_MONTH_1 + month - 1)), "year",
        arena_printf(a, "%d", year), NULL);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static int within(int least, int value, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void move_day(int *year, int *month, int *day, int by)
{
    for (int step = by < 0 ? -1 : 1; by != 0; by -= step) {
        *day += step;
        bool under = *day<1, over = *day> date_days_in_month(*year, *month);
        if (!under && !over)
            continue;
        *month += step;
        *year += *month < 1 ? -1 : *month > 12 ? 1 : 0;
        *month = *month < 1 ? 12 : *month > 12 ? 1 : *month;
        *day = under ? date_days_in_month(*year, *month) : 1;
    }
}

static void write_number(char *digits, int len, int value)
{
    for (int i = len - 1; i >= 0; i--, value /= 10)
        digits[i] = (char)('0' + value % 10);
}

void date_move(char date[DATE_TEXT], enum date_part part, int by)
{
    int year, month, day;
    if (!parse(date, &year, &month, &day)) {
        year = DATE_YEAR_FIRST;
        month = day = 1;
    }
    if (part == DATE_DAY)
        move_day(&year, &month, &day, by);
    int months = year * 12 + month - 1;
    months += part == DATE_MONTH ? by : part == DATE_YEAR ? 12 * by : 0;
    months = within(DATE_YEAR_FIRST * 12, months, DATE_YEAR_LAST * 12 + 11);
    year = months / 12;
    month = months % 12 + 1;
    day = within(1, day, date_days_in_month(year, month));
    write_number(date, 4, year);
    date[4] = date[7] = '-';
    write_number(date + 5, 2, month);
    write_number(date + 8, 2, day);
    date[DATE_TEXT - 1] = '\0';
}
