/*
 * libFuzzer target: any bytes as a file of decks/ or vocabularies/. The first byte says which, so
 * that a corpus file is that letter and the text of a file.
 */
#include "content/deck.h"
#include "content/vocabulary.h"
#include "door.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_deck(struct door *d)
{
    struct deck_file deck = { .file = "f" };
    deck_read(&deck, d->a, &d->source, &door_languages);
    assert(deck.card_count >= 0 && deck.card_count <= DECK_CARD_MAX);
    for (int i = 0; i < deck.card_count; i++)
        door_check_text(deck.cards[i]);
    for (int i = 0; i < LANGUAGE_MAX; i++) {
        door_check_text(deck.deck.name[i] == NULL ? "" : deck.deck.name[i]);
        door_check_text(deck.deck.theme[i] == NULL ? "" : deck.deck.theme[i]);
    }
    assert(d->faults.count > 0 || (deck.card_count > 0 && deck.vocabulary != NULL));
}

static void read_vocabulary(struct door *d)
{
    struct vocabulary vocabulary = { .key = "v" };
    vocabulary_read(&vocabulary, d->a, &d->source, &door_languages, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct door d;
    if (size == 0)
        return 0;
    if (door_open(&d, data + 1, size - 1)) {
        if (data[0] == 'v')
            read_vocabulary(&d);
        else
            read_deck(&d);
    }
    door_close(&d);
    return 0;
}
