#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/would.h"

#include <cmocka.h>

#define STORY "‘Morgen’, zegt Éva, en Bas knikt. Ze weet dat Bas’ mooie één nog een dag wacht."

static const struct {
    const char *language, *choice, *would;
} sentences[] = {
    { "nl", "Laten staan", "laten staan" },
    { "en", "Stay ten minutes", "stay ten minutes" },
    { "nl-BE", "Laten staan", "laten staan" },
    { "de", "Den Chef fragen", "Den Chef fragen" },
    { "nld", "Laten staan", "Laten staan" },
    { "nl", "Één dag wachten", "één dag wachten" },
    { "nl", "Eén dag wachten", "één dag wachten" },
    { "nl", "Een dag wachten", "een dag wachten" },
    { "nl", "Öfter fragen", "öfter fragen" },
    { "nl", "IJskoud weglaten", "IJskoud weglaten" },
    { "en", "I would not know", "I would not know" },
    { "en", "A", "A" },
    { "nl", "Bas vragen", "Bas vragen" }, /* a name in the story */
    { "nl", "Éva laten gaan", "Éva laten gaan" },
    { "nl", "Basta zeggen", "basta zeggen" }, /* not that name */
    { "nl", "Morgen bellen", "morgen bellen" }, /* with a capital only where a sentence begins */
    { "nl", "Ze laten gaan", "ze laten gaan" },
    { "nl", "‘Nee’ zeggen", "‘Nee’ zeggen" },
    { "nl", "10 minuten wachten", "10 minuten wachten" },
    { "nl", "laten staan", "laten staan" },
    { "nl", "", "" },
    { "nl", "×a", "×a" },
};

static void test_sentences(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        struct language language = { .code = "" };
        for (size_t c = 0; sentences[i].language[c] != '\0'; c++)
            language.code[c] = sentences[i].language[c];
        struct card_text text = { .paragraphs = { "Eerst iets anders.", STORY },
            .paragraph_count = 2,
            .choices = { "", sentences[i].choice } };
        assert_string_equal(would_text(a, &language, &text, CHOICE_B), sentences[i].would);
    }
    arena_free(a);
}

/* A word that the story also writes small is no name, whatever else it says. */
static void test_small_elsewhere(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct language language = { .code = "nl" };
    struct card_text text = { .paragraphs = { "Mevrouw De Wit trekt de kousen aan." },
        .paragraph_count = 1,
        .choices = { "De kousen doen" } };
    assert_string_equal(would_text(a, &language, &text, CHOICE_A), "de kousen doen");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_small_elsewhere),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
