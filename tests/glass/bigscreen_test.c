/* The big screen, through the glass: on this one where there is no other, and on a second one that
 * comes and goes. */
#include "glass_screens.h"
#include "run.h"
#include "stand.h"
#include "temp.h"

#include "base/clock.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

enum { HALL_WIDTH = 1280, HALL_HEIGHT = 720, ANSWERS = 5, LOOK_MS = 50 };

static const struct stand_plan two_screens = { GLASS_SCREENS, 1280, 800, "5.9", NULL };

/* The hall's colours; see ui/theme.c. */
static const uint32_t dark = 0x1B1E24, orange = 0xF2935C;

static void answer(struct stand *s, int times)
{
    for (int i = 0; i < times; i++) {
        stand_visit(s, "ethics", "a");
        stand_leave(s);
    }
}

static void to_big_screen(struct stand *s)
{
    stand_organise(s);
    stand_tap(s, "organiser.bigscreen", "bigscreen");
}

static void on_this_glass(void **state)
{
    struct stand *s = *state;
    answer(s, ANSWERS);
    to_big_screen(s);
    stand_reads(s, "plenary.count", "5 antwoorden");
    stand_reads(s, "plenary.element.ethics.count", "5");
    stand_reads(s, "plenary.choice.a.count", "5 van de 5");
    const char *first = stand_label(s, "plenary.title");

    stand_tap(s, "bigscreen.hide", "bigscreen");
    stand_sees(s, "bigscreen.show", NULL);
    stand_lacks(s, "plenary.choice.a", NULL);
    stand_tap(s, "bigscreen.show", "bigscreen");
    stand_sees(s, "plenary.choice.a", NULL);

    stand_tap(s, "bigscreen.hands", "hands");
    for (int i = 1; i <= 3; i++) {
        stand_tap(s, "hands.b.more", "hands");
        stand_reads(s, "hands.b", (const char *[]){ "0", "1", "2", "3" }[i]);
    }
    stand_tap(s, "hands.b.less", "hands");
    stand_reads(s, "hands.b", "2");
    stand_tap(s, "nav.back", "bigscreen");
    stand_reads(s, "plenary.choice.b.hands", "2");
    stand_reads(s, "plenary.choice.a.count", "5");
    stand_reads(s, "plenary.before", "5 antwoorden");

    stand_tap(s, "bigscreen.next", "bigscreen");
    stand_turns(s, "plenary.title", first);
    stand_sees(s, "plenary.soon", NULL); /* nobody answered that one */
    stand_tap(s, "bigscreen.prev", "bigscreen");
    stand_reads(s, "plenary.title", first);
    stand_lacks(s, "plenary.choice.b.hands", NULL); /* forgotten */
    stand_tap(s, "bigscreen.stop", "organiser");
    stand_stop(s);
    assert_string_equal(
        stand_query(s, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%hand%'"), "0\n");
}

/* Results for the plenary: nothing is shown to anybody before they are revealed. */
static void revealed_in_the_hall(void **state)
{
    struct stand *s = *state;
    stand_stop(s);
    const char *const later[] = { "sqlite3", arena_printf(s->a, "%s/goedwerk.sqlite", s->data),
        "UPDATE meeting SET results = 'later'", NULL };
    int status = -1;
    (void)run_output(s->a, NULL, later, &status);
    assert_int_equal(status, 0);
    stand_start(s);
    answer(s, ANSWERS + 1);
    to_big_screen(s);
    stand_sees(s, "plenary.soon", NULL);
    glass_tap(s->g, "bigscreen.reveal");
    stand_sees(s, "bigscreen.yes", NULL); /* asked once */
    glass_tap(s->g, "bigscreen.yes");
    stand_reads(s, "plenary.count", "6 antwoorden");
    stand_reads(s, "plenary.choice.a.count", "6 van de 6");
    stand_stop(s);
    assert_int_equal(stand_published(s, ""), ANSWERS + 1);
}

/* A pixel of the hall's picture once it has that colour. */
static void hall_shows(struct stand *s, int x, int y, uint32_t colour)
{
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    while (glass_second_window(s->g) == None || glass_second_pixel(s->g, x, y) != colour) {
        if (clock_now_ms() > end_ms)
            fail_msg("the hall does not show %06x at %d, %d", colour, x, y);
        (void)poll(NULL, 0, LOOK_MS);
    }
}

static void hall_is_left(struct stand *s)
{
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    while (glass_second_window(s->g) != None) {
        assert_true(clock_now_ms() < end_ms);
        (void)poll(NULL, 0, LOOK_MS);
    }
}

/* The column of the only E that was chosen; where it stands is the picture's business. */
static void hall_shows_answers(struct stand *s)
{
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    for (;;) {
        for (int x = HALL_WIDTH / 20; x < HALL_WIDTH / 2; x += 4)
            if (glass_second_pixel(s->g, x, HALL_HEIGHT / 2) == orange)
                return;
        assert_true(clock_now_ms() < end_ms);
        (void)poll(NULL, 0, LOOK_MS);
    }
}

static void allow_leaks_of_sdl(struct stand *s)
{
    /* SDL 2.26 keeps the name and the mode of a screen that has gone: 70 bytes each time. */
    static const char lines[] = "leak:libdbus\nleak:libSDL2\n";
    temp_write(arena_printf(s->a, "%s/leaks", s->g->folder), lines, sizeof lines - 1);
}

static void on_a_second_screen(void **state)
{
    struct stand *s = *state;
    allow_leaks_of_sdl(s);
    glass_plug(s->g, HALL_WIDTH, HALL_HEIGHT);
    stand_start(s);
    answer(s, ANSWERS - 1);
    to_big_screen(s);
    stand_sees(s, "bigscreen.position", NULL); /* the controls, not the picture itself */
    assert_int_equal(glass_second_window(s->g), None);
    stand_tap(s, "bigscreen.show", "bigscreen");
    stand_sees(s, "bigscreen.hide", NULL);
    hall_shows(s, 2, 2, dark);
    hall_shows(s, HALL_WIDTH - 2, HALL_HEIGHT - 2, dark);
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    answer(s, 1); /* the fifth: it moves by itself, while visitors go on */
    hall_shows_answers(s);

    glass_unplug(s->g);
    hall_is_left(s);
    stand_visit(s, "ethics", "a"); /* the kiosk goes on */
    stand_leave(s);
    glass_plug(s->g, HALL_WIDTH, HALL_HEIGHT);
    hall_shows_answers(s);

    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
    stand_tap(s, "organiser.bigscreen", "bigscreen");
    glass_unplug(s->g);
    stand_lacks(s, "bigscreen.position", NULL); /* into the organiser's hands */
    stand_sees(s, "plenary.choice.a.count", NULL);
    glass_plug(s->g, HALL_WIDTH, HALL_HEIGHT);
    stand_sees(s, "bigscreen.position", NULL);
    hall_shows_answers(s);
    stand_tap(s, "bigscreen.stop", "bigscreen");
    hall_is_left(s);
    stand_stop(s);
}

static int set_up_two(void **state)
{
    *state = stand_open(&two_screens);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(on_this_glass, stand_set_up, stand_tear_down),
        cmocka_unit_test_setup_teardown(revealed_in_the_hall, stand_set_up, stand_tear_down),
        cmocka_unit_test_setup_teardown(on_a_second_screen, set_up_two, stand_tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
