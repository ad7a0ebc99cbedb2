#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "documents/mail_txt.h"
#include "sample_report.h"

#include <cmocka.h>
#include <string.h>

static const char *mail(struct arena *a, const struct sample_report *s)
{
    struct document d = mail_txt(a, &s->results);
    assert_int_equal(strlen(d.bytes), d.len);
    return d.bytes;
}

static void test_five_lines(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_string_equal(mail(a, sample_report(a, 2, "nl")),
        "Goed Werk Hub, Rotterdam, 21 november 2026: 43 antwoorden op 2 dilemma’s.\n"
        "Waar het gesprek begint: Acht euro te veel (sterk verdeeld), Alle vinkjes groen"
        " (eensgezind).\n"
        "Acht euro te veel: C\u00a0·\u00a0De laatste drie nemen en een brief meesturen: "
        "23%\u00a0(7)."
        " Iets anders: 23%\u00a0(7).\n"
        "Om over na te denken: Hoe ver rek jij een regel op, en waar leg je de grens?\n"
        "Wat we tonen, telt altijd minstens 5 antwoorden samen.\n");
    arena_free(a);
}

static void test_one_small_group(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, 4, "en");
    s->published.cards = &s->cards[3]; /* seven answers */
    s->published.card_count = 1;
    s->published.meeting.date[0] = '\0';
    assert_string_equal(mail(a, s),
        "Goed Werk Hub, Rotterdam: 7 answers to 1 dilemma.\n"
        "Where the conversation begins: Bas has his coat on.\n"
        "Bas has his coat on: C\u00a0·\u00a0Ring the client: the bank will have to wait: 3 of 7."
        " Something else: 2 of 7.\n"
        "To think about: When you want to do something extra well, who else pays for it?\n"
        "What we show always adds up at least 5 answers.\n");
    arena_free(a);
}

static void test_unknown_card(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, 1, "nl");
    s->cards[0].version = "00ff00ff00ff00ff";
    const char *text = mail(a, s);
    assert_non_null(
        strstr(text, "\nacht-euro-te-veel (versie 00ff): C: 23%\u00a0(7). Iets anders"));
    assert_null(strstr(text, "Om over na te denken"));
    arena_free(a);
}

static void test_nothing_published(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct sample_report *s = sample_report(a, 1, "nl");
    s->cards[0].tally = (struct tally){ .total = 0 };
    assert_string_equal(mail(a, s),
        "Goed Werk Hub, Rotterdam, 21 november 2026. Er zijn nog geen antwoorden vrijgegeven.\n"
        "Wat we tonen, telt altijd minstens 5 antwoorden samen.\n");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_lines),
        cmocka_unit_test(test_one_small_group),
        cmocka_unit_test(test_unknown_card),
        cmocka_unit_test(test_nothing_published),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
