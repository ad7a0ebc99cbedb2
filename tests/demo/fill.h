/* The data of a kiosk that already served a meeting: so many answers for each card that every kind
 * of group result can be seen. Mistakes end the program with a sentence. */
#ifndef TESTS_DEMO_FILL_H
#define TESTS_DEMO_FILL_H

#include "base/arena.h"
#include "core/content.h"
#include "core/meeting.h"

/* Cards of the deck, by what their group result becomes with one answer more. */
enum { FILL_CARD_MANY, FILL_CARD_FIVE, FILL_CARD_FIRST };

struct fill {
    struct arena *arena;
    const struct content *content;
    const struct deck *deck;
    struct meeting meeting;
    const char *folder; /* below /tmp */
};

/* Counts the answers in a new folder below /tmp. */
struct fill *fill_make(void);
void fill_free(struct fill *f); /* removes the folder; NULL is fine */

/* Puts a copy of the data in a folder that exists. */
void fill_copy(const struct fill *f, const char *folder);

#endif
