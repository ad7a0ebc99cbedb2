/* The big screen's part of the model: what the hall sees, who may change it, and what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "play.h"

#include <cmocka.h>

static void feed(struct model *m, enum msg_kind kind, int arg)
{
    play_one(m, &(struct msg){ .kind = kind, .arg = arg });
}

static struct model at_big_screen(int displays)
{
    struct model m = play_model();
    m.machine.has_pin = true;
    feed(&m, MSG_DISPLAYS, displays);
    m.screen = SCREEN_ORGANISER;
    feed(&m, MSG_GO, SCREEN_BIGSCREEN);
    assert_int_equal(m.screen, SCREEN_BIGSCREEN);
    return m;
}

static void hands_are_counted(void **state)
{
    (void)state;
    struct plenary p = { .on = true };
    int more = plenary_hands_arg(CHOICE_B, true), fewer = plenary_hands_arg(CHOICE_B, false);
    plenary_count_hands(&p, fewer);
    assert_int_equal(plenary_hands(&p), 0);
    for (int i = 0; i < HANDS_MOST + 2; i++)
        plenary_count_hands(&p, more);
    assert_int_equal(p.hands[CHOICE_B], HANDS_MOST);
    plenary_count_hands(&p, fewer);
    plenary_count_hands(&p, plenary_hands_arg(CHOICE_OTHER, true));
    assert_int_equal(p.hands[CHOICE_OTHER], 1);
    assert_int_equal(plenary_hands(&p), HANDS_MOST);
    plenary_count_hands(&p, -1);
    plenary_count_hands(&p, 2 * CHOICE_COUNT);
    assert_int_equal(plenary_hands(&p), HANDS_MOST);
    plenary_show_card(&p, 1);
    assert_int_equal(plenary_hands(&p), 0);
    assert_true(p.on && p.card == 1);
}

static void begins_with_what_divides(void **state)
{
    (void)state;
    struct model m = at_big_screen(1);
    assert_int_equal(m.plenary.card, 0);
    assert_int_equal(plenary_most_divided(&m), NOTHING);
    feed(&m, MSG_PLENARY_STOP, 0);
    assert_int_equal(m.screen, SCREEN_ORGANISER);
    m.machine.published[0] = (struct tally){ .total = 12, .choice = { 12 } };
    m.machine.published[1] = (struct tally){ .total = 12, .choice = { 6, 6 } };
    feed(&m, MSG_GO, SCREEN_BIGSCREEN);
    assert_int_equal(m.plenary.card, 1);
}

static void on_the_glass_it_locks(void **state)
{
    (void)state;
    struct model m = at_big_screen(1);
    assert_true(m.plenary.on && plenary_on_glass(&m));
    feed(&m, MSG_HANDS, 0); /* not of this screen */
    uint32_t visit = m.visit.number;
    play_tick(&m, model_limit_ms(&m));
    assert_true(m.plenary.locked);
    assert_int_equal(m.screen, SCREEN_BIGSCREEN);
    assert_int_not_equal(m.visit.number, visit);
    assert_true(model_limit_ms(&m) == INT64_MAX);

    static const struct action tries[] = { { MSG_PLENARY_CARD, 1 }, { MSG_PLENARY_STOP, 0 },
        { MSG_GO, SCREEN_ORGANISER }, { MSG_PLENARY_HIDE, 1 }, { MSG_PLENARY_REVEAL, 0 },
        { MSG_LOCK, 0 } };
    for (size_t i = 0; i < COUNT_OF(tries); i++) {
        feed(&m, tries[i].kind, tries[i].arg);
        assert_int_equal(m.screen, SCREEN_BIGSCREEN);
        assert_true(m.plenary.locked && m.plenary.card == 0 && !m.plenary.hidden);
    }
    feed(&m, MSG_OPEN_ORGANISER, 0);
    assert_int_equal(m.screen, SCREEN_PIN);
    play_tick(&m, model_limit_ms(&m)); /* nobody knows it: the picture is back */
    assert_int_equal(m.screen, SCREEN_BIGSCREEN);
    assert_true(m.plenary.locked);

    feed(&m, MSG_OPEN_ORGANISER, 0);
    play_one(&m, &(struct msg){
                     .kind = MSG_PIN_CHECKED, .pin = { .visit = m.visit.number, .right = true } });
    assert_int_equal(m.screen, SCREEN_BIGSCREEN);
    assert_true(m.plenary.on && !m.plenary.locked);
}

