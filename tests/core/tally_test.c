#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/tally.h"

#include <cmocka.h>

static const struct {
    uint32_t part, whole;
    int percent;
} parts[] = {
    { 0, 0, 0 },
    { 0, 20, 0 },
    { 20, 20, 100 },
    { 1, 3, 33 },
    { 2, 3, 67 },
    { 1, 200, 1 }, /* half up */
    { 1, 201, 0 },
    { 199, 200, 100 },
    { 23, 40, 58 },
    { UINT32_MAX, UINT32_MAX, 100 }, /* no overflow on the way */
    { UINT32_MAX / 2, UINT32_MAX, 50 },
};

static void test_percent(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        assert_int_equal(tally_percent(parts[i].part, parts[i].whole), parts[i].percent);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_percent) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
