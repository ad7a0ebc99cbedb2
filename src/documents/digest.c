#include "documents/digest.h"

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

const char *digest_figure(const struct results *r, struct arena *a, uint32_t part, uint32_t total)
{
    if (total >= TALLY_PERCENT_FROM)
        return arena_printf(a, "%d%%" TIE "(%" PRIu32 ")", tally_percent(part, total), part);
    return tally_share(a, results_language(r), part, total);
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

enum division digest_divides(const struct results *r, int i)
{
    const struct published_card *card = &r->published->cards[i];
    return divide_word(&card->tally, card->choice_count);
}

const char *digest_division(const struct results *r, int i)
{
    return phrase(results_language(r), divide_phrase(digest_divides(r, i)));
}

const char *digest_answers(const struct results *r, struct arena *a, int i)
{
    const struct language *l = results_language(r);
    const char *answers =
        phrase_count(a, l, PHRASE_GROUP_COUNT, (long)r->published->cards[i].tally.total);
    if (digest_divides(r, i) == DIVISION_UNKNOWN)
        return answers;
    return arena_printf(a, "%s · %s", answers, digest_division(r, i));
}
