#include "documents/results_csv.h"

#include "documents/meeting_label.h"
#include "documents/results.h"

#include <glib.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define POOL_CARD "-"

/* The E's in the order of their keys, as all rows are. */
static const enum element by_key[ELEMENT_COUNT] = { ELEMENT_ENGAGEMENT, ELEMENT_ETHICS,
    ELEMENT_EXCELLENCE };

/* One cell of text that somebody typed. */
static void put_cell(GString *csv, const char *text)
{
    bool formula = text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
    bool quote = strpbrk(text, ";\"\r\n") != NULL;
    if (quote)
        g_string_append_c(csv, '"');
    if (formula)
        g_string_append_c(csv, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *c);
    }
    if (quote)
        g_string_append_c(csv, '"');
}

/* What the rows of one card begin with. */
struct row_start {
    GString *csv;
    const char *meeting, *card, *version;
};

static void put_row(
    const struct row_start *r, const char *question, const char *answer, uint32_t count)
{
    put_cell(r->csv, r->meeting);
    g_string_append_c(r->csv, ';');
    if (strcmp(r->card, POOL_CARD) == 0)
        g_string_append(r->csv, r->card);
    else
        put_cell(r->csv, r->card);
    g_string_append_c(r->csv, ';');
    put_cell(r->csv, r->version);
    g_string_append_printf(r->csv, ";%s;%s;%" G_GUINT32_FORMAT "\r\n", question, answer, count);
}

static void put_elements(const struct row_start *r, const uint32_t counts[ELEMENT_COUNT])
{
    for (int i = 0; i < ELEMENT_COUNT; i++)
        put_row(r, "element", element_key(by_key[i]), counts[by_key[i]]);
}

static void put_table(const struct row_start *r, const bool has[CHOICE_COUNT],
    const uint32_t table[ELEMENT_COUNT][CHOICE_COUNT])
{
    for (int i = 0; i < ELEMENT_COUNT; i++) {
        for (enum choice c = 0; c < CHOICE_COUNT; c++) {
            char answer[32];
            g_snprintf(answer, sizeof answer, "%s+%s", element_key(by_key[i]), choice_key(c));
            if (has[c])
                put_row(r, "element+choice", answer, table[by_key[i]][c]);
        }
    }
}

static void put_card(const struct row_start *r, const struct published_card *card)
{
    bool has[CHOICE_COUNT];
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        has[c] = results_has_choice(card, c);
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (has[c])
            put_row(r, "choice", choice_key(c), card->tally.choice[c]);
    put_elements(r, card->tally.element);
    if (card->tally.has_table)
        put_table(r, has, card->tally.table);
}

struct document results_csv(struct arena *a, const struct published *p)
{
    const char *meeting = meeting_label(a, &p->meeting);
    GString *csv = g_string_new(BOM "meeting;card;card_version;question;answer;count\r\n");
    if (p->has_pool)
        put_elements(&(struct row_start){ csv, meeting, POOL_CARD, "" }, p->pool);
    for (int i = 0; i < p->card_count; i++) {
        const struct published_card *card = &p->cards[i];
        if (card->tally.total > 0)
            put_card(&(struct row_start){ csv, meeting, card->card, card->version }, card);
    }
    struct document out = { .bytes = arena_strndup(a, csv->str, csv->len), .len = csv->len };
    g_string_free(csv, TRUE);
    return out;
}
