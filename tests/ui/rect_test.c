#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "ui/rect.h"

#include <cmocka.h>

static void same(struct rect got, int x, int y, int w, int h)
{
    if (got.x != x || got.y != y || got.w != w || got.h != h)
        fail_msg("%d,%d %dx%d, not %d,%d %dx%d", got.x, got.y, got.w, got.h, x, y, w, h);
}

static void cutting(void **state)
{
    (void)state;
    struct rect r = { 10, 20, 100, 50 };
    same(rect_cut_top(&r, 5), 10, 20, 100, 5);
    same(r, 10, 25, 100, 45);
    same(rect_cut_bottom(&r, 5), 10, 65, 100, 5);
    same(r, 10, 25, 100, 40);
    same(rect_cut_left(&r, 30), 10, 25, 30, 40);
    same(r, 40, 25, 70, 40);
    same(rect_cut_right(&r, 20), 90, 25, 20, 40);
    same(r, 40, 25, 50, 40);
}

/* Asking for more than there is takes the rest, asking for less than nothing takes nothing. */
static void cutting_too_much(void **state)
{
    (void)state;
    static struct rect (*const cuts[])(
        struct rect *, int) = { rect_cut_top, rect_cut_bottom, rect_cut_left, rect_cut_right };
    for (size_t i = 0; i < COUNT_OF(cuts); i++) {
        struct rect r = { 10, 20, 100, 50 };
        cuts[i](&r, -7);
        same(r, 10, 20, 100, 50);
        same(cuts[i](&r, 1000), 10, 20, 100, 50);
        assert_true(r.w == 0 || r.h == 0);
        struct rect nothing = cuts[i](&r, 1);
        assert_true(nothing.w == 0 || nothing.h == 0);
    }
}

static void insets(void **state)
{
    (void)state;
    const struct rect r = { 10, 20, 100, 50 };
    same(rect_inset(r, 5), 15, 25, 90, 40);
    same(rect_inset(r, -5), 5, 15, 110, 60);
    same(rect_inset_xy(r, 20, 0), 30, 20, 60, 50);
    assert_int_equal(rect_inset(r, 30).h, 0);
    assert_int_equal(rect_inset(r, 60).w, 0);
    same(rect_centre(r, 20, 10), 50, 40, 20, 10);
    same(rect_centre(r, 120, 10), 0, 40, 120, 10);
}

/* Cells fill the area to its last pixel, with the gap between them and no cell much smaller. */
static void cells(void **state)
{
    (void)state;
    for (int side = 30; side < 140; side++)
        for (int n = 1; n <= 6; n++)
            for (int gap = 0; gap <= 3; gap++) {
                const struct rect area = { 7, 9, side, side };
                int x = area.x, y = area.y, least = side;
                for (int i = 0; i < n; i++) {
                    struct rect column = rect_column(area, n, gap, i);
                    struct rect row = rect_row(area, n, gap, i);
                    same(column, x, area.y, column.w, side);
                    same(row, area.x, y, side, row.h);
                    assert_int_equal(column.w, row.h);
                    least = column.w < least ? column.w : least;
                    assert_true(column.w <= least + 1);
                    x += column.w + gap;
                    y += row.h + gap;
                }
                assert_int_equal(x - gap, area.x + side);
            }
}

static void cells_without_room(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++) {
        assert_true(rect_row((struct rect){ 0, 0, 9, 3 }, 5, 10, i).h >= 0);
        assert_true(rect_column((struct rect){ 0, 0, 3, 9 }, 5, 10, i).w >= 0);
    }
}

static const struct {
    struct rect a, b;
    bool overlap, inside;
} pairs[] = {
    { { 0, 0, 10, 10 }, { 0, 0, 10, 10 }, true, true },
    { { 2, 2, 3, 3 }, { 0, 0, 10, 10 }, true, true },
    { { 0, 0, 10, 10 }, { 2, 2, 3, 3 }, true, false },
    { { 0, 0, 10, 10 }, { 10, 0, 5, 10 }, false, false }, /* side by side */
    { { 0, 0, 10, 10 }, { 0, 10, 10, 5 }, false, false },
    { { 9, 9, 2, 2 }, { 0, 0, 10, 10 }, true, false },
    { { -1, 0, 5, 5 }, { 0, 0, 10, 10 }, true, false },
};

static void relations(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        assert_int_equal(rect_overlap(pairs[i].a, pairs[i].b), pairs[i].overlap);
        assert_int_equal(rect_overlap(pairs[i].b, pairs[i].a), pairs[i].overlap);
        assert_int_equal(rect_inside(pairs[i].a, pairs[i].b), pairs[i].inside);
    }
    const struct rect r = { 10, 20, 2, 2 };
    assert_true(rect_has(r, 10, 20) && rect_has(r, 11, 21));
    assert_false(rect_has(r, 9, 20) || rect_has(r, 12, 20) || rect_has(r, 10, 22));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cutting),
        cmocka_unit_test(cutting_too_much),
        cmocka_unit_test(insets),
        cmocka_unit_test(cells),
        cmocka_unit_test(cells_without_room),
        cmocka_unit_test(relations),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
