/* Merging: what is added up, what replaces what, what stays apart, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "sample_archive.h"
#include "store/archive_read.h"
#include "store/merge.h"
#include "store_fixture.h"
#include "temp.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { FILE_MAX = 16 * 1024 * 1024, FILES_MAX = 8 };

/* A folder with archives 0.sqlite, 1.sqlite … and the merged one. */
struct bench {
    struct arena *a;
    const char *dir, *to;
    const char *paths[FILES_MAX];
    int count;
};

static struct bench bench_new(void)
{
    struct bench b = { .a = arena_new() };
    b.dir = temp_make(b.a);
    b.to = arena_printf(b.a, "%s/merged.sqlite", b.dir);
    return b;
}

static void bench_free(struct bench *b)
{
    temp_remove(b->dir);
    arena_free(b->a);
}

/* One more file, of one meeting. */
static void put(struct bench *b, const struct published *p)
{
    b->paths[b->count] = arena_printf(b->a, "%s/%d.sqlite", b->dir, b->count);
    sample_archive(b->paths[b->count++], &p, 1);
}

static struct published *sample(struct bench *b, int kiosk, uint32_t n0, uint32_t n1, uint32_t n2)
{
    return sample_published(b->a, kiosk, 1, ELEMENT_ETHICS, (const uint32_t[]){ n0, n1, n2 });
}

static void merge(struct bench *b)
{
    struct err err = { .code = ERR_NONE };
    struct merge_blame blame;
    if (!merge_archives(b->paths, b->count, b->to, &blame, &err))
        fail_msg("%s %s", blame.file, err.detail);
}

static const char *bytes_of(struct bench *b, const char *path, size_t *len)
{
    const char *bytes = file_read(b->a, path, FILE_MAX, len, NULL);
    assert_non_null(bytes);
    return bytes;
}

static const struct archive_meeting *meetings(struct bench *b, int expected)
{
    const struct archive_meeting *list;
    int count = -1;
    struct err err;
    struct archive *ar = archive_open(b->to, &err);
    if (ar == NULL)
        fail_msg("%s", err.detail);
    assert_true(archive_meetings(ar, b->a, &list, &count, NULL));
    archive_close(ar);
    assert_int_equal(count, expected);
    return list;
}

/* Of the only meeting that there is. */
static struct published merged(struct bench *b)
{
    struct published p;
    struct archive *ar = archive_open(b->to, NULL);
    assert_non_null(ar);
    assert_true(archive_published(ar, meetings(b, 1)->meeting.code, b->a, &p, NULL));
    archive_close(ar);
    return p;
}

static const struct tally *card_of(const struct published *p, const char *card)
{
    for (int i = 0; i < p->card_count; i++)
        if (strcmp(p->cards[i].card, card) == 0)
            return &p->cards[i].tally;
    fail();
    return NULL;
}

/* --- what is added up --- */

static void test_kiosks_add_up(void **state)
{
    (void)state;
    struct bench b = bench_new();
    put(&b, sample(&b, 1, 10, 25, 0));
    put(&b, sample_published(b.a, 2, 7, ELEMENT_EXCELLENCE, (const uint32_t[]){ 30, 40, 0 }));
    put(&b, sample(&b, 3, 0, 0, 6));
    merge(&b);
    struct published p = merged(&b);
    const struct tally *medicijn = card_of(&p, "medicijn"), *cijfer = card_of(&p, "cijfer");
    assert_int_equal(p.card_count, 3);
    assert_int_equal(medicijn->total, 40);
    assert_int_equal(medicijn->element[ELEMENT_ETHICS], 10);
    assert_int_equal(medicijn->element[ELEMENT_EXCELLENCE], 30);
    assert_int_equal(medicijn->choice[CHOICE_A], 40);
    assert_false(medicijn->has_table); /* the first kiosk has none */
    assert_int_equal(medicijn->table[ELEMENT_EXCELLENCE][CHOICE_A], 0);
    assert_int_equal(cijfer->total, 65);
    assert_true(cijfer->has_table);
    assert_int_equal(cijfer->table[ELEMENT_ETHICS][CHOICE_A], 25);
    assert_int_equal(cijfer->table[ELEMENT_EXCELLENCE][CHOICE_A], 40);
    assert_int_equal(card_of(&p, "camera")->total, 6);
    static const int choices[] = { 4, 3, 2 }; /* camera, cijfer, medicijn */
    for (int i = 0; i < p.card_count; i++)
        assert_int_equal(p.cards[i].choice_count, choices[i]);
    assert_string_equal(p.kiosk_id, "");
    assert_int_equal(meetings(&b, 1)->kiosks, 3);
    assert_int_equal(meetings(&b, 1)->answers, 40 + 65 + 6);
    bench_free(&b);
}

