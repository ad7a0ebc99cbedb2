#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/tally.h"
#include "sample_content.h"

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

/* n answers, one half ethics and b, the other excellence and a. */
static struct tally group(uint32_t n)
{
    struct tally t = { .total = n,
        .element = { n / 2, n - n / 2 },
        .choice = { n / 2, n - n / 2 },
        .has_table = n >= TALLY_TABLE_FROM };
    for (int i = 0; t.has_table && i < 2; i++)
        t.table[i][i] = t.element[i];
    return t;
}

static void test_add(void **state)
{
    static const struct {
        uint32_t groups[3];
        bool has_table;
    } cases[] = {
        { { 0, 0, 0 }, false },
        { { 5, 0, 6 }, false },
        { { 19, 19, 19 }, false }, /* enough, but nobody has published one */
        { { 20, 0, 30 }, true },
        { { 0, 30, 0 }, true },
        { { 30, 5, 40 }, false },
        { { 5, 30, 40 }, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally sum = { .total = 0 };
        uint32_t total = 0, half = 0;
        for (int g = 0; g < 3; g++) {
            struct tally more = group(cases[i].groups[g]);
            assert_true(tally_add(&sum, &more));
            total += cases[i].groups[g];
            half += cases[i].groups[g] / 2;
        }
        assert_int_equal(sum.total, total);
        assert_int_equal(sum.element[ELEMENT_EXCELLENCE], half);
        assert_int_equal(sum.element[ELEMENT_ETHICS], total - half);
        assert_int_equal(sum.choice[CHOICE_A], half);
        assert_int_equal(sum.has_table, cases[i].has_table);
        assert_int_equal(sum.table[0][0], cases[i].has_table ? half : 0);
    }
    struct tally most = group(UINT32_MAX), one = group(1);
    assert_false(tally_add(&most, &one));
}

static void test_share(void **state)
{
    static const struct {
        uint32_t part, whole;
        const char *nl, *en;
    } shares[] = { { 2, 5, "2 van de 5", "2 of 5" }, { 0, 19, "0 van de 19", "0 of 19" },
        { 0, 20, "0%", "0%" }, { 1, 200, "1%", "1%" }, { UINT32_MAX, UINT32_MAX, "100%", "100%" } };
    (void)state;
    struct arena *a = arena_new();
    const struct language *l = sample_content(a)->languages;
    for (size_t i = 0; i < COUNT_OF(shares); i++) {
        assert_string_equal(tally_share(a, &l[0], shares[i].part, shares[i].whole), shares[i].nl);
        assert_string_equal(tally_share(a, &l[1], shares[i].part, shares[i].whole), shares[i].en);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_share),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
