/* Everything of one meeting that may leave the kiosk: the published tally and nothing else. What
 * documents/ make files of. Lives in the arena that store/ filled it from. */
#ifndef CORE_PUBLISHED_H
#define CORE_PUBLISHED_H

#include "core/meeting.h"
#include "core/tally.h"

struct published_card {
    const char *card, *version;
    int choice_count; /* that the card had when the meeting began, "something else" not counted */
    struct tally tally;
};

struct published {
    struct meeting meeting;
    char kiosk_id[33]; /* of the database file, hexadecimal; "": of several, merged */
    const struct published_card *cards; /* sorted by card, then version */
    int card_count;
    bool has_pool; /* after closing: what was left of all cards together, E's only */
    uint32_t pool[ELEMENT_COUNT];
    uint32_t left_out; /* after closing: answers in no card and in no pool */
};

/* How many answers that is: to all cards, in the pool, and together. */
uint64_t published_on_cards(const struct published *p);
uint64_t published_in_pool(const struct published *p);
uint64_t published_answers(const struct published *p);

/* The order of cards, as strcmp: by key, then version. */
int published_card_order(const struct published_card *a, const struct published_card *b);

#endif
