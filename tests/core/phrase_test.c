/* Phrases: keys, plural forms, holes. */
#include "core/phrase.h"

#include "core/plural.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void keys(void **state)
{
    (void)state;
    assert_string_equal(phrase_key(PHRASE_ATTRACT_TITLE), "attract.title");
    assert_string_equal(phrase_key(PHRASE_ORG_SAFE_LINE), "organiser.safe_line");
    assert_true(phrase_has_plural(PHRASE_GROUP_COUNT));
    assert_false(phrase_has_plural(PHRASE_GROUP_OF));
    for (int i = 0; i < PHRASE_COUNT; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(phrase_key((enum phrase_id)i), phrase_key((enum phrase_id)j));
}

static void forms(void **state)
{
    static const struct language l = {
        .plural = { .forms = 2,
            .op_count = 3,
            .ops = { { PLURAL_N, 0 }, { PLURAL_PUSH, 1 }, { PLURAL_NOT_EQUAL, 0 } } },
        .text = { [PHRASE_GROUP_COUNT] = { "{n} antwoord", "{n} antwoorden" },
            [PHRASE_NAV_BACK] = { "Terug" } },
    };
    static const struct language bare = { .text = { [PHRASE_GROUP_COUNT] = { "{n}" } } };
    (void)state;
    assert_string_equal(phrase(&l, PHRASE_NAV_BACK), "Terug");
    assert_string_equal(phrase_n(&l, PHRASE_GROUP_COUNT, 1), "{n} antwoord");
    assert_string_equal(phrase_n(&l, PHRASE_GROUP_COUNT, 0), "{n} antwoorden");
    assert_string_equal(phrase_n(&l, PHRASE_NAV_BACK, 2), "Terug");
    assert_string_equal(phrase_n(&bare, PHRASE_GROUP_COUNT, 2), "{n}");
}

static void counts(void **state)
{
    static const struct language l = {
        .plural = { .forms = 2,
            .op_count = 3,
            .ops = { { PLURAL_N, 0 }, { PLURAL_PUSH, 1 }, { PLURAL_NOT_EQUAL, 0 } } },
        .text = { [PHRASE_GROUP_COUNT] = { "{n} antwoord", "{n} antwoorden" } },
    };
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(phrase_count(a, &l, PHRASE_GROUP_COUNT, 1), "1 antwoord");
    assert_string_equal(phrase_count(a, &l, PHRASE_GROUP_COUNT, 0), "0 antwoorden");
    assert_string_equal(
        phrase_count(a, &l, PHRASE_GROUP_COUNT, 4294967295), "4294967295 antwoorden");
    arena_free(a);
}

static void fill(void **state)
{
    struct arena *a = arena_new();
    (void)state;
    assert_string_equal(
        phrase_fill(a, "{n} van de {total}", "n", "2", "total", "5", NULL), "2 van de 5");
    assert_string_equal(
        phrase_fill(a, "{total} {n} {n}", "n", "2", "total", "{n}", NULL), "{n} 2 2");
    assert_string_equal(phrase_fill(a, "{x} blijft", "n", "2", NULL), "{x} blijft");
    assert_string_equal(phrase_fill(a, "{n", "n", "2", NULL), "{n");
    assert_string_equal(phrase_fill(a, "}{ {} {n}", "n", "é", NULL), "}{ {} é");
    assert_string_equal(phrase_fill(a, "{{n}}", "n", "2", NULL), "{2}");
    assert_string_equal(phrase_fill(a, "100% %s", NULL), "100% %s");
    assert_string_equal(phrase_fill(a, "", "n", "2", NULL), "");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),
        cmocka_unit_test(forms),
        cmocka_unit_test(counts),
        cmocka_unit_test(fill),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
