#include "documents/results.h"

#include <string.h>

enum { VERSION_DIGITS = 4 }; /* shown of a version, as long as they tell it from the others */

const struct language *results_language(const struct results *r)
{
    return &r->content->languages[r->language];
}

const struct card_text *results_text(const struct results *r, int i)
{
    const struct published_card *p = &r->published->cards[i];
    const struct card *card = content_card(r->content, p->card);
    if (card == NULL || strcmp(card->version, p->version) != 0)
        return NULL;
    return card_text_in(card, r->language, 0, NULL);
}

/* As much of card i's version as tells it from the other versions of that card; 0: it has none. */
static int digits_apart(const struct results *r, int i)
{
    const struct published_card *cards = r->published->cards, *mine = &cards[i];
    int digits = 0;
    for (int other = 0; other < r->published->card_count; other++) {
        if (other == i || strcmp(cards[other].card, mine->card) != 0)
            continue;
        digits = digits < VERSION_DIGITS ? VERSION_DIGITS : digits;
        while (digits < CARD_VERSION_LEN &&
               strncmp(mine->version, cards[other].version, (size_t)digits) == 0)
            digits++;
    }
    return digits;
}

const char *results_title(const struct results *r, struct arena *a, int i)
{
    const struct published_card *p = &r->published->cards[i];
    const struct card_text *text = results_text(r, i);
    int digits = digits_apart(r, i);
    if (text != NULL && digits == 0)
        return text->title;
    if (digits == 0)
        digits = VERSION_DIGITS;
    return arena_printf(a, "%s (%s %.*s)", text != NULL ? text->title : p->card,
        phrase(results_language(r), PHRASE_REPORT_VERSION), digits, p->version);
}

const char *results_word(const struct results *r, enum element e)
{
    const struct meeting *m = &r->published->meeting;
    const struct vocabulary *v = content_vocabulary(r->content, m->vocabulary);
    const struct deck *deck = content_deck(r->content, m->deck);
    if (v == NULL && deck != NULL)
        v = deck->vocabulary;
    const char *word = v != NULL ? v->says[vocabulary_language(v, r->language, 0)][e].word : NULL;
    return word != NULL ? word : element_key(e);
}

bool results_has_choice(const struct published_card *card, enum choice c)
{
    return choice_exists(c, card->choice_count) || card->tally.choice[c] > 0;
}

const char *results_choice(const struct results *r, struct arena *a, int i, enum choice c)
{
    return choice_label(a, results_language(r), results_text(r, i), c);
}
