#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/date.h"

#include <cmocka.h>
#include <string.h>

static const struct {
    const char *date, *reads;
} dates[] = {
    { "2026-11-21", "21 november 2026" },
    { "2026-01-01", "1 januari 2026" },
    { "0999-01-31", "31 januari 999" },
    { "", "" }, /* the clock is not to be trusted */
    { "2026-13-01", "" },
    { "2026-00-01", "" },
    { "2026-01-00", "" },
    { "2026-01-32", "" },
    { "2026-1-1", "" },
    { "2026-01-1x", "" },
    { "2026/01/01", "" },
    { "2026-+1-01", "" },
    { "2026- 1- 1", "" },
    { "2026-01-01 ", "" },
    { "21 november", "" },
};

static void test_dates(void **state)
{
    struct language dutch = { .code = "nl" };
    dutch.text[PHRASE_DATE_LONG][0] = "{day} {month} {year}";
    for (int month = PHRASE_MONTH_1; month <= PHRASE_MONTH_12; month++)
        dutch.text[month][0] = "?";
    dutch.text[PHRASE_MONTH_1][0] = "januari";
    dutch.text[PHRASE_MONTH_11][0] = "november";

    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(dates); i++)
        assert_string_equal(date_long(a, &dutch, dates[i].date), dates[i].reads);
    arena_free(a);
}

static const struct {
    int year, month, days;
} months[] = {
    { 2026, 1, 31 },
    { 2026, 4, 30 },
    { 2026, 2, 28 },
    { 2028, 2, 29 },
    { 2100, 2, 28 }, /* a century */
    { 2000, 2, 29 },
    { 2026, 12, 31 },
};

static void test_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(months); i++)
        assert_int_equal(date_days_in_month(months[i].year, months[i].month), months[i].days);
}

static const struct {
    const char *from;
    enum date_part part;
    int by;
    const char *to;
} moves[] = {
    { "2026-11-21", DATE_DAY, 1, "2026-11-22" },
    { "2026-11-30", DATE_DAY, 1, "2026-12-01" },
    { "2026-12-31", DATE_DAY, 1, "2027-01-01" },
    { "2027-01-01", DATE_DAY, -1, "2026-12-31" },
    { "2028-03-01", DATE_DAY, -1, "2028-02-29" },
    { "2026-03-01", DATE_DAY, -2, "2026-02-27" },
    { "2026-01-01", DATE_DAY, 365, "2027-01-01" },
    { "2026-01-31", DATE_MONTH, 1, "2026-02-28" }, /* its last day */
    { "2026-12-15", DATE_MONTH, 1, "2027-01-15" },
    { "2027-01-15", DATE_MONTH, -1, "2026-12-15" },
    { "2028-02-29", DATE_YEAR, 1, "2029-02-28" },
    { "2027-05-05", DATE_YEAR, -1, "2026-05-05" },
    { "2026-05-05", DATE_YEAR, -1, "2026-01-05" }, /* not before the first month */
    { "2099-12-31", DATE_MONTH, 1, "2099-12-31" },
    { "", DATE_DAY, 1, "2026-01-02" },
    { "nonsense", DATE_MONTH, 1, "2026-02-01" },
};

static void test_moves(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        char date[DATE_TEXT] = { 0 };
        memcpy(date, moves[i].from, strlen(moves[i].from));
        date_move(date, moves[i].part, moves[i].by);
        assert_string_equal(date, moves[i].to);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_dates), cmocka_unit_test(test_months),
        cmocka_unit_test(test_moves) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
