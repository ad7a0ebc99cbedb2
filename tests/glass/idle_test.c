/* Somebody walks away: "Ben je er nog?", and then the next visitor finds nothing of it. Two kiosks
 * wait side by side, in real time: on one nobody answers, on the other somebody does. */
#include "stand.h"

#include "base/clock.h"
#include "core/model.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { DECK_IDLE_MS = 60 * 1000, QUIET_MS = 250, LATE_MS = 2500 };

static void nobody_answers(struct stand *s)
{
    glass_tap(s->g, "lang.en");
    stand_speaks(s, "en");
    stand_tap(s, "attract.begin", "deck");
    glass_tap(s->g, "contrast");
    stand_sees(s, "contrast", "chosen");
}

static void walking_away_from_the_deck(void **state)
{
    (void)state;
    struct stand *away = stand_open(&stand_desk), *here = stand_open(&stand_desk);
    stand_start(away);
    stand_start(here);
    stand_tap(here, "attract.begin", "deck");
    glass_tap(here->g, "deck.next");
    stand_reads(here, "deck.range", "4–6");
    nobody_answers(away);
    int64_t left_ms = clock_now_ms();

    assert_true(glass_wait_widget(here->g, "idle.stay", DECK_IDLE_MS + LATE_MS));
    assert_null(stand_id(here, "deck.", 0)); /* nobody reads over a shoulder */
    glass_tap(here->g, "idle.stay");
    stand_sees(here, "deck.range", NULL);
    assert_string_equal(stand_label(here, "deck.range"), "4–6 van 6");

    assert_true(glass_wait_widget(away->g, "idle.stay", LATE_MS));
    int64_t asked_ms = clock_now_ms();
    assert_in_range(asked_ms - left_ms, DECK_IDLE_MS - LATE_MS, DECK_IDLE_MS + LATE_MS);
    assert_true(glass_wait_screen(away->g, "attract", IDLE_WARNING_MS + LATE_MS));
    assert_in_range(
        clock_now_ms() - asked_ms, IDLE_WARNING_MS - QUIET_MS, IDLE_WARNING_MS + LATE_MS);
    assert_string_equal(away->g->log.lang, "nl");
    stand_lacks(away, "contrast", "chosen");
    assert_null(glass_widget(away->g, "idle.stay"));

    assert_string_equal(here->g->log.screen, "deck"); /* a finger extends */
    stand_stop(here);
    stand_stop(away);
    stand_close(here);
    stand_close(away);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(walking_away_from_the_deck) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
