/* Settings, the clock that is set with + and −, and what is asked of the machine. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "play.h"

#include <cmocka.h>
#include <string.h>

static struct model at(enum screen_id screen)
{
    struct model m = play_model();
    m.screen = screen;
    return m;
}

static struct msg settings_back(const struct model *m)
{
    return (struct msg){ .kind = MSG_SETTINGS, .settings = m->machine.settings };
}

/* --- the clock --- */

#define FIRST_YEAR "2026"

static const struct {
    const char *today, *time, *otherwise;
    enum clock_field field;
    int step;
    const char *wanted;
} turns[] = {
    { "2026-11-21", "18:05", "", CLOCK_DAY, 1, "2026-11-22 18:05" },
    { "2026-11-30", "18:05", "", CLOCK_DAY, 1, "2026-12-01 18:05" },
    { "2026-01-31", "00:00", "", CLOCK_MONTH, 1, "2026-02-28 00:00" },
    { "2028-02-29", "00:00", "", CLOCK_YEAR, 1, "2029-02-28 00:00" },
    { "2026-11-21", "23:59", "", CLOCK_HOUR, 1, "2026-11-21 00:59" },
    { "2026-11-21", "00:00", "", CLOCK_HOUR, -1, "2026-11-21 23:00" },
    { "2026-11-21", "18:59", "", CLOCK_MINUTE, 1, "2026-11-21 18:00" },
    { "2026-11-21", "18:00", "", CLOCK_MINUTE, -1, "2026-11-21 18:59" },
    { "", "07:30", "2026-11-19", CLOCK_DAY, 1, "2026-11-20 07:30" },
    { "2026-11-21", "99:99", "", CLOCK_MINUTE, 1, "2026-11-21 04:40" }, /* a time, at least */
    { "", "", "morgen", CLOCK_DAY, 1, FIRST_YEAR "-01-02 00:00" },
};

static void the_clock_turns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        char text[TIME_TEXT_MAX];
        struct health h = { 0 };
        memcpy(h.today, turns[i].today, strlen(turns[i].today));
        memcpy(h.time, turns[i].time, strlen(turns[i].time));
        struct clock_entry c = clock_entry_of(&h, turns[i].otherwise);
        clock_entry_turn(&c, turns[i].field, turns[i].step);
        clock_entry_text(&c, text);
        assert_string_equal(text, turns[i].wanted);
    }
}

static void setting_the_clock(void **state)
{
    (void)state;
    struct model m = at(SCREEN_CLOCK);
    m.machine.health = (struct health){ .known = true, .time = "18:05" };
    memcpy(m.machine.meeting.date, "2026-11-21", sizeof "2026-11-21");
    play_one(&m, &(struct msg){ .kind = MSG_CLOCK_TURN, .number = 2 * CLOCK_HOUR + 1 });
    play_one(&m, &(struct msg){ .kind = MSG_CLOCK_TURN, .number = 2 * CLOCK_DAY });
    struct effects fx =
        play_one(&m, &(struct msg){ .kind = MSG_REQUEST, .number = REQUEST_SET_TIME });
    assert_int_equal(fx.list[0].kind, FX_ASK_MACHINE);
    assert_int_equal(fx.list[0].request.kind, REQUEST_SET_TIME);
    assert_string_equal(fx.list[0].request.value, "2026-11-20 19:05");
    struct model refused = m;
    fx = play_one(
        &refused, &(struct msg){ .kind = MSG_ASKED, .asked = { REQUEST_SET_TIME, false } });
    assert_int_equal(fx.count, 0);
    assert_int_equal(refused.organiser.care.asked, ASKED_REFUSED);
    fx = play_one(&m, &(struct msg){ .kind = MSG_ASKED, .asked = { REQUEST_SET_TIME, true } });
    assert_int_equal(fx.count, 1); /* who has set it, trusts it */
    assert_int_equal(fx.list[0].kind, FX_CONFIRM_DAY);
    assert_string_equal(fx.list[0].request.value, "2026-11-20 19:05");
}

/* --- settings --- */

static void another_default_language(void **state)
{
    (void)state;
    struct model m = at(SCREEN_SETTINGS);
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_DEFAULT_LANGUAGE, .language = 1 });
    assert_int_equal(fx.list[0].kind, FX_KEEP_SETTINGS);
    assert_string_equal(fx.list[0].settings.language, "en");
    assert_int_equal(m.visit.language, 1);
    play_one(&m, &(struct msg){ .kind = MSG_LOCK });
    assert_int_equal(m.visit.language, 1);

    /* As they come at the start. */
    m = play_model();
    struct msg msg = settings_back(&m);
    memcpy(msg.settings.language, "en", sizeof "en");
    play_one(&m, &msg);
    assert_int_equal(m.default_language, 1);
    assert_int_equal(m.visit.language, 1);
    memcpy(msg.settings.language, "xx", sizeof "xx");
    play_one(&m, &msg);
    assert_int_equal(m.default_language, 1); /* not in this content */

    /* A visit that is under way keeps its own. */
    m = at(SCREEN_DECK);
    memcpy(msg.settings.language, "en", sizeof "en");
    play_one(&m, &msg);
    assert_int_equal(m.visit.language, 0);
    assert_int_equal(m.default_language, 1);
}

