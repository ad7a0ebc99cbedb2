#include "walk.h"

#include "temp.h"
#include <stdio.h>
#include <sys/stat.h>

enum { HOLD_MS = 3300, PIN_MS = 20 * 1000, IDLE_MS = 75 * 1000, HANDS = 7 };

/* --- a visit --- */

static void look_at_privacy(struct tour *t)
{
    tour_tap_to(t, "attract.privacy", "privacy");
    tour_shoot_pages(t, "02-privacy", "privacy.more");
    tour_tap_to(t, "nav.back", "attract");
}

static bool deck_goes_on(const struct tour *t)
{
    const struct glass_widget *next = glass_widget(t->glass, "deck.next");
    return next != NULL && !glass_has_state(next, "disabled");
}

static void look_at_deck(struct tour *t)
{
    tour_shoot(t, "03-deck");
    for (int page = 2; deck_goes_on(t); page++) {
        tour_swipe(t, t->set->panel->height * 3 / 5);
        tour_shoot(t, arena_printf(t->arena, "03-deck-%d", page));
    }
}

/* A card that is printed. */
static void choose_first(struct tour *t)
{
    tour_answer(t, FILL_CARD_MANY, "element.ethics", "choice.b", true);
    tour_shoot_pages(t, "10-group-many", "group.more");
    tour_tap_to(t, "group.print", "take_home");
    tour_await_words(t, "take_home.title", PHRASE_PRINT_TAKE);
    tour_shoot(t, "12-take-home-take");
    tour_tap_to(t, "take_home.another", "deck");
    tour_shoot(t, "16-deck-answered");
}

/* One for the phone. */
static void choose_second(struct tour *t)
{
    tour_answer(t, FILL_CARD_FIVE, "element.engagement", "choice.a", false);
    tour_shoot_pages(t, "09-group-five", "group.more");
    tour_tap_to(t, "group.phone", "take_home");
    tour_await(t, "take_home.qr");
    tour_shoot(t, "15-take-home-phone");
    tour_tap_to(t, "take_home.another", "deck");
}

static void shut_printer(struct tour *t)
{
    if (chmod(t->printer, 0500) != 0)
        tour_fail(t, "cannot shut the printer's folder");
}

/* And one that a printer refuses: its folder takes nothing any more, from the tap on. Sooner, and
 * the kiosk might have seen it and taken its button away. */
static void choose_third(struct tour *t)
{
    tour_answer(t, FILL_CARD_FIRST, "element.excellence", "choice.other", false);
    tour_shoot_pages(t, "08-group-first", "group.more");
    tour_tap_while(t, "group.print", shut_printer);
    tour_await_words(t, "take_home.title", PHRASE_PRINT_FAILED);
    tour_shoot(t, "14-take-home-failed");
    if (chmod(t->printer, 0700) != 0)
        tour_fail(t, "cannot open the printer's folder");
}

void walk_visit(struct tour *t)
{
    if (t->set->large)
        tour_tap(t, "text.size");
    if (t->set->contrast)
        tour_tap(t, "contrast");
    tour_shoot(t, "01-attract");
    look_at_privacy(t);
    tour_tap_to(t, "attract.begin", "deck");
    look_at_deck(t);
    choose_first(t);
    choose_second(t);
    choose_third(t);
    tour_tap_to(t, "take_home.done", "goodbye");
    tour_shoot(t, "17-goodbye");
    tour_tap_to(t, "goodbye.done", "attract");
}

/* --- the organiser --- */

static const char pin[] = "250619", wrong_pin[] = "111111";

static void type_digits(struct tour *t, const char *digits, int count)
{
    for (int i = 0; i < count; i++)
        tour_tap(t, arena_printf(t->arena, "pin.%c", digits[i]));
}

static void enter(struct tour *t, const char *digits)
{
    type_digits(t, digits, 6);
    tour_tap(t, "pin.ok");
}

static void hold_wordmark(struct tour *t)
{
    glass_hold(t->glass, "organiser.open", HOLD_MS);
    if (!glass_wait_screen(t->glass, "pin", PIN_MS))
        tour_fail(t, "holding the wordmark did not ask for the PIN");
}

static void wait_for_organiser(struct tour *t)
{
    if (!glass_wait_screen(t->glass, "organiser", PIN_MS))
        tour_fail(t, "the PIN did not open the organiser's page");
}

/* All at once, as a medium is mounted. */
static void insert_stick(struct tour *t)
{
    const char *stick = arena_printf(t->arena, "%s/stick", t->glass->folder);
    if (mkdir(stick, 0700) != 0)
        tour_fail(t, "cannot make a stick");
    temp_write(arena_printf(t->arena, "%s/.goedwerk-test-stick", stick), "", 0);
    tour_give(stick);
    if (rename(stick, arena_printf(t->arena, "%s/stick", t->removable)) != 0)
        tour_fail(t, "cannot insert a stick");
}

/* Each step of the first set-up; the steps around the PIN are skipped. */
static void set_up(struct tour *t)
{
    glass_hold(t->glass, "organiser.open", HOLD_MS);
    if (!glass_wait_screen(t->glass, "setup", PIN_MS))
        tour_fail(t, "holding the wordmark did not open the set-up");
    tour_shoot_pages(t, "20-setup-language", "setup.more");
    tour_tap(t, "setup.next");
    tour_shoot(t, "20-setup-pin");
    tour_tap_to(t, "setup.next", "pin");
    tour_shoot(t, "20-pin-new");
    enter(t, pin);
    tour_await_words(t, "pin.title", PHRASE_PIN_AGAIN);
    type_digits(t, pin, 3);
    tour_shoot(t, "21-pin-again");
    type_digits(t, pin + 3, 3);
    tour_tap(t, "pin.ok");
    if (!glass_wait_screen(t->glass, "setup", PIN_MS))
        tour_fail(t, "the set-up did not go on after the PIN");
    tour_shoot_pages(t, "21-setup-meeting", "setup.more");
    tour_tap(t, "setup.skip");
    tour_shoot_pages(t, "21-setup-printer", "setup.more");
    tour_tap(t, "setup.print");
    tour_await_words(t, "setup.line", PHRASE_PAPER_TAKE);
    tour_tap(t, "setup.next");
    tour_shoot_pages(t, "21-setup-practice", "setup.more");
    tour_tap_to(t, "setup.practice", "attract");
    tour_shoot(t, "21-practice");
}

