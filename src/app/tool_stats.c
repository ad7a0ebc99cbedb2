#include "app/tool.h"

#include "core/meeting_code.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_head(int width)
{
    printf("%-*s  %7s", width, "card", "answers");
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        printf("  %10s", element_key(e));
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        printf("  %5s", choice_key(c));
    printf("\n");
}

static void print_row(int width, const char *label, uint32_t total, const uint32_t *elements)
{
    printf("%-*s  %7" PRIu32, width, label, total);
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        printf("  %10" PRIu32, elements[e]);
}

static void print_card(int width, const char *label, const struct published_card *card)
{
    const struct tally *t = &card->tally;
    print_row(width, label, t->total, t->element);
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if (choice_exists(c, card->choice_count))
            printf("  %5" PRIu32, t->choice[c]);
        else
            printf("  %5s", "-");
    }
    printf("\n");
}

/* Of all cards together, after closing: what is in none of them. */
static void print_rest(int width, const struct published *p)
{
    if (p->has_pool) {
        print_row(width, "-", (uint32_t)published_in_pool(p), p->pool);
        for (enum choice c = 0; c < CHOICE_COUNT; c++)
            printf("  %5s", "-");
        printf("\n\n- all other answers together\n");
    }
    if (p->left_out > 0)
        printf("%s%" PRIu32 " answers left out: too few to be seen\n", p->has_pool ? "" : "\n",
            p->left_out);
}

/* Its key; with the version where there are several. Cards are sorted. */
static const char *card_label(struct arena *a, const struct published *p, int i)
{
    const char *card = p->cards[i].card;
    bool several = (i > 0 && strcmp(p->cards[i - 1].card, card) == 0) ||
                   (i + 1 < p->card_count && strcmp(p->cards[i + 1].card, card) == 0);
    return several ? arena_printf(a, "%s %s", card, p->cards[i].version) : card;
}

static void print_published(const struct published *p)
{
    const struct meeting *m = &p->meeting;
    struct arena *a = arena_new();
    int width = 4;
    for (int i = 0; i < p->card_count; i++) {
        int len = (int)strlen(card_label(a, p, i));
        width = len > width ? len : width;
    }
    printf("%s%s%s%s%s\n", m->title, m->place[0] != '\0' ? ", " : "", m->place,
        m->date[0] != '\0' ? ", " : "", m->date);
    printf("code %s\n", meeting_code(a, m));
    printf("published counts; each step holds at least %d answers\n\n", m->group_min);
    print_head(width);
    for (int i = 0; i < p->card_count; i++)
        print_card(width, card_label(a, p, i), &p->cards[i]);
    print_rest(width, p);
    tool_print_versions(p, "");
    arena_free(a);
}

int tool_stats(const struct tool_request *r)
{
    int status = STATUS_OK;
    (void)tool_each_published(r, print_published, &status);
    return status;
}
