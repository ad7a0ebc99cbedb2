/* "Nu": what the organiser sees of the visitors' answers, and of what has come out of the printer. */
#include "stand.h"

#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

enum { PAGES_MOST = 10, PACK = 50 }; /* sheets in a new pack; see core/settings.c */

#define FIRST "een-op-de-vijf"
#define SECOND "vier-minuten"
#define THIRD "blijft-juf-samira"

static void says(struct stand *s, const char *card, const char *line)
{
    const char *id = arena_printf(s->a, "organiser.card.%s.line", card);
    stand_turn_to(s, "organiser.more", id);
    stand_reads(s, id, line);
}

static void splits(
    struct stand *s, const char *card, const char *excellence, const char *ethics, const char *rest)
{
    const char *id = arena_printf(s->a, "organiser.card.%s", card);
    assert_string_equal(stand_label(s, arena_printf(s->a, "%s.excellence", id)), excellence);
    assert_string_equal(stand_label(s, arena_printf(s->a, "%s.ethics", id)), ethics);
    assert_string_equal(stand_label(s, arena_printf(s->a, "%s.engagement", id)), rest);
}

/* Six answers: the sixth is the group's own until there are ten. */
static void five_of_six(void **state)
{
    struct stand *s = *state;
    stand_organise(s);
    says(s, FIRST, "Nog te weinig antwoorden");
    stand_tap(s, "organiser.lock", "attract");
    stand_answer(s, "ethics", "a", 4);
    stand_answer(s, "excellence", "b", 1);
    stand_answer(s, "engagement", "c", 1);
    stand_again(s);
    assert_string_equal(stand_label(s, "organiser.answers"), "5");
    says(s, FIRST, "5 antwoorden");
    assert_null(strstr(stand_label(s, "organiser.card." FIRST ".line"), "·")); /* no word yet */
    splits(s, FIRST, "1", "4", "0");
    stand_tap(s, "organiser.lock", "attract");
}

/* How divided they are is said from ten on. */
static void ten_in_words(void **state)
{
    struct stand *s = *state;
    stand_answer(s, "engagement", "c", 4);
    stand_again(s);
    assert_string_equal(stand_label(s, "organiser.answers"), "10");
    says(s, FIRST, "10 · verdeeld");
    splits(s, FIRST, "1", "4", "5");
    stand_tap(s, "organiser.lock", "attract");
}

/* How far down the list a card is, page after page. */
static int place(struct stand *s, const char *card)
{
    const char *id = arena_printf(s->a, "organiser.card.%s", card);
    stand_turn_to(s, "organiser.more", "organiser.answers");
    int pages = 0;
    while (glass_widget(s->g, id) == NULL) {
        const char *page = stand_label(s, "organiser.more");
        glass_tap(s->g, "organiser.more");
        stand_turns(s, "organiser.more", page);
        assert_int_not_equal(++pages, PAGES_MOST);
    }
    return pages * s->g->height + glass_widget(s->g, id)->rect.y;
}

/* A group of one mind, one that is as divided as can be, and which comes first. */
static void the_most_dividing_first(void **state)
{
    struct stand *s = *state;
    stand_stop(s);
    stand_fill(s, SECOND, ELEMENT_ETHICS, CHOICE_B, 24);
    stand_fill(s, THIRD, ELEMENT_EXCELLENCE, CHOICE_A, 3);
    stand_fill(s, THIRD, ELEMENT_EXCELLENCE, CHOICE_B, 3);
    stand_fill(s, THIRD, ELEMENT_EXCELLENCE, CHOICE_C, 2);
    stand_fill(s, THIRD, ELEMENT_EXCELLENCE, CHOICE_OTHER, 2);
    stand_start(s);
    stand_again(s);
    assert_string_equal(stand_label(s, "organiser.answers"), "40"); /* 10, 20 of 24, 10 */
    says(s, SECOND, "20 · eensgezind");
    splits(s, SECOND, "0%", "100%", "0%");
    says(s, THIRD, "10 · sterk verdeeld");
    assert_true(place(s, THIRD) < place(s, FIRST));
    assert_true(place(s, FIRST) < place(s, SECOND));
}

static const char *sheets(struct stand *s, int n)
{
    return arena_printf(s->a, "Nog ongeveer %d vellen", n);
}

static void a_sheet_a_card(void **state)
{
    struct stand *s = *state;
    stand_tap(s, "organiser.printer", "printer");
    glass_tap(s->g, "printer.pack");
    stand_reads(s, "printer.sheets", sheets(s, PACK));
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    for (int i = 1; i <= 2; i++) {
        stand_visit(s, "ethics", "a");
        stand_tap(s, "group.print", "take_home");
        stand_reads(s, "take_home.title", "Pak je kaart");
        stand_leave(s);
    }
    stand_again(s);
    assert_string_equal(stand_label(s, "organiser.printed"), "2");
    stand_tap(s, "organiser.printer", "printer");
    stand_reads(s, "printer.sheets", sheets(s, PACK - 2));
    glass_tap(s->g, "printer.pack");
    stand_reads(s, "printer.sheets", sheets(s, PACK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_of_six),
        cmocka_unit_test(ten_in_words),
        cmocka_unit_test(the_most_dividing_first),
        cmocka_unit_test(a_sheet_a_card),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
