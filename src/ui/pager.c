#include "ui/pager.h"

/* How many rows from `first` on fit a page; at least one, so that a page is never empty. */
static int fill_page(const int *heights, int n, int gap, int room, int first)
{
    int used = heights[first], count = 1;
    while (first + count < n && used + gap + heights[first + count] <= room)
        used += gap + heights[first + count++];
    return count;
}

struct page_span pager_span(const int *heights, int n, int gap, int room, int page)
{
    struct page_span span = { .fits = true };
    for (int first = 0; first < n; span.pages++) {
        int count = fill_page(heights, n, gap, room, first);
        if (heights[first] > room)
            span.fits = false;
        if (span.pages <= page) {
            span.page = span.pages;
            span.first = first;
            span.count = count;
        }
        first += count;
    }
    return span;
}
