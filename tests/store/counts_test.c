/* What is published of what was counted, and when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "store_fixture.h"
#include "temp.h"

#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

/* Published total after each of 12 answers, and at 20 and 25. */
static void test_steps(void **state)
{
    (void)state;
    static const struct {
        int group_min;
        uint32_t after[12], after_20, after_25;
    } cases[] = {
        { 5, { 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10 }, 20, 25 },
        { 7, { 0, 0, 0, 0, 0, 0, 7, 7, 7, 7, 7, 7 }, 14, 21 },
        { 20, { 0 }, 20, 20 },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture *f = fixture_meeting(RESULTS_NOW, cases[i].group_min);
        struct tally t;
        for (int n = 0; n < 12; n++) {
            t = fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 1);
            assert_int_equal(t.total, cases[i].after[n]);
            assert_int_equal(t.element[ELEMENT_ETHICS], t.total);
            assert_int_equal(t.choice[CHOICE_B], t.total);
        }
        assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 8).total, cases[i].after_20);
        assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 5).total, cases[i].after_25);
        fixture_free(f);
    }
}

/* Whatever the order: two looks at the glass differ by nothing or by a whole group; margins agree;
 * the table is there from 20, and then agrees with the margins. */
static void test_random_answers_stay_in_groups(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct tally seen[3] = { { .total = 0 } };
    unsigned seed = 7;
    for (int n = 0; n < 300; n++) {
        int card = rand_r(&seed) % 3;
        int of_card = sample_deck()->cards[card]->choice_count;
        int c = rand_r(&seed) % (of_card + 1);
        struct tally t = fixture_count(f, card, (enum element)(rand_r(&seed) % ELEMENT_COUNT),
            c == of_card ? CHOICE_OTHER : (enum choice)c, 1);
        uint32_t elements = 0, choices = 0, table = 0;
        for (int e = 0; e < ELEMENT_COUNT; e++) {
            elements += t.element[e];
            assert_true(t.element[e] >= seen[card].element[e]);
            for (int k = 0; k < CHOICE_COUNT; k++)
                table += t.table[e][k];
        }
        for (int k = 0; k < CHOICE_COUNT; k++)
            choices += t.choice[k];
        assert_int_equal(elements, t.total);
        assert_int_equal(choices, t.total);
        assert_int_equal(t.has_table, t.total >= 20);
        assert_int_equal(table, t.has_table ? t.total : 0);
        uint32_t step = t.total - seen[card].total;
        assert_true(step == 0 || step >= 5);
        int unseen = fixture_counted(f, card, -1, -1) - (int)t.total;
        assert_true(unseen >= 0 && unseen < 5);
        seen[card] = t;
    }
    assert_true(seen[0].has_table && seen[1].has_table && seen[2].has_table);
    fixture_free(f);
}

static void test_table_from_20(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 2, ELEMENT_EXCELLENCE, CHOICE_D, 10);
    struct tally t = fixture_count(f, 2, ELEMENT_ENGAGEMENT, CHOICE_OTHER, 9);
    assert_int_equal(t.total, 15);
    assert_false(t.has_table);
    assert_int_equal(t.table[ELEMENT_EXCELLENCE][CHOICE_D], 0);
    t = fixture_count(f, 2, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_int_equal(t.total, 20);
    assert_true(t.has_table);
    assert_int_equal(t.table[ELEMENT_EXCELLENCE][CHOICE_D], 10);
    assert_int_equal(t.table[ELEMENT_ENGAGEMENT][CHOICE_OTHER], 9);
    assert_int_equal(t.table[ELEMENT_ETHICS][CHOICE_A], 1);
    fixture_free(f);
}

static void test_cards_do_not_mix(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4).total, 0);
    assert_int_equal(fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 4).total, 0);
    assert_int_equal(fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 1).total, 5);
    struct tally t;
    const struct card *card = sample_deck()->cards[0];
    assert_true(store_card_published(f->s, f->m.id, card->key, card->version, &t, NULL));
    assert_int_equal(t.total, 0);
    fixture_free(f);
}

static void test_what_is_not_asked_is_not_counted(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    static const uint8_t other_meeting[MEETING_ID_BYTES] = { 1 };
    const struct {
        struct store_answer answer;
    } cases[] = {
        { { f->m.id, "unknown", "00000000000000aa", ELEMENT_ETHICS, CHOICE_A } },
        { { f->m.id, "medicijn", "00000000000000ab", ELEMENT_ETHICS, CHOICE_A } },
        { { f->m.id, "medicijn", "", ELEMENT_ETHICS, CHOICE_A } },
        { { f->m.id, "medicijn", "00000000000000aa", ELEMENT_ETHICS, CHOICE_C } }, /* it has two */
        { { f->m.id, "", "", ELEMENT_ETHICS, CHOICE_A } }, /* the pool */
        { { other_meeting, "medicijn", "00000000000000aa", ELEMENT_ETHICS, CHOICE_A } },
    };
    const char *before = fixture_dump(f);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err err = { .code = ERR_NONE };
        assert_false(store_count(f->s, &cases[i].answer, &err));
        assert_int_equal(err.code, ERR_STORE);
        assert_null(strstr(err.detail, "medicijn"));
        assert_string_equal(fixture_dump(f), before);
    }
    fixture_free(f);
}

