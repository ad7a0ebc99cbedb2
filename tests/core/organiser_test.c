/* The organiser's part of step(): the PIN, the stick, leaving. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/pin.h"
#include "play.h"

#include <cmocka.h>

#define TICK(ms)                                                                                   \
    {                                                                                              \
        .kind = MSG_TICK, .now_ms = (ms)                                                           \
    }
#define CHECKED(of_visit, is_right, wrong_tries)                                                   \
    {                                                                                              \
        .kind = MSG_PIN_CHECKED, .pin = {                                                          \
            .visit = (of_visit),                                                                   \
            .right = (is_right),                                                                   \
            .failures = (wrong_tries)                                                              \
        }                                                                                          \
    }
#define STICK(is)                                                                                  \
    {                                                                                              \
        .kind = MSG_STICK, .stick = {.condition = (is) }                                           \
    }
#define PUBLISHED(now)                                                                             \
    {                                                                                              \
        .kind = MSG_ANSWER_COUNTED, .counted = {.visit = 99, .tally = { .total = (now) } }         \
    }

static struct model with_pin(void)
{
    struct model m = play_model();
    m.machine.has_pin = true;
    return m;
}

static void type(struct model *m, const char *digits)
{
    for (; *digits != '\0'; digits++)
        play_one(m, &(struct msg){ .kind = MSG_PIN_DIGIT, .number = *digits - '0' });
}

static struct effects ok(struct model *m)
{
    return play_one(m, &(struct msg){ .kind = MSG_PIN_OK });
}

static void feed(struct model *m, struct msg msg)
{
    play_one(m, &msg);
}

/* --- the PIN --- */

static void the_right_pin_opens(void **state)
{
    (void)state;
    struct model m = with_pin();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.screen, SCREEN_PIN);
    type(&m, "12345");
    assert_int_equal(ok(&m).count, 0); /* one too few */
    type(&m, "9");
    feed(&m, (struct msg){ .kind = MSG_PIN_ERASE });
    type(&m, "67"); /* one too many is not taken */
    struct effects fx = ok(&m);
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].kind, FX_CHECK_PIN);
    assert_int_equal(fx.list[0].visit, 1);
    assert_memory_equal(fx.list[0].pin, "123456", PIN_DIGITS);
    static const char wiped[PIN_DIGITS];
    assert_memory_equal(m.pin.digits, wiped, PIN_DIGITS);
    assert_int_equal(ok(&m).count, 0); /* being checked */
    feed(&m, (struct msg)CHECKED(1, true, 0));
    assert_int_equal(m.screen, SCREEN_ORGANISER);
}

static void a_wrong_pin_waits_longer_and_longer(void **state)
{
    (void)state;
    struct model m = with_pin();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    for (int wrong = 1; wrong <= PIN_FREE_TRIES; wrong++) {
        type(&m, "000000");
        assert_int_equal(ok(&m).count, 1);
        feed(&m, (struct msg)CHECKED(1, false, wrong));
        assert_int_equal(m.screen, SCREEN_PIN);
        assert_int_equal(m.pin.notice, PIN_NOTICE_WRONG);
    }
    assert_true(model_pin_wait_ms(&m) == 15 * 1000);
    type(&m, "123456");
    assert_int_equal(m.pin.count, 0); /* locked: no key does anything */
    assert_int_equal(ok(&m).count, 0);
    play_tick(&m, 15 * 1000);
    type(&m, "000000");
    assert_int_equal(ok(&m).count, 1);
    feed(&m, (struct msg)CHECKED(1, false, PIN_FREE_TRIES + 1));
    assert_true(model_pin_wait_ms(&m) == 30 * 1000);
    /* Leaving does not help. */
    feed(&m, (struct msg){ .kind = MSG_GO, .screen = SCREEN_ATTRACT });
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    type(&m, "123456");
    assert_int_equal(ok(&m).count, 0);
}

/* Nothing was compared: no wrong PIN, no wait, and the tries before it are not forgotten. */
static void a_check_that_fails_says_nothing_of_the_pin(void **state)
{
    (void)state;
    struct model m = with_pin();
    m.machine.pin_failures = PIN_FREE_TRIES - 1;
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    for (int i = 0; i < 3; i++) {
        type(&m, "123456");
        assert_int_equal(ok(&m).count, 1);
        feed(&m,
            (struct msg){ .kind = MSG_PIN_CHECKED, .pin = { .visit = 1, .code = ERR_READ_ONLY } });
        assert_int_equal(m.screen, SCREEN_PIN);
        assert_int_equal(m.pin.notice, PIN_NOTICE_NOT_CHECKED);
        assert_int_equal(m.machine.pin_failures, PIN_FREE_TRIES - 1);
        assert_true(model_pin_wait_ms(&m) == 0);
    }
}

