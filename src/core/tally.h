/* How a group chose: counts of one card in one meeting. What is in a struct tally outside store/
 * has been published: it may be shown. */
#ifndef CORE_TALLY_H
#define CORE_TALLY_H

#include "core/content.h"
#include <stdbool.h>
#include <stdint.h>

enum {
    TALLY_PERCENT_FROM = 20, /* below it, "2 van de 5" says more than 40 % */
    TALLY_TABLE_FROM = 20, /* element × choice is published from here on */
    TALLY_ATTRACT_FROM = 10, /* answers that the attract screen boasts of */
    GROUP_MIN_LOWEST = 5,
    GROUP_MIN_HIGHEST = 20,
};

struct tally {
    uint32_t total; /* 0: nothing published yet */
    uint32_t element[ELEMENT_COUNT];
    uint32_t choice[CHOICE_COUNT];
    bool has_table; /* from TALLY_TABLE_FROM answers */
    uint32_t table[ELEMENT_COUNT][CHOICE_COUNT];
};

/*
 * Adds the counts of another group for the same card. What both have published as a table stays one;
 * a table of some of the answers would not add up to the margins, so it goes. False: more answers
 * than can be counted, and to is of no use.
 */
bool tally_add(struct tally *to, const struct tally *more);

/* One part of a whole as a percentage, rounded half up; 0 of 0 is 0. */
int tally_percent(uint32_t part, uint32_t whole);

/* The same as it is said: "43%", or "2 van de 5" while the group is small. In a. */
const char *tally_share(struct arena *a, const struct language *l, uint32_t part, uint32_t whole);

#endif
