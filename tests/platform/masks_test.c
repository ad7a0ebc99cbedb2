/* Shapes as coverage. */
#include "platform/masks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

enum { SIDE_MAX = 400 };

struct sums {
    double covered;
    int clear, full;
};

static struct sums sum(const uint8_t *mask, int side)
{
    struct sums s = { 0 };
    for (int i = 0; i < side * side; i++) {
        s.covered += mask[i] / 255.0;
        s.clear += mask[i] == 0 ? 1 : 0;
        s.full += mask[i] == 255 ? 1 : 0;
    }
    return s;
}

static void discs_are_round(void **state)
{
    uint8_t *mask = *state;
    for (int radius = 1; radius <= 60; radius++) {
        int side = 2 * radius;
        mask_disc(mask, radius);
        double wanted = acos(-1) * radius * radius, got = sum(mask, side).covered;
        assert_true(fabs(got - wanted) < 0.02 * wanted + 0.6);
        for (int i = 0; i < side * side; i++) {
            int x = i % side, y = i / side;
            assert_int_equal(mask[i], mask[y * side + (side - 1 - x)]);
            assert_int_equal(mask[i], mask[(side - 1 - y) * side + x]);
            assert_int_equal(mask[i], mask[x * side + y]);
        }
    }
}

static void shadows_join_their_edges(void **state)
{
    static const struct {
        int radius, blur;
    } shadows[] = { { 0, 1 }, { 0, 9 }, { 6, 6 }, { 12, 4 }, { 4, 12 }, { 20, 24 } };
    uint8_t *mask = *state;
    for (size_t i = 0; i < sizeof shadows / sizeof shadows[0]; i++) {
        int blur = shadows[i].blur, reach = mask_shadow_reach(shadows[i].radius, blur);
        int side = 2 * reach;
        mask_shadow(mask, shadows[i].radius, blur);
        assert_true(mask[0] <= mask[side / 2]);
        for (int p = 0; p < 2 * blur; p++) {
            /* At its last px a corner is as strong as the edge that goes on from there. */
            int edge = mask_shadow_at(p, blur);
            assert_true(abs(mask[p * side + reach - 1] - edge) <= 1);
            assert_true(abs(mask[(reach - 1) * side + p] - edge) <= 1);
            assert_true(p == 0 || mask_shadow_at(p, blur) >= mask_shadow_at(p - 1, blur));
        }
        assert_true(mask_shadow_at(0, blur) < 32 && mask_shadow_at(2 * blur - 1, blur) > 32);
    }
}

static void icons_keep_their_ink_at_any_size(void **state)
{
    uint8_t *mask = *state;
    for (enum icon icon = 0; icon < ICON_COUNT; icon++) {
        double whole = sum(icon_mask(icon), ICON_SIDE).covered / (ICON_SIDE * ICON_SIDE);
        assert_true(whole > 0.02);
        static const int sides[] = { 1, 7, 24, 57, 96, 191, 192, 300 };
        for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
            mask_icon(mask, icon, sides[i]);
            double part = sum(mask, sides[i]).covered / (sides[i] * sides[i]);
            assert_true(fabs(part - whole) < 0.01);
        }
        mask_icon(mask, icon, ICON_SIDE);
        assert_memory_equal(mask, icon_mask(icon), (size_t)ICON_SIDE * ICON_SIDE);
    }
}

static int open_mask(void **state)
{
    *state = malloc((size_t)SIDE_MAX * SIDE_MAX);
    return *state == NULL ? -1 : 0;
}

static int close_mask(void **state)
{
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discs_are_round),
        cmocka_unit_test(shadows_join_their_edges),
        cmocka_unit_test(icons_keep_their_ink_at_any_size),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_mask, close_mask);
}