static void a_restart_begins_the_wait_again(void **state)
{
    (void)state;
    struct model m = play_model();
    const struct msg news = { .kind = MSG_MEETING,
        .meeting = { .deck = m.deck, .has_pin = true, .pin_failures = 6 } };
    m.machine.ready = false; /* it has just been switched on */
    play_tick(&m, 5000);
    feed(&m, news);
    assert_true(m.machine.pin_locked_until_ms == 5000 + 30 * 1000);
    play_tick(&m, 25 * 1000);
    feed(&m, news); /* the meeting was renamed: that is no restart */
    assert_true(model_pin_wait_ms(&m) == 10 * 1000);
}

static void setting_a_pin(void **state)
{
    (void)state;
    struct model m = play_model();
    m.screen = SCREEN_SETTINGS;
    feed(&m, (struct msg){ .kind = MSG_NEW_PIN, .screen = SCREEN_SETTINGS });
    assert_int_equal(m.pin.step, PIN_STEP_NEW);
    type(&m, "123456");
    assert_int_equal(ok(&m).count, 0);
    assert_int_equal(m.pin.step, PIN_STEP_AGAIN);
    type(&m, "123457");
    assert_int_equal(ok(&m).count, 0);
    assert_int_equal(m.pin.step, PIN_STEP_NEW); /* different: from the start */
    assert_int_equal(m.pin.notice, PIN_NOTICE_DIFFERENT);
    type(&m, "123456");
    ok(&m);
    type(&m, "123456");
    struct effects fx = ok(&m);
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].kind, FX_SET_PIN);
    assert_memory_equal(fx.list[0].pin, "123456", PIN_DIGITS);

    struct model failed = m;
    feed(&failed, (struct msg){ .kind = MSG_PIN_SET, .number = 0 });
    assert_int_equal(failed.screen, SCREEN_PIN);
    assert_false(failed.machine.has_pin);
    feed(&m, (struct msg){ .kind = MSG_PIN_SET, .number = 1 });
    assert_int_equal(m.screen, SCREEN_SETTINGS);
    assert_true(m.machine.has_pin);
}

/* Whoever left before the answer came: it opens nothing for the next, but it is known. */
static void answers_that_come_too_late(void **state)
{
    (void)state;
    struct model m = with_pin();
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    type(&m, "123456");
    ok(&m);
    feed(&m, (struct msg){ .kind = MSG_GO, .screen = SCREEN_ATTRACT });
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    type(&m, "000000");
    ok(&m);
    feed(&m, (struct msg)CHECKED(1, true, 0));
    assert_int_equal(m.screen, SCREEN_PIN);
    feed(&m, (struct msg)CHECKED(2, false, 1));
    assert_int_equal(m.screen, SCREEN_PIN);
    assert_int_equal(m.machine.pin_failures, 1);

    m = play_model();
    feed(&m, (struct msg){ .kind = MSG_PIN_SET, .number = 1 }); /* on attract again by now */
    feed(&m, (struct msg){ .kind = MSG_OPEN_ORGANISER });
    assert_int_equal(m.pin.step, PIN_STEP_ASK);
}

/* --- leaving --- */

static void the_organiser_leaves_by_itself(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_PIN, "" },
        { CHECKED(1, true, 0), SCREEN_ORGANISER, "look look-printer " },
        { TICK(179999), SCREEN_ORGANISER, "" },
        { STICK(STICK_PAIRED), SCREEN_ORGANISER, "export " },
        { TICK(900000), SCREEN_ORGANISER, "progress " }, /* never during an export */
        { { .kind = MSG_BUNDLE }, SCREEN_ORGANISER, "write " },
        { TICK(902000), SCREEN_ORGANISER, "progress " },
        { STICK(STICK_DONE), SCREEN_ORGANISER, "" }, /* this is what it waited for */
        { TICK(902000 + 179999), SCREEN_ORGANISER, "" },
        { TICK(902000 + 180000), SCREEN_ATTRACT, "tidy " },
    };
    static const struct row locks[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_PIN, "" },
        { CHECKED(1, true, 0), SCREEN_ORGANISER, "look look-printer " },
        { { .kind = MSG_LOCK }, SCREEN_ATTRACT, "tidy " },
    };
    (void)state;
    struct model m = with_pin();
    PLAY(&m, rows);
    m = with_pin();
    PLAY(&m, locks);
}

/* --- the stick --- */

static void a_paired_stick_syncs(void **state)
{
    static const struct row rows[] = {
        { STICK(STICK_NEW), SCREEN_ATTRACT, "" },
        { STICK(STICK_PAIRED), SCREEN_ATTRACT, "export " }, /* it appears */
        { { .kind = MSG_BUNDLE }, SCREEN_ATTRACT, "write " },
        { STICK(STICK_DONE), SCREEN_ATTRACT, "" },
        { PUBLISHED(0), SCREEN_ATTRACT, "" }, /* counted, nothing published */
        { TICK(70000), SCREEN_ATTRACT, "" },
        { PUBLISHED(5), SCREEN_ATTRACT, "export " },
        { { .kind = MSG_BUNDLE }, SCREEN_ATTRACT, "write " },
        { PUBLISHED(10), SCREEN_ATTRACT, "" }, /* it is still writing */
        { STICK(STICK_DONE), SCREEN_ATTRACT, "" },
        { TICK(129999), SCREEN_ATTRACT, "" }, /* at most once a minute */
        { TICK(130000), SCREEN_ATTRACT, "export " },
        { TICK(999999), SCREEN_ATTRACT, "" },
        { { .kind = MSG_BUNDLE }, SCREEN_ATTRACT, "write " },
        { STICK(STICK_DONE), SCREEN_ATTRACT, "" },
        { TICK(9999999), SCREEN_ATTRACT, "" }, /* nothing new since */
        { STICK(STICK_NONE), SCREEN_ATTRACT, "" }, /* pulled */
        { PUBLISHED(15), SCREEN_ATTRACT, "" },
        { TICK(19999999), SCREEN_ATTRACT, "" },
        { STICK(STICK_PAIRED), SCREEN_ATTRACT, "export " },
    };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
    assert_int_equal(m.machine.stick, STICK_BUSY);
}

