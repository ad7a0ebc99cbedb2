/* Meetings: begin, extend, change, reveal, close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"

#include <string.h>

static struct tally published(struct fixture *f, int card)
{
    struct tally t;
    const struct card *asked = sample_deck()->cards[card];
    assert_true(store_card_published(f->s, f->m.id, asked->key, asked->version, &t, NULL));
    return t;
}

static struct published all(struct fixture *f)
{
    struct published p;
    assert_true(store_published(f->s, f->m.id, f->a, &p, NULL));
    return p;
}

static void assert_same_meeting(const struct meeting *a, const struct meeting *b)
{
    assert_memory_equal(a->id, b->id, MEETING_ID_BYTES);
    assert_string_equal(a->title, b->title);
    assert_string_equal(a->place, b->place);
    assert_string_equal(a->date, b->date);
    assert_string_equal(a->code, b->code);
    assert_string_equal(a->deck, b->deck);
    assert_string_equal(a->vocabulary, b->vocabulary);
    assert_int_equal(a->group_min, b->group_min);
    assert_int_equal(a->results, b->results);
    assert_int_equal(a->state, b->state);
}

static void test_begin_and_current(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    struct meeting m;
    bool found = true, has = true;
    fixture_open(f, STORE_NEW);
    assert_true(store_meeting_current(f->s, &m, &found, NULL));
    assert_false(found);

    f->m = sample_meeting(RESULTS_NOW, 5);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
    assert_true(store_has_answers(f->s, f->m.id, &has, NULL));
    assert_false(has);
    assert_string_equal(fixture_raw(f, "SELECT count(*) FROM tally"), "36"); /* 3 × (3 + 4 + 5) */
    /* the pool's E's, then margins and table of each card */
    assert_string_equal(fixture_raw(f, "SELECT count(*) FROM published"), "60");
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_true(store_meeting_current(f->s, &m, &found, NULL));
    assert_true(found);
    assert_same_meeting(&m, &f->m);
    fixture_free(f);
}

static void test_begin_closes_the_running_one(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 6);
    struct meeting first = f->m, m;
    bool found;
    f->m = sample_meeting(RESULTS_LATER, 8);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
    assert_memory_not_equal(first.id, f->m.id, MEETING_ID_BYTES);
    assert_true(store_meeting_current(f->s, &m, &found, NULL));
    assert_true(found);
    assert_same_meeting(&m, &f->m);
    assert_int_equal(published(f, 0).total, 0); /* meetings do not mix */
    f->m = first;
    assert_int_equal(all(f).meeting.state, MEETING_CLOSED);
    assert_int_equal(all(f).left_out, 1);
    fixture_free(f);
}

static void test_what_a_meeting_may_not_be(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    static const struct {
        int group_min;
        enum meeting_state state;
    } cases[] = { { 4, MEETING_RUNNING }, { 0, MEETING_RUNNING }, { 21, MEETING_RUNNING },
        { 5, MEETING_CLOSED } };
    const char *before = fixture_dump(f);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err err = { .code = ERR_NONE };
        struct meeting m = f->m;
        m.group_min = cases[i].group_min;
        m.state = cases[i].state;
        assert_false(store_meeting_change(f->s, &m, NULL, &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_false(store_meeting_begin(f->s, &m, sample_deck(), &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_string_equal(fixture_dump(f), before);
    }
    fixture_free(f);
}

static void test_change(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct meeting m = f->m, now;
    bool found;
    struct err err;
    memcpy(m.title, "Hub", sizeof "Hub");
    memcpy(m.place, "'s-Hertogenbosch", sizeof "'s-Hertogenbosch");
    memcpy(m.date, "", 1);
    memcpy(m.code, "samen", sizeof "samen");
    m.group_min = 9;
    m.state = MEETING_PAUSED;
    assert_true(store_meeting_change(f->s, &m, NULL, NULL));
    assert_true(store_meeting_current(f->s, &now, &found, NULL));
    assert_true(found);
    assert_same_meeting(&now, &m);

    const struct card *card = sample_deck()->cards[0];
    struct store_answer answer = { m.id, card->key, card->version, ELEMENT_ETHICS, CHOICE_A };
    assert_false(store_count(f->s, &answer, &err)); /* it is paused */
    assert_int_equal(err.code, ERR_STORE);
    m.state = MEETING_RUNNING;
    assert_true(store_meeting_change(f->s, &m, NULL, NULL));
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    m.group_min = 5;
    assert_false(store_meeting_change(f->s, &m, NULL, &err));
    assert_int_equal(err.code, ERR_USAGE);
    m.group_min = 9;
    assert_true(store_meeting_change(f->s, &m, NULL, NULL));
    m.id[0] ^= 1;
    assert_false(store_meeting_change(f->s, &m, NULL, &err));
    assert_int_equal(err.code, ERR_STORE);
    fixture_free(f);
}

static void test_extend_adds_cards_and_keeps_counts(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 2, ELEMENT_ETHICS, CHOICE_A, 6);
    const struct card *newer = sample_deck_newer()->cards[0];
    struct store_answer answer = { f->m.id, newer->key, newer->version, ELEMENT_ETHICS, CHOICE_A };
    struct tally t;
    assert_false(store_count(f->s, &answer, NULL));
    for (int twice = 0; twice < 2; twice++) {
        assert_true(store_meeting_extend(f->s, &f->m, sample_deck_newer(), NULL));
        assert_true(store_count(f->s, &answer, NULL));
        assert_true(store_card_published(f->s, f->m.id, newer->key, newer->version, &t, NULL));
        assert_int_equal(t.total, 0);
        assert_int_equal(fixture_counted(f, 0, -1, -1), 0);
        assert_int_equal(fixture_counted(f, 2, -1, -1), 6 + 1 + twice); /* both wordings */
        assert_int_equal(published(f, 2).total, 5);
        assert_int_equal(all(f).card_count, 4);
    }
    fixture_free(f);
}

static void test_later_shows_nothing_before_the_reveal(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_LATER, 5);
    assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 23).total, 0);
    assert_int_equal(fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 4).total, 0);
    assert_string_equal(
        fixture_raw(f, "SELECT count(*) FROM published WHERE count > 1099511627776"), "0");
    assert_true(store_meeting_reveal(f->s, f->m.id, NULL));
    assert_int_equal(published(f, 0).total, 23);
    assert_true(published(f, 0).has_table);
    assert_int_equal(published(f, 1).total, 0);
    /* then in steps */
    assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4).total, 23);
    assert_true(store_meeting_reveal(f->s, f->m.id, NULL)); /* again: no smaller step */
    assert_int_equal(published(f, 0).total, 23);
    assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1).total, 28);
    assert_int_equal(fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 1).total, 5);
    fixture_free(f);
}

