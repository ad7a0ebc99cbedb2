#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/pin.h"

#include <cmocka.h>

static const struct {
    int failures;
    int64_t delay_ms;
} waits[] = {
    { 0, 0 },
    { 1, 0 },
    { 4, 0 },
    { 5, 15000 },
    { 6, 30000 },
    { 7, 60000 },
    { 10, 480000 },
    { 11, 900000 }, /* not 960000: 15 minutes are the most */
    { 12, 900000 },
    { 1000000, 900000 },
    { INT32_MAX, 900000 },
};

static void test_waits(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(waits); i++)
        assert_int_equal(pin_delay_ms(waits[i].failures), waits[i].delay_ms);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_waits) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
