/*
 * Evenings on which everything happens, told twice: the second time two visitors have changed places.
 * As long as both answered the same card inside one step of what is published, nobody can know: not
 * from any photograph of the glass, taken whenever, not from any stick or what is merged of all of
 * them, not from the data folder after the kiosk was switched off. Across a step it shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hash.h"
#include "documents/results_csv.h"
#include "hub.h"
#include "photo.h"
#include "store/merge.h"
#include "temp.h"
#include "torture.h"
#include <stdlib.h>
#include <string.h>

enum { HAPPENINGS = 60, CARDS = 3, ARCHIVES_MOST = 60, FILE_MAX = 16 << 20 };

enum happening_kind {
    ANSWER,
    TIDY, /* a visitor has gone */
    RESTART,
    PAUSE, /* and on again */
    LATER,
    NOW,
    REVEAL,
    OTHER_CARDS, /* one of them goes out, and comes in again */
    PIN_TRIED,
    CLOSE,
    BEGIN
};

struct evening {
    enum meeting_results results;
    int group_min, count;
    struct happening {
        enum happening_kind kind;
        int card, element, choice;
        int meeting, step; /* of an answer: what it became visible with; STAYS: it never did */
    } list[HAPPENINGS];
};

enum { STAYS = 1000 };

/* All that somebody could have kept. */
struct traces {
    struct arena *a;
    uint64_t seen[HAPPENINGS]; /* glass and what would be on a stick, after each */
    const struct bundle *bundle; /* at the end; NULL: not made */
    uint64_t screens[SCREEN_COUNT];
    const char *merged,
        *folder; /* bytes of the archives made one; of all files of the data folder */
    size_t merged_len, folder_len;
    struct hub *hub;
};

/* --- what happens --- */

static int dice(unsigned *seed, int sides)
{
    return rand_r(seed) % sides;
}

static struct happening draw_one(unsigned *seed)
{
    static const enum happening_kind kinds[] = { TIDY, TIDY, TIDY, RESTART, PAUSE, LATER, NOW,
        REVEAL, OTHER_CARDS, PIN_TRIED };
    if (dice(seed, 6) == 0)
        return (struct happening){ .kind = kinds[dice(seed, COUNT_OF(kinds))] };
    int choice = dice(seed, 3);
    return (struct happening){ .kind = ANSWER,
        .card = dice(seed, CARDS),
        .element = dice(seed, ELEMENT_COUNT),
        .choice = choice == 2 ? CHOICE_OTHER : choice };
}

static struct evening evening_of(unsigned seed)
{
    struct evening e = { .results = dice(&seed, 3) == 0 ? RESULTS_LATER : RESULTS_NOW,
        .group_min = GROUP_MIN_LOWEST + dice(&seed, 3),
        .count = HAPPENINGS };
    int close = HAPPENINGS / 2 + dice(&seed, HAPPENINGS / 4);
    for (int i = 0; i < e.count; i++)
        e.list[i] = draw_one(&seed);
    e.list[close].kind = CLOSE;
    e.list[close + 1].kind = BEGIN;
    if (dice(&seed, 2) == 0)
        e.list[e.count - 1].kind = CLOSE;
    return e;
}

static const struct deck *cards_but(struct hub *h, int left_out)
{
    const struct deck *whole = content_deck(h->content, h->meeting.deck);
    struct deck *fewer = arena_alloc(h->a, sizeof *fewer);
    *fewer = *whole;
    fewer->card_count = 0;
    for (int i = 0; i < whole->card_count; i++)
        if (i != left_out)
            fewer->cards[fewer->card_count++] = whole->cards[i];
    return fewer;
}

static void change(struct hub *h, const struct deck *deck)
{
    assert_true(store_meeting_change(h->store, &h->meeting, deck, NULL));
}

static void happens(struct hub *h, const struct happening *x)
{
    bool right;
    int failures;
    switch (x->kind) {
    case ANSWER:
        hub_count(h, x->card, (enum element)x->element, (enum choice)x->choice, 1);
        break;
    case TIDY:
        assert_true(store_tidy(h->store, NULL));
        break;
    case RESTART:
        hub_restart(h);
        break;
    case PAUSE:
        h->meeting.state = MEETING_PAUSED;
        change(h, NULL);
        h->meeting.state = MEETING_RUNNING;
        change(h, NULL);
        break;
    case LATER:
    case NOW:
        h->meeting.results = x->kind == NOW ? RESULTS_NOW : RESULTS_LATER;
        change(h, NULL);
        break;
    case REVEAL:
        assert_true(store_meeting_reveal(h->store, h->meeting.id, NULL));
        break;
    case OTHER_CARDS:
        change(h, cards_but(h, 0));
        change(h, cards_but(h, -1));
        break;
    case PIN_TRIED:
        (void)!store_check_pin(h->store, "000000", 6, &right, &failures, NULL);
        break;
    case CLOSE:
        assert_true(store_meeting_close(h->store, h->meeting.id, NULL));
        break;
    case BEGIN:
        hub_begin(h);
        break;
    }
}

/* --- what is seen of it --- */

