/* Sharing rows out over pages: what does not fit one page goes on the next, never half a row. */
#ifndef UI_PAGER_H
#define UI_PAGER_H

#include <stdbool.h>

struct page_span {
    int first, count; /* rows on this page */
    int page, pages; /* page from 0 */
    bool fits; /* false: one row alone is higher than the room */
};

/* Rows of the given heights, gap apart, into pages of room; the page asked for, or the last. */
struct page_span pager_span(const int *heights, int n, int gap, int room, int page);

#endif
