/* One file of decks/: which cards, in which order. */
#ifndef CONTENT_DECK_H
#define CONTENT_DECK_H

#include "content/text.h"
#include "core/content.h"

struct deck_file {
    const char *key, *file;
    struct deck deck; /* all but vocabulary and cards */
    const char *vocabulary; /* NULL: none is named */
    int vocabulary_line;
    const char *cards[DECK_CARD_MAX];
    int card_lines[DECK_CARD_MAX];
    int card_count;
};

/* Reads source into deck; key and file are the caller's. What stays lives in a. */
void deck_read(struct deck_file *deck, struct arena *a, const struct source *source,
    const struct content *languages);

#endif