static void test_pools_and_what_is_left_out_add_up(void **state)
{
    (void)state;
    static const struct {
        enum meeting_state state[2], joined;
    } states[] = {
        { { MEETING_CLOSED, MEETING_CLOSED }, MEETING_CLOSED },
        { { MEETING_CLOSED, MEETING_RUNNING }, MEETING_RUNNING },
        { { MEETING_PAUSED, MEETING_CLOSED }, MEETING_PAUSED },
    };
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        struct bench b = bench_new();
        for (int k = 0; k < 3; k++) {
            struct published *p = sample(&b, k + 1, 5 + (uint32_t)k, 0, 0);
            p->meeting.group_min = 5 + k;
            p->meeting.state = states[i].state[k > 0];
            if (p->meeting.state == MEETING_CLOSED && k == 1) {
                p->has_pool = true;
                p->pool[ELEMENT_ENGAGEMENT] = 7;
            } else if (p->meeting.state == MEETING_CLOSED) {
                p->left_out = 3;
            }
            put(&b, p);
        }
        merge(&b);
        struct published p = merged(&b);
        int closed_first = states[i].state[0] == MEETING_CLOSED;
        int closed_others = states[i].state[1] == MEETING_CLOSED;
        assert_int_equal(p.meeting.state, states[i].joined);
        assert_int_equal(p.meeting.group_min, 5);
        assert_int_equal(p.has_pool, closed_others);
        assert_int_equal(p.pool[ELEMENT_ENGAGEMENT], 7 * closed_others);
        assert_int_equal(p.left_out, 3 * (closed_first + closed_others));
        assert_int_equal(card_of(&p, "medicijn")->total, 5 + 6 + 7);
        bench_free(&b);
    }
}

/* The whole way: two kiosks that were used, and what each takes onto its stick. */
static void test_from_kiosk_to_merged(void **state)
{
    (void)state;
    struct bench b = bench_new();
    for (int k = 0; k < 2; k++) {
        struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
        const void *bytes;
        size_t len;
        fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 22);
        fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_OTHER, 4);
        fixture_count(f, 2, ELEMENT_EXCELLENCE, CHOICE_D, k == 0 ? 0 : 2);
        assert_true(store_meeting_close(f->s, f->m.id, NULL));
        assert_true(store_archive(f->s, f->m.id, b.a, &bytes, &len, NULL));
        b.paths[b.count] = arena_printf(b.a, "%s/%d.sqlite", b.dir, k);
        temp_write(b.paths[b.count++], bytes, len);
        fixture_free(f);
    }
    merge(&b);
    struct published p = merged(&b);
    const struct tally *medicijn = card_of(&p, "medicijn");
    assert_int_equal(medicijn->total, 40);
    assert_int_equal(medicijn->table[ELEMENT_ETHICS][CHOICE_B], 40);
    assert_int_equal(p.pool[ELEMENT_EXCELLENCE], 4 + 6); /* 2 + 4, and 2 + 4 + 2 */
    assert_int_equal(p.pool[ELEMENT_ETHICS], 2 + 2);
    assert_int_equal(p.left_out, 0);
    assert_int_equal(p.meeting.state, MEETING_CLOSED);
    assert_string_equal(p.meeting.title, "Goed Werk Hub");
    bench_free(&b);
}

