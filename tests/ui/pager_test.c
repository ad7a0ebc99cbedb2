#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "ui/pager.h"

#include <cmocka.h>

static const struct {
    int heights[6], n, gap, room, page;
    struct page_span span;
} cases[] = {
    { { 0 }, 0, 5, 100, 0, { .fits = true } },
    { { 30 }, 1, 5, 30, 0, { 0, 1, 0, 1, true } },
    { { 30, 30, 30 }, 3, 5, 100, 0, { 0, 3, 0, 1, true } }, /* just */
    { { 30, 30, 30 }, 3, 5, 99, 0, { 0, 2, 0, 2, true } },
    { { 30, 30, 30 }, 3, 5, 99, 1, { 2, 1, 1, 2, true } },
    { { 30, 30, 30 }, 3, 5, 99, 7, { 2, 1, 1, 2, true } }, /* past the end: the last */
    { { 30, 30, 30 }, 3, 5, 30, 1, { 1, 1, 1, 3, true } },
    { { 30, 101, 30 }, 3, 5, 100, 0, { 0, 1, 0, 3, false } }, /* one row is too high ... */
    { { 30, 101, 30 }, 3, 5, 100, 1,
        { 1, 1, 1, 3, false } }, /* ... and has its page all the same */
    { { 30, 30, 200 }, 3, 5, 100, 0, { 0, 2, 0, 2, false } },
    { { 30 }, 1, 5, 0, 0, { 0, 1, 0, 1, false } },
};

static void spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct page_span got =
            pager_span(cases[i].heights, cases[i].n, cases[i].gap, cases[i].room, cases[i].page);
        const struct page_span *want = &cases[i].span;
        if (got.first != want->first || got.count != want->count || got.page != want->page ||
            got.pages != want->pages || got.fits != want->fits)
            fail_msg("case %zu: rows %d+%d, page %d of %d, %s", i + 1, got.first, got.count,
                got.page, got.pages, got.fits ? "fits" : "does not fit");
    }
}

/* Page after page, every row comes once. */
static void nothing_is_left_out(void **state)
{
    static const int heights[] = { 12, 40, 7, 33, 90, 21, 21, 5, 60 };
    (void)state;
    for (int room = 1; room < 300; room++) {
        int next = 0, pages = 1;
        for (int page = 0; page < pages; page++) {
            struct page_span span = pager_span(heights, (int)COUNT_OF(heights), 3, room, page);
            assert_int_equal(span.first, next);
            assert_int_equal(span.page, page);
            assert_true(span.count > 0);
            next += span.count;
            pages = span.pages;
        }
        assert_int_equal(next, COUNT_OF(heights));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans),
        cmocka_unit_test(nothing_is_left_out),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
