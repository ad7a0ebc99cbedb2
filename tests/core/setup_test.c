/* The set-up, practice, and the first PIN: what is skipped, kept, counted and dropped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "play.h"

#include <cmocka.h>
#include <string.h>

#define SETUP(to)                                                                                  \
    {                                                                                              \
        .kind = MSG_SETUP, .number = (to)                                                          \
    }
#define ASKS_OUTSIDE "look printers "

static void feed(struct model *m, struct msg msg)
{
    play_one(m, &msg);
}

static void type(struct model *m, const char *digits)
{
    for (; *digits != '\0'; digits++)
        feed(m, (struct msg){ .kind = MSG_PIN_DIGIT, .number = *digits - '0' });
    feed(m, (struct msg){ .kind = MSG_PIN_OK });
}

static void every_step_can_be_skipped(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" },
        { SETUP(SETUP_PIN), SCREEN_SETUP, ASKS_OUTSIDE },
        { SETUP(SETUP_MEETING), SCREEN_SETUP, ASKS_OUTSIDE },
        { SETUP(SETUP_PRINTER), SCREEN_SETUP, ASKS_OUTSIDE },
        { SETUP(SETUP_PRACTICE), SCREEN_SETUP, ASKS_OUTSIDE },
        { SETUP(SETUP_START), SCREEN_SETUP, ASKS_OUTSIDE },
        { { .kind = MSG_PRACTICE, .number = 0 }, SCREEN_ATTRACT, "tidy " },
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" }, /* no PIN yet, and still in time */
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
    assert_int_equal(m.organiser.setup.step, SETUP_LANGUAGE);
}

static void a_call_in_between_loses_nothing(void **state)
{
    static const struct row before[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" },
        { SETUP(SETUP_MEETING), SCREEN_SETUP, ASKS_OUTSIDE },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, before);
    memcpy(organiser_edit(&m)->meeting.title, "Hub Noord", sizeof "Hub Noord");
    play_tick(&m, 180 * 1000);
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_int_equal(m.organiser.setup.step, SETUP_MEETING);
    assert_string_equal(organiser_draft(&m).meeting.title, "Hub Noord");
}

static void a_call_while_choosing_the_pin(void **state)
{
    (void)state;
    struct model m = play_model();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m, (struct msg)SETUP(SETUP_PIN));
    feed(&m, (struct msg){ .kind = MSG_NEW_PIN, .screen = SCREEN_SETUP });
    type(&m, "123456");
    play_tick(&m, 60 * 1000);
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    static const char wiped[PIN_DIGITS];
    assert_memory_equal(m.pin.first, wiped, PIN_DIGITS);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_int_equal(m.organiser.setup.step, SETUP_PIN);
}

static void late_it_stays_shut(void **state)
{
    (void)state;
    struct model m = play_model();
    play_tick(&m, SETUP_WINDOW_MS - 1);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.screen, SCREEN_SETUP);
    feed(&m, (struct msg){ .kind = MSG_LOCK });
    play_tick(&m, SETUP_WINDOW_MS);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.screen, SCREEN_PIN);
    assert_int_equal(m.pin.step, PIN_STEP_LATE);
    type(&m, "123456");
    type(&m, "123456");
    assert_false(m.machine.has_pin);
    feed(&m, (struct msg){ .kind = MSG_GO, .screen = SCREEN_ATTRACT });
    assert_int_equal(m.screen, SCREEN_ATTRACT);
}

static void the_first_pin(void **state)
{
    (void)state;
    struct model m = play_model();
    m.machine.fresh = true;
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m, (struct msg)SETUP(SETUP_PIN));
    feed(&m, (struct msg){ .kind = MSG_NEW_PIN, .screen = SCREEN_SETUP });
    assert_int_equal(m.screen, SCREEN_PIN);
    type(&m, "123456");
    type(&m, "123456");
    struct model failed = m;
    feed(&failed, (struct msg){ .kind = MSG_PIN_SET, .number = 0 });
    assert_int_equal(failed.pin.notice, PIN_NOTICE_NOT_KEPT);
    assert_int_equal(failed.pin.then, SCREEN_SETUP);
    feed(&m, (struct msg){ .kind = MSG_PIN_SET, .number = 1 });
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_int_equal(m.organiser.setup.step, SETUP_MEETING);
    assert_false(m.machine.fresh);
    /* From now on it is asked, and leads back to where it was. */
    play_tick(&m, 180 * 1000);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.pin.step, PIN_STEP_ASK);
    feed(&m,
        (struct msg){ .kind = MSG_PIN_CHECKED, .pin = { .visit = m.visit.number, .right = true } });
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_int_equal(m.organiser.setup.step, SETUP_MEETING);
}

