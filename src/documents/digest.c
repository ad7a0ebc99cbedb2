#include "documents/digest.h"

#include "core/divide.h"

#include <inttypes.h>
#include <string.h>

/* Line ends do not part what belongs together. */
#define TIE "\u00a0"
#define DOT " · "

const int *digest_order(const struct results *r, struct arena *a, int *count)
{
    const struct published *p = r->published;
    size_t n = (size_t)p->card_count;
    const struct tally **tallies = arena_alloc(a, n * sizeof *tallies);
    int *choice_counts = arena_alloc(a, n * sizeof *choice_counts);
    int *positions = arena_alloc(a, n * sizeof *positions);
    int *ranks = arena_alloc(a, n * sizeof *ranks);
    int *order = arena_alloc(a, n * sizeof *order);
    int shown = 0, next = 0;
    for (int i = 0; i < p->card_count; i++) {
        if (p->cards[i].tally.total == 0)
            continue;
        tallies[shown] = &p->cards[i].tally;
        choice_counts[shown] = p->cards[i].choice_count;
        positions[shown++] = i;
    }
    divide_order(tallies, choice_counts, shown, ranks);
    for (; next < shown; next++)
        order[next] = positions[ranks[next]];
    for (int i = 0; i < p->card_count; i++)
        if (p->cards[i].tally.total == 0)
            order[next++] = i;
    *count = shown;
    return order;
}

uint32_t digest_answers(const struct results *r)
{
    uint32_t answers = 0;
    for (int i = 0; i < r->published->card_count; i++)
        answers += r->published->cards[i].tally.total;
    return answers;
}

const char *digest_figure(const struct results *r, struct arena *a, uint32_t part, uint32_t total)
{
    if (total >= TALLY_PERCENT_FROM)
        return arena_printf(a, "%d%%" TIE "(%" PRIu32 ")", tally_percent(part, total), part);
    return phrase_fill(a, phrase(results_language(r), PHRASE_GROUP_OF), "n",
        arena_printf(a, "%" PRIu32, part), "total", arena_printf(a, "%" PRIu32, total), NULL);
}

/* The letter of a choice stays with its first word. */
static const char *one_choice(const struct results *r, struct arena *a, int i, enum choice c)
{
    const struct tally *t = &r->published->cards[i].tally;
    const char *choice = results_choice(r, a, i, c), *dot = strstr(choice, DOT);
    if (dot != NULL)
        choice = arena_printf(
            a, "%.*s" TIE "·" TIE "%s", (int)(dot - choice), choice, dot + strlen(DOT));
    return arena_printf(a, "%s: %s.", choice, digest_figure(r, a, t->choice[c], t->total));
}

const char *digest_choices(const struct results *r, struct arena *a, int i)
{
    const uint32_t *counts = r->published->cards[i].tally.choice;
    int first = 0, second = 1;
    for (int c = 1; c < CHOICE_COUNT; c++) {
        if (counts[c] > counts[first]) {
            second = first;
            first = c;
        } else if (c != second && counts[c] > counts[second]) {
            second = c;
        }
    }
    const char *most = one_choice(r, a, i, (enum choice)first);
    if (counts[second] == 0)
        return most;
    return arena_printf(a, "%s %s", most, one_choice(r, a, i, (enum choice)second));
}

const char *digest_division(const struct results *r, int i)
{
    const struct published_card *card = &r->published->cards[i];
    return phrase(
        results_language(r), divide_phrase(divide_word(&card->tally, card->choice_count)));
}
