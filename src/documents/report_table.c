#include "documents/report_table.h"

#include <inttypes.h>

#define MM TYPESET_PT_PER_MM
#define LETTER_WIDTH (14 * MM)
#define OTHER_WIDTH (33 * MM)
#define TOGETHER_WIDTH (22 * MM)
#define ROW_PAD 2.5
#define ROW_HEIGHT (15.5 + 2 * ROW_PAD)
#define RULE_THICK 0.9
#define RULE_THIN 0.4

enum { ROWS = ELEMENT_COUNT + 2 /* head and sums */ };

/* The columns of a card: its choices, then all of them together. */
struct columns {
    enum choice choice[CHOICE_COUNT];
    int choices; /* of them; the last column is beyond */
};

/* Column i, counted from the right edge of the table. */
static struct sheet_slot cell(const struct columns *c, int i)
{
    double right = SHEET_LEFT + SHEET_COLUMN, width = TOGETHER_WIDTH;
    for (int last = c->choices; last > i; last--) {
        right -= width;
        width = c->choice[last - 1] == CHOICE_OTHER ? OTHER_WIDTH : LETTER_WIDTH;
    }
    return (struct sheet_slot){ right - width, width, PANGO_ALIGN_RIGHT };
}

static struct sheet_slot word_slot(const struct columns *c)
{
    return (struct sheet_slot){ SHEET_LEFT, cell(c, 0).x - SHEET_LEFT, PANGO_ALIGN_LEFT };
}

static void rule(struct sheet *s, double thickness)
{
    if (s->canvas != NULL)
        ink_rule(s->canvas, SHEET_LEFT, s->y, SHEET_COLUMN, thickness);
}

static void put_head(struct sheet *s, const struct results *r, const struct columns *c)
{
    const struct language *language = results_language(r);
    s->y += ROW_PAD;
    for (int i = 0; i <= c->choices; i++) {
        const char *head = i == c->choices ? phrase(language, PHRASE_REPORT_TOGETHER)
                                           : choice_label(s->arena, language, NULL, c->choice[i]);
        sheet_set(s, sheet_strong, cell(c, i), head);
    }
    s->y += ROW_HEIGHT - ROW_PAD;
}

/* One line of counts: by choice, and together. */
static void put_row(struct sheet *s, const struct columns *c, const uint32_t counts[CHOICE_COUNT],
    uint32_t together)
{
    for (int i = 0; i <= c->choices; i++) {
        uint32_t count = i == c->choices ? together : counts[c->choice[i]];
        sheet_set(s, i == c->choices ? sheet_strong : sheet_text, cell(c, i),
            arena_printf(s->arena, "%" PRIu32, count));
    }
    s->y += ROW_HEIGHT - ROW_PAD;
}

double report_table_height(void)
{
    return ROWS * ROW_HEIGHT;
}

void report_table(struct sheet *s, const struct results *r, int i)
{
    const struct published_card *card = &r->published->cards[i];
    struct columns c = { .choices = 0 };
    for (enum choice choice = 0; choice < CHOICE_COUNT; choice++)
        if (results_has_choice(card, choice))
            c.choice[c.choices++] = choice;

    rule(s, RULE_THICK);
    put_head(s, r, &c);
    rule(s, RULE_THIN);
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        s->y += ROW_PAD;
        sheet_element(s, sheet_text, word_slot(&c), e, results_word(r, e));
        put_row(s, &c, card->tally.table[e], card->tally.element[e]);
    }
    rule(s, RULE_THIN);
    s->y += ROW_PAD;
    sheet_set(s, sheet_strong, word_slot(&c), phrase(results_language(r), PHRASE_REPORT_TOGETHER));
    put_row(s, &c, card->tally.choice, card->tally.total);
    rule(s, RULE_THICK);
}
