#include "fill.h"

#include "base/file.h"
#include "content/load.h"
#include "store/store.h"
#include "temp.h"
#include <stdio.h>
#include <stdlib.h>

enum { DATABASE_MAX = 16 << 20 };

/* How many chose each element with each choice. One answer more makes 35 of the first card and 5 of
 * the second; the third has none. */
static const int spread[][ELEMENT_COUNT][CHOICE_COUNT] = {
    { { 3, 6, 1, 0, 1 }, { 2, 5, 4, 0, 2 }, { 1, 3, 5, 0, 1 } },
    { { 1, 0, 0, 0, 0 }, { 0, 2, 0, 0, 0 }, { 0, 0, 1, 0, 0 } },
    { { 0 }, { 0 }, { 0 } },
    { { 2, 3, 0, 0, 0 }, { 4, 5, 0, 0, 1 }, { 3, 2, 0, 0, 0 } },
    { { 5, 1, 0, 0, 0 }, { 2, 2, 0, 0, 1 }, { 3, 1, 0, 0, 0 } },
    { { 1, 2, 0, 0, 0 }, { 3, 1, 0, 0, 0 }, { 1, 2, 0, 0, 0 } },
};

static void must(bool ok, const char *doing, const struct err *err)
{
    if (ok)
        return;
    fprintf(stderr, "demo: cannot %s: %s\n", doing, err->detail);
    exit(EXIT_FAILURE);
}

static void count_card(const struct fill *f, struct store *s, int card)
{
    struct err err = { .detail = "" };
    for (int e = 0; e < ELEMENT_COUNT; e++)
        for (int c = 0; c < CHOICE_COUNT; c++)
            for (int i = 0; i < spread[card][e][c]; i++) {
                struct store_answer answer = { f->meeting.id, f->deck->cards[card]->key,
                    f->deck->cards[card]->version, (enum element)e, (enum choice)c };
                must(store_count(s, &answer, &err), "count an answer", &err);
            }
}

static void hold_meeting(struct fill *f)
{
    struct err err = { .detail = "" };
    enum store_origin origin;
    struct store *s = store_open(f->folder, &origin, &err);
    must(s != NULL, "open a store", &err);
    must(store_meeting_begin(s, &f->meeting, f->deck, &err), "begin a meeting", &err);
    for (int i = 0; i < f->deck->card_count && i < (int)COUNT_OF(spread); i++)
        count_card(f, s, i);
    store_close(s);
}

struct fill *fill_make(void)
{
    struct arena *a = arena_new();
    struct fill *f = arena_alloc(a, sizeof *f);
    struct faults faults = { .arena = a };
    struct err err = { .detail = "there are faults in content/" };

    *f = (struct fill){ .arena = a,
        .folder = temp_make(a),
        .content = content_load(a, "content", NULL, &faults),
        .meeting = { .title = "Goed Werk Hub Rotterdam",
            .place = "Rotterdam",
            .date = "2026-11-21",
            .deck = "kennismaking",
            .vocabulary = "vakmanschap",
            .group_min = GROUP_MIN_LOWEST } };
    must(f->content != NULL, "read the cards", &err);
    f->deck = content_deck(f->content, f->meeting.deck);
    must(f->deck != NULL && f->deck->card_count > FILL_CARD_FIRST, "find the deck", &err);
    hold_meeting(f);
    return f;
}

void fill_free(struct fill *f)
{
    if (f == NULL)
        return;
    temp_remove(f->folder);
    arena_free(f->arena);
}

void fill_copy(const struct fill *f, const char *folder)
{
    struct err err = { .detail = "" };
    struct arena *a = arena_new();
    size_t len;
    const char *from = arena_printf(a, "%s/goedwerk.sqlite", f->folder);
    const char *bytes = file_read(a, from, DATABASE_MAX, &len, &err);
    must(bytes != NULL, "copy the data", &err);
    temp_write(arena_printf(a, "%s/goedwerk.sqlite", folder), bytes, len);
    arena_free(a);
}
