#include "core/published.h"

#include <string.h>

uint64_t published_on_cards(const struct published *p)
{
    uint64_t answers = 0;
    for (int i = 0; i < p->card_count; i++)
        answers += p->cards[i].tally.total;
    return answers;
}

uint64_t published_in_pool(const struct published *p)
{
    uint64_t answers = 0;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        answers += p->pool[e];
    return answers;
}

uint64_t published_answers(const struct published *p)
{
    return published_on_cards(p) + published_in_pool(p);
}

int published_card_order(const struct published_card *a, const struct published_card *b)
{
    int card = strcmp(a->card, b->card);
    return card != 0 ? card : strcmp(a->version, b->version);
}
