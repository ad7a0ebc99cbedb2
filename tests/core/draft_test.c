/* The meeting on the organiser's desk: its cards, its deck, the advice, and when it is stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/draft.h"
#include "core/model.h"
#include "play.h"
#include "sample_content.h"

#include <cmocka.h>
#include <string.h>

/* --- advice --- */

static const struct {
    int people, minutes, cards;
} advice[] = {
    { 0, 0, 3 }, { 10, 120, 3 }, /* never fewer */
    { 60, 20, 3 }, /* 6 visits fit */
    { 60, 120, 4 }, /* 36 walk up, 40 fit */
    { 500, 120, 5 }, { 500, 500, 6 }, /* never more */
};

static void the_rule_advises(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(advice); i++)
        assert_int_equal(draft_advice(advice[i].people, advice[i].minutes), advice[i].cards);
}

/* --- cards --- */

static void list_is(const struct card_list *list, const char *cards)
{
    assert_int_equal(list->count, strlen(cards));
    for (int i = 0; i < list->count; i++)
        assert_int_equal(list->card[i], cards[i] - '0');
}

static void cards_change_places(void **state)
{
    (void)state;
    static const struct {
        int at, by;
        const char *after;
    } moves[] = {
        { 0, 1, "1023" },
        { 1, -1, "0123" },
        { 0, -1, "0123" }, /* there is nothing above it */
        { 3, 1, "0123" },
        { 0, 3, "1230" },
        { 3, -9, "0123" },
    };
    struct card_list list = { .count = 4, .card = { 0, 1, 2, 3 } };
    for (size_t i = 0; i < COUNT_OF(moves); i++) {
        card_list_move(&list, moves[i].at, moves[i].by);
        list_is(&list, moves[i].after);
    }
}

static void cards_are_put_in_and_taken_out(void **state)
{
    (void)state;
    struct card_list list = { .count = 3, .card = { 4, 2, 7 } };
    assert_true(card_list_toggle(&list, 2));
    list_is(&list, "47");
    assert_true(card_list_toggle(&list, 2));
    list_is(&list, "472");
    assert_true(card_list_has(&list, 7));
    assert_false(card_list_has(&list, 5));
    assert_true(card_list_toggle(&list, 4) && card_list_toggle(&list, 7));
    assert_false(card_list_toggle(&list, 2)); /* the only one */
    list_is(&list, "2");
    for (int card = 10; list.count < DECK_CARD_MAX; card++)
        assert_true(card_list_toggle(&list, card));
    assert_false(card_list_toggle(&list, 9));
    assert_int_equal(list.count, DECK_CARD_MAX);
}

static void a_deck_brings_its_cards_and_words(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    struct draft d = { 0 };
    draft_pick_deck(&d, c, &c->decks[0]);
    assert_string_equal(d.meeting.deck, "kennismaking");
    assert_string_equal(d.meeting.vocabulary, "vakmanschap");
    list_is(&d.cards, "10");
    struct deck deck = draft_deck(c, d.meeting.deck, d.meeting.vocabulary, &d.cards);
    assert_int_equal(deck.card_count, 2);
    assert_ptr_equal(deck.cards[0], &c->cards[1]);
    arena_free(a);
}

/* --- stored --- */

static const struct msg trouble = { .kind = MSG_STORE_TROUBLE, .code = ERR_FULL };

static struct msg stored(const struct model *m, enum meeting_state state)
{
    struct msg msg = { .kind = MSG_MEETING };
    msg.meeting.meeting = m->machine.meeting;
    msg.meeting.meeting.state = state;
    msg.meeting.deck = m->deck;
    return msg;
}

static void a_draft_stays_until_it_is_stored(void **state)
{
    (void)state;
    struct model m = play_model();
    struct effects fx = { 0 };
    struct msg well = stored(&m, MEETING_RUNNING);
    memcpy(organiser_edit(&m)->meeting.place, "Urk", sizeof "Urk");
    play_one(&m, &well); /* about something else: a reveal */
    assert_true(m.organiser.draft.open);
    organiser_store(&m, &fx);
    assert_int_equal(fx.list[0].kind, FX_CHANGE_MEETING);
    assert_string_equal(fx.list[0].draft.meeting.place, "Urk");
    play_one(&m, &trouble);
    assert_true(m.organiser.draft.open);
    assert_int_equal(m.organiser.storing, SAVING_FAILED);
    organiser_store(&m, &fx);
    play_one(&m, &well);
    assert_false(m.organiser.draft.open);
    assert_int_equal(m.organiser.storing, SAVING_NO);
}

static void a_closed_meeting_takes_no_changes(void **state)
{
    (void)state;
    struct model m = play_model();
    struct msg closed = stored(&m, MEETING_CLOSED);
    (void)organiser_edit(&m);
    play_one(&m, &closed);
    assert_false(m.organiser.draft.open);
    organiser_plan(&m); /* but another can be planned, and stays */
    play_one(&m, &closed);
    assert_true(m.organiser.draft.open);
}

static void the_next_meeting_is_like_the_last(void **state)
{
    (void)state;
    struct model m = play_model();
    struct effects fx = { 0 };
    m.machine.meeting = (struct meeting){ .id = { 1 },
        .title = "Hub 1",
        .place = "Urk",
        .code = "hub",
        .date = "2026-11-20",
        .group_min = 7,
        .state = MEETING_CLOSED };
    m.machine.health = (struct health){ .today = "2026-11-21", .clock_trusted = true };
    organiser_plan(&m);
    const struct meeting *g = &m.organiser.draft.meeting;
    assert_string_equal(g->title, "");
    assert_string_equal(g->code, "");
    assert_string_equal(g->place, "Urk");
    assert_string_equal(g->date, "2026-11-21");
    assert_int_equal(g->group_min, 7);
    assert_int_equal(g->state, MEETING_RUNNING);
    organiser_store(&m, &fx);
    assert_int_equal(fx.list[0].kind, FX_BEGIN_MEETING);
    organiser_drop(&m);
    assert_false(m.organiser.draft.open);

    m.machine.health.clock_trusted = false;
    organiser_plan(&m);
    assert_string_equal(m.organiser.draft.meeting.date, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rule_advises),
        cmocka_unit_test(cards_change_places),
        cmocka_unit_test(cards_are_put_in_and_taken_out),
        cmocka_unit_test(a_deck_brings_its_cards_and_words),
        cmocka_unit_test(a_draft_stays_until_it_is_stored),
        cmocka_unit_test(a_closed_meeting_takes_no_changes),
        cmocka_unit_test(the_next_meeting_is_like_the_last),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