/* --- what joins --- */

static void test_codes_join(void **state)
{
    (void)state;
    struct bench b = bench_new();
    static const struct {
        const char *title, *code;
    } said[] = { { "Hub Één", "" }, { "hub een", "" }, { "Hub Twee", "" }, { "Anders", "Hub twee" },
        { "Hub", "" } };
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        struct published *p = sample(&b, (int)i, 5, 0, 0);
        (void)snprintf(p->meeting.title, sizeof p->meeting.title, "%s", said[i].title);
        (void)snprintf(p->meeting.code, sizeof p->meeting.code, "%s", said[i].code);
        p->meeting.place[0] = '\0';
        p->meeting.date[0] = '\0';
        put(&b, p);
    }
    merge(&b);
    const struct archive_meeting *list = meetings(&b, 3);
    assert_string_equal(list[0].meeting.code, "hub");
    assert_string_equal(list[1].meeting.code, "hub-een");
    assert_string_equal(list[2].meeting.code, "hub-twee");
    assert_int_equal(list[0].kiosks, 1);
    assert_int_equal(list[1].kiosks, 2);
    assert_int_equal(list[2].answers, 10);
    bench_free(&b);
}

static void test_versions_stay_apart(void **state)
{
    (void)state;
    struct bench b = bench_new();
    put(&b, sample(&b, 1, 5, 5, 5));
    struct published *p = sample(&b, 2, 6, 6, 6);
    struct published_card cards[3];
    memcpy(cards, p->cards, sizeof cards);
    cards[0].version = "00000000000000dd";
    p->cards = cards;
    put(&b, p);
    merge(&b);
    struct published joined = merged(&b);
    assert_int_equal(joined.card_count, 4);
    assert_string_equal(joined.cards[0].card, "camera");
    assert_string_equal(joined.cards[0].version, "00000000000000cc");
    assert_int_equal(joined.cards[0].tally.total, 5);
    assert_string_equal(joined.cards[1].card, "camera");
    assert_string_equal(joined.cards[1].version, "00000000000000dd");
    assert_int_equal(joined.cards[1].tally.total, 6);
    assert_int_equal(joined.cards[1].choice_count, 4);
    assert_int_equal(joined.cards[2].tally.total, 11);
    bench_free(&b);
}

/* --- the same in any order --- */

static void test_any_order_and_again(void **state)
{
    (void)state;
    struct bench b = bench_new();
    struct published *renamed = sample(&b, 1, 25, 5, 0), *closed = sample(&b, 1, 25, 5, 0);
    memcpy(renamed->meeting.title, "Anders", sizeof "Anders");
    closed->meeting.state = MEETING_CLOSED;
    closed->left_out = 4;
    put(&b, sample(&b, 1, 10, 0, 0)); /* one kiosk on its way … */
    put(&b, renamed);
    put(&b, closed); /* … to its end */
    put(&b, sample(&b, 2, 5, 5, 5));
    struct published *other_words = sample(&b, 2, 5, 5, 5);
    memcpy(other_words->meeting.vocabulary, "zomaar", sizeof "zomaar");
    put(&b, other_words);
    merge(&b);
    size_t len, other_len;
    const char *bytes = bytes_of(&b, b.to, &len);
    struct published p = merged(&b);
    assert_int_equal(card_of(&p, "medicijn")->total, 30);
    assert_int_equal(p.left_out, 4);

    static const int orders[][7] = { { 4, 3, 2, 1, 0, -1 }, { 1, 0, 3, 2, 4, -1 },
        { 2, 4, 3, 0, 1, -1 }, { 0, 0, 3, 4, 2, 2, -1 }, { 4, 2, 3, -1 }, { 3, 4, 1, 2, -1 } };
    const char *first = b.to;
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        struct bench again = b;
        again.to = arena_printf(b.a, "%s/again", b.dir);
        for (again.count = 0; orders[i][again.count] >= 0; again.count++)
            again.paths[again.count] = b.paths[orders[i][again.count]];
        merge(&again);
        const char *other = bytes_of(&b, again.to, &other_len);
        assert_int_equal(other_len, len);
        assert_memory_equal(other, bytes, len);
    }
    /* in parts, and with itself; over itself */
    struct bench part = b;
    part.to = arena_printf(b.a, "%s/part", b.dir);
    part.paths[0] = b.paths[4];
    part.paths[1] = b.paths[1];
    part.count = 2;
    merge(&part);
    part.paths[0] = part.to;
    part.paths[1] = b.paths[2];
    part.paths[2] = b.paths[3];
    part.count = 3;
    merge(&part);
    assert_memory_equal(bytes_of(&b, part.to, &other_len), bytes, len);
    part.paths[0] = first;
    part.paths[1] = first;
    part.count = 2;
    merge(&part);
    assert_memory_equal(bytes_of(&b, part.to, &other_len), bytes, len);
    assert_int_equal(other_len, len);
    bench_free(&b);
}

