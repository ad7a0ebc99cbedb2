/* Titles as names: what two people write differently is the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/slug.h"

#include <string.h>

enum { MAX = 12 };

static void test_fold_and_slug(void **state)
{
    (void)state;
    static const struct {
        const char *text, *folded, *slug;
    } cases[] = {
        { "", "", "" },
        { "Goed Werk", "goed-werk", "goed-werk" },
        { "  Goed -- Werk! ", "goed-werk", "goed-werk" },
        { "ËéïÖ Çñ", "eeio-cn", "eeio-cn" },
        { "e\xcc\x81\xc2\xad!", "e", "e" }, /* an accent apart; a soft hyphen */
        { "ĳs Æ Œ ß þ", "ijs-ae-oe-ss-th", "ijs-ae-oe-ss" }, /* cut at 12, no hyphen at the end */
        { "4×4÷2", "4-4-2", "4-4-2" },
        { "a\xe2\x80\x93"
          "b\xc2\xa0"
          "c",
            "a-b-c", "a-b-c" }, /* a dash, a space that holds */
        { "Жук 日 x", "Жук-日-x", "x" },
        { "a 日 b", "a-日-b", "a-b" },
        { "\xff"
          "a\xc3"
          "b\xe2\x80",
            "a-b", "a-b" }, /* not UTF-8 */
        { "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "" },
        { "abcdefghijklmno", "abcdefghijklmno", "abcdefghijkl" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *folded = slug_fold(a, cases[i].text);
        assert_string_equal(folded, cases[i].folded);
        assert_string_equal(slug_fold(a, folded), folded);
        assert_string_equal(slug_of(a, cases[i].text, MAX), cases[i].slug);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_fold_and_slug) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
