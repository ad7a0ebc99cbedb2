#include "core/draft.h"

#include "core/utf8.h"

enum { ADVICE_FEWEST = 3, ADVICE_MOST = 6, VISIT_MINUTES = 3, VISITS_A_CARD = 8 };

struct card_list card_list_of(const struct content *c, const struct deck *deck)
{
    struct card_list list = { 0 };
    for (int i = 0; i < deck->card_count; i++)
        list.card[list.count++] = (int)(deck->cards[i] - c->cards);
    return list;
}

struct card_list card_list_of_keys(const struct content *c, const char *const *keys, int count)
{
    struct card_list list = { 0 };
    for (int i = 0; i < count && list.count < DECK_CARD_MAX; i++) {
        const struct card *card = content_card(c, keys[i]);
        if (card != NULL)
            list.card[list.count++] = (int)(card - c->cards);
    }
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

static int position(const struct card_list *list, int card)
{
    for (int i = 0; i < list->count; i++)
        if (list->card[i] == card)
            return i;
    return -1;
}

bool card_list_has(const struct card_list *list, int card)
{
    return position(list, card) >= 0;
}

bool card_list_toggle(struct card_list *list, int card)
{
    int at = position(list, card);
    if (at < 0 ? list->count == DECK_CARD_MAX : list->count == 1)
        return false;
    if (at < 0) {
        list->card[list->count++] = card;
        return true;
    }
    card_list_move(list, at, list->count);
    list->card[--list->count] = 0;
    return true;
}

void card_list_move(struct card_list *list, int at, int by)
{
    for (int step = by < 0 ? -1 : 1; by != 0; by -= step, at += step) {
        int to = at + step;
        if (to < 0 || to >= list->count)
            return;
        int card = list->card[at];
        list->card[at] = list->card[to];
        list->card[to] = card;
    }
}

void draft_pick_deck(struct draft *d, const struct content *c, const struct deck *deck)
{
    utf8_copy(d->meeting.deck, sizeof d->meeting.deck, deck->key);
    draft_pick_words(d, deck->vocabulary->key);
    d->cards = card_list_of(c, deck);
}

void draft_pick_words(struct draft *d, const char *vocabulary_key)
{
    utf8_copy(d->meeting.vocabulary, sizeof d->meeting.vocabulary, vocabulary_key);
}

int draft_advice(int people, int minutes)
{
    int walk_ups = people * 60 / 100, room = minutes / VISIT_MINUTES;
    int visits = walk_ups < room ? walk_ups : room, cards = visits / VISITS_A_CARD;
    return cards < ADVICE_FEWEST ? ADVICE_FEWEST : cards > ADVICE_MOST ? ADVICE_MOST : cards;
}
