/*
 * What visitors read, as plain data: cards, decks, the words for the three E's and the fixed
 * phrases. content/ fills it from files, tests fill it by hand; nobody changes it after that.
 * Strings are valid UTF-8 and live as long as the struct content they hang on.
 */
#ifndef CORE_CONTENT_H
#define CORE_CONTENT_H

#include "core/phrase.h"
#include <stdbool.h>

/* The three E's, always in this order; the keys are what is stored and exported. */
enum element { ELEMENT_EXCELLENCE, ELEMENT_ETHICS, ELEMENT_ENGAGEMENT, ELEMENT_COUNT };

/* The choices of a card, keys a to d, and "something else", key other. */
enum choice { CHOICE_A, CHOICE_B, CHOICE_C, CHOICE_D, CHOICE_OTHER, CHOICE_COUNT };

enum {
    LANGUAGE_MAX = 6,
    CARD_CHOICE_MAX = CHOICE_OTHER,
    CARD_CHOICE_MIN = 2,
    CARD_QUESTION_MAX = 2,
    CARD_PARAGRAPH_MAX = 3,
    DECK_CARD_MAX = 24,
    CARD_VERSION_LEN = 16, /* hexadecimal digits */
};

const char *element_key(enum element e); /* "excellence" "ethics" "engagement" */
const char *choice_key(enum choice c); /* "a" … "d" "other" */

/* Inside a story, emphasised words stand between these two bytes. Nowhere else do they occur. */
#define EMPHASIS_ON '\x0e'
#define EMPHASIS_OFF '\x0f'

struct card_text {
    const char *field, *title, *teaser;
    const char *paragraphs[CARD_PARAGRAPH_MAX]; /* the story */
    const char *choices[CARD_CHOICE_MAX];
    const char *questions[CARD_QUESTION_MAX];
    int paragraph_count, question_count;
};

struct card {
    const char *key;
    /* Hash of what visitors read in all its languages: a new wording is another card to count. */
    char version[CARD_VERSION_LEN + 1];
    int choice_count; /* CARD_CHOICE_MIN to CARD_CHOICE_MAX, as in every language */
    const struct card_text *text[LANGUAGE_MAX]; /* by language index; NULL: not translated */
};

struct vocabulary {
    const char *key;
    struct {
        const char *word, *question; /* "Vakmanschap", "Doe ik mijn werk goed?" */
    } says[LANGUAGE_MAX][ELEMENT_COUNT]; /* word NULL: not in this language */
};

struct deck {
    const char *key;
    const char *name[LANGUAGE_MAX], *theme[LANGUAGE_MAX]; /* NULL: not in this language */
    const struct vocabulary *vocabulary;
    const struct card *cards[DECK_CARD_MAX];
    int card_count;
};

struct content {
    struct language
        languages[LANGUAGE_MAX]; /* sorted: nl first, then en, then the others by code */
    int language_count;
    const struct card *cards; /* sorted by key */
    int card_count;
    const struct deck *decks; /* sorted by key */
    int deck_count;
    const struct vocabulary *vocabularies; /* sorted by key */
    int vocabulary_count;
};

/* NULL or -1: there is none of that key. */
const struct card *content_card(const struct content *c, const char *key);
const struct deck *content_deck(const struct content *c, const char *key);
const struct vocabulary *content_vocabulary(const struct content *c, const char *key);
int content_language(const struct content *c, const char *code);

/*
 * The text of a card in a language, else in fallback, else in the first one that it has; never
 * NULL for a loaded card. The language that was found goes to *found (may be NULL).
 */
const struct card_text *card_text_in(
    const struct card *card, int language, int fallback, int *found);

/* Whether a card with so many choices, "something else" not counted, has this one. */
bool choice_exists(enum choice c, int choice_count);

/* "A · Weglaten en versturen", "Iets anders". text NULL, of a card whose words are not known: the
 * letter alone. In a, or the language's. */
const char *choice_label(
    struct arena *a, const struct language *l, const struct card_text *text, enum choice c);

/* The language that a vocabulary speaks: that one, else instead, else its first. */
int vocabulary_language(const struct vocabulary *v, int language, int instead);

#endif
