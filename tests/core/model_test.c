/* Time: when a screen asks, gives up, or needs to be looked at again; and what a model knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/pin.h"
#include "core/utf8.h"
#include "play.h"

#include <cmocka.h>

enum { BEGIN_MS = 500 * 1000 };

static const struct {
    enum screen_id screen;
    int limit_ms;
    bool asks;
} limits[] = {
    { SCREEN_DECK, 60 * 1000, true },
    { SCREEN_ELEMENT, 90 * 1000, true },
    { SCREEN_CHOICE, 90 * 1000, true },
    { SCREEN_GROUP, 60 * 1000, true },
    { SCREEN_TAKE_HOME, 60 * 1000, true },
    { SCREEN_PRIVACY, 60 * 1000, true },
    { SCREEN_GOODBYE, 8 * 1000, false },
    { SCREEN_PIN, 60 * 1000, false },
    { SCREEN_ORGANISER, 180 * 1000, false },
};

/* Somebody came to that screen at BEGIN_MS. */
static struct model at(enum screen_id screen)
{
    struct model m = play_model();
    play_tick(&m, BEGIN_MS);
    m.visit.card = 0;
    model_go(&m, screen);
    return m;
}

static void touch(struct model *m, int64_t now_ms)
{
    play_one(m, &(struct msg){ .kind = MSG_TOUCHED, .now_ms = now_ms });
}

/* Nobody touches: asked or not, every screen ends on attract, and on the moment. */
static void every_screen_ends_on_attract(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        struct model m = at(limits[i].screen);
        int64_t due = BEGIN_MS + limits[i].limit_ms;
        assert_true(model_deadline_ms(&m) == due);
        play_tick(&m, due - 1);
        assert_false(m.idle_warning);
        assert_int_equal(m.screen, limits[i].screen);
        play_tick(&m, due);
        if (limits[i].asks) {
            assert_true(m.idle_warning);
            due += IDLE_WARNING_MS;
            assert_true(model_deadline_ms(&m) == due);
            play_tick(&m, due - 1);
            assert_int_equal(m.screen, limits[i].screen);
            play_tick(&m, due);
        }
        assert_int_equal(m.screen, SCREEN_ATTRACT);
        assert_false(m.idle_warning);
        assert_int_equal(m.visit.number, 2);
        assert_true(model_deadline_ms(&m) == INT64_MAX);
    }
}

static void a_finger_extends(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        struct model m = at(limits[i].screen);
        int64_t limit = limits[i].limit_ms, touched = BEGIN_MS + limit - 1;
        if (limits[i].screen == SCREEN_GOODBYE)
            continue; /* it goes by itself */
        touch(&m, touched);
        play_tick(&m, touched + limit - 1);
        assert_int_equal(m.screen, limits[i].screen);
        assert_false(m.idle_warning);
        play_tick(&m, touched + limit);
        assert_true(m.idle_warning || m.screen == SCREEN_ATTRACT);
    }
}

/* While it asks, a finger gives another 20 s; only the answer brings the screen back. */
static void the_question(void **state)
{
    (void)state;
    struct model m = at(SCREEN_CHOICE);
    int64_t asked = BEGIN_MS + 90 * 1000;
    play_tick(&m, asked);
    touch(&m, asked + 15 * 1000);
    assert_true(m.idle_warning);
    play_tick(&m, asked + 34 * 1000);
    assert_true(m.idle_warning);

    struct model gone = m;
    play_tick(&gone, asked + 35 * 1000);
    assert_int_equal(gone.screen, SCREEN_ATTRACT);

    play_one(&m, &(struct msg){ .kind = MSG_STAY });
    assert_false(m.idle_warning);
    assert_int_equal(m.screen, SCREEN_CHOICE);
    assert_true(model_deadline_ms(&m) == asked + 34 * 1000 + 90 * 1000);
}

/* Nothing of an unfinished answer stays. */
static void the_reset_forgets(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_CARD, .card = 1 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONTRAST }, SCREEN_CHOICE, "" },
        { { .kind = MSG_TICK, .now_ms = 90 * 1000 }, SCREEN_CHOICE + ASKS, "" },
        { { .kind = MSG_TICK, .now_ms = 110 * 1000 }, SCREEN_ATTRACT, "tidy " },
    };
    (void)state;
    struct model m = play_model(), fresh = play_model();
    PLAY(&m, rows);
    fresh.visit.number = 2;
    assert_memory_equal(&m.visit, &fresh.visit, sizeof m.visit);
    assert_memory_equal(&m.pin, &fresh.pin, sizeof m.pin);
}