static void test_published_of_a_meeting(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_B, 7);
    fixture_count(f, 1, ELEMENT_ENGAGEMENT, CHOICE_OTHER, 4);
    struct published p;
    assert_true(store_published(f->s, f->m.id, f->a, &p, NULL));
    assert_string_equal(p.kiosk_id, store_id(f->s));
    assert_memory_equal(p.meeting.id, f->m.id, MEETING_ID_BYTES);
    assert_string_equal(p.meeting.place, "Rotterdam");
    assert_int_equal(p.card_count, 3);
    static const struct {
        const char *card;
        int choice_count;
        uint32_t total;
    } cards[] = { { "camera", 4, 0 }, { "cijfer", 3, 0 }, { "medicijn", 2, 5 } };
    for (int i = 0; i < 3; i++) {
        assert_string_equal(p.cards[i].card, cards[i].card);
        assert_int_equal(p.cards[i].choice_count, cards[i].choice_count);
        assert_int_equal(p.cards[i].tally.total, cards[i].total);
    }
    assert_string_equal(p.cards[2].version, "00000000000000aa");
    assert_int_equal(p.cards[2].tally.element[ELEMENT_ETHICS], 5);
    assert_false(p.has_pool);
    assert_int_equal(p.left_out, 0);
    fixture_free(f);
}

static int add_step(void *steps)
{
    ++*(int *)steps;
    return 0;
}

/* Steps of SQLite's machine for one more answer. */
static int steps_of_an_answer(struct fixture *f)
{
    int steps = 0;
    sqlite3_progress_handler(f->s->db, 1, add_step, &steps);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    sqlite3_progress_handler(f->s->db, 0, NULL, NULL);
    return steps;
}

static void test_work_does_not_grow(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 20);
    const char *pages = fixture_raw(f, "PRAGMA page_count");
    int steps = steps_of_an_answer(f);
    assert_true(steps > 0);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 499); /* 520 now: again a whole step */
    assert_int_equal(steps_of_an_answer(f), steps);
    assert_string_equal(fixture_raw(f, "PRAGMA page_count"), pages);
    fixture_free(f);
}

/* --- the file keeps no order --- */

enum { ANSWERS_MAX = 400 };

struct answers {
    struct {
        int card, element, choice;
    } list[ANSWERS_MAX];
    int count;
};

/* per_card answers to each card, drawn by seed. */
static struct answers answers_of(unsigned seed, int per_card)
{
    struct answers a = { .count = 0 };
    for (int card = 0; card < 3; card++)
        for (int i = 0; i < per_card; i++) {
            a.list[a.count].card = card;
            a.list[a.count].element = rand_r(&seed) % ELEMENT_COUNT;
            a.list[a.count++].choice = rand_r(&seed) % sample_deck()->cards[card]->choice_count;
        }
    return a;
}

static void shuffle(struct answers *a, unsigned seed)
{
    for (int i = a->count - 1; i > 0; i--) {
        int j = rand_r(&seed) % (i + 1);
        struct answers swap = { .list = { a->list[i] } };
        a->list[i] = a->list[j];
        a->list[j] = swap.list[0];
    }
}

enum ending { ENDS_RUNNING, ENDS_REVEALED, ENDS_CLOSED };

/* The database that these answers leave, in arena a; visitors leave (tidy) at moments of seed. */
static const char *file_of(struct arena *a, const struct answers *answers,
    enum meeting_results results, enum ending ending, unsigned seed, size_t *len)
{
    struct fixture *f = fixture_meeting_seeded(results, 5);
    for (int i = 0; i < answers->count; i++) {
        fixture_count(f, answers->list[i].card, (enum element)answers->list[i].element,
            (enum choice)answers->list[i].choice, 1);
        if (rand_r(&seed) % 4 == 0)
            assert_true(store_tidy(f->s, NULL));
    }
    if (ending == ENDS_REVEALED)
        assert_true(store_meeting_reveal(f->s, f->m.id, NULL));
    if (ending == ENDS_CLOSED)
        assert_true(store_meeting_close(f->s, f->m.id, NULL));
    fixture_close(f);
    assert_string_equal(temp_list(f->a, f->dir), "goedwerk.sqlite lock ");
    const char *bytes = file_read(a, f->path, FILE_MAX, len, NULL);
    assert_non_null(bytes);
    fixture_free(f);
    return bytes;
}

static void test_order_leaves_no_trace(void **state)
{
    (void)state;
    static const struct {
        enum meeting_results results;
        enum ending ending;
        int per_card;
    } cases[] = {
        { RESULTS_LATER, ENDS_RUNNING, 33 },
        { RESULTS_LATER, ENDS_REVEALED, 33 },
        { RESULTS_LATER, ENDS_CLOSED, 3 }, /* all of it goes into the pool */
        { RESULTS_NOW, ENDS_RUNNING, 35 }, /* whole steps */
        { RESULTS_NOW, ENDS_RUNNING, 4 }, /* not one step */
        { RESULTS_NOW, ENDS_CLOSED, 35 },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t len, other_len;
        struct answers answers = answers_of(1, cases[i].per_card);
        const char *file = file_of(a, &answers, cases[i].results, cases[i].ending, 0, &len);
        for (unsigned seed = 2; seed < 5; seed++) {
            shuffle(&answers, seed);
            const char *other =
                file_of(a, &answers, cases[i].results, cases[i].ending, seed, &other_len);
            assert_int_equal(other_len, len);
            assert_memory_equal(other, file, len);
        }
        /* and the comparison can fail: one answer is another */
        answers.list[0].element = (answers.list[0].element + 1) % ELEMENT_COUNT;
        const char *other = file_of(a, &answers, cases[i].results, cases[i].ending, 0, &other_len);
        assert_int_equal(other_len, len);
        assert_memory_not_equal(other, file, len);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_random_answers_stay_in_groups),
        cmocka_unit_test(test_table_from_20),
        cmocka_unit_test(test_cards_do_not_mix),
        cmocka_unit_test(test_what_is_not_asked_is_not_counted),
        cmocka_unit_test(test_published_of_a_meeting),
        cmocka_unit_test(test_work_does_not_grow),
        cmocka_unit_test(test_order_leaves_no_trace),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
