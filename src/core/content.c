#include "core/content.h"

#include <stddef.h>
#include <string.h>

const char *element_key(enum element e)
{
    static const char *const keys[ELEMENT_COUNT] = { "excellence", "ethics", "engagement" };
    return keys[e];
}

const char *choice_key(enum choice c)
{
    static const char *const keys[CHOICE_COUNT] = { "a", "b", "c", "d", "other" };
    return keys[c];
}

const struct card *content_card(const struct content *c, const char *key)
{
    for (int i = 0; i < c->card_count; i++)
        if (strcmp(c->cards[i].key, key) == 0)
            return &c->cards[i];
    return NULL;
}

const struct deck *content_deck(const struct content *c, const char *key)
{
    for (int i = 0; i < c->deck_count; i++)
        if (strcmp(c->decks[i].key, key) == 0)
            return &c->decks[i];
    return NULL;
}

const struct vocabulary *content_vocabulary(const struct content *c, const char *key)
{
    for (int i = 0; i < c->vocabulary_count; i++)
        if (strcmp(c->vocabularies[i].key, key) == 0)
            return &c->vocabularies[i];
    return NULL;
}

int content_language(const struct content *c, const char *code)
{
    for (int i = 0; i < c->language_count; i++)
        if (strcmp(c->languages[i].code, code) == 0)
            return i;
    return -1;
}

const struct card_text *card_text_in(
    const struct card *card, int language, int fallback, int *found)
{
    int best = -1;
    if (card->text[language] != NULL)
        best = language;
    else if (card->text[fallback] != NULL)
        best = fallback;
    for (int i = 0; best < 0 && i < LANGUAGE_MAX; i++)
        if (card->text[i] != NULL)
            best = i;
    if (found != NULL)
        *found = best;
    return best < 0 ? NULL : card->text[best];
}

bool choice_exists(enum choice c, int choice_count)
{
    return c == CHOICE_OTHER || (int)c < choice_count;
}

const char *choice_label(
    struct arena *a, const struct language *l, const struct card_text *text, enum choice c)
{
    if (c == CHOICE_OTHER)
        return phrase(l, PHRASE_CHOICE_OTHER_SHORT);
    if (text == NULL || text->choices[c] == NULL)
        return arena_printf(a, "%c", 'A' + (int)c);
    return arena_printf(a, "%c · %s", 'A' + (int)c, text->choices[c]);
}

int vocabulary_language(const struct vocabulary *v, int language, int instead)
{
    if (v->says[language][0].word != NULL)
        return language;
    if (v->says[instead][0].word != NULL)
        return instead;
    int first = 0;
    while (first + 1 < LANGUAGE_MAX && v->says[first][0].word == NULL)
        first++;
    return first;
}