/* A clock that goes back, or stands still, moves no limit. */
static void time_never_goes_back(void **state)
{
    (void)state;
    struct model m = at(SCREEN_DECK);
    play_tick(&m, 10);
    touch(&m, 20);
    assert_true(m.now_ms == BEGIN_MS);
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 60 * 1000);
}

/* The walk to the printer is not idleness. */
static void a_print_extends_take_home(void **state)
{
    (void)state;
    struct model m = at(SCREEN_TAKE_HOME);
    play_tick(&m, BEGIN_MS + 50 * 1000);
    play_one(
        &m, &(struct msg){ .kind = MSG_PRINT_STATE, .print = { .visit = 1, .state = PRINT_TAKE } });
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 110 * 1000);
    play_one(
        &m, &(struct msg){ .kind = MSG_PRINT_STATE, .print = { .visit = 7, .state = PRINT_TAKE } });
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 110 * 1000);
}

/* Seconds count down on the glass: a look at each. */
static void the_pin_counts_seconds(void **state)
{
    (void)state;
    struct model m = at(SCREEN_PIN);
    m.machine.pin_locked_until_ms = BEGIN_MS + 2500;
    assert_true(model_pin_wait_ms(&m) == 2500);
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 500);
    play_tick(&m, BEGIN_MS + 500);
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 1500);
    play_tick(&m, BEGIN_MS + 2500);
    assert_true(model_pin_wait_ms(&m) == 0);
    assert_true(model_deadline_ms(&m) == BEGIN_MS + 60 * 1000);
}

static void opening_a_card(void **state)
{
    (void)state;
    struct model m = play_answered();
    model_open_card(&m, 1);
    assert_int_equal(m.screen, SCREEN_ELEMENT);
    assert_int_equal(m.visit.element, NOTHING);
    model_open_card(&m, 0);
    assert_int_equal(m.screen, SCREEN_GROUP);
    assert_int_equal(m.visit.element, ELEMENT_ETHICS);
    assert_int_equal(m.visit.choice, CHOICE_B);
}

/* A card or vocabulary without the visitor's language speaks the meeting's, else its first. */
static void languages_fall_back(void **state)
{
    (void)state;
    static const struct card_text dutch = { .title = "Nederlands" },
                                  english = { .title = "English" };
    static const struct card cards[] = { { .text = { &dutch, &english } }, { .text = { &dutch } },
        { .text = { NULL, NULL, &english } } };
    static const struct vocabulary words = { .says = { { { "Vak", "" } } } };
    const struct deck deck = {
        .vocabulary = &words, .cards = { &cards[0], &cards[1], &cards[2] }, .card_count = 3
    };
    struct model m = play_model();
    m.deck = &deck;
    m.visit.language = 1;
    assert_ptr_equal(model_text(&m, 0), &english);
    assert_ptr_equal(model_text(&m, 1), &dutch);
    assert_ptr_equal(model_text(&m, 2), &english);
    assert_string_equal(model_word(&m, ELEMENT_EXCELLENCE), "Vak");
    m.default_language = 1;
    assert_string_equal(model_word(&m, ELEMENT_EXCELLENCE), "Vak");
}

static void published_answers_add_up(void **state)
{
    (void)state;
    struct model m = play_model();
    m.machine.published[0].total = 5;
    m.machine.published[1].total = 10;
    m.machine.published[2].total = 99; /* of no card in this deck */
    assert_int_equal(model_published_total(&m), 15);
}

static void a_meeting_of_before(void **state)
{
    static const struct {
        bool trusted;
        const char *today, *date;
        bool past;
    } rows[] = { { true, "2026-11-22", "2026-11-21", true },
        { true, "2026-11-21", "2026-11-21", false }, { true, "2026-11-20", "2026-11-21", false },
        { true, "2026-11-22", "", false }, { false, "", "2026-11-21", false },
        { false, "2026-11-22", "2026-11-21", false } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct model m = play_model();
        m.machine.health.clock_trusted = rows[i].trusted;
        utf8_copy(m.machine.health.today, sizeof m.machine.health.today, rows[i].today);
        utf8_copy(m.machine.meeting.date, sizeof m.machine.meeting.date, rows[i].date);
        assert_int_equal(model_meeting_is_past(&m), rows[i].past);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_ends_on_attract),
        cmocka_unit_test(a_finger_extends),
        cmocka_unit_test(the_question),
        cmocka_unit_test(the_reset_forgets),
        cmocka_unit_test(time_never_goes_back),
        cmocka_unit_test(a_print_extends_take_home),
        cmocka_unit_test(the_pin_counts_seconds),
        cmocka_unit_test(opening_a_card),
        cmocka_unit_test(languages_fall_back),
        cmocka_unit_test(published_answers_add_up),
        cmocka_unit_test(a_meeting_of_before),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
