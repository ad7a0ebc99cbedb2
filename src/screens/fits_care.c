/* Every state of set-up, finishing, settings and self-test; and visitors' screens in practice. */
#include "base/attributes.h"
#include "screens/fits_trial.h"
#include <string.h>

/* With a word that no line holds. */
static const char longest[] = "Een avond voor Arbeidsongeschiktheidsverzekeringsartsen in de regio";

static void try_handout(struct trial *t, const char *more, enum handout kind)
{
    struct organiser *o = &t->model.organiser;
    t->model.machine.printer = PRINTER_READY;
    for (int state = PRINT_NONE; state <= PRINT_FAILED; state++) {
        o->handout = (struct handout_news){ .kind = kind, .state = (enum print_state)state };
        fits_pages(t, more, &o->page);
    }
    o->handout = (struct handout_news){ 0 };
    t->model.machine.printer = PRINTER_NONE;
}

static void try_setup(struct trial *t)
{
    struct machine *k = &t->model.machine;
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_SETUP;
    for (int i = 0; i < 2; i++) {
        k->has_pin = k->practice = i == 1;
        for (int step = 0; step < SETUP_STEPS; step++) {
            o->setup = (struct setup){ .step = (enum setup_step)step };
            fits_pages(t, "setup.more", &o->page);
        }
    }
    k->has_pin = k->practice = false;
    o->setup = (struct setup){ .step = SETUP_MEETING, .asks_trial = true };
    fits_pages(t, "setup.more", &o->page);
    o->setup.asks_trial = false;
    struct meeting *draft = &organiser_edit(&t->model)->meeting;
    memcpy(draft->title, longest, sizeof longest);
    draft->place[0] = draft->date[0] = '\0';
    fits_pages(t, "setup.more", &o->page);
    organiser_drop(&t->model);
    const struct meeting before = t->model.machine.meeting;
    memcpy(t->model.machine.meeting.title, longest, sizeof longest);
    o->setup.step = SETUP_START;
    fits_pages(t, "setup.more", &o->page);
    t->model.machine.meeting = before;
    o->setup.step = SETUP_PRINTER;
    try_handout(t, "setup.more", HANDOUT_TEST);
    o->setup = (struct setup){ 0 };
}

static void try_finish_stick(struct trial *t)
{
    static const enum err_code troubles[] = { ERR_FULL, ERR_READ_ONLY, ERR_GONE, ERR_VERIFY };
    struct machine *k = &t->model.machine;
    int *page = &t->model.organiser.page;
    t->model.organiser.finish = FINISH_STICK;
    for (int stick = STICK_NONE; stick <= STICK_TWO; stick++) {
        k->stick = (enum stick_condition)stick;
        fits_pages(t, "finish.more", page);
    }
    k->stick = STICK_TROUBLE;
    for (size_t i = 0; i < COUNT_OF(troubles); i++) {
        k->stick_code = troubles[i];
        fits_pages(t, "finish.more", page);
    }
    k->stick = STICK_DONE;
    k->written.closed = true;
    memcpy(k->written.id, k->meeting.id, sizeof k->written.id);
    fits_pages(t, "finish.more", page);
    k->written.closed = false;
    k->stick = STICK_NONE;
}

static void try_finish(struct trial *t)
{
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_FINISH;
    for (int storing = SAVING_NO; storing <= SAVING_FAILED; storing++) {
        o->storing = (enum saving)storing;
        fits_pages(t, "finish.more", &o->page);
    }
    o->storing = SAVING_NO;
    t->model.machine.meeting.state = MEETING_CLOSED;
    try_finish_stick(t);
    o->finish = FINISH_REPORT;
    try_handout(t, "finish.more", HANDOUT_REPORT);
    o->finish = FINISH_OFF;
    o->care.request = REQUEST_POWER_OFF;
    for (int asked = ASKED_NOTHING; asked <= ASKED_REFUSED; asked++) {
        o->care.asked = (enum asked)asked;
        fits_pages(t, "finish.more", &o->page);
    }
    o->care.asked = ASKED_NOTHING;
    o->finish = FINISH_CLOSE;
    t->model.machine.meeting.state = MEETING_RUNNING;
}

