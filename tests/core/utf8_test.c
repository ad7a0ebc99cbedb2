#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/utf8.h"

#include <cmocka.h>
#include <string.h>

/* --- characters --- */

static const struct {
    uint32_t character;
    const char *text;
} characters[] = {
    { 'a', "a" },
    { 0x7f, "\x7f" },
    { 0x80, "\xc2\x80" },
    { 0xeb, "ë" },
    { 0x7ff, "\xdf\xbf" },
    { 0x800, "\xe0\xa0\x80" },
    { 0x2026, "…" },
    { 0xffff, "\xef\xbf\xbf" },
    { 0x10000, "\xf0\x90\x80\x80" },
    { 0x1f642, "🙂" },
    { 0x10ffff, "\xf4\x8f\xbf\xbf" },
};

static void test_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(characters); i++) {
        char bytes[UTF8_MAX + 1] = { 0 };
        int len = (int)strlen(characters[i].text), read;
        assert_int_equal(utf8_write(characters[i].character, bytes), len);
        assert_string_equal(bytes, characters[i].text);
        assert_int_equal(utf8_read(characters[i].text, &read), characters[i].character);
        assert_int_equal(read, len);
        for (int at = 0; at < len; at++)
            assert_int_equal(utf8_begins(bytes[at]), at == 0);
    }
}

static void test_what_is_none(void **state)
{
    static const char *const texts[] = { "\x80", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\xaf",
        "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        int bytes;
        assert_true(utf8_read(texts[i], &bytes) == UTF8_INVALID);
        assert_int_equal(bytes, 1);
    }
}

/* --- copies --- */

static void test_copies(void **state)
{
    static const struct {
        const char *text;
        size_t size;
        const char *copy;
    } copies[] = {
        { "", 1, "" },
        { "kort", 8, "kort" },
        { "precies", 8, "precies" },
        { "te lang", 7, "te lan" },
        { "caf\u00e9s", 6, "caf\u00e9" },
        { "caf\u00e9", 5, "caf" },
        { "caf\u00e9", 4, "caf" },
        { "a🙂", 5, "a" },
        { "🙂", 4, "" },
        { "🙂", 1, "" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(copies); i++) {
        char place[10];
        memset(place, 'x', sizeof place);
        utf8_copy(place, copies[i].size, copies[i].text);
        assert_string_equal(place, copies[i].copy);
        for (size_t at = strlen(copies[i].copy); at < sizeof place; at++)
            assert_int_equal(place[at], at < copies[i].size ? '\0' : 'x');
    }
}

/* --- what may be shown --- */

static void test_plain(void **state)
{
    static const struct {
        uint32_t character;
        bool plain;
    } rows[] = { { 0, false }, { '\n', false }, { 0x1b, false }, { ' ', true }, { '~', true },
        { 0x7f, false }, { 0x9f, false }, { 0xa0, true }, { 0xe9, true }, { 0x200b, false },
        { 0x200d, true }, { 0x200f, false }, { 0x2019, true }, { 0x202e, false }, { 0x2066, false },
        { 0x2070, true }, { 0x1f642, true }, { UTF8_INVALID, false } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(utf8_is_plain(rows[i].character), rows[i].plain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_what_is_none),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_plain),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
