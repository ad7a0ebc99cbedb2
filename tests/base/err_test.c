#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#include <cmocka.h>
#include <string.h>

static void fills(void **state)
{
    (void)state;
    struct err e;
    memset(&e, 0xff, sizeof e);
    assert_false(err_set(&e, ERR_STORE, "database is version %d, this program knows %d", 7, 2));
    assert_int_equal(e.code, ERR_STORE);
    assert_string_equal(e.detail, "database is version 7, this program knows 2");
    assert_false(err_set(NULL, ERR_STORE, "nobody wants to know"));
}

/* One that names another, and more than there is room for. */
static void is_cut(void **state)
{
    (void)state;
    struct err e;
    char word[2 * sizeof e.detail];
    memset(word, 'w', sizeof word);
    word[sizeof word - 1] = '\0';
    assert_false(err_set(&e, ERR_FILE, "%s", word));
    assert_int_equal(strlen(e.detail), sizeof e.detail - 1);
    struct err outer;
    assert_false(err_set(&outer, ERR_FILE, "open: %s", e.detail));
    assert_int_equal(strlen(outer.detail), sizeof outer.detail - 1);
    assert_memory_equal(outer.detail, "open: www", 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(fills), cmocka_unit_test(is_cut) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
