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

enum {
    HAPPENINGS = 60,
    CARDS = 3,
    MEETINGS = 2,
    LEAVINGS = MEETINGS + 1, /* each closing, and the end */
    ARCHIVES_MOST = 60,
    FILE_MAX = 16 << 20
};

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
    bool pools[MEETINGS]; /* its closing made one of what stayed */
};

enum { STAYS = 1000 };

/* Seeds: of an evening that has pairs of every kind, and of one on which either meeting ends with
 * steps and a pool. */
enum { FIRST_SEED = 8, POOLS_SEED = 4 };

/* All that somebody could have kept. */
struct traces {
    struct arena *a;
    uint64_t seen[HAPPENINGS]; /* glass and what would be on a stick, after each */
    struct leaving { /* the whole stick, and every screen: as a meeting closed, and at the end */
        const struct bundle *bundle;
        uint64_t screens[SCREEN_COUNT];
    } leavings[LEAVINGS];
    int leaving_count; /* 0: not looked at */
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

static void leave(struct traces *t, struct look *l)
{
    assert_true(t->leaving_count < LEAVINGS);
    struct leaving *x = &t->leavings[t->leaving_count++];
    struct model m = hub_model(t->hub);
    x->bundle = hub_bundle(t->hub);
    for (int s = 0; s < SCREEN_COUNT; s++)
        x->screens[s] = photo_of(l, &m, (enum screen_id)s, 0);
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
        if (all && (e->list[i].kind == CLOSE || i == e->count - 1))
            leave(&t, al.look);
    }
    merge_all(&al, &t);
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
        if (x->kind == CLOSE)
            e->pools[meeting] = hub_published(h)->has_pool;
    }
    hub_close(h);
}

/* What two answers of one meeting to one card, that are not the same, have to do with each other. */
enum bond {
    NO_PAIR,
    IN_A_STEP, /* became visible together */
    IN_THE_POOL, /* did so when the meeting closed, without their card */
    KEPT_BACK, /* neither ever did */
    ACROSS_STEPS,
    ONE_OF_A_STEP, /* and one of the pool, or kept back */
    BONDS
};

static enum bond bond_of(const struct evening *e, int i, int j)
{
    const struct happening *a = &e->list[i], *b = &e->list[j];
    if (i >= j || a->kind != ANSWER || b->kind != ANSWER || a->meeting != b->meeting ||
        a->card != b->card || (a->element == b->element && a->choice == b->choice))
        return NO_PAIR;
    if (a->step != b->step)
        return a->step == STAYS || b->step == STAYS ? ONE_OF_A_STEP : ACROSS_STEPS;
    return a->step != STAYS ? IN_A_STEP : e->pools[a->meeting] ? IN_THE_POOL : KEPT_BACK;
}

/* --- the same evening, and another --- */

static bool is_same_file(const struct bundle_file *x, const struct bundle_file *y)
{
    return strcmp(x->path, y->path) == 0 && x->len == y->len &&
           memcmp(x->bytes, y->bytes, x->len) == 0;
}

/* NULL: all is the same. */
static const char *other_file(const struct bundle *a, const struct bundle *b)
{
    assert_int_equal(a->file_count, b->file_count);
    for (int f = 0; f < a->file_count; f++)
        if (!is_same_file(&a->files[f], &b->files[f]))
            return a->files[f].path;
    return NULL;
}