/* --- what is refused --- */

static struct published *with_card(struct bench *b, struct published *p, int card, uint32_t b_count)
{
    struct published_card *cards = arena_alloc(b->a, (size_t)p->card_count * sizeof *cards);
    memcpy(cards, p->cards, (size_t)p->card_count * sizeof *cards);
    cards[card].tally.choice[CHOICE_A] -= b_count;
    cards[card].tally.choice[CHOICE_B] += b_count;
    p->cards = cards;
    return p;
}

static struct published *closed(struct published *p, uint32_t left_out)
{
    p->meeting.state = MEETING_CLOSED;
    p->left_out = left_out;
    return p;
}

static struct published *kinds(struct bench *b, int kind)
{
    switch (kind) {
    case 0:
        return sample(b, 1, 10, 5, 0);
    case 1:
        return sample(b, 1, 5, 10, 0); /* other cards */
    case 2:
        return sample(b, 1, 5, 20, 0);
    case 3:
        return with_card(b, sample(b, 1, 10, 5, 0), 2, 1); /* another choice */
    case 4:
        return sample_published(b->a, 1, 1, ELEMENT_EXCELLENCE, (const uint32_t[]){ 15, 5, 0 });
    case 5:
        return closed(sample(b, 1, 10, 5, 0), 0);
    case 6:
        return closed(sample(b, 1, 10, 5, 0), 2);
    case 7:
        return closed(sample(b, 1, 15, 5, 0), 0);
    default:
        return sample(b, 1, 30, 30, 30); /* contains most of them */
    }
}

static void test_neither_contains_the_other(void **state)
{
    (void)state;
    static const int pairs[][2] = { { 0, 1 }, { 0, 2 }, { 0, 3 }, { 0, 4 }, { 5, 6 }, { 5, 7 },
        { 5, 8 } };
    for (size_t i = 0; i < 2 * COUNT_OF(pairs); i++) {
        struct bench b = bench_new();
        struct err err = { .code = ERR_NONE };
        struct merge_blame blame;
        put(&b, sample(&b, 2, 5, 5, 5));
        put(&b, kinds(&b, pairs[i / 2][i % 2]));
        put(&b, kinds(&b, pairs[i / 2][1 - i % 2]));
        if (i < 4) /* a third that contains both is no help */
            put(&b, kinds(&b, 8));
        const char *before = temp_list(b.a, b.dir);
        assert_false(merge_archives(b.paths, b.count, b.to, &blame, &err));
        assert_int_equal(err.code, ERR_STORE);
        assert_string_equal(blame.file, b.paths[1]);
        assert_string_equal(blame.other, b.paths[2]);
        assert_non_null(strstr(err.detail, "neither contains"));
        assert_string_equal(temp_list(b.a, b.dir), before);
        bench_free(&b);
    }
}

