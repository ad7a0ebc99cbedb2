#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "documents/results.h"
#include "sample_content.h"

#include <cmocka.h>

enum { KNOWN, OLDER, UNKNOWN, CLOSE };

static const struct published_card cards[] = {
    [KNOWN] = { .card = "de-laatste-brief", .version = "00000000000000aa", .choice_count = 4 },
    [OLDER] = { .card = "de-laatste-brief", .version = "0000000100000000", .choice_count = 3 },
    [UNKNOWN] = { .card = "onbekend", .version = "1234567812345678", .choice_count = 2 },
    [CLOSE] = { .card = "vier-minuten", .version = "00000000000000bb", .choice_count = 3 },
};

static struct published published(void)
{
    return (struct published){
        .meeting = { .vocabulary = "vakmanschap" }, .cards = cards, .card_count = COUNT_OF(cards)
    };
}

static void test_names(void **state)
{
    static const struct {
        const char *language, *known, *older, *unknown, *alone, *word, *choice, *other;
    } said[] = {
        { "nl", "De laatste brief (versie 00000000)", "de-laatste-brief (versie 00000001)",
            "onbekend (versie 1234)", "Vier minuten", "Verantwoordelijkheid", "B · Eerst bellen",
            "Iets anders" },
        { "en", "The last letter (version 00000000)", "de-laatste-brief (version 00000001)",
            "onbekend (version 1234)", "Four minutes", "Ethics", "B · Call first",
            "Something else" },
    };
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    struct results r = { &p, sample_content(a), 0 };
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        r.language = content_language(r.content, said[i].language);
        assert_string_equal(results_language(&r)->code, said[i].language);
        assert_string_equal(results_title(&r, a, KNOWN), said[i].known);
        assert_string_equal(results_title(&r, a, OLDER), said[i].older);
        assert_string_equal(results_title(&r, a, UNKNOWN), said[i].unknown);
        assert_string_equal(results_title(&r, a, CLOSE), said[i].alone);
        assert_string_equal(results_word(&r, ELEMENT_ETHICS), said[i].word);
        assert_string_equal(results_choice(&r, a, KNOWN, CHOICE_B), said[i].choice);
        assert_string_equal(results_choice(&r, a, KNOWN, CHOICE_OTHER), said[i].other);
        assert_string_equal(results_choice(&r, a, UNKNOWN, CHOICE_B), "B");
        assert_string_equal(results_choice(&r, a, UNKNOWN, CHOICE_OTHER), said[i].other);
    }
    assert_non_null(results_text(&r, KNOWN));
    assert_null(results_text(&r, OLDER));
    assert_null(results_text(&r, UNKNOWN));
    arena_free(a);
}

static void test_words_without_their_vocabulary(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    struct results r = { &p, sample_content(a), 0 };
    p.meeting = (struct meeting){ .vocabulary = "gone", .deck = "kennismaking" };
    assert_string_equal(results_word(&r, ELEMENT_ENGAGEMENT), "Betrokkenheid");
    r.language = LANGUAGE_MAX - 1; /* which its words do not have */
    assert_string_equal(results_word(&r, ELEMENT_ENGAGEMENT), "Betrokkenheid");
    r.language = 0;
    p.meeting = (struct meeting){ .vocabulary = "gone", .deck = "gone" };
    assert_string_equal(results_word(&r, ELEMENT_ENGAGEMENT), "engagement");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_words_without_their_vocabulary),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
