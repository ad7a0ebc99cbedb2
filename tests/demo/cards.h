/* The cards with the longest stories, one of each field: where words are first clipped or lonely. */
#ifndef TESTS_DEMO_CARDS_H
#define TESTS_DEMO_CARDS_H

#include "tour.h"

/* Gives the tour a content of its own with these cards in one deck; before tour_start. */
void cards_content(struct tour *t);

/* From attract through every card, up to its choices; in large letters if the set wants them. */
void cards_walk(struct tour *t);

#endif
