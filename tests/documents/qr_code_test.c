#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "documents/qr_code.h"

#include <cmocka.h>
#include <string.h>

/* ISO/IEC 18004, table 7: bytes that a version holds at level L; its side is 17 + 4 × version. */
static const struct {
    int bytes, side;
} sizes[] = { { 1, 21 }, { 17, 21 }, { 18, 25 }, { 230, 53 }, { 586, 81 }, { 600, 85 }, { 644, 85 },
    { 858, 97 } };

static const char *text_of(int bytes)
{
    static char text[1000];
    memset(text, 'x', (size_t)bytes);
    text[bytes] = '\0';
    return text;
}

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct qr qr;
        struct err err;
        assert_true(qr_encode(text_of(sizes[i].bytes), &qr, &err));
        assert_int_equal(qr.side, sizes[i].side);
    }
}

/* The three corner marks: a dark ring, a light one, a dark heart of 3 × 3. */
static void test_corners(void **state)
{
    (void)state;
    static const char mark[7][8] = { "1111111", "1000001", "1011101", "1011101", "1011101",
        "1000001", "1111111" };
    struct qr qr;
    struct err err;
    assert_true(qr_encode("mailto:?subject=Goed%20Werk", &qr, &err));
    int far = qr.side - 7;
    const int corners[3][2] = { { 0, 0 }, { far, 0 }, { 0, far } };
    for (int i = 0; i < 3; i++)
        for (int y = 0; y < 7; y++)
            for (int x = 0; x < 7; x++)
                assert_int_equal(
                    qr.dark[(corners[i][1] + y) * qr.side + corners[i][0] + x], mark[y][x] - '0');
    int dark = 0;
    for (int i = 0; i < qr.side * qr.side; i++) {
        assert_true(qr.dark[i] <= 1);
        dark += qr.dark[i];
    }
    assert_in_range(dark, qr.side * qr.side * 2 / 5, qr.side * qr.side * 3 / 5);
}

static void test_refuses(void **state)
{
    (void)state;
    static const int lengths[] = { 0, 859, 999 };
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        struct qr qr;
        struct err err = { .code = ERR_NONE };
        assert_false(qr_encode(text_of(lengths[i]), &qr, &err));
        assert_int_equal(err.code, ERR_INTERNAL);
        assert_null(strstr(err.detail, "xxx"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_corners),
        cmocka_unit_test(test_refuses),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
