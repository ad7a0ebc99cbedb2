/*
 * How much a card divides the group: the entropy of its published choices, normalised to 0 … 1 by
 * that of an even split, H = −Σ p·ln p ÷ ln k with k the choices a visitor has, "something else"
 * among them. Shannon, A Mathematical Theory of Communication (1948); as an evenness, Pielou (1966).
 */
#ifndef CORE_DIVIDE_H
#define CORE_DIVIDE_H

#include "core/tally.h"

enum {
    DIVIDE_FROM = 10, /* answers; fewer say nothing about a group */
};

enum division { DIVISION_UNKNOWN, DIVISION_UNANIMOUS, DIVISION_DIVIDED, DIVISION_STRONG };

/* choice_count: that the card has, CHOICE_OTHER not counted. 0 of no answers is 0. */
double divide_entropy(const struct tally *published, int choice_count);

/* In words: strong from 0.9, divided from 0.6 (our own bounds, set on samples of the design). */
enum division divide_word(const struct tally *published, int choice_count);

/* What that is called: "sterk verdeeld". */
enum phrase_id divide_phrase(enum division d);

/* Puts the positions 0 … n-1 in order[], the most dividing first; those below DIVIDE_FROM last, ties
 * in their given order. */
void divide_order(
    const struct tally *const *published, const int *choice_counts, int n, int *order);

#endif
