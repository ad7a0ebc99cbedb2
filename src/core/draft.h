/*
 * A meeting on the organiser's desk: edited screen by screen, and only then stored. It outlives the
 * screens (a phone call loses nothing) and is dropped when it is stored or given up.
 */
#ifndef CORE_DRAFT_H
#define CORE_DRAFT_H

#include "core/content.h"
#include "core/meeting.h"

/* Cards in the order that visitors see them: positions in content->cards. */
struct card_list {
    int count;
    int card[DECK_CARD_MAX];
};

enum saving { SAVING_NO, SAVING_BUSY, SAVING_FAILED };

struct draft {
    bool open; /* something is being edited */
    bool begins; /* another meeting is to be started; false: the running one is changed */
    struct meeting meeting;
    struct card_list cards;
    int people, minutes; /* for the advice on the number of cards; 0: not said */
};

/* All cards of a deck, in its order. */
struct card_list card_list_of(const struct content *c, const struct deck *deck);

/* Cards by their keys, in that order, as far as the content has them and a deck has room. */
struct card_list card_list_of_keys(const struct content *c, const char *const *keys, int count);

/*
 * A deck as it runs: name and theme of the deck with that key (the first one where there is none
 * such), these cards in this order, this vocabulary ("": the deck's own).
 */
struct deck draft_deck(const struct content *c, const char *deck_key, const char *vocabulary_key,
    const struct card_list *cards);

bool card_list_has(const struct card_list *list, int card);

/* Puts a card behind the others, or takes it out. False, and nothing changed: the list is full, or
 * this is its only card. */
bool card_list_toggle(struct card_list *list, int card);

/* Moves the card at that position so many places down (up for less than 0), within the list. */
void card_list_move(struct card_list *list, int at, int by);

/* Another deck, with all its cards and its own words for the E's. */
void draft_pick_deck(struct draft *d, const struct content *c, const struct deck *deck);
void draft_pick_words(struct draft *d, const char *vocabulary_key);

/*
 * How many cards suit so many people in so many minutes: visits are the lesser of 60 % of the people
 * and minutes ÷ 3 (a visit's length), cards are visits ÷ 8, from 3 to 6. Rule of the product.
 */
int draft_advice(int people, int minutes);

#endif
