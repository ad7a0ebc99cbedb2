/* A visitor at the glass: from the first touch to the saved answer, the printed card and goodbye. */
#include "stand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const struct stand_plan small = { GLASS_MOUSE, 800, 480, "5.2", NULL };

static void holds(const char *text, const char *words)
{
    if (text == NULL || strstr(text, words) == NULL)
        fail_msg("no \"%s\" in \"%s\"", words, text == NULL ? "" : text);
}

/* Anywhere: where nothing else is. */
static void touch_the_glass(struct stand *s)
{
    glass_tap_at(s->g, s->g->log.width / 2, s->g->log.height - 2);
    stand_on(s, "deck");
}

static void a_visit_from_touch_to_paper(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    touch_the_glass(s);
    const char *card = stand_id(s, "deck.card.", 0), *title = stand_label(s, card);
    stand_tap(s, card, "element");
    stand_pick(s, "ethics");
    const char *word = stand_label(s, "choice.element");
    stand_select(s, "b");
    const char *choice = stand_label(s, "choice.b");
    stand_sees(s, "choice.confirm", NULL);
    stand_tap(s, "choice.confirm", "group");
    const char *question = stand_label(s, "group.question");

    stand_tap(s, "group.print", "take_home");
    stand_reads(s, "take_home.title", "Pak je kaart");
    const char *text = stand_card_text(s, 1);
    holds(text, title);
    holds(text, word);
    holds(text, choice + 1); /* "Ik zou het …": its capital is gone */
    holds(text, question);

    stand_tap(s, "nav.back", "group"); /* one card an answer */
    stand_sees(s, "group.print", "disabled");
    stand_leave(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, card + strlen("deck.card."), "ethics", "b"), 1);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    assert_int_equal(stand_published(s, ""), 0);
    assert_null(stand_card_text(s, 2));
}

/* Each story has its pages; Back goes through them one by one. */
static void long_stories_turn_pages(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    touch_the_glass(s);
    stand_tap(s, stand_id(s, "deck.card.", 0), "element");
    const char *first = stand_label(s, "story.more");
    assert_null(glass_widget(s->g, "element.ethics"));
    glass_tap(s->g, "story.more");
    stand_turns(s, "story.more", first);
    glass_tap(s->g, "nav.back");
    stand_reads(s, "story.more", first);
    stand_pick(s, "excellence");
    stand_tap(s, "nav.back", "element");
    stand_sees(s, "element.excellence", NULL); /* to the tiles, not the story */
    glass_tap(s->g, "nav.back");
    stand_reads(s, "story.more", first);
}

static void five_answers_make_a_group(void **state)
{
    static const struct {
        const char *element, *choice;
    } answers[] = { { "ethics", "a" }, { "ethics", "b" }, { "excellence", "b" },
        { "engagement", "other" }, { "engagement", "b" } };
    struct stand *s = *state;
    stand_start(s);
    stand_tap(s, "attract.card", "element");
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        stand_choose(s, answers[i].element, answers[i].choice);
        bool last = i + 1 == COUNT_OF(answers);
        stand_sees(s, last ? "group.count" : "group.later", NULL);
        assert_null(glass_widget(s->g, "nav.back")); /* what is counted is counted */
        if (last)
            break;
        glass_tap(s->g, "lang.en");
        stand_speaks(s, "en");
        stand_tap(s, "group.colleague", "element"); /* the same story, a new visitor */
        assert_string_equal(s->g->log.lang, "nl");
    }
    static const char *const shown[][2] = { { "group.element.excellence.count", "1 van de 5" },
        { "group.element.ethics.count", "2 van de 5" },
        { "group.element.engagement.count", "2 van de 5" },
        { "group.choice.a.count", "1 van de 5" }, { "group.choice.b.count", "3 van de 5" },
        { "group.choice.other.count", "1 van de 5" } };
    for (size_t i = 0; i < COUNT_OF(shown); i++)
        assert_string_equal(stand_label(s, shown[i][0]), shown[i][1]);
    stand_tap(s, "group.colleague", "element");
    stand_choose(s, "ethics", "b"); /* a sixth shows only with four more */
    assert_string_equal(stand_label(s, "group.choice.b.count"), "3 van de 5");
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 6);
    assert_int_equal(stand_counted(s, "", "ethics", "b"), 2);
    assert_int_equal(stand_published(s, ""), 5);
    assert_int_equal(stand_published(s, "ethics"), 2);

    stand_start(s); /* and a restart forgets none of it */
    stand_tap(s, "attract.card", "element");
    stand_choose(s, "ethics", "a");
    assert_string_equal(stand_label(s, "group.choice.b.count"), "3 van de 5");
}

static void back_changes_what_is_not_committed(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    stand_tap(s, "attract.card", "element");
    stand_pick(s, "ethics");
    stand_sees(s, "choice.confirm", "disabled");
    stand_select(s, "b");
    stand_select(s, "a");
    assert_false(glass_has_state(glass_widget(s->g, "choice.b"), "chosen"));
    stand_tap(s, "nav.back", "element");
    stand_pick(s, "engagement");
    stand_select(s, "c");
    stand_tap(s, "choice.confirm", "group");
    stand_tap(s, "group.done", "goodbye");
    stand_on(s, "attract"); /* by itself */
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "engagement", "c"), 1);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
}

static void walking_away_counts_nothing(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    stand_tap(s, "attract.card", "element");
    stand_pick(s, "ethics");
    stand_select(s, "b");
    stand_tap(s, "nav.back", "element");
    stand_tap(s, "nav.back", "deck");
    stand_tap(s, "nav.back", "attract");
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 0);
}

static void an_answered_card_opens_its_group(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    stand_visit(s, "ethics", "b");
    stand_tap(s, "group.another", "deck");
    const char *card = stand_id(s, "deck.card.", 0), *next = stand_id(s, "deck.card.", 1);
    stand_sees(s, card, "chosen");
    stand_lacks(s, next, "chosen");
    stand_tap(s, card, "group");
    stand_tap(s, "group.another", "deck");
    stand_tap(s, next, "element");
    stand_choose(s, "excellence", "a");
    stand_tap(s, "group.another", "deck");
    stand_sees(s, next, "chosen");
    stand_tap(s, "nav.back", "attract");
    stand_tap(s, "attract.begin", "deck");
    stand_lacks(s, card, "chosen"); /* somebody else */
    stand_lacks(s, next, "chosen");
    stand_stop(s);
    assert_int_equal(stand_counted(s, card + strlen("deck.card."), "", ""), 1);
    assert_int_equal(stand_counted(s, next + strlen("deck.card."), "excellence", "a"), 1);
    assert_int_equal(stand_counted(s, "", "", ""), 2);
}

static int small_stand(void **state)
{
    *state = stand_open(&small);
    return 0;
}

#define AT_A_SMALL_STAND(test)                                                                     \
    {                                                                                              \
#test " on a small glass", test, small_stand, stand_tear_down, NULL                        \
    }
#define AT_A_STAND(test)                                                                           \
    cmocka_unit_test_setup_teardown(test, stand_set_up_stopped, stand_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AT_A_STAND(a_visit_from_touch_to_paper),
        AT_A_SMALL_STAND(a_visit_from_touch_to_paper),
        AT_A_SMALL_STAND(long_stories_turn_pages),
        AT_A_STAND(five_answers_make_a_group),
        AT_A_STAND(back_changes_what_is_not_committed),
        AT_A_STAND(walking_away_counts_nothing),
        AT_A_STAND(an_answered_card_opens_its_group),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
