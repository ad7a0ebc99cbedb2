/*
 * A stand with a printer: the real program, started, beside a CUPS of its own whose photo printer is
 * the kiosk's. Whatever is not as it should be fails the running cmocka test.
 */
#ifndef TESTS_LIB_SHOP_H
#define TESTS_LIB_SHOP_H

#include "cups_lab.h"
#include "stand.h"

#include <stddef.h>

struct shop {
    struct lab *lab;
    struct stand *s;
    void *notes; /* what the tests of a group tell each other; starts as zeros */
};

/* For cmocka: *state is the shop, with a hundred sheets of that paper (its PWG name) and so many
 * bytes of notes. */
int shop_set_up(void **state, const char *paper, size_t notes_bytes);
int shop_set_up_a6(void **state); /* without notes */
int shop_tear_down(void **state);

#endif
