#include "core/divide.h"

#include <math.h>

static const double strong_from = 0.9, divided_from = 0.6;

double divide_entropy(const struct tally *published, int choice_count)
{
    double sum = 0, entropy = 0;
    for (int c = 0; c < CHOICE_COUNT; c++)
        sum += published->choice[c];
    for (int c = 0; c < CHOICE_COUNT; c++) {
        double p = sum > 0 ? published->choice[c] / sum : 0;
        if (p > 0)
            entropy -= p * log(p);
    }
    /* A card whose group chose what it no longer has is no more divided than divided can be. */
    return fmin(entropy / log(choice_count + 1), 1);
}

enum division divide_word(const struct tally *published, int choice_count)
{
    if (published->total < DIVIDE_FROM)
        return DIVISION_UNKNOWN;
    double entropy = divide_entropy(published, choice_count);
    if (entropy >= strong_from)
        return DIVISION_STRONG;
    return entropy >= divided_from ? DIVISION_DIVIDED : DIVISION_UNANIMOUS;
}

enum phrase_id divide_phrase(enum division d)
{
    static const enum phrase_id phrases[] = {
        [DIVISION_UNKNOWN] = PHRASE_DIVIDE_UNKNOWN,
        [DIVISION_UNANIMOUS] = PHRASE_DIVIDE_UNANIMOUS,
        [DIVISION_DIVIDED] = PHRASE_DIVIDE_DIVIDED,
        [DIVISION_STRONG] = PHRASE_DIVIDE_STRONG,
    };
    return phrases[d];
}

/* What the order goes by: below 0 where too few answered. */
static double weight(const struct tally *published, int choice_count)
{
    return published->total < DIVIDE_FROM ? -1 : divide_entropy(published, choice_count);
}

void divide_order(const struct tally *const *published, const int *choice_counts, int n, int *order)
{
    for (int i = 0; i < n; i++) {
        double mine = weight(published[i], choice_counts[i]);
        int at = i;
        for (; at > 0 && weight(published[order[at - 1]], choice_counts[order[at - 1]]) < mine;
             at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}
