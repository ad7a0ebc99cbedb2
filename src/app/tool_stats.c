#include "app/tool.h"

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

static void print_card(int width, const struct published_card *card)
{
    const struct tally *t = &card->tally;
    printf("%-*s  %7" PRIu32, width, card->card, t->total);
    for (enum element e = 0; e < ELEMENT_COUNT; e++)
        printf("  %10" PRIu32, t->element[e]);
    for (enum choice c = 0; c < CHOICE_COUNT; c++) {
        if ((int)c >= card->choice_count && c != CHOICE_OTHER)
            printf("  %5s", "-");
        else
            printf("  %5" PRIu32, t->choice[c]);
    }
    printf("\n");
}

static void print_published(const struct published *p)
{
    const struct meeting *m = &p->meeting;
    int width = 4;
    for (int i = 0; i < p->card_count; i++) {
        int len = (int)strlen(p->cards[i].card);
        width = len > width ? len : width;
    }
    printf("%s%s%s%s%s\n", m->title, m->place[0] != '\0' ? ", " : "", m->place,
        m->date[0] != '\0' ? ", " : "", m->date);
    printf("published counts; each step holds at least %d answers\n\n", m->group_min);
    print_head(width);
    for (int i = 0; i < p->card_count; i++)
        print_card(width, &p->cards[i]);
}

int tool_stats(const struct tool_request *r)
{
    struct meeting m;
    int status = STATUS_FAILED;
    struct store *s = tool_open(r, &m, &status);
    if (s == NULL)
        return status;
    struct err err = { 0 };
    struct published p;
    struct arena *a = arena_new();
    if (store_published(s, m.id, a, &p, &err)) {
        print_published(&p);
        status = STATUS_OK;
    } else {
        fprintf(stderr, "goedwerk: %s\n", err.detail);
        status = STATUS_FAILED;
    }
    arena_free(a);
    store_close(s);
    return status;
}
