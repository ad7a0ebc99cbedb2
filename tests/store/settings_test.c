/* Small named values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

#include <limits.h>

static const char *setting(struct fixture *f, const char *name)
{
    const char *value = "unset";
    assert_true(store_setting(f->s, name, f->a, &value, NULL));
    return value;
}

static void test_settings(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    fixture_open(f, STORE_NEW);
    assert_null(setting(f, "printer"));
    assert_true(store_set_setting(f->s, "printer", "Canon Selphy", NULL));
    assert_true(store_set_setting(f->s, "paper", "", NULL));
    assert_true(store_set_setting(f->s, "printer", "één'; DROP TABLE setting; --", NULL));
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_string_equal(setting(f, "printer"), "één'; DROP TABLE setting; --");
    assert_string_equal(setting(f, "paper"), "");
    assert_null(setting(f, "Printer"));
    fixture_free(f);
}

static void test_numbers(void **state)
{
    (void)state;
    static const long numbers[] = { 0, 1, -1, 18, LONG_MAX, LONG_MIN };
    static const char *const not_numbers[] = { "", "eighteen", "18 ", "1e3",
        "99999999999999999999" };
    struct fixture *f = fixture_new();
    long value = 3;
    fixture_open(f, STORE_NEW);
    assert_true(store_setting_number(f->s, "sheets", 42, &value, NULL));
    assert_int_equal(value, 42);
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        assert_true(store_set_setting_number(f->s, "sheets", numbers[i], NULL));
        assert_true(store_setting_number(f->s, "sheets", 42, &value, NULL));
        assert_true(value == numbers[i]);
    }
    for (size_t i = 0; i < COUNT_OF(not_numbers); i++) {
        struct err err = { .code = ERR_NONE };
        assert_true(store_set_setting(f->s, "sheets", not_numbers[i], NULL));
        assert_false(store_setting_number(f->s, "sheets", 42, &value, &err));
        assert_int_equal(err.code, ERR_STORE);
    }
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_numbers),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
