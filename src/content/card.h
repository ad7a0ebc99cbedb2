/* One file of cards/: a card in one language. */
#ifndef CONTENT_CARD_H
#define CONTENT_CARD_H

#include "content/text.h"
#include "core/content.h"

struct card_file {
    const char *key;
    int language;
    const char *file;
    const struct card_text *text; /* NULL: there are faults */
    int choice_count, question_count;
    int choice_line, question_line; /* of the headings above them; 0: not there */
};

/*
 * Reads source, in the language with that code, into text, choice_count and the rest of card;
 * key, language and file are the caller's. What stays lives in a.
 */
void card_read(
    struct card_file *card, struct arena *a, const struct source *source, const char *code);

/* Hash of what visitors read of the card, with the codes of its languages; NUL-terminated. */
void card_version(
    char version[CARD_VERSION_LEN + 1], const struct card *card, const struct language *languages);

#endif
