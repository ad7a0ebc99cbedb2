#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/date.h"

#include <cmocka.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_dates) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