static void hands_lock_too(void **state)
{
    (void)state;
    struct model m = at_big_screen(1);
    feed(&m, MSG_GO, SCREEN_HANDS);
    feed(&m, MSG_HANDS, plenary_hands_arg(CHOICE_A, true));
    play_tick(&m, model_limit_ms(&m));
    assert_int_equal(m.screen, SCREEN_BIGSCREEN);
    assert_true(m.plenary.locked);
    assert_int_equal(m.plenary.hands[CHOICE_A], 1);
}

static void on_its_own_screen_it_stays(void **state)
{
    (void)state;
    struct model m = at_big_screen(2);
    assert_false(m.plenary.on);
    feed(&m, MSG_GO, SCREEN_HANDS);
    feed(&m, MSG_HANDS, plenary_hands_arg(CHOICE_A, true));
    feed(&m, MSG_GO, SCREEN_BIGSCREEN);
    assert_int_equal(m.plenary.hands[CHOICE_A], 1);
    feed(&m, MSG_PLENARY_HIDE, 0);
    assert_true(m.plenary.on && !m.plenary.hidden);
    feed(&m, MSG_PLENARY_HIDE, 1);
    assert_true(m.plenary.on && m.plenary.hidden);
    play_tick(&m, model_limit_ms(&m)); /* the glass is the visitors' */
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    assert_true(m.plenary.on && !m.plenary.locked);
    feed(&m, MSG_DISPLAYS, 1); /* and stays so when the other screen is pulled out */
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    feed(&m, MSG_DISPLAYS, 2);
    assert_true(m.plenary.on);
}

static void moves_with_the_displays(void **state)
{
    (void)state;
    struct model m = at_big_screen(2);
    feed(&m, MSG_DISPLAYS, 1);
    assert_true(plenary_on_glass(&m)); /* into the organiser's hands */
    play_tick(&m, model_limit_ms(&m));
    assert_true(m.plenary.locked);
    feed(&m, MSG_DISPLAYS, 2);
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    assert_true(m.plenary.on && !m.plenary.locked);
}

static void reveals_after_a_yes(void **state)
{
    (void)state;
    struct model m = at_big_screen(1);
    assert_false(plenary_can_reveal(&m));
    assert_int_equal(play_one(&m, &(struct msg){ .kind = MSG_PLENARY_REVEAL }).count, 0);
    m.machine.meeting.results = RESULTS_LATER;
    assert_true(plenary_can_reveal(&m));
    feed(&m, MSG_PLENARY_ASK, 1);
    assert_true(m.plenary.asks);
    feed(&m, MSG_PLENARY_ASK, 0);
    assert_false(m.plenary.asks);
    feed(&m, MSG_PLENARY_ASK, 1);
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_PLENARY_REVEAL });
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].kind, FX_REVEAL);
    assert_false(m.plenary.asks);
    m.machine.published[1].total = 5;
    assert_false(plenary_can_reveal(&m));
}

static void another_meeting_starts_afresh(void **state)
{
    (void)state;
    struct plenary p = { .on = true, .card = 3, .hands = { 4 } };
    plenary_meeting(&p, true, 5);
    assert_int_equal(p.card, 3);
    assert_int_equal(p.hands[CHOICE_A], 4);
    plenary_meeting(&p, true, 3);
    assert_int_equal(p.card, 0);
    assert_int_equal(p.hands[CHOICE_A], 0);
    p.hands[CHOICE_A] = 4;
    p.locked = true; /* and is nobody's to change even so */
    plenary_meeting(&p, false, 3);
    assert_true(p.locked);
    assert_int_equal(p.hands[CHOICE_A], 0);
    assert_true(p.on);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_are_counted),
        cmocka_unit_test(begins_with_what_divides),
        cmocka_unit_test(on_the_glass_it_locks),
        cmocka_unit_test(hands_lock_too),
        cmocka_unit_test(on_its_own_screen_it_stays),
        cmocka_unit_test(moves_with_the_displays),
        cmocka_unit_test(reveals_after_a_yes),
        cmocka_unit_test(another_meeting_starts_afresh),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