static void try_settings(struct trial *t)
{
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_SETTINGS;
    for (int i = 0; i < 2; i++) {
        o->care.dim_refused = o->care.turn_refused = t->model.machine.has_pin = i == 1;
        fits_pages(t, "settings.more", &o->page);
    }
    for (int request = REQUEST_POWER_OFF; request <= REQUEST_REBOOT; request++)
        for (int asked = ASKED_SURE; asked <= ASKED_REFUSED; asked++) {
            o->care.request = (enum request)request;
            o->care.asked = (enum asked)asked;
            fits_pages(t, "settings.more", &o->page);
        }
    t->model.screen = SCREEN_CLOCK;
    o->care.request = REQUEST_SET_TIME;
    for (int asked = ASKED_NOTHING; asked <= ASKED_REFUSED; asked++) {
        o->care.asked = (enum asked)asked;
        fits_pages(t, "clock.more", &o->page);
    }
    o->care = (struct care){ 0 };
    t->model.machine.has_pin = false;
}

static void try_selftest(struct trial *t)
{
    struct machine *k = &t->model.machine;
    struct organiser *o = &t->model.organiser;
    const struct health before = k->health;
    t->model.screen = SCREEN_SELFTEST;
    k->health = (struct health){ .known = true,
        .disk_free_mb = 123456,
        .disk_total_mb = 234567,
        .knows_temperature = true,
        .temperature_c = 58,
        .knows_power = true,
        .clock_trusted = true,
        .today = "2026-09-21",
        .time = "18:05" };
    fits_pages(t, "selftest.more", &o->page);
    k->health = (struct health){ .known = true,
        .knows_temperature = true,
        .temperature_c = 101,
        .knows_power = true,
        .under_voltage = true };
    k->ini.count = INI_NEWS_MOST;
    for (int i = 0; i < INI_NEWS_MOST; i++)
        memcpy(k->ini.line[i], "helderhijd, regel 12", sizeof "helderhijd, regel 12");
    k->content_trouble = true;
    k->store_trouble = ERR_FULL;
    fits_pages(t, "selftest.more", &o->page);
    k->ini.count = 0;
    k->content_trouble = false;
    k->store_trouble = ERR_NONE;
    k->health = before;
    o->care.page = SELFTEST_TOUCH;
    fits_view(t);
    for (int i = 0; i < TOUCH_MARKS; i++)
        o->care.touched[i] = true;
    fits_view(t);
    o->care.page = SELFTEST_DISPLAY;
    fits_view(t);
    o->care = (struct care){ 0 };
}

/* The banner takes no room from a page: one state of each screen that has it is enough. */
static void try_practice(struct trial *t)
{
    static const enum screen_id screens[] = { SCREEN_ATTRACT, SCREEN_DECK, SCREEN_ELEMENT,
        SCREEN_CHOICE, SCREEN_GROUP, SCREEN_TAKE_HOME, SCREEN_PRIVACY, SCREEN_GOODBYE, SCREEN_PIN };
    struct visit *v = &t->model.visit;
    t->model.machine.practice = true;
    v->card = 0;
    v->element = ELEMENT_ETHICS;
    v->choice = CHOICE_A;
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        t->model.screen = screens[i];
        fits_view(t);
    }
    t->model.idle_warning = true;
    fits_view(t);
    t->model.idle_warning = false;
    t->model.screen = SCREEN_PIN;
    t->model.pin.step = PIN_STEP_LATE;
    fits_view(t);
    t->model.machine.practice = false;
    v->card = NOTHING;
    t->model.pin = (struct pin_entry){ 0 };
}

static void try_forgotten(struct trial *t)
{
    t->model.screen = SCREEN_PIN;
    t->model.pin.step = PIN_STEP_LATE;
    fits_view(t);
    t->model.machine.store_trouble = ERR_READ_ONLY;
    fits_view(t);
    t->model.machine.store_trouble = ERR_NONE;
    t->model.pin.step = PIN_STEP_FORGOTTEN;
    for (int out = 0; out < 2; out++)
        for (int stick = STICK_NONE; stick <= STICK_NEW; stick++) {
            t->model.pin.stick_was_out = out == 1;
            t->model.machine.stick = (enum stick_condition)stick;
            fits_view(t);
        }
    t->model.machine.stick = STICK_NONE;
    t->model.pin = (struct pin_entry){ .step = PIN_STEP_NEW, .notice = PIN_NOTICE_NOT_KEPT };
    fits_view(t);
    t->model.pin = (struct pin_entry){ .notice = PIN_NOTICE_NOT_CHECKED };
    fits_view(t);
    t->model.pin = (struct pin_entry){ 0 };
}

void fits_care(struct trial *t)
{
    try_setup(t);
    try_finish(t);
    try_settings(t);
    try_selftest(t);
    try_practice(t);
    try_forgotten(t);
}