static void the_meeting_gets_its_name(void **state)
{
    (void)state;
    struct model m = play_model();
    m.machine.health = (struct health){ .clock_trusted = true, .today = "2026-11-21" };
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m, (struct msg)SETUP(SETUP_MEETING));
    memcpy(organiser_edit(&m)->meeting.title, "Hub Noord", sizeof "Hub Noord");
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_SETUP_NAME });
    assert_int_equal(fx.list[0].kind, FX_CHANGE_MEETING);
    assert_string_equal(fx.list[0].draft.meeting.title, "Hub Noord");
    assert_string_equal(fx.list[0].draft.meeting.date, "2026-11-21");
    assert_false(fx.list[0].draft.begins);
    assert_int_equal(m.organiser.setup.step, SETUP_PRINTER);
}

/* A name that is in already is not asked about; answers are, once. */
static void answers_so_far_are_kept_or_dropped(void **state)
{
    static const struct row keeps[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" },
        { SETUP(SETUP_MEETING), SCREEN_SETUP, ASKS_OUTSIDE },
        { { .kind = MSG_SETUP_NAME }, SCREEN_SETUP, "" },
        { { .kind = MSG_SETUP_TRIAL, .number = 0 }, SCREEN_SETUP, "change " ASKS_OUTSIDE },
    };
    static const struct row drops[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" },
        { SETUP(SETUP_MEETING), SCREEN_SETUP, ASKS_OUTSIDE },
        { { .kind = MSG_SETUP_NAME }, SCREEN_SETUP, "" },
        { { .kind = MSG_SETUP_TRIAL, .number = 1 }, SCREEN_SETUP, "change drop " ASKS_OUTSIDE },
    };
    (void)state;
    struct model m = play_model();
    m.machine.answers = true;
    PLAY(&m, keeps);
    m = play_model();
    m.machine.answers = true;
    PLAY(&m, drops);
    assert_int_equal(m.organiser.setup.step, SETUP_PRINTER);
}

static void one_test_card_at_a_time(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_SETUP, "" },
        { SETUP(SETUP_PRINTER), SCREEN_SETUP, ASKS_OUTSIDE },
        { { .kind = MSG_PRINT_OUT, .number = HANDOUT_TEST }, SCREEN_SETUP, "make " },
        { { .kind = MSG_PRINT_OUT, .number = HANDOUT_TEST }, SCREEN_SETUP, "" },
        { { .kind = MSG_HANDOUT_MADE, .handout = { HANDOUT_TEST, PRINT_BUSY, ERR_NONE } },
            SCREEN_SETUP, "print-handout " },
        { { .kind = MSG_HANDOUT, .handout = { HANDOUT_TEST, PRINT_TAKE, ERR_NONE } }, SCREEN_SETUP,
            "" },
        { { .kind = MSG_PRINT_OUT, .number = HANDOUT_TEST }, SCREEN_SETUP, "make " },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
}

/* --- practice --- */

static void practice_counts_nothing(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_PRACTICE, .number = 1 }, SCREEN_ATTRACT, "tidy " },
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "" }, /* nothing is chosen yet */
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_GROUP, "" },
        { { .kind = MSG_PRINT }, SCREEN_TAKE_HOME, "print " },
    };
    (void)state;
    struct model m = play_model();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    m.machine.published[0] = (struct tally){ .total = 25 };
    PLAY(&m, rows);
    assert_int_equal(model_tally(&m, 0)->total, 0); /* the group that there is stays unseen */
    feed(&m, (struct msg){
                 .kind = MSG_PRINT_STATE, .print = { m.visit.number, 0, PRINT_TAKE, ERR_NONE } });
    assert_int_equal(m.machine.printed.meeting, 0);
    assert_int_equal(m.machine.printed.day, 1);
}