/* No way between now and later makes a step smaller than the minimum. */
static void test_now_and_later_keep_steps(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 5);
    f->m.results = RESULTS_LATER;
    assert_true(store_meeting_change(f->s, &f->m, NULL, NULL));
    assert_int_equal(fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 2).total, 5);
    assert_true(store_meeting_reveal(f->s, f->m.id, NULL));
    assert_int_equal(published(f, 0).total, 5);
    fixture_free(f);

    f = fixture_meeting(RESULTS_LATER, 5);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 7);
    fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 3);
    f->m.results = RESULTS_NOW;
    assert_true(store_meeting_change(f->s, &f->m, NULL, NULL));
    assert_int_equal(published(f, 0).total, 7);
    assert_int_equal(published(f, 1).total, 0);
    fixture_free(f);
}

static void test_close(void **state)
{
    (void)state;
    static const struct {
        enum meeting_results results;
        int counted[3]; /* answers to each card: ethics, the last one excellence */
        uint32_t published[3]; /* after closing */
        uint32_t pool, left_out; /* pool: of all E's */
    } cases[] = {
        { RESULTS_NOW, { 7, 4, 2 }, { 5, 0, 0 }, 8, 0 },
        { RESULTS_NOW, { 7, 1, 1 }, { 5, 0, 0 }, 0, 4 },
        { RESULTS_NOW, { 10, 5, 0 }, { 10, 5, 0 }, 0, 0 },
        { RESULTS_NOW, { 6, 6, 8 }, { 5, 5, 5 }, 5, 0 },
        { RESULTS_NOW, { 0, 0, 0 }, { 0, 0, 0 }, 0, 0 },
        { RESULTS_LATER, { 7, 4, 2 }, { 7, 0, 0 }, 6, 0 }, /* never revealed before */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fixture *f = fixture_meeting(cases[i].results, 5);
        uint32_t excellence = 0;
        for (int card = 0; card < 3; card++) {
            int n = cases[i].counted[card];
            if (n == 0)
                continue;
            fixture_count(f, card, ELEMENT_ETHICS, CHOICE_A, n - 1);
            fixture_count(f, card, ELEMENT_EXCELLENCE, CHOICE_OTHER, 1);
            excellence++;
        }
        assert_true(store_meeting_close(f->s, f->m.id, NULL));
        struct published p = all(f);
        assert_int_equal(p.meeting.state, MEETING_CLOSED);
        for (int card = 0; card < 3; card++) {
            assert_int_equal(published(f, card).total, cases[i].published[card]);
            excellence -= published(f, card).element[ELEMENT_EXCELLENCE];
        }
        assert_int_equal(p.has_pool, cases[i].pool > 0);
        assert_int_equal(p.pool[0] + p.pool[1] + p.pool[2], cases[i].pool);
        if (p.has_pool)
            assert_int_equal(p.pool[ELEMENT_EXCELLENCE], excellence);
        assert_int_equal(p.left_out, cases[i].left_out);
        /* the true counts are gone */
        assert_string_equal(fixture_raw(f, "SELECT count(*) FROM tally"), "0");
        fixture_free(f);
    }
}

static void test_closed_is_final(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct meeting m;
    bool found, has;
    struct err err;
    const struct card *card = sample_deck()->cards[0];
    struct store_answer answer = { f->m.id, card->key, card->version, ELEMENT_ETHICS, CHOICE_A };
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 3);
    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    const char *closed = fixture_dump(f);
    assert_false(store_count(f->s, &answer, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_false(store_meeting_change(f->s, &f->m, NULL, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_false(store_meeting_extend(f->s, &f->m, sample_deck(), &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_false(store_meeting_reveal(f->s, f->m.id, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    assert_string_equal(fixture_dump(f), closed);
    assert_true(store_meeting_current(f->s, &m, &found, NULL));
    assert_false(found);
    assert_true(store_has_answers(f->s, f->m.id, &has, NULL));
    assert_true(has);
    f->m.id[3] ^= 1;
    assert_false(store_meeting_close(f->s, f->m.id, &err));
    assert_int_equal(err.code, ERR_STORE);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begin_and_current),
        cmocka_unit_test(test_begin_closes_the_running_one),
        cmocka_unit_test(test_what_a_meeting_may_not_be),
        cmocka_unit_test(test_change),
        cmocka_unit_test(test_extend_adds_cards_and_keeps_counts),
        cmocka_unit_test(test_later_shows_nothing_before_the_reveal),
        cmocka_unit_test(test_now_and_later_keep_steps),
        cmocka_unit_test(test_close),
        cmocka_unit_test(test_closed_is_final),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
