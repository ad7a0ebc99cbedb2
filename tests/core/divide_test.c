#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/divide.h"

#include <cmocka.h>
#include <math.h>

static struct tally group(const uint32_t choice[CHOICE_COUNT])
{
    struct tally t = { .total = 0 };
    for (int c = 0; c < CHOICE_COUNT; c++) {
        t.choice[c] = choice[c];
        t.total += choice[c];
    }
    return t;
}

/* Entropies worked out by hand: H = -sum p ln p, divided by ln of the choices with "other". */
static const struct {
    uint32_t choice[CHOICE_COUNT];
    int choices;
    double entropy;
    enum division word;
} groups[] = {
    { { 0 }, 3, 0, DIVISION_UNKNOWN },
    { { 3, 3, 0, 0, 3 }, 2, 1, DIVISION_UNKNOWN }, /* nine answers */
    { { 10 }, 3, 0, DIVISION_UNANIMOUS },
    { { 0, 0, 0, 0, 40 }, 4, 0, DIVISION_UNANIMOUS },
    { { 5, 5, 0, 0, 5 }, 2, 1, DIVISION_STRONG },
    { { 5, 5, 5, 5, 5 }, 4, 1, DIVISION_STRONG },
    { { 10, 10 }, 3, 0.5, DIVISION_UNANIMOUS },
    { { 10, 10 }, 2, 0.6309, DIVISION_DIVIDED },
    { { 5, 13, 10, 0, 2 }, 3, 0.8712, DIVISION_DIVIDED }, /* the picture of the big screen */
    { { 8, 12, 8, 0, 2 }, 3, 0.9031, DIVISION_STRONG },
    { { 8, 13, 8, 0, 1 }, 3, 0.8517, DIVISION_DIVIDED },
    { { 0, 0, 0, 5, 5 }, 2, 0.6309, DIVISION_DIVIDED }, /* d is no choice of this card */
    { { 5, 5, 5, 5, 5 }, 2, 1, DIVISION_STRONG }, /* never above 1 */
    { { UINT32_MAX, UINT32_MAX }, 2, 0.6309, DIVISION_DIVIDED },
};

static void test_entropy_and_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        struct tally t = group(groups[i].choice);
        double entropy = divide_entropy(&t, groups[i].choices);
        if (fabs(entropy - groups[i].entropy * (t.total > 0)) > 0.001)
            fail_msg("row %zu: %f", i, entropy);
        assert_int_equal(divide_word(&t, groups[i].choices), groups[i].word);
    }
}

static void test_order(void **state)
{
    (void)state;
    static const uint32_t choices[][CHOICE_COUNT] = { { 3, 3, 3 }, { 10 }, { 10, 10 }, { 0 },
        { 5, 5, 0, 0, 5 }, { 6, 6 }, { 0, 0, 0, 0, 12 } };
    static const int counts[] = { 2, 2, 2, 2, 2, 2, 2 };
    static const int expected[] = { 4, 2, 5, 1, 6, 0, 3 };
    struct tally tallies[COUNT_OF(choices)];
    const struct tally *pointers[COUNT_OF(choices)];
    int order[COUNT_OF(choices)];
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        tallies[i] = group(choices[i]);
        pointers[i] = &tallies[i];
    }
    divide_order(pointers, counts, COUNT_OF(choices), order);
    for (size_t i = 0; i < COUNT_OF(choices); i++)
        assert_int_equal(order[i], expected[i]);
    divide_order(pointers, counts, 0, order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entropy_and_word),
        cmocka_unit_test(test_order),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
