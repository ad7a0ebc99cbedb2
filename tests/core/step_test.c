/* The visit: what each message leads to. Rows read like a visit; see play.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "play.h"

#include <cmocka.h>

#define TICK(ms)                                                                                   \
    {                                                                                              \
        .kind = MSG_TICK, .now_ms = (ms)                                                           \
    }
#define FINGER(ms)                                                                                 \
    {                                                                                              \
        .kind = MSG_TOUCHED, .now_ms = (ms)                                                        \
    }
#define COUNTED(of_visit, of_card, now)                                                            \
    {                                                                                              \
        .kind = MSG_ANSWER_COUNTED, .counted = {                                                   \
            .visit = (of_visit),                                                                   \
            .card = (of_card),                                                                     \
            .tally = { .total = (now) }                                                            \
        }                                                                                          \
    }
#define NOT_COUNTED(of_visit)                                                                      \
    {                                                                                              \
        .kind = MSG_ANSWER_FAILED, .counted = {.visit = (of_visit), .code = ERR_FULL }             \
    }
#define PRINTING(of_visit, is)                                                                     \
    {                                                                                              \
        .kind = MSG_PRINT_STATE, .print = {.visit = (of_visit), .state = (is) }                    \
    }

static void a_whole_visit(void **state)
{
    static const struct row visit[] = {
        { FINGER(1000), SCREEN_ATTRACT, "" },
        { { .kind = MSG_START }, SCREEN_DECK, "" },
        { { .kind = MSG_OPEN_CARD, .card = 1 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_STORY_PAGE, .number = 1 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "" }, /* nothing chosen yet */
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_GO, .screen = SCREEN_ELEMENT }, SCREEN_ELEMENT, "" }, /* second thoughts */
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ENGAGEMENT }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_OTHER }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { COUNTED(1, 1, 5), SCREEN_GROUP, "" },
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
        { PRINTING(1, PRINT_BUSY), SCREEN_TAKE_HOME, "" },
        { PRINTING(1, PRINT_TAKE), SCREEN_TAKE_HOME, "keep " },
        { { .kind = MSG_GO, .screen = SCREEN_GROUP }, SCREEN_GROUP, "" },
        { { .kind = MSG_PHONE }, SCREEN_TAKE_HOME, "qr " },
        { { .kind = MSG_LANGUAGE, .language = 1 }, SCREEN_TAKE_HOME, "qr " },
        { { .kind = MSG_ANOTHER }, SCREEN_DECK, "" },
        { { .kind = MSG_OPEN_CARD, .card = 1 }, SCREEN_GROUP, "" }, /* answered: no second vote */
        { { .kind = MSG_DONE }, SCREEN_GOODBYE, "" },
        { TICK(1000 + GOODBYE_MS - 1), SCREEN_GOODBYE, "" },
        { TICK(1000 + GOODBYE_MS), SCREEN_ATTRACT, "tidy " },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, visit);
    assert_int_equal(m.visit.number, 2);
    assert_int_equal(m.machine.printed.meeting, 1);
    assert_int_equal(m.machine.published[1].total, 5);
}

/* The effect says what was chosen last, and who asked. */
static void the_answer_that_is_counted(void **state)
{
    static const struct row before[] = {
        { { .kind = MSG_OPEN_CARD, .card = 1 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_EXCELLENCE }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, before);
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_CONFIRM });
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].visit, 1);
    assert_int_equal(fx.list[0].answer.card, 1);
    assert_int_equal(fx.list[0].answer.element, ELEMENT_EXCELLENCE);
    assert_int_equal(fx.list[0].answer.choice, CHOICE_B);
}

/* What is made for a visitor speaks the language that the glass has after the tap. */
static void the_language_of_an_effect(void **state)
{
    (void)state;
    struct model m = play_answered();
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_PHONE });
    assert_int_equal(fx.list[0].language, 0);
    fx = play_one(&m, &(struct msg){ .kind = MSG_LANGUAGE, .language = 1 });
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].language, 1);
    assert_ptr_equal(fx.list[0].deck, m.deck);
}

static void a_choice_counts_once(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "" }, /* being counted */
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
        { { .kind = MSG_GO, .screen = SCREEN_ELEMENT }, SCREEN_CHOICE, "" },
        { { .kind = MSG_SKIP_SAVING }, SCREEN_CHOICE, "" },
        { COUNTED(1, 0, 0), SCREEN_GROUP, "" },
        { COUNTED(1, 0, 0), SCREEN_GROUP, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_GROUP, "" },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
    assert_int_equal(m.visit.answered[0].choice, CHOICE_A);
}

