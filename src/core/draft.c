#include "core/draft.h"

#include <string.h>

enum { ADVICE_FEWEST = 3, ADVICE_MOST = 6, VISIT_MINUTES = 3, VISITS_A_CARD = 8 };

struct card_list card_list_of(const struct content *c, const struct deck *deck)
{
    struct card_list list = { 0 };
    for (int i = 0; i < deck->card_count; i++)
        list.card[list.count++] = (int)(deck->cards[i] - c->cards);
    return list;
}

struct deck draft_deck(const struct content *c, const char *deck_key, const char *vocabulary_key,
    const struct card_list *cards)
{
    const struct deck *from = content_deck(c, deck_key);
    const struct vocabulary *words = content_vocabulary(c, vocabulary_key);
    struct deck deck = from != NULL ? *from : c->decks[0];
    if (words != NULL)
        deck.vocabulary = words;
    deck.card_count = cards->count;
    for (int i = 0; i < cards->count; i++)
        deck.cards[i] = &c->cards[cards->card[i]];
    return deck;
}

int draft_advice(int people, int minutes)
{
    int walk_ups = people * 60 / 100, room = minutes / VISIT_MINUTES;
    int visits = walk_ups < room ? walk_ups : room, cards = visits / VISITS_A_CARD;
    return cards < ADVICE_FEWEST ? ADVICE_FEWEST : cards > ADVICE_MOST ? ADVICE_MOST : cards;
}