static uint64_t photographed(struct look *l, struct hub *h)
{
    static const enum screen_id screens[] = { SCREEN_ATTRACT, SCREEN_ORGANISER, SCREEN_GROUP,
        SCREEN_BIGSCREEN };
    uint64_t hash = HASH_START;
    struct model m = hub_model(h);
    for (size_t s = 0; s < COUNT_OF(screens); s++)
        for (int card = 0; card < (s < 2 ? 1 : CARDS); card++) {
            struct model at = photo_model(&m, screens[s], card);
            look_at(l, &at, &fits_panels[2]);
            uint64_t picture = draw_hash(&l->draw);
            hash = hash_bytes(hash, &picture, sizeof picture);
        }
    return hash;
}

struct album {
    struct look *look;
    const char *dir; /* of archives */
    const char *paths[ARCHIVES_MOST];
    int count;
    uint64_t last;
};

/* The archive of a stick that was in just now. */
static uint64_t put_away(struct album *al, struct hub *h)
{
    const void *bytes;
    size_t len;
    struct err err = { .detail = "" };
    assert_true(store_archive(h->store, h->meeting.id, h->a, &bytes, &len, &err));
    struct document csv = results_csv(h->a, hub_published(h));
    uint64_t hash = hash_bytes(hash_bytes(HASH_START, bytes, len), csv.bytes, csv.len);
    if (hash != al->last && al->count < ARCHIVES_MOST) {
        const char *path = arena_printf(h->a, "%s/%d.sqlite", al->dir, al->count);
        temp_write(path, bytes, len);
        al->paths[al->count++] = path;
    }
    return al->last = hash;
}

static void merge_all(const struct album *al, struct traces *t)
{
    struct merge_blame blame;
    struct err err = { .detail = "" };
    const char *to = arena_printf(t->a, "%s/merged.sqlite", al->dir);
    if (!merge_archives(al->paths, al->count, to, &blame, &err))
        fail_msg("%s", err.detail);
    t->merged = file_read(t->a, to, FILE_MAX, &t->merged_len, NULL);
    assert_non_null(t->merged);
}

/* The lock's file is the room that is kept for a full disk: zeros, however many. */
static bool is_blank(struct traces *t, const char *path)
{
    size_t len = 0;
    const char *bytes = file_read(t->a, path, FILE_MAX, &len, NULL);
    return bytes != NULL &&
           (len == 0 || (bytes[0] == '\0' && memcmp(bytes, bytes + 1, len - 1) == 0));
}

/* After a clean end: it is one database, and a lock that says nothing. */
static void read_folder(struct traces *t)
{
    struct hub *h = t->hub;
    store_close(h->store);
    h->store = NULL;
    assert_string_equal(temp_list(t->a, h->dir), "goedwerk.sqlite lock ");
    assert_true(is_blank(t, arena_printf(t->a, "%s/lock", h->dir)));
    t->folder = file_read(
        t->a, arena_printf(t->a, "%s/goedwerk.sqlite", h->dir), FILE_MAX, &t->folder_len, NULL);
    assert_non_null(t->folder);
}

static struct traces tell(const struct evening *e, int from, int to, bool all)
{
    struct traces t = { .hub = hub_open("kennismaking", e->results) };
    struct hub *h = t.hub;
    struct album al = { .look = look_new(), .dir = temp_make(h->a) };
    t.a = h->a;
    h->meeting.group_min = e->group_min;
    change(h, NULL);
    assert_true(store_set_pin(h->store, "123456", 6, NULL));
    for (int i = 0; i < e->count; i++) {
        happens(h, &e->list[i == from ? to : i == to ? from : i]);
        t.seen[i] = photographed(al.look, h) ^ put_away(&al, h);
    }
    merge_all(&al, &t);
    if (all) {
        struct model m = hub_model(h);
        t.bundle = hub_bundle(h);
        for (int s = 0; s < SCREEN_COUNT; s++)
            t.screens[s] = photo_of(al.look, &m, (enum screen_id)s, 0);
    }
    /* argon2 salts what it makes of the PIN */
    assert_true(store_forget_pin(h->store, NULL));
    read_folder(&t);
    look_free(al.look);
    temp_remove(al.dir);
    return t;
}

static void forget(struct traces *t)
{
    hub_close(t->hub);
}

/* --- which answers became visible together --- */

static uint32_t published_of(struct hub *h, int card)
{
    const struct card *c = content_deck(h->content, h->meeting.deck)->cards[card];
    struct tally tally;
    assert_true(store_card_published(h->store, h->meeting.id, c->key, c->version, &tally, NULL));
    return tally.total;
}

/* All answers of the card that were there, and had not been published, are now. */
static void mark(struct evening *e, int until, int meeting, int card, int step)
{
    for (int i = 0; i <= until; i++) {
        struct happening *x = &e->list[i];
        if (x->kind == ANSWER && x->meeting == meeting && x->card == card && x->step == STAYS)
            x->step = step;
    }
}