static void expect_same(const struct traces *a, const struct traces *b, int i, int j)
{
    for (int n = 0; n < HAPPENINGS; n++)
        if (a->seen[n] != b->seen[n])
            fail_msg("%d and %d: seen after %d", i, j, n);
    if (a->merged_len != b->merged_len || memcmp(a->merged, b->merged, a->merged_len) != 0)
        fail_msg("%d and %d: seen when all is merged", i, j);
    if (a->folder_len != b->folder_len || memcmp(a->folder, b->folder, a->folder_len) != 0)
        fail_msg("%d and %d: seen in the data folder", i, j);
    for (int l = 0; l < a->leaving_count; l++) {
        const struct leaving *x = &a->leavings[l], *y = &b->leavings[l];
        const char *path = other_file(x->bundle, y->bundle);
        if (path != NULL)
            fail_msg("%d and %d: seen in %s of leaving %d", i, j, path, l);
        for (int s = 0; s < SCREEN_COUNT; s++)
            if (x->screens[s] != y->screens[s])
                fail_msg(
                    "%d and %d: seen on %s of leaving %d", i, j, screen_name((enum screen_id)s), l);
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

/* A stick of the closed meeting: what one card says of its answers is another. */
static void expect_seen_on_stick(
    const struct traces *a, const struct traces *b, int meeting, int i, int j)
{
    assert_true(meeting < a->leaving_count);
    if (other_file(a->leavings[meeting].bundle, b->leavings[meeting].bundle) == NULL)
        fail_msg("%d and %d, of a step and of none: not seen on the stick", i, j);
}

/* Pairs of that kind, from a random one on; at most so many. meeting -1: of any. */
static long try_pairs(
    const struct evening *e, const struct traces *plain, enum bond bond, int meeting, long most)
{
    long tried = 0;
    int all = HAPPENINGS * HAPPENINGS, begin = 977 % all;
    for (int k = 0; k < all && tried < most; k++) {
        int at = (int)(((long)k * 1321 + begin) % all), i = at / HAPPENINGS, j = at % HAPPENINGS;
        if (bond_of(e, i, j) != bond || (meeting >= 0 && e->list[i].meeting != meeting))
            continue;
        struct traces t = tell(e, i, j, plain->leaving_count > 0);
        if (bond == ACROSS_STEPS || bond == ONE_OF_A_STEP)
            expect_seen(plain, &t, i, j);
        else
            expect_same(plain, &t, i, j);
        if (bond == ONE_OF_A_STEP && meeting >= 0)
            expect_seen_on_stick(plain, &t, meeting, i, j);
        forget(&t);
        tried++;
    }
    return tried;
}

static void any_two_of_a_step(void **state)
{
    (void)state;
    long evenings = torture_rounds(2, 40), tried[BONDS] = { 0 };
    for (long n = 0; n < evenings; n++) {
        struct evening e = evening_of((unsigned)(FIRST_SEED + n));
        mark_steps(&e);
        struct traces plain = tell(&e, -1, -1, n % 8 == 0 && torture_is_long());
        for (enum bond b = IN_A_STEP; b < BONDS; b++)
            tried[b] += try_pairs(&e, &plain, b, -1, torture_rounds(1, HAPPENINGS * HAPPENINGS));
        forget(&plain);
    }
    long across = tried[ACROSS_STEPS] + tried[ONE_OF_A_STEP];
    print_message(
        "# exchanges: %ld inside a step, %ld inside a pool, %ld of answers kept back; %ld "
        "across\n",
        tried[IN_A_STEP], tried[IN_THE_POOL], tried[KEPT_BACK], across);
    assert_true(tried[IN_A_STEP] > 0 && tried[IN_THE_POOL] > 0 && tried[KEPT_BACK] > 0);
    assert_true(tried[ACROSS_STEPS] > 0 && tried[ONE_OF_A_STEP] > 0);
    torture_figure("anonymity",
        "two answers of a step exchanged: glass, sticks, merged, data folder", tried[IN_A_STEP],
        tried[IN_A_STEP], 0);
    torture_figure(
        "anonymity", "the same inside a pool", tried[IN_THE_POOL], tried[IN_THE_POOL], 0);
    torture_figure(
        "anonymity", "the same of answers kept back", tried[KEPT_BACK], tried[KEPT_BACK], 0);
    torture_figure(
        "anonymity", "the same across a step: it shows (the control)", across, across, 0);
}

/* And with all screens and the whole bundle, as either meeting closes: two of a step, two of the
 * pool; the control is one of each. */
static void down_to_every_file(void **state)
{
    (void)state;
    static const enum bond bonds[] = { IN_A_STEP, IN_THE_POOL, ONE_OF_A_STEP };
    struct evening e = evening_of(POOLS_SEED);
    mark_steps(&e);
    assert_true(e.pools[0] && e.pools[1]);
    struct traces plain = tell(&e, -1, -1, true);
    assert_int_equal(plain.leaving_count, MEETINGS);
    for (int meeting = 0; meeting < MEETINGS; meeting++)
        for (size_t b = 0; b < COUNT_OF(bonds); b++)
            assert_int_equal(try_pairs(&e, &plain, bonds[b], meeting, 1), 1);
    forget(&plain);
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
