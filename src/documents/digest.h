/* What stands out in results, in words and figures, for those who will talk about them. */
#ifndef DOCUMENTS_DIGEST_H
#define DOCUMENTS_DIGEST_H

#include "core/divide.h"
#include "documents/results.h"

/* Positions of the *count cards that are shown, the most dividing first; after them, up to the
 * number of all cards, those of which nothing has been published. In a. */
const int *digest_order(const struct results *r, struct arena *a, int *count);

/* A part of a group: "2 van de 5"; from TALLY_PERCENT_FROM answers on "43% (13)". In a. */
const char *digest_figure(const struct results *r, struct arena *a, uint32_t part, uint32_t total);

/* The two choices that most of card i's group made: "B · Laten staan: 43% (13). A · ...: 33% (10)."
 * A second one that nobody made is left out. In a. */
const char *digest_choices(const struct results *r, struct arena *a, int i);

/* How much card i divides the group, and in words: "sterk verdeeld". */
enum division digest_divides(const struct results *r, int i);
const char *digest_division(const struct results *r, int i);

/* "31 antwoorden · verdeeld"; how many alone, while it is too early to say the rest. In a. */
const char *digest_answers(const struct results *r, struct arena *a, int i);

#endif
