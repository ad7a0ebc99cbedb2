/* The door: encodings, control characters, counting. */
#include "content/text.h"

#include "content_case.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *clean(struct content_case *c, const char *bytes, size_t len)
{
    return text_clean(c->a, "f.md", bytes, len, &c->faults);
}

#define BYTES(literal) literal, sizeof(literal) - 1

static void refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        int line;
        const char *words;
    } cases[] = {
        { BYTES("\xff\xfeh\0o\0i\0"), 0, "is UTF-16" },
        { BYTES("\xfe\xff\0h\0o\0i"), 0, "is UTF-16" },
        { BYTES("\xff\xfe\0\0h\0\0\0"), 0, "is UTF-32" },
        { BYTES("h\0o\0i\0"), 0, "looks like UTF-16" },
        { BYTES("een\ntwee\0drie"), 2, "NUL byte" },
        { BYTES("een\ntwee \x93hoi\x94"), 2, "looks like Windows-1252 (byte 0x93)" },
        { BYTES("caf\xe9 met appel"), 1, "Windows-1252" },
        { BYTES("een\n\xc0\xaf"), 2, "overlong UTF-8 sequence (bytes 0xC0 0xAF)" },
        { BYTES("\xe0\x80\xaf"), 1, "overlong" },
        { BYTES("\xf0\x80\x80\xaf"), 1, "overlong" },
        { BYTES("\xed\xa0\x80"), 1, "not UTF-8" }, /* half a pair of UTF-16 */
        { BYTES("\xf4\x90\x80\x80"), 1, "not UTF-8" },
        { BYTES("goed \xc3\xa9\nstuk \xc3"), 2, "not UTF-8 (byte 0xC3)" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        case_open(&c, NULL);
        assert_null(clean(&c, cases[i].bytes, cases[i].len));
        case_expect(&c, "f.md", cases[i].line, cases[i].words);
        assert_int_equal(c.faults.count, 1);
        case_close(&c);
    }
}

static void accepted(void **state)
{
    static const struct {
        const char *bytes, *text;
    } cases[] = {
        { "", "" }, { "\xef\xbb\xbfhoi\r\ndag\rweg", "hoi\ndag\nweg" }, { "a\tb", "a\tb" },
        { "‘slim’ \"recht\" lang\xc2\xadwoord", "‘slim’ \"recht\" lang\xc2\xadwoord" },
        { "e\xcc\x81\xc3\xa9n", "één" }, /* an accent apart becomes one with its letter */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        case_open(&c, NULL);
        assert_string_equal(clean(&c, cases[i].bytes, strlen(cases[i].bytes)), cases[i].text);
        case_expect_none(&c);
        case_close(&c);
    }
}

static void hidden_characters(void **state)
{
    static const struct {
        const char *bytes;
        int line;
        const char *words;
    } cases[] = {
        { "een\ntwee\x0e", 2, "U+000E" },
        { "een\x1b[0m", 1, "U+001B" },
        { "\xc2\x92", 1, "U+0092" },
        { "a\n\nb\xe2\x80\xae", 3, "U+202E" },
        { "a\xef\xbf\xbd", 1, "U+FFFD" },
        { "a\xe2\x80\xa8z", 1, "U+2028" },
        { "a\xef\xbb\xbfz", 1, "U+FEFF" },
        { "z\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", 1,
            "accents" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        case_open(&c, NULL);
        assert_non_null(clean(&c, cases[i].bytes, strlen(cases[i].bytes)));
        case_expect(&c, "f.md", cases[i].line, cases[i].words);
        assert_int_equal(c.faults.count, 1);
        case_close(&c);
    }
}

static void too_large(void **state)
{
    struct content_case c;
    (void)state;
    case_open(&c, NULL);
    char *bytes = arena_alloc(c.a, TEXT_FILE_MAX + 1);
    memset(bytes, 'x', TEXT_FILE_MAX + 1);
    assert_non_null(clean(&c, bytes, TEXT_FILE_MAX));
    assert_null(clean(&c, bytes, TEXT_FILE_MAX + 1));
    case_expect(&c, "f.md", 0, "262145 bytes; at most 262144");
    case_close(&c);
}

static void counting(void **state)
{
    static const struct {
        const char *text;
        int letters, words;
    } cases[] = {
        { "", 0, 0 },
        { "één", 3, 1 },
        { "Zo – of niet – gaat het.", 24, 5 },
        { "lang\xc2\xadwoord", 9, 1 },
        { "\x0e"
          "nu\x0f, 80%",
            7, 2 },
        { "een\xc2\xa0twee", 8, 2 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(text_letters(cases[i].text), cases[i].letters);
        assert_int_equal(text_words(cases[i].text), cases[i].words);
    }
}

static void keys(void **state)
{
    char longest[TEXT_KEY_MAX + 2];
    (void)state;
    memset(longest, 'a', sizeof longest);
    assert_true(text_is_key(longest, TEXT_KEY_MAX));
    assert_false(text_is_key(longest, TEXT_KEY_MAX + 1));
    assert_true(text_is_key("oma-is-91", 9));
    assert_false(text_is_key("", 0));
    assert_false(text_is_key("Oma", 3));
    assert_false(text_is_key("a_b", 3));
    assert_false(text_is_key("../a", 4));
}

static void squeezing(void **state)
{
    struct content_case c;
    (void)state;
    case_open(&c, NULL);
    assert_string_equal(text_squeeze(c.a, " \ta \n b\t", 8), "a b");
    assert_string_equal(text_excerpt(c.a, "één", 5), "één");
    assert_int_equal(
        text_letters(text_excerpt(c.a, case_card, strlen(case_card))), TEXT_KEY_MAX + 1);
    case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(accepted),
        cmocka_unit_test(hidden_characters),
        cmocka_unit_test(too_large),
        cmocka_unit_test(counting),
        cmocka_unit_test(keys),
        cmocka_unit_test(squeezing),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