/* Practice ends where the set-up does. */
static void start_meeting(struct tour *t)
{
    hold_wordmark(t);
    enter(t, pin);
    if (!glass_wait_screen(t->glass, "setup", PIN_MS))
        tour_fail(t, "the PIN did not lead back to the set-up");
    tour_shoot_pages(t, "22-setup-start", "setup.more");
    tour_tap_to(t, "setup.start", "attract");
    hold_wordmark(t);
    enter(t, pin);
    wait_for_organiser(t);
}

/* With the paired stick in. */
static void finish_evening(struct tour *t)
{
    tour_tap_to(t, "organiser.finish", "finish");
    tour_shoot_pages(t, "28-finish-close", "finish.more");
    tour_tap(t, "finish.close");
    tour_await_words(t, "finish.title", PHRASE_FINISH_STICK_DONE);
    tour_shoot_pages(t, "28-finish-stick", "finish.more");
    tour_tap(t, "finish.next");
    tour_shoot_pages(t, "28-finish-report", "finish.more");
    tour_tap(t, "finish.next");
    tour_shoot_pages(t, "28-finish-off", "finish.more");
    tour_tap_to(t, "finish.overview", "organiser");
}

static void ask_pin(struct tour *t)
{
    hold_wordmark(t);
    tour_shoot(t, "23-pin-ask");
    enter(t, wrong_pin);
    tour_await_words(t, "pin.line", PHRASE_PIN_WRONG);
    tour_shoot(t, "24-pin-wrong");
    enter(t, pin);
    wait_for_organiser(t);
}

/* The picture for the hall, on this glass, before and after hands were counted. */
static void show_big_screen(struct tour *t)
{
    tour_tap_to(t, "organiser.bigscreen", "bigscreen");
    tour_shoot(t, "27-bigscreen");
    tour_tap(t, "bigscreen.hide");
    tour_shoot(t, "27-bigscreen-hidden");
    tour_tap(t, "bigscreen.show");
    tour_tap_to(t, "bigscreen.hands", "hands");
    for (int i = 0; i < HANDS; i++)
        tour_tap(t, i % 3 == 0 ? "hands.a.more" : "hands.b.more");
    tour_shoot(t, "28-hands");
    tour_tap_to(t, "nav.back", "bigscreen");
    tour_shoot(t, "28-bigscreen-after");
    tour_tap_to(t, "bigscreen.stop", "organiser");
}

void walk_organiser(struct tour *t)
{
    set_up(t);
    start_meeting(t);
    tour_shoot_pages(t, "22-organiser-no-stick", "organiser.more");
    tour_tap_to(t, "organiser.lock", "attract");

    ask_pin(t);
    tour_tap_to(t, "organiser.sticks", "stick");
    insert_stick(t);
    tour_await_words(t, "organiser.stick", PHRASE_ORG_STICK_NEW);
    tour_tap_to(t, "nav.back", "organiser");
    tour_shoot_pages(t, "25-organiser-new-stick", "organiser.more");
    tour_tap_to(t, "organiser.sticks", "stick");
    tour_tap(t, "organiser.pair");
    tour_await_words(t, "organiser.stick", PHRASE_ORG_STICK_DONE);
    tour_tap_to(t, "nav.back", "organiser");
    tour_shoot_pages(t, "26-organiser-done", "organiser.more");
    desk_walk(t);
    show_big_screen(t);
    finish_evening(t);
    tour_tap_to(t, "organiser.lock", "attract");
}

/* --- a printer that takes its time --- */

static void print(struct tour *t, enum phrase_id until)
{
    tour_await(t, "group.print");
    tour_tap_to(t, "group.print", "take_home");
    tour_await_words(t, "take_home.title", until);
}

void walk_paper(struct tour *t, struct lab *lab)
{
    tour_tap_to(t, "attract.begin", "deck");
    tour_answer(t, FILL_CARD_MANY, "element.ethics", "choice.b", false);
    lab_hold(lab, true);
    print(t, PHRASE_PRINT_BUSY);
    tour_shoot(t, "11-take-home-printing");
    lab_hold(lab, false);
    tour_await_words(t, "take_home.title", PHRASE_PRINT_TAKE);

    lab_load(lab, WALK_PAPER_SIZE, NULL, 0);
    tour_tap_to(t, "take_home.another", "deck");
    tour_answer(t, FILL_CARD_FIVE, "element.excellence", "choice.a", false);
    print(t, PHRASE_PRINT_PAPER);
    tour_shoot(t, "13-take-home-no-paper");
}

/* --- somebody who leaves --- */

void walk_idle(struct tour *t)
{
    tour_shoot(t, "00-attract-new");
    tour_tap_to(t, "attract.begin", "deck");
    if (!glass_wait_widget(t->glass, "idle.stay", IDLE_MS))
        tour_fail(t, "nobody was asked whether they are still there");
    tour_shoot(t, "18-idle");
}
