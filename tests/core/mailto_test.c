#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/mailto.h"
#include "sample_card.h"

#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *uri(struct arena *a, enum sample_language language, const struct card_text *text,
    enum choice choice)
{
    struct mailto m = { sample_language(language), text, sample_word(language, ELEMENT_ETHICS),
        choice };
    const char *made = mailto_uri(a, &m);
    assert_true(strlen(made) <= MAILTO_MAX_BYTES);
    for (const char *c = made; *c != '\0';
         c++) /* as RFC 6068 allows, and nothing to escape twice */
        assert_true(isalnum((unsigned char)*c) || strchr("-._~%:?=&", *c) != NULL);
    return made;
}

/* The text behind a field's name, decoded. */
static char *field(struct arena *a, const char *made, const char *name)
{
    const char *at = strstr(made, name);
    assert_non_null(at);
    at += strlen(name);
    char *text = arena_strndup(a, at, strcspn(at, "&")), *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        char hex[3] = { from[0] == '%' ? from[1] : 0, from[0] == '%' ? from[2] : 0, 0 };
        *to++ = hex[0] != 0 ? (char)strtol(hex, NULL, 16) : *from;
        from += hex[0] != 0 ? 2 : 0;
    }
    *to = '\0';
    return text;
}

static void test_exact(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(uri(a, SAMPLE_NL, sample_card(SAMPLE_NL), CHOICE_B),
        "mailto:?subject=Mijn%20dilemma%3A%20E%C3%A9n%20op%20de%20vijf"
        "&body=Voor%20mij%20woog%20het%20zwaarst%3A%20Verantwoordelijkheid%0D%0A"
        "Ik%20zou%3A%20%C3%A9%C3%A9n%20dag%20uitstel%20vragen%20om%20na%20te%20rekenen%0D%0A%0D%0A"
        "Welk%20feit%20hield%20jij%20weleens%20voor%20je%2C%20en%20voor%20wie%20was%20dat%20goed%3F"
        "%0D%0A");
    arena_free(a);
}

static void test_fields(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *made = uri(a, SAMPLE_NL, sample_card(SAMPLE_NL), CHOICE_C);
    assert_string_equal(field(a, made, "?subject="), "Mijn dilemma: Eén op de vijf");
    assert_non_null(strstr(field(a, made, "&body="), "\r\nIk zou: Bas laten beslissen\r\n"));

    made = uri(a, SAMPLE_EN, sample_card(SAMPLE_EN), CHOICE_OTHER);
    assert_string_equal(field(a, made, "&body="),
        "What weighed most for me: Ethics\r\nI would: …\r\n\r\n"
        "When did you last give time that was not yours to give, and what did it cost?\r\n");

    struct card_text nasty = *sample_card(SAMPLE_EN);
    nasty.title = "R&D = 100% + “a#b”?";
    made = uri(a, SAMPLE_EN, &nasty, CHOICE_A);
    assert_string_equal(field(a, made, "?subject="), "My dilemma: R&D = 100% + “a#b”?");
    arena_free(a);
}

static void test_limits_of_content_fit(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (enum sample_language language = 0; language < SAMPLE_LANGUAGE_COUNT; language++) {
        const struct card_text *text = sample_longest(language);
        const char *made = uri(a, language, text, CHOICE_A);
        assert_non_null(strstr(field(a, made, "&body="), text->questions[0]));
        assert_null(strstr(made, "%E2%80%A6"));
    }
    arena_free(a);
}

/* Texts of one letter, with a space after every seventh: so many bytes each, times three encoded. */
static const char *letters(struct arena *a, const char *letter, int count)
{
    const char *text = "";
    for (int i = 0; i < count; i++)
        text = arena_printf(a, "%s%s", text, i % 8 == 7 ? " " : letter);
    return text;
}

static const struct {
    const char *letter;
    int title, choice, question;
    const char *subject_ends, *body_ends;
} tight[] = {
    { "я", 31, 47, 20, "яяяя", "яяяя" }, /* the question goes, nothing is cut */
    { "字", 28, 50, 20, "字…", "字…" }, /* both are cut, between words */
    { "字", 2, 200, 0, "字字", " 字字字字字字字…" },
    { "x", 240, 20, 20, " xxxxxxx…", "xxxx\r\n" },
};

static void test_too_long(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(tight); i++) {
        struct card_text text = { .title = letters(a, tight[i].letter, tight[i].title),
            .choices = { letters(a, tight[i].letter, tight[i].choice) },
            .questions = { letters(a, tight[i].letter, tight[i].question) },
            .question_count = tight[i].question > 0 };
        const char *made = uri(a, SAMPLE_NL, &text, CHOICE_A);
        const char *subject = field(a, made, "?subject="), *body = field(a, made, "&body=");
        const char *ends = tight[i].subject_ends;
        assert_true(strlen(subject) >= strlen(ends));
        assert_string_equal(subject + strlen(subject) - strlen(ends), ends);
        ends = tight[i].body_ends;
        assert_true(strlen(body) >= strlen(ends));
        assert_string_equal(body + strlen(body) - strlen(ends), ends);
        assert_non_null(strstr(body, "Verantwoordelijkheid\r\nIk zou: "));
    }
    arena_free(a);
}

/* One endless word: cut between letters, never inside one. */
static void test_endless_word(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *word = "";
    for (int i = 0; i < 100; i++)
        word = arena_printf(a, "%s字", word);
    struct language language = *sample_language(SAMPLE_NL);
    language.text[PHRASE_MAIL_SUBJECT][0] = "{title}";
    struct card_text text = { .title = word, .choices = { "x" } };
    struct mailto m = { &language, &text, word, CHOICE_A };
    const char *made = mailto_uri(a, &m);
    assert_true(strlen(made) <= MAILTO_MAX_BYTES);
    const char *subject = field(a, made, "?subject=");
    assert_int_equal((strlen(subject) - strlen("…")) % strlen("字"), 0);
    assert_true(strlen(subject) > 20 * strlen("字"));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_limits_of_content_fit),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_endless_word),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
