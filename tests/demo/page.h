/* One page of HTML with all that the demo made. Mistakes end the program with a sentence. */
#ifndef TESTS_DEMO_PAGE_H
#define TESTS_DEMO_PAGE_H

#include "tour.h"

/* Writes out/index.html: the pictures of sets by the part of the visit, those of card_sets by set. */
void page_make(struct arena *a, const char *out, const struct tour_set *sets, int set_count,
    const struct tour_set *card_sets, int card_set_count);

#endif
