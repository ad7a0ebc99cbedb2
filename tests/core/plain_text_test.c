#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/plain_text.h"

#include <cmocka.h>

#define SHY "\xc2\xad" /* U+00AD */
#define ON "\x0e"
#define OFF "\x0f"

static const struct {
    const char *text, *plain;
} texts[] = {
    { "", "" },
    { "Vier minuten", "Vier minuten" },
    { "Verant" SHY "woordelijk" SHY "heid", "Verantwoordelijkheid" },
    { SHY, "" },
    { "voor het " ON "eerst" OFF ".", "voor het eerst." },
    { ON "caf\xc3\xa9" OFF SHY "s", "caf\xc3\xa9s" },
    { "\xc2\xa9 \xc3\xad", "\xc2\xa9 \xc3\xad" }, /* share a byte with the soft hyphen */
    { "een\ntwee", "een\ntwee" },
};

static void test_texts(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_string_equal(plain_text(a, texts[i].text), texts[i].plain);
    arena_free(a);
}

/* Typed, and as it may be set on the glass. */
static const struct {
    const char *typed, *set;
} typings[] = {
    { "", "" },
    { "Goed Werk Hub", "Goed Werk Hub" },
    { "achttien_letters_x", "achttien_letters_x" },
    { "negentien_letters_x", "negent" SHY "ien_le" SHY "tters_" SHY "x" },
    { "de abcdefghijklmnopqrs en", "de abcdef" SHY "ghijkl" SHY "mnopqr" SHY "s en" },
    { "\u00eb\u00eb\u00eb\u00eb\u00eb\u00ebabcdefghijklm",
        "\u00eb\u00eb\u00eb\u00eb\u00eb\u00eb" SHY "abcdef" SHY "ghijkl" SHY "m" },
};

static void test_typings(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(typings); i++) {
        assert_string_equal(plain_text_breakable(a, typings[i].typed), typings[i].set);
        assert_string_equal(plain_text(a, typings[i].set), typings[i].typed);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_texts),
        cmocka_unit_test(test_typings) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
