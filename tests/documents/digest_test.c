#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "documents/digest.h"
#include "sample_report.h"

#include <cmocka.h>

enum { CARDS = 4 };

static void test_order(void **state)
{
    static const struct tally none = { .total = 0 }, few = { .total = 7, .choice = { 4, 3 } },
                              one_mind = { .total = 12, .choice = { 12 } },
                              divided = { .total = 12, .choice = { 4, 4, 4 } };
    static const int expected[CARDS] = { 3, 1, 2, 0 };
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, CARDS, "nl");
    s->cards[0].tally = none;
    s->cards[1].tally = one_mind;
    s->cards[2].tally = few;
    s->cards[3].tally = divided;
    int count;
    const int *order = digest_order(&s->results, a, &count);
    assert_int_equal(count, 3);
    for (int i = 0; i < CARDS; i++)
        assert_int_equal(order[i], expected[i]);
    assert_string_equal(digest_answers(&s->results, a, 1), "12 antwoorden · eensgezind");
    assert_string_equal(digest_answers(&s->results, a, 2), "7 antwoorden");
    assert_string_equal(digest_division(&s->results, 1), "eensgezind");
    assert_string_equal(digest_division(&s->results, 2), "nog niet te zeggen");
    arena_free(a);
}

static void test_figure(void **state)
{
    static const struct {
        uint32_t part, total;
        const char *text;
    } figures[] = { { 0, 5, "0 van de 5" }, { 2, 19, "2 van de 19" }, { 2, 20, "10%\u00a0(2)" },
        { 1, 200, "1%\u00a0(1)" }, { UINT32_MAX, UINT32_MAX, "100%\u00a0(4294967295)" } };
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, 1, "nl");
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        assert_string_equal(
            digest_figure(&s->results, a, figures[i].part, figures[i].total), figures[i].text);
    arena_free(a);
}

static void test_choices(void **state)
{
    static const struct {
        uint32_t choice[CHOICE_COUNT];
        const char *text;
    } groups[] = {
        { { 5 }, "A: 5 van de 5." },
        { { 0, 0, 0, 0, 5 }, "Iets anders: 5 van de 5." },
        { { 1, 0, 0, 0, 4 }, "Iets anders: 4 van de 5. A: 1 van de 5." },
        { { 1, 1, 1, 1, 1 }, "A: 1 van de 5. B: 1 van de 5." },
        { { 1, 2, 0, 2, 0 }, "B: 2 van de 5. D: 2 van de 5." },
        { { 3, 0, 2, 0, 0 }, "A: 3 van de 5. C: 2 van de 5." },
        { { 0, 3, 0, 0, 2 }, "B: 3 van de 5. Iets anders: 2 van de 5." },
    };
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, 1, "nl");
    s->cards[0].version = "of another wording";
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        s->cards[0].tally.total = 5;
        for (int c = 0; c < CHOICE_COUNT; c++)
            s->cards[0].tally.choice[c] = groups[i].choice[c];
        assert_string_equal(digest_choices(&s->results, a, 0), groups[i].text);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_figure),
        cmocka_unit_test(test_choices),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
