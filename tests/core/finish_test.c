/* The end of the evening: nothing says that it is done before it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "play.h"

#include <cmocka.h>

#define STICK(is)                                                                                  \
    {                                                                                              \
        .kind = MSG_STICK, .stick = {.condition = (is) }                                           \
    }
#define BUNDLE(is_closed)                                                                          \
    {                                                                                              \
        .kind = MSG_BUNDLE, .bundle = {.closed = (is_closed) }                                     \
    }

static struct model at_finish(enum stick_condition stick)
{
    struct model m = play_model();
    m.machine.has_pin = true;
    m.machine.stick = stick;
    m.screen = SCREEN_FINISH;
    return m;
}

static struct msg closed(const struct model *m)
{
    struct msg msg = { .kind = MSG_MEETING, .meeting = { .deck = m->deck, .has_pin = true } };
    msg.meeting.meeting.state = MEETING_CLOSED;
    return msg;
}

static void close_it(struct model *m, struct effects *fx)
{
    static const struct row rows[] = {
        { { .kind = MSG_MEETING_CLOSE }, SCREEN_FINISH, "close " },
        { { .kind = MSG_MEETING_CLOSE }, SCREEN_FINISH, "" }, /* once */
    };
    PLAY(m, rows);
    assert_int_equal(finish_step(m), FINISH_CLOSE); /* until it is so */
    struct msg msg = closed(m);
    *fx = play_one(m, &msg);
    assert_int_equal(finish_step(m), FINISH_STICK);
}

static void closing_may_fail(void **state)
{
    (void)state;
    struct model m = at_finish(STICK_NONE);
    play_one(&m, &(struct msg){ .kind = MSG_MEETING_CLOSE });
    play_one(&m, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = ERR_FULL });
    assert_int_equal(finish_step(&m), FINISH_CLOSE);
    assert_int_equal(play_one(&m, &(struct msg){ .kind = MSG_MEETING_CLOSE }).count, 1);
}

/* A stick that is in gets the closed meeting at once, although the last sync was a moment ago. */
static void the_stick_gets_the_closed_meeting(void **state)
{
    static const struct row rows[] = {
        { BUNDLE(true), SCREEN_FINISH, "write " },
        { STICK(STICK_DONE), SCREEN_FINISH, "note-exported " },
    };
    (void)state;
    struct model m = at_finish(STICK_DONE);
    struct effects fx;
    m.machine.synced_ms = m.now_ms;
    close_it(&m, &fx);
    assert_int_equal(fx.count, 1);
    assert_int_equal(fx.list[0].kind, FX_EXPORT);
    assert_false(model_stick_is_complete(&m));
    PLAY(&m, rows);
    assert_true(model_stick_is_complete(&m));
}

/* A sync that was under way while the meeting was closed proves nothing: another one follows. */
static void an_older_sync_is_not_the_end(void **state)
{
    static const struct row older[] = {
        { BUNDLE(false), SCREEN_FINISH, "write " },
        { STICK(STICK_DONE), SCREEN_FINISH, "export " },
    };
    static const struct row newer[] = {
        { BUNDLE(true), SCREEN_FINISH, "write " },
        { STICK(STICK_DONE), SCREEN_FINISH, "note-exported " },
    };
    (void)state;
    struct model m = at_finish(STICK_BUSY);
    struct effects fx;
    close_it(&m, &fx);
    assert_int_equal(fx.count, 0);
    PLAY(&m, older);
    assert_false(model_stick_is_complete(&m));
    PLAY(&m, newer);
    assert_true(model_stick_is_complete(&m));
}

static void a_stick_that_is_put_in_later(void **state)
{
    static const struct row rows[] = {
        { STICK(STICK_NEW), SCREEN_FINISH, "" },
        { { .kind = MSG_PAIR }, SCREEN_FINISH, "pair " },
        { STICK(STICK_PAIRED), SCREEN_FINISH, "export " },
        { BUNDLE(true), SCREEN_FINISH, "write " },
        { { .kind = MSG_STICK, .stick = { .condition = STICK_TROUBLE, .code = ERR_FULL } },
            SCREEN_FINISH, "" },
        { { .kind = MSG_EXPORT }, SCREEN_FINISH, "export " },
        { BUNDLE(true), SCREEN_FINISH, "write " },
        { STICK(STICK_DONE), SCREEN_FINISH, "note-exported " },
    };
    (void)state;
    struct model m = at_finish(STICK_NONE);
    struct effects fx;
    close_it(&m, &fx);
    PLAY(&m, rows);
    assert_true(model_stick_is_complete(&m));
}

static void report_and_plug(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_FINISH, .number = FINISH_REPORT }, SCREEN_FINISH, "look " },
        { { .kind = MSG_PRINT_OUT, .number = HANDOUT_REPORT }, SCREEN_FINISH, "make " },
        { { .kind = MSG_FINISH, .number = FINISH_OFF }, SCREEN_FINISH, "look " },
        { { .kind = MSG_REQUEST, .number = REQUEST_POWER_OFF }, SCREEN_FINISH, "ask " },
        { { .kind = MSG_ASKED, .asked = { REQUEST_POWER_OFF, false } }, SCREEN_FINISH, "" },
        { { .kind = MSG_GO, .screen = SCREEN_ORGANISER }, SCREEN_ORGANISER, "look look-printer " },
    };
    (void)state;
    struct model m = at_finish(STICK_NONE);
    struct effects fx;
    close_it(&m, &fx);
    PLAY(&m, rows);
    assert_int_equal(m.organiser.care.asked, ASKED_REFUSED);
    assert_int_equal(finish_step(&m), FINISH_STICK); /* the next time, from there */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(closing_may_fail),
        cmocka_unit_test(the_stick_gets_the_closed_meeting),
        cmocka_unit_test(an_older_sync_is_not_the_end),
        cmocka_unit_test(a_stick_that_is_put_in_later),
        cmocka_unit_test(report_and_plug),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
