/* Set-up, PIN, practice, finishing, settings and self-test, as golden text: see golden_test.c. */
#include "base/attributes.h"
#include "scenes.h"

static void answered(struct model *m)
{
    m->machine.published[0] =
        (struct tally){ .total = 45, .element = { 20, 15, 10 }, .choice = { 25, 20 } };
}

static void pin_forgotten(struct model *m)
{
    m->screen = SCREEN_PIN;
    m->pin.step = PIN_STEP_FORGOTTEN;
}

static void setup_language(struct model *m)
{
    m->screen = SCREEN_SETUP;
}

static void setup_meeting(struct model *m)
{
    m->screen = SCREEN_SETUP;
    m->organiser.setup.step = SETUP_MEETING;
}

static void setup_printer(struct model *m)
{
    m->screen = SCREEN_SETUP;
    m->organiser.setup.step = SETUP_PRINTER;
}

static void setup_start(struct model *m)
{
    m->screen = SCREEN_SETUP;
    m->organiser.setup.step = SETUP_START;
    m->machine.practice = true;
}

static void practice(struct model *m)
{
    m->machine.practice = true;
}

static void practice_group(struct model *m)
{
    m->machine.practice = true;
    m->screen = SCREEN_GROUP;
    m->visit.card = 0;
    m->visit.element = ELEMENT_ETHICS;
    m->visit.choice = CHOICE_B;
    m->visit.answered[0].done = true;
    answered(m); /* which nobody sees */
}

static void finish_close(struct model *m)
{
    answered(m);
    m->screen = SCREEN_FINISH;
}

static void finish_stick(struct model *m)
{
    finish_close(m);
    m->machine.meeting.state = MEETING_CLOSED;
    m->machine.stick = STICK_BUSY;
    m->machine.stick_percent = 40;
}

static void finish_off(struct model *m)
{
    finish_close(m);
    m->machine.meeting.state = MEETING_CLOSED;
    m->organiser.finish = FINISH_OFF;
}

static void healthy(struct model *m)
{
    m->machine.health = (struct health){ .known = true,
        .disk_free_mb = 21000,
        .disk_total_mb = 30000,
        .knows_temperature = true,
        .temperature_c = 51,
        .clock_trusted = true,
        .today = "2026-11-21",
        .time = "18:05" };
}

static void settings(struct model *m)
{
    healthy(m);
    m->screen = SCREEN_SETTINGS;
}

static void clock_screen(struct model *m)
{
    healthy(m);
    m->screen = SCREEN_CLOCK;
}

static void selftest(struct model *m)
{
    healthy(m);
    m->screen = SCREEN_SELFTEST;
}

static void selftest_touch(struct model *m)
{
    m->screen = SCREEN_SELFTEST;
    m->organiser.care.page = SELFTEST_TOUCH;
    m->organiser.care.touched[2] = true;
}

static const struct scene scenes[] = {
    { "pin-forgotten", pin_forgotten },
    { "setup-language", setup_language },
    { "setup-meeting", setup_meeting },
    { "setup-printer", setup_printer },
    { "setup-start", setup_start },
    { "practice", practice },
    { "practice-group", practice_group },
    { "finish-close", finish_close },
    { "finish-stick", finish_stick },
    { "finish-off", finish_off },
    { "settings", settings },
    { "clock", clock_screen },
    { "selftest", selftest },
    { "selftest-touch", selftest_touch },
};

int main(void)
{
    return scenes_compare(scenes, COUNT_OF(scenes));
}