static void practice_ends_behind_the_wordmark(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_PRACTICE, .number = 1 }, SCREEN_ATTRACT, "tidy " },
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_PIN, "" },
        { { .kind = MSG_PRACTICE, .number = 1 }, SCREEN_PIN, "" }, /* not for who has no PIN */
    };
    (void)state;
    struct model m = play_model();
    m.machine.has_pin = true;
    m.screen = SCREEN_SETUP;
    PLAY(&m, rows);
    feed(&m,
        (struct msg){ .kind = MSG_PIN_CHECKED, .pin = { .visit = m.visit.number, .right = true } });
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_int_equal(m.organiser.setup.step, SETUP_START);
    assert_true(m.machine.practice);
    feed(&m, (struct msg){ .kind = MSG_PRACTICE, .number = 0 });
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    assert_false(m.machine.practice);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m,
        (struct msg){ .kind = MSG_PIN_CHECKED, .pin = { .visit = m.visit.number, .right = true } });
    assert_int_equal(m.screen, SCREEN_ORGANISER);
}

/* Without a PIN and too late for one, practice can still be ended; nothing else can. */
static void practice_is_never_a_trap(void **state)
{
    (void)state;
    struct model m = play_model();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m, (struct msg){ .kind = MSG_PRACTICE, .number = 1 });
    play_tick(&m, SETUP_WINDOW_MS);
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.pin.step, PIN_STEP_LATE);
    feed(&m, (struct msg){ .kind = MSG_PRACTICE, .number = 0 });
    assert_int_equal(m.screen, SCREEN_ATTRACT);
    assert_false(m.machine.practice);
}

/* --- a forgotten PIN --- */

#define STICK(is)                                                                                  \
    {                                                                                              \
        .kind = MSG_STICK, .stick = {.condition = (is) }                                           \
    }

static const struct {
    enum stick_condition before;
    int count;
    enum stick_condition then[3];
    bool opens;
} sticks[] = {
    { STICK_NONE, 1, { STICK_PAIRED }, true },
    { STICK_NONE, 3, { STICK_NEW, STICK_NONE, STICK_PAIRED }, true },
    { STICK_NONE, 1, { STICK_NEW }, false }, /* anybody's */
    { STICK_NEW, 1, { STICK_PAIRED }, false }, /* it was in before */
    { STICK_DONE, 1, { STICK_PAIRED }, false },
    { STICK_DONE, 2, { STICK_NONE, STICK_PAIRED }, true },
    { STICK_NONE, 1, { STICK_TWO }, false },
    { STICK_PAIRED, 1, { STICK_DONE }, false },
};

static void the_paired_stick_opens(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sticks); i++) {
        struct model m = play_model();
        m.machine.has_pin = true;
        m.machine.stick = sticks[i].before;
        feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
        feed(&m, (struct msg){ .kind = MSG_PIN_FORGOTTEN });
        assert_int_equal(m.pin.step, PIN_STEP_FORGOTTEN);
        for (int j = 0; j < sticks[i].count; j++)
            feed(&m, (struct msg)STICK(sticks[i].then[j]));
        assert_int_equal(m.pin.step, sticks[i].opens ? PIN_STEP_NEW : PIN_STEP_FORGOTTEN);
        if (!sticks[i].opens)
            continue;
        type(&m, "111111");
        type(&m, "111111");
        feed(&m, (struct msg){ .kind = MSG_PIN_SET, .number = 1 });
        assert_int_equal(m.screen, SCREEN_ORGANISER);
    }
}

static void a_stick_that_came_before_opens_nothing(void **state)
{
    (void)state;
    struct model m = play_model();
    m.machine.has_pin = true;
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    feed(&m, (struct msg)STICK(STICK_PAIRED)); /* nobody has said that it was forgotten */
    assert_int_equal(m.pin.step, PIN_STEP_ASK);
    feed(&m, (struct msg){ .kind = MSG_PIN_FORGOTTEN });
    play_tick(&m, 179 * 1000); /* it takes a while to find the stick */
    assert_int_equal(m.screen, SCREEN_PIN);
    play_tick(&m, 180 * 1000);
    assert_int_equal(m.screen, SCREEN_ATTRACT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_can_be_skipped),
        cmocka_unit_test(a_call_in_between_loses_nothing),
        cmocka_unit_test(a_call_while_choosing_the_pin),
        cmocka_unit_test(late_it_stays_shut),
        cmocka_unit_test(the_first_pin),
        cmocka_unit_test(the_meeting_gets_its_name),
        cmocka_unit_test(answers_so_far_are_kept_or_dropped),
        cmocka_unit_test(one_test_card_at_a_time),
        cmocka_unit_test(practice_counts_nothing),
        cmocka_unit_test(practice_ends_behind_the_wordmark),
        cmocka_unit_test(practice_is_never_a_trap),
        cmocka_unit_test(the_paired_stick_opens),
        cmocka_unit_test(a_stick_that_came_before_opens_nothing),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