static void an_answer_that_cannot_be_saved(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { NOT_COUNTED(1), SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " }, /* once more */
        { NOT_COUNTED(1), SCREEN_CHOICE, "" },
    };
    static const struct row skip[] = { { { .kind = MSG_SKIP_SAVING }, SCREEN_GROUP, "" } };
    static const struct row saved[] = {
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { COUNTED(1, 0, 0), SCREEN_GROUP, "" },
    };
    (void)state;
    struct model m = play_model(), other;
    PLAY(&m, rows);
    assert_int_equal(m.machine.store_trouble, ERR_FULL);
    assert_int_equal(m.visit.choice, CHOICE_A); /* the one that may have been written */
    other = m;
    PLAY(&m, skip);
    assert_true(m.visit.answered[0].done);
    PLAY(&other, saved);
    assert_true(other.visit.answered[0].done);
    assert_int_equal(other.machine.store_trouble, ERR_NONE);
}

/* Answers that come in for somebody who has left change no screen, but the machine learns. */
static void late_answers(void **state)
{
    static const struct row next_visitor[] = {
        { { .kind = MSG_COLLEAGUE }, SCREEN_ELEMENT, "tidy " },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { COUNTED(1, 0, 5), SCREEN_CHOICE, "" },
        { NOT_COUNTED(1), SCREEN_CHOICE, "" },
        { { .kind = MSG_QR, .qr = { .visit = 1, .code = { .side = 21 } } }, SCREEN_CHOICE, "" },
        { PRINTING(1, PRINT_TAKE), SCREEN_CHOICE, "keep " },
    };
    static const struct row own[] = { { COUNTED(2, 0, 5), SCREEN_GROUP, "" } };
    (void)state;
    struct model m = play_answered();
    PLAY(&m, next_visitor);
    assert_int_equal(m.visit.saving, SAVING_BUSY);
    assert_int_equal(m.visit.qr.side, 0);
    assert_int_equal(m.visit.answered[0].print, PRINT_NONE);
    assert_int_equal(m.machine.published[0].total, 5);
    assert_int_equal(m.machine.store_trouble, ERR_FULL);
    assert_int_equal(m.machine.printed.meeting, 1);
    PLAY(&m, own);
}

/* The right visit, but another card. */
static void a_late_answer_for_another_card(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_ANOTHER }, SCREEN_DECK, "" },
        { { .kind = MSG_OPEN_CARD, .card = 1 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_A }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { COUNTED(1, 0, 0), SCREEN_CHOICE, "" },
        { COUNTED(1, 1, 0), SCREEN_GROUP, "" },
    };
    (void)state;
    struct model m = play_answered();
    PLAY(&m, rows);
}

static void one_print_per_answer(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
        { { .kind = MSG_GO, .screen = SCREEN_GROUP }, SCREEN_GROUP, "" },
        { { .kind = MSG_PRINT }, SCREEN_GROUP, "" },
        { PRINTING(1, PRINT_FAILED), SCREEN_GROUP, "" },
        { { .kind = MSG_PRINT }, SCREEN_GROUP, "" }, /* never sent twice */
        { { .kind = MSG_ANOTHER }, SCREEN_DECK, "" },
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_GROUP, "" },
        { { .kind = MSG_PRINT }, SCREEN_GROUP, "" },
    };
    (void)state;
    struct model m = play_answered();
    PLAY(&m, rows);
}

/* Nothing may come out for somebody else. */
static void paper_runs_out(void **state)
{
    static const struct row while_there[] = {
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
        { PRINTING(1, PRINT_NO_PAPER), SCREEN_TAKE_HOME, "" },
        { { .kind = MSG_DONE }, SCREEN_GOODBYE, "" },
        { TICK(GOODBYE_MS), SCREEN_ATTRACT, "cancel tidy " },
    };
    static const struct row when_gone[] = {
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
        { PRINTING(1, PRINT_BUSY), SCREEN_TAKE_HOME, "" },
        { { .kind = MSG_GO, .screen = SCREEN_GROUP }, SCREEN_GROUP, "" },
        { { .kind = MSG_COLLEAGUE }, SCREEN_ELEMENT, "tidy " }, /* it is on its way */
        { PRINTING(1, PRINT_NO_PAPER), SCREEN_ELEMENT, "cancel " },
    };
    static const struct row came_back[] = {
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
        { PRINTING(1, PRINT_NO_PAPER), SCREEN_TAKE_HOME, "" },
        { PRINTING(1, PRINT_BUSY), SCREEN_TAKE_HOME, "" },
        { PRINTING(1, PRINT_TAKE), SCREEN_TAKE_HOME, "keep " },
    };
    (void)state;
    struct model m = play_answered();
    PLAY(&m, while_there);
    assert_int_equal(m.machine.printer, PRINTER_NO_PAPER);
    m = play_answered();
    PLAY(&m, when_gone);
    assert_int_equal(m.machine.printer, PRINTER_NO_PAPER);
    assert_int_equal(m.visit.answered[0].print, PRINT_NONE);
    m = play_answered();
    PLAY(&m, came_back);
    assert_int_equal(m.machine.printer, PRINTER_READY);
}