/* The loop must wake for the sync that waits for its minute, and not for one that cannot be. */
static void when_the_loop_must_look(void **state)
{
    (void)state;
    struct model m = play_model();
    play_tick(&m, 1000);
    feed(&m, (struct msg)STICK(STICK_PAIRED));
    feed(&m, (struct msg)PUBLISHED(5));
    assert_true(model_deadline_ms(&m) == INT64_MAX);
    feed(&m, (struct msg)STICK(STICK_DONE));
    assert_true(model_deadline_ms(&m) == 61000);
    feed(&m, (struct msg)STICK(STICK_NONE));
    assert_true(model_deadline_ms(&m) == INT64_MAX);
}

static void a_stick_in_trouble(void **state)
{
    static const struct row before[] = {
        { { .kind = MSG_OPEN_ORGANISER }, SCREEN_PIN, "" },
        { CHECKED(1, true, 0), SCREEN_ORGANISER, "look look-printer " },
        { STICK(STICK_NEW), SCREEN_ORGANISER, "" },
        { { .kind = MSG_EXPORT }, SCREEN_ORGANISER, "" }, /* it is not ours yet */
        { { .kind = MSG_PAIR }, SCREEN_ORGANISER, "pair " },
        { STICK(STICK_PAIRED), SCREEN_ORGANISER, "export " },
        { { .kind = MSG_EXPORT }, SCREEN_ORGANISER, "" }, /* being written */
        { { .kind = MSG_BUNDLE, .bundle = { .code = ERR_FULL } }, SCREEN_ORGANISER, "" },
    };
    static const struct row again[] = {
        { { .kind = MSG_EXPORT }, SCREEN_ORGANISER, "export " },
        { { .kind = MSG_BUNDLE }, SCREEN_ORGANISER, "write " },
        { { .kind = MSG_STICK, .stick = { .condition = STICK_TROUBLE, .code = ERR_VERIFY } },
            SCREEN_ORGANISER, "" },
    };
    (void)state;
    struct model m = with_pin();
    PLAY(&m, before);
    assert_int_equal(m.machine.stick, STICK_TROUBLE);
    assert_int_equal(m.machine.stick_code, ERR_FULL);
    PLAY(&m, again);
    assert_int_equal(m.machine.stick_code, ERR_VERIFY);
}

/* Pulled while it was written: what went wrong is told until one comes in, not gone in a blink. */
static void a_stick_pulled_too_early(void **state)
{
    (void)state;
    struct model m = with_pin();
    feed(&m, (struct msg)STICK(STICK_PAIRED));
    feed(&m, (struct msg){
                 .kind = MSG_STICK, .stick = { .condition = STICK_TROUBLE, .code = ERR_GONE } });
    feed(&m, (struct msg)STICK(STICK_NONE));
    assert_int_equal(m.machine.stick, STICK_TROUBLE);
    assert_int_equal(m.machine.stick_code, ERR_GONE);
    feed(&m, (struct msg)STICK(STICK_NEW));
    assert_int_equal(m.machine.stick, STICK_NEW);
    feed(&m, (struct msg){
                 .kind = MSG_STICK, .stick = { .condition = STICK_TROUBLE, .code = ERR_FULL } });
    feed(&m, (struct msg)STICK(STICK_NONE)); /* taken out: there is nothing more to say of it */
    assert_int_equal(m.machine.stick, STICK_NONE);
}

static void stopping(void **state)
{
    static const struct row rows[] = { { { .kind = MSG_STOP }, SCREEN_ATTRACT, "stop " } };
    (void)state;
    struct model m = play_model();
    PLAY(&m, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_pin_opens),
        cmocka_unit_test(a_wrong_pin_waits_longer_and_longer),
        cmocka_unit_test(a_check_that_fails_says_nothing_of_the_pin),
        cmocka_unit_test(a_restart_begins_the_wait_again),
        cmocka_unit_test(setting_a_pin),
        cmocka_unit_test(answers_that_come_too_late),
        cmocka_unit_test(the_organiser_leaves_by_itself),
        cmocka_unit_test(a_paired_stick_syncs),
        cmocka_unit_test(when_the_loop_must_look),
        cmocka_unit_test(a_stick_in_trouble),
        cmocka_unit_test(a_stick_pulled_too_early),
        cmocka_unit_test(stopping),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
