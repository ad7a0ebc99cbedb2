#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sample_report.h"

#include "content/load.h"
#include <stdlib.h>

void sample_report_add_up(struct tally *t)
{
    t->total = 0;
    for (int c = 0; c < CHOICE_COUNT; c++)
        t->choice[c] = 0;
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        t->element[e] = 0;
        for (int c = 0; c < CHOICE_COUNT; c++) {
            t->element[e] += t->table[e][c];
            t->choice[c] += t->table[e][c];
            t->total += t->table[e][c];
        }
    }
    t->has_table = t->total >= TALLY_TABLE_FROM;
}

/* Groups of all kinds: divided, of one mind, small; the same each time. */
static void answer(struct published_card *card, int number)
{
    static const int sizes[] = { 31, 12, 64, 7, 24, 40, 5, 19 };
    uint32_t state = (uint32_t)number * 2654435761u + 7;
    int choices = card->choice_count + 1, favour = number % 3;
    for (int i = 0; i < sizes[(size_t)number % COUNT_OF(sizes)]; i++) {
        state = state * 1103515245u + 12345u;
        int e = (int)(state >> 16) % ELEMENT_COUNT, c = (int)(state >> 20) % choices;
        if (favour == 1 && i % 5 != 0)
            c = 1;
        if (favour == 2 && i % 2 != 0)
            c = 0;
        if (c == card->choice_count)
            c = CHOICE_OTHER;
        card->tally.table[e][c]++;
    }
    sample_report_add_up(&card->tally);
}

struct sample_report *sample_report(struct arena *a, int cards, const char *language)
{
    struct faults faults = { .arena = a };
    const struct content *c = content_load(a, "content", NULL, &faults);
    if (c == NULL)
        fail_msg("%s:%d: %s", faults.list[0].file, faults.list[0].line, faults.list[0].what);
    struct sample_report *s = arena_alloc(a, sizeof *s);
    s->cards = arena_alloc(a, (size_t)cards * sizeof *s->cards);
    for (int i = 0; i < cards; i++) {
        const struct card *card = &c->cards[i];
        s->cards[i] =
            (struct published_card){ card->key, card->version, card->choice_count, { .total = 0 } };
        answer(&s->cards[i], i);
    }
    s->published = (struct published){
        .meeting = { .id = { 0x3f, 0x0a, 0xff },
            .title = "Goed Werk Hub",
            .place = "Rotterdam",
            .date = "2026-11-21",
            .deck = "kennismaking",
            .vocabulary = "vakmanschap",
            .group_min = 5 },
        .kiosk_id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        .cards = s->cards,
        .card_count = cards,
    };
    s->results = (struct results){ &s->published, c, content_language(c, language) };
    return s;
}
