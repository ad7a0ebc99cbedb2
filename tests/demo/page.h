/* One page of HTML with all that the demo made. Mistakes end the program with a sentence. */
#ifndef TESTS_DEMO_PAGE_H
#define TESTS_DEMO_PAGE_H

#include "tour.h"

/* Writes out/index.html. */
void page_make(struct arena *a, const char *out, const struct tour_set *sets, int set_count);

#endif