static void what_a_failed_print_teaches(void **state)
{
    static const struct {
        enum err_code code;
        enum printer_condition is;
    } lessons[] = {
        { ERR_PAPER_OUT, PRINTER_NO_PAPER },
        { ERR_PRINTER_GONE, PRINTER_GONE },
        { ERR_PRINTER_STOPPED, PRINTER_STOPPED },
        { ERR_CANCELLED, PRINTER_READY },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lessons); i++) {
        struct msg failed = PRINTING(1, PRINT_FAILED);
        failed.print.code = lessons[i].code;
        struct model m = play_answered();
        play_one(&m, &failed);
        assert_int_equal(m.machine.printer, lessons[i].is);
    }
}

/* "Nu mijn collega": the same story, and nothing else of this visit. */
static void a_colleague_begins_afresh(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_LANGUAGE, .language = 1 }, SCREEN_GROUP, "" },
        { { .kind = MSG_TEXT_SIZE }, SCREEN_GROUP, "" },
        { { .kind = MSG_CONTRAST }, SCREEN_GROUP, "" },
        { { .kind = MSG_PHONE }, SCREEN_TAKE_HOME, "qr " },
        { { .kind = MSG_QR, .qr = { .visit = 1, .code = { .side = 21 } } }, SCREEN_TAKE_HOME, "" },
        { { .kind = MSG_GO, .screen = SCREEN_GROUP }, SCREEN_GROUP, "" },
        { { .kind = MSG_COLLEAGUE }, SCREEN_ELEMENT, "tidy " },
    };
    (void)state;
    struct model m = play_answered(), fresh = play_model();
    PLAY(&m, rows);
    fresh.visit.number = 2;
    fresh.visit.card = 0;
    assert_memory_equal(&m.visit, &fresh.visit, sizeof m.visit);
}

static void looks_fall_back_for_the_next(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_LANGUAGE, .language = 1 }, SCREEN_ATTRACT, "" },
        { { .kind = MSG_TEXT_SIZE }, SCREEN_ATTRACT, "" },
        { { .kind = MSG_CONTRAST }, SCREEN_ATTRACT, "" },
        { TICK(SETTLE_MS - 1), SCREEN_ATTRACT, "" },
        { FINGER(SETTLE_MS - 1), SCREEN_ATTRACT, "" },
        { TICK(2 * SETTLE_MS - 2), SCREEN_ATTRACT, "" },
    };
    static const struct row settle[] = { { TICK(2 * SETTLE_MS - 1), SCREEN_ATTRACT, "tidy " },
        { TICK(99 * SETTLE_MS), SCREEN_ATTRACT, "" } };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
    assert_int_equal(m.visit.language, 1);
    assert_true(m.visit.large_text && m.visit.high_contrast);
    assert_int_equal(model_deadline_ms(&m), 2 * SETTLE_MS - 1);
    PLAY(&m, settle);
    assert_int_equal(m.visit.language, 0);
    assert_false(m.visit.large_text || m.visit.high_contrast);
    assert_true(model_deadline_ms(&m) == INT64_MAX);
}

static void a_paused_meeting(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_START }, SCREEN_ATTRACT, "" },
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_ATTRACT, "" },
        { { .kind = MSG_GO, .screen = SCREEN_PRIVACY }, SCREEN_PRIVACY, "" },
        { { .kind = MSG_GO, .screen = SCREEN_ATTRACT }, SCREEN_ATTRACT, "" },
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_PIN, "" },
    };
    (void)state;
    struct model m = play_model();
    m.machine.has_pin = true;
    m.machine.meeting.state = MEETING_PAUSED;
    PLAY(&m, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_visit),
        cmocka_unit_test(the_answer_that_is_counted),
        cmocka_unit_test(the_language_of_an_effect),
        cmocka_unit_test(a_choice_counts_once),
        cmocka_unit_test(an_answer_that_cannot_be_saved),
        cmocka_unit_test(late_answers),
        cmocka_unit_test(a_late_answer_for_another_card),
        cmocka_unit_test(one_print_per_answer),
        cmocka_unit_test(paper_runs_out),
        cmocka_unit_test(what_a_failed_print_teaches),
        cmocka_unit_test(a_colleague_begins_afresh),
        cmocka_unit_test(looks_fall_back_for_the_next),
        cmocka_unit_test(a_paused_meeting),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