static void test_an_unusable_file_is_named(void **state)
{
    (void)state;
    struct bench b = bench_new();
    struct err err = { .code = ERR_NONE };
    struct merge_blame blame;
    put(&b, sample(&b, 1, 5, 5, 5));
    merge(&b);
    size_t len, other_len;
    const char *bytes = bytes_of(&b, b.to, &len);
    put(&b, sample(&b, 2, 5, 5, 5));
    temp_write(b.paths[1], "nothing", 7);
    const char *before = temp_list(b.a, b.dir);
    assert_false(merge_archives(b.paths, b.count, b.to, &blame, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_string_equal(blame.file, b.paths[1]);
    assert_null(blame.other);
    assert_string_equal(temp_list(b.a, b.dir), before);
    assert_memory_equal(bytes_of(&b, b.to, &other_len), bytes, len);
    bench_free(&b);
}

/* What stands at the target is somebody's: only an archive makes way. */
static void test_targets(void **state)
{
    (void)state;
    struct bench b = bench_new();
    struct err err = { .code = ERR_NONE };
    struct merge_blame blame;
    put(&b, sample(&b, 1, 5, 5, 5));
    put(&b, sample(&b, 2, 5, 5, 5));
    temp_write(b.to, "a letter", 8);
    assert_false(merge_archives(b.paths, b.count, b.to, &blame, &err));
    assert_null(blame.file);
    assert_non_null(strstr(err.detail, "is there already"));
    assert_true(temp_holds(b.to, "a letter", 8));
    assert_false(merge_archives(b.paths, b.count, b.dir, &blame, &err));
    assert_false(
        merge_archives(b.paths, b.count, arena_printf(b.a, "%s/no/folder", b.dir), &blame, &err));
    assert_int_equal(err.code, ERR_FILE);
    assert_string_equal(temp_list(b.a, b.dir), "0.sqlite 1.sqlite merged.sqlite ");
    b.to = b.paths[0]; /* one of them */
    merge(&b);
    assert_int_equal(meetings(&b, 1)->answers, 30);
    assert_string_equal(temp_list(b.a, b.dir), "0.sqlite 1.sqlite merged.sqlite ");
    bench_free(&b);
}

/* No room for the new archive: the old one stands, and nothing lies beside it. */
static void test_no_room(void **state)
{
    (void)state;
    struct bench b = bench_new();
    struct err err = { .code = ERR_NONE };
    struct merge_blame blame;
    struct rlimit before, small;
    size_t len, other_len;
    put(&b, sample(&b, 1, 5, 5, 5));
    merge(&b);
    const char *bytes = bytes_of(&b, b.to, &len);
    put(&b, sample(&b, 2, 5, 5, 5));
    const char *names = temp_list(b.a, b.dir);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    for (rlim_t room = 0; room < 3 * 4096; room += 4096) {
        small = before;
        small.rlim_cur = room;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        bool ok = merge_archives(b.paths, b.count, b.to, &blame, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_false(ok);
        assert_null(blame.file);
        assert_string_equal(temp_list(b.a, b.dir), names);
        assert_memory_equal(bytes_of(&b, b.to, &other_len), bytes, len);
    }
    merge(&b);
    assert_int_equal(meetings(&b, 1)->kiosks, 2);
    bench_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kiosks_add_up),
        cmocka_unit_test(test_pools_and_what_is_left_out_add_up),
        cmocka_unit_test(test_from_kiosk_to_merged),
        cmocka_unit_test(test_codes_join),
        cmocka_unit_test(test_versions_stay_apart),
        cmocka_unit_test(test_any_order_and_again),
        cmocka_unit_test(test_neither_contains_the_other),
        cmocka_unit_test(test_an_unusable_file_is_named),
        cmocka_unit_test(test_targets),
        cmocka_unit_test(test_no_room),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