static void a_display_that_cannot_be_dimmed(void **state)
{
    (void)state;
    struct model m = at(SCREEN_SETTINGS);
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_BRIGHTNESS, .number = 70 });
    assert_int_equal(fx.list[0].settings.brightness, 70);
    struct model dims = m;
    struct msg msg = settings_back(&m); /* as it was */
    play_one(&m, &msg);
    assert_true(m.organiser.care.dim_refused);
    assert_false(m.organiser.care.turn_refused);
    msg.settings.brightness = 70;
    play_one(&dims, &msg);
    assert_false(dims.organiser.care.dim_refused);
    assert_int_equal(dims.machine.settings.brightness, 70);
}

static void a_display_that_turns_or_not(void **state)
{
    (void)state;
    struct model m = at(SCREEN_SETTINGS);
    m.machine.settings.rotation = 270;
    struct effects fx = play_one(&m, &(struct msg){ .kind = MSG_ROTATION, .number = 0 });
    assert_int_equal(fx.list[0].settings.rotation, 0);
    struct msg msg = settings_back(&m);
    play_one(&m, &msg);
    assert_true(m.organiser.care.turn_refused);
    play_one(&m, &(struct msg){ .kind = MSG_ROTATION, .number = 0 });
    msg.settings.rotation = 0;
    play_one(&m, &msg);
    assert_false(m.organiser.care.turn_refused);
}

/* --- off, and on again --- */

static void off_is_asked_once(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_SURE, .number = REQUEST_POWER_OFF }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_NEVER_MIND }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_SURE, .number = REQUEST_POWER_OFF }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_REQUEST, .number = REQUEST_POWER_OFF }, SCREEN_SETTINGS, "ask " },
        { { .kind = MSG_ASKED, .asked = { REQUEST_POWER_OFF, false } }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_GO, .screen = SCREEN_ORGANISER }, SCREEN_ORGANISER, "look look-printer " },
    };
    (void)state;
    struct model m = at(SCREEN_SETTINGS);
    PLAY(&m, rows);
    assert_int_equal(m.organiser.care.asked, ASKED_NOTHING);
}

/* Where the machine cannot restart, at least the program can. */
static void restarting(void **state)
{
    static const struct row rows[] = {
        { { .kind = MSG_SURE, .number = REQUEST_REBOOT }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_ASKED, .asked = { REQUEST_REBOOT, false } }, SCREEN_SETTINGS, "" },
        { { .kind = MSG_REQUEST, .number = REQUEST_REBOOT }, SCREEN_SETTINGS, "ask " },
        { { .kind = MSG_ASKED, .asked = { REQUEST_REBOOT, false } }, SCREEN_SETTINGS, "restart " },
    };
    (void)state;
    struct model m = at(SCREEN_SETTINGS);
    PLAY(&m, rows);
}

static void the_touch_test(void **state)
{
    (void)state;
    struct model m = at(SCREEN_SELFTEST);
    play_one(&m, &(struct msg){ .kind = MSG_SELFTEST, .number = SELFTEST_TOUCH });
    for (int i = 0; i < TOUCH_MARKS; i++) {
        assert_false(m.organiser.care.touched[i]);
        play_one(&m, &(struct msg){ .kind = MSG_MARK, .number = i });
        assert_true(m.organiser.care.touched[i]);
    }
    play_one(&m, &(struct msg){ .kind = MSG_SELFTEST, .number = SELFTEST_LIST });
    assert_true(m.organiser.care.touched[0]); /* the list tells */
    play_one(&m, &(struct msg){ .kind = MSG_SELFTEST, .number = SELFTEST_TOUCH });
    assert_false(m.organiser.care.touched[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_turns),
        cmocka_unit_test(setting_the_clock),
        cmocka_unit_test(another_default_language),
        cmocka_unit_test(a_display_that_cannot_be_dimmed),
        cmocka_unit_test(a_display_that_turns_or_not),
        cmocka_unit_test(off_is_asked_once),
        cmocka_unit_test(restarting),
        cmocka_unit_test(the_touch_test),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
