#include "documents/cheat_sheet_pdf.h"

#include "documents/digest.h"
#include "documents/leaf.h"
#include "documents/meeting_label.h"

#include <inttypes.h>
#include <string.h>

enum { TALKS = 3, NOT_PUBLISHED = -1 };

#define NOTE_MM 8.0 /* from line to line */
#define NUMERAL_MM 9.0

static const struct typeset_style style_numeral = { FACE_STRONG, 17, 20 };
static const struct typeset_style style_figures = { FACE_TEXT, 10.5, 14.5 };

struct talk {
    int card; /* position among the published cards */
    const char *title;
    const struct card_text *text; /* NULL: not known here */
};

struct cheat_sheet {
    const struct results *results;
    struct arena *arena;
    struct talk talks[TALKS];
    int count, published; /* of talks; those with figures come first */
};

/* --- which dilemmas --- */

static void take_published(struct cheat_sheet *s)
{
    int shown;
    const int *order = digest_order(s->results, s->arena, &shown);
    for (; s->published < TALKS && s->published < shown; s->published++) {
        int i = order[s->published];
        s->talks[s->published] =
            (struct talk){ i, results_title(s->results, s->arena, i), results_text(s->results, i) };
    }
    s->count = s->published;
}

static bool taken(const struct cheat_sheet *s, const struct card *card)
{
    const struct published_card *cards = s->results->published->cards;
    for (int i = 0; i < s->published; i++)
        if (strcmp(cards[s->talks[i].card].card, card->key) == 0)
            return true;
    return false;
}

static void take_from_deck(struct cheat_sheet *s, const struct deck *deck)
{
    for (int i = 0; deck != NULL && i < deck->card_count && s->count < TALKS; i++) {
        if (taken(s, deck->cards[i]))
            continue;
        const struct card_text *text = card_text_in(deck->cards[i], s->results->language, 0, NULL);
        s->talks[s->count++] = (struct talk){ NOT_PUBLISHED, text->title, text };
    }
}

/* --- what is said of one --- */

static const char *number(const struct cheat_sheet *s, uint32_t n)
{
    return arena_printf(s->arena, "%" PRIu32, n);
}

static const char *share(const struct cheat_sheet *s, uint32_t part, uint32_t total)
{
    return tally_share(s->arena, results_language(s->results), part, total);
}

/* The largest and the next of counts, the first of equals. */
static void find_two(const uint32_t *counts, int n, int *most, int *next)
{
    *most = 0;
    for (int i = 1; i < n; i++)
        if (counts[i] > counts[*most])
            *most = i;
    *next = *most == 0 ? 1 : 0;
    for (int i = 0; i < n; i++)
        if (i != *most && counts[i] > counts[*next])
            *next = i;
}

static const char *choice_words(const struct cheat_sheet *s, const struct talk *talk, int c)
{
    if (c != CHOICE_OTHER && talk->text != NULL && talk->text->choices[c] != NULL)
        return talk->text->choices[c];
    return results_choice(s->results, s->arena, talk->card, (enum choice)c);
}

static const char *figures(const struct cheat_sheet *s, const struct talk *talk)
{
    const struct language *l = results_language(s->results);
    const struct tally *t = &s->results->published->cards[talk->card].tally;
    int most, next, heavy, second;
    find_two(t->choice, CHOICE_COUNT, &most, &next);
    find_two(t->element, ELEMENT_COUNT, &heavy, &second);
    const char *chosen = phrase_fill(s->arena,
        phrase(l, t->choice[next] > 0 ? PHRASE_SHEET_CHOSEN_TWO : PHRASE_SHEET_CHOSEN), "choice",
        choice_words(s, talk, most), "share", share(s, t->choice[most], t->total), "next",
        choice_words(s, talk, next), "less", share(s, t->choice[next], t->total), NULL);
    if (t->element[heavy] == t->element[second])
        return chosen; /* no E weighed most */
    const char *weighed = phrase_fill(s->arena, phrase(l, PHRASE_SHEET_WEIGHED), "word",
        results_word(s->results, (enum element)heavy), "share",
        share(s, t->element[heavy], t->total), NULL);
    return arena_printf(s->arena, "%s %s", chosen, weighed);
}

/* --- the page --- */

struct numbered {
    const struct cheat_sheet *sheet;
    int i;
};

static void put_talk(struct leaf *l, const void *what)
{
    const struct numbered *n = what;
    const struct cheat_sheet *s = n->sheet;
    const struct talk *talk = &s->talks[n->i];
    const char *question = talk->text != NULL && talk->text->question_count > 0
                               ? talk->text->questions[0]
                               : phrase(results_language(s->results), PHRASE_CHOICE_TITLE);
    leaf_rule(l);
    leaf_gap(l, 3.5);
    leaf_numeral(l, style_numeral, number(s, (uint32_t)n->i + 1));
    leaf_indent(l, NUMERAL_MM);
    leaf_display(l, leaf_heading, talk->title);
    if (talk->card != NOT_PUBLISHED)
        leaf_put(l, leaf_small, digest_answers(s->results, s->arena, talk->card));
    leaf_gap(l, 1.5);
    if (talk->text != NULL)
        leaf_put(l, (struct typeset_style){ FACE_ITALIC, 10.5, 14.5 }, talk->text->teaser);
    leaf_gap(l, 1);
    if (talk->card != NOT_PUBLISHED)
        leaf_put(l, style_figures, figures(s, talk));
    leaf_gap(l, 1.5);
    leaf_display(l, leaf_question, question);
    leaf_gap(l, 4.5);
    leaf_indent(l, -NUMERAL_MM);
}

static const char *intro(const struct cheat_sheet *s)
{
    const struct language *l = results_language(s->results);
    if (s->published == 0)
        return phrase(l, PHRASE_SHEET_NONE);
    if (s->published < s->count)
        return phrase_fill(s->arena, phrase_n(l, PHRASE_SHEET_FEWER, s->published), "n",
            number(s, (uint32_t)s->published), NULL);
    bool known = digest_divides(s->results, s->talks[0].card) != DIVISION_UNKNOWN;
    return known && s->published > 1 ? phrase(l, PHRASE_SHEET_INTRO) : "";
}

static void put_page(struct leaf *l, const void *what)
{
    const struct cheat_sheet *s = what;
    const struct meeting *m = &s->results->published->meeting;
    const struct language *words = results_language(s->results);
    leaf_put(l, leaf_small, meeting_heading(s->arena, m, words));
    leaf_gap(l, 0.5);
    leaf_display(l, leaf_title, phrase(words, PHRASE_SHEET_TITLE));
    leaf_gap(l, 1);
    leaf_put(l, leaf_text, intro(s));
    leaf_gap(l, 4.5);
    for (int i = 0; i < s->count; i++)
        leaf_keep(l, put_talk, &(struct numbered){ s, i });
}

bool cheat_sheet_pdf(struct typesetter *t, struct arena *a, const struct results *r,
    const struct deck *deck, struct document *out, struct err *err)
{
    struct cheat_sheet s = { .results = r, .arena = a };
    const struct language *words = results_language(r);
    take_published(&s);
    take_from_deck(&s, deck);
    struct leaf l = leaf_begin(t, words, phrase(words, PHRASE_SHEET_FOOT), 148, 210, 13);
    leaf_fit(&l, put_page, &s);
    put_page(&l, &s);
    leaf_rule(&l);
    while (l.y + NOTE_MM * TYPESET_PT_PER_MM < l.bottom)
        leaf_lines(&l, 1, NOTE_MM);
    return leaf_end(&l, a, out, err);
}