static void mark_steps(struct evening *e)
{
    struct hub *h = hub_open("kennismaking", e->results);
    uint32_t shown[CARDS] = { 0 };
    int meeting = 0;
    h->meeting.group_min = e->group_min;
    change(h, NULL);
    for (int i = 0; i < e->count; i++) {
        struct happening *x = &e->list[i];
        if (x->kind == BEGIN) {
            meeting++;
            memset(shown, 0, sizeof shown);
        }
        x->meeting = meeting;
        x->step = STAYS;
        if (x->kind != PIN_TRIED)
            happens(h, x);
        for (int card = 0; card < CARDS; card++) {
            uint32_t now = published_of(h, card);
            if (now != shown[card])
                mark(e, i, meeting, card, i);
            shown[card] = now;
        }
    }
    hub_close(h);
}

static bool are_together(const struct evening *e, int i, int j)
{
    const struct happening *a = &e->list[i], *b = &e->list[j];
    return a->step == b->step;
}

/* Two answers of one meeting to one card, that are not the same. */
static bool is_pair(const struct evening *e, int i, int j)
{
    const struct happening *a = &e->list[i], *b = &e->list[j];
    return i < j && a->kind == ANSWER && b->kind == ANSWER && a->meeting == b->meeting &&
           a->card == b->card && (a->element != b->element || a->choice != b->choice);
}

/* --- the same evening, and another --- */

static void expect_same(const struct traces *a, const struct traces *b, int i, int j)
{
    for (int n = 0; n < HAPPENINGS; n++)
        if (a->seen[n] != b->seen[n])
            fail_msg("%d and %d: seen after %d", i, j, n);
    if (a->merged_len != b->merged_len || memcmp(a->merged, b->merged, a->merged_len) != 0)
        fail_msg("%d and %d: seen when all is merged", i, j);
    if (a->folder_len != b->folder_len || memcmp(a->folder, b->folder, a->folder_len) != 0)
        fail_msg("%d and %d: seen in the data folder", i, j);
    for (int s = 0; s < SCREEN_COUNT; s++)
        if (a->screens[s] != b->screens[s])
            fail_msg("%d and %d: seen on %s", i, j, screen_name((enum screen_id)s));
    if (a->bundle == NULL)
        return;
    assert_int_equal(a->bundle->file_count, b->bundle->file_count);
    for (int f = 0; f < a->bundle->file_count; f++) {
        const struct bundle_file *x = &a->bundle->files[f], *y = &b->bundle->files[f];
        if (strcmp(x->path, y->path) != 0 || x->len != y->len ||
            memcmp(x->bytes, y->bytes, x->len) != 0)
            fail_msg("%d and %d: seen in %s", i, j, x->path);
    }
}

static void expect_seen(const struct traces *a, const struct traces *b, int i, int j)
{
    int differ = 0;
    for (int n = 0; n < HAPPENINGS; n++)
        differ += a->seen[n] != b->seen[n];
    if (differ == 0)
        fail_msg("%d and %d, of two steps: seen nowhere", i, j);
}

struct tried {
    long same, other;
};

/* Pairs of that kind, from a random one on; at most so many. */
static void try_pairs(
    const struct evening *e, const struct traces *plain, bool together, long most, long *tried)
{
    int all = HAPPENINGS * HAPPENINGS, begin = 977 % all;
    for (int k = 0; k < all && *tried < most; k++) {
        int at = (int)(((long)k * 1321 + begin) % all), i = at / HAPPENINGS, j = at % HAPPENINGS;
        if (!is_pair(e, i, j) || are_together(e, i, j) != together)
            continue;
        struct traces t = tell(e, i, j, plain->bundle != NULL);
        if (together)
            expect_same(plain, &t, i, j);
        else
            expect_seen(plain, &t, i, j);
        forget(&t);
        ++*tried;
    }
}

static void any_two_of_a_step(void **state)
{
    (void)state;
    long evenings = torture_rounds(2, 40), pairs = torture_rounds(3, HAPPENINGS * HAPPENINGS);
    struct tried tried = { 0 };
    for (long n = 0; n < evenings; n++) {
        struct evening e = evening_of((unsigned)n + 1);
        long same = 0, other = 0;
        mark_steps(&e);
        struct traces plain = tell(&e, -1, -1, n % 8 == 0 && torture_is_long());
        try_pairs(&e, &plain, true, pairs, &same);
        try_pairs(&e, &plain, false, pairs / 3, &other);
        forget(&plain);
        tried.same += same;
        tried.other += other;
    }
    print_message("# %ld exchanges inside a step, %ld across\n", tried.same, tried.other);
    assert_true(tried.same >= 6 && tried.other >= 1);
    torture_figure("anonymity",
        "two answers of a step exchanged: glass, sticks, merged, data folder", tried.same,
        tried.same, 0);
    torture_figure(
        "anonymity", "the same across a step: it shows (the control)", tried.other, tried.other, 0);
}

/* And with all screens and the whole bundle. */
static void down_to_every_file(void **state)
{
    (void)state;
    long same = 0;
    struct evening e = evening_of(9);
    mark_steps(&e);
    struct traces plain = tell(&e, -1, -1, true);
    try_pairs(&e, &plain, true, 1, &same);
    forget(&plain);
    assert_int_equal(same, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_two_of_a_step),
        cmocka_unit_test(down_to_every_file),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
