/* What content says of itself: by key, in the language that is there, choice by choice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/draft.h"
#include "sample_content.h"

#include <cmocka.h>

static void choices(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    const struct card_text *text = card_text_in(content_card(c, "de-laatste-brief"), 0, 0, NULL);
    const struct language *nl = &c->languages[0], *en = &c->languages[1];
    assert_string_equal(choice_label(a, nl, text, CHOICE_B), "B · Eerst bellen");
    assert_string_equal(choice_label(a, nl, NULL, CHOICE_B), "B");
    assert_string_equal(choice_label(a, nl, text, CHOICE_OTHER), "Iets anders");
    assert_string_equal(choice_label(a, en, NULL, CHOICE_OTHER), "Something else");
    assert_true(choice_exists(CHOICE_B, 2));
    assert_false(choice_exists(CHOICE_C, 2));
    assert_true(choice_exists(CHOICE_OTHER, 2));
    arena_free(a);
}

static void a_vocabulary_speaks(void **state)
{
    static const struct {
        const char *words[LANGUAGE_MAX];
        int language, instead, spoken;
    } rows[] = {
        { { "Vak", "Craft" }, 1, 0, 1 },
        { { "Vak" }, 1, 0, 0 },
        { { NULL, "Craft", "Métier" }, 0, 2, 2 },
        { { NULL, "Craft" }, 0, 2, 1 },
        { { NULL, NULL, NULL, NULL, NULL, "Zanaat" }, 0, 1, 5 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct vocabulary v = { .key = "v" };
        for (int l = 0; l < LANGUAGE_MAX; l++)
            v.says[l][0].word = rows[i].words[l];
        assert_int_equal(
            vocabulary_language(&v, rows[i].language, rows[i].instead), rows[i].spoken);
    }
}

static void cards_by_their_keys(void **state)
{
    static const char *const keys[] = { "vier-minuten", "gone", "de-laatste-brief" };
    (void)state;
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    struct card_list list = card_list_of_keys(c, keys, COUNT_OF(keys));
    assert_int_equal(list.count, 2);
    assert_ptr_equal(&c->cards[list.card[0]], content_card(c, keys[0]));
    assert_ptr_equal(&c->cards[list.card[1]], content_card(c, keys[2]));
    assert_int_equal(card_list_of_keys(c, keys, 0).count, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices),
        cmocka_unit_test(a_vocabulary_speaks),
        cmocka_unit_test(cards_by_their_keys),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
