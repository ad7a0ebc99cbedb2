#include "sample_archive.h"

#include "sample_meeting.h"
#include "store/archive.h"
#include "temp.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b)
{
    const struct published_card *left = a, *right = b;
    return strcmp(left->card, right->card);
}

struct published *sample_published(
    struct arena *a, int kiosk, int meeting, enum element e, const uint32_t answers[3])
{
    const struct deck *deck = sample_deck();
    struct published *p = arena_alloc(a, sizeof *p);
    struct published_card *cards = arena_alloc(a, (size_t)deck->card_count * sizeof *cards);
    p->meeting = sample_meeting(RESULTS_NOW, 5);
    p->meeting.id[0] = (uint8_t)meeting;
    (void)snprintf(p->kiosk_id, sizeof p->kiosk_id, "%032x", (unsigned)kiosk);
    for (int i = 0; i < deck->card_count; i++) {
        uint32_t n = answers[i];
        cards[i] = (struct published_card){ .card = deck->cards[i]->key,
            .version = deck->cards[i]->version,
            .choice_count = deck->cards[i]->choice_count,
            .tally = { .total = n, .choice = { n }, .has_table = n >= TALLY_TABLE_FROM } };
        cards[i].tally.element[e] = n;
        if (cards[i].tally.has_table)
            cards[i].tally.table[e][CHOICE_A] = n;
    }
    qsort(cards, (size_t)deck->card_count, sizeof *cards, by_key);
    p->cards = cards;
    p->card_count = deck->card_count;
    return p;
}

void sample_archive(const char *path, const struct published *const *list, int count)
{
    temp_write(path, "", 0);
    sqlite3 *db = db_open(path, NULL);
    assert(db != NULL && archive_begin(db, NULL) && db_begin(db, NULL));
    bool ok = true;
    for (int i = 0; ok && i < count; i++)
        ok = archive_add(db, list[i], NULL);
    assert(db_end(db, ok, NULL));
    db_close(db);
}
