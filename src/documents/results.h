/*
 * What every document about a meeting is made from: the published tally and nothing else, and the
 * texts that go with it. Outlives the making.
 */
#ifndef DOCUMENTS_RESULTS_H
#define DOCUMENTS_RESULTS_H

#include "base/arena.h"
#include "core/content.h"
#include "core/published.h"

struct results {
    const struct published *published;
    const struct content *content;
    int language; /* of content */
};

/* The words of published card i, or NULL where the content does not have that card in that version:
 * then key and version name it. */
const struct card_text *results_text(const struct results *r, int i);

/* The card's title, or its key; two versions of one card are told apart. In a, or the content's. */
const char *results_title(const struct results *r, struct arena *a, int i);

/* The vocabulary's word for an E, else the key. */
const char *results_word(const struct results *r, enum element e);

/* "A · Weglaten en versturen"; the choice's letter alone where the words are not known. In a. */
const char *results_choice(const struct results *r, struct arena *a, int i, enum choice c);

/* Whether a card has that choice, or had it when somebody chose it. */
bool results_has_choice(const struct published_card *card, enum choice c);

const struct language *results_language(const struct results *r);

#endif
