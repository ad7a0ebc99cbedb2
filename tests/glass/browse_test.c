/* What a visitor does around an answer: the deck, languages, letters and contrast, privacy, phone. */
#include "stand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void in_the_deck(struct stand *s)
{
    stand_tap(s, "attract.begin", "deck");
}

static void to_attract(struct stand *s)
{
    while (strcmp(s->g->log.screen, "attract") != 0) {
        const char *from = s->g->log.screen;
        if (strcmp(from, "group") == 0 || strcmp(from, "take_home") == 0)
            stand_leave(s);
        else
            stand_tap(s, "nav.back",
                strcmp(from, "choice") == 0    ? "element"
                : strcmp(from, "element") == 0 ? "deck"
                                               : "attract");
    }
}

static void slide(struct stand *s, int direction)
{
    int middle = s->g->width / 2, by = s->g->width / 6 * direction, y = s->g->height / 2;
    glass_swipe(s->g, middle - by, y, middle + by, y);
}

static void the_deck_slides_and_turns(void **state)
{
    struct stand *s = *state;
    in_the_deck(s);
    assert_string_equal(stand_label(s, "deck.range"), "1–3 van 6");
    const char *first = stand_id(s, "deck.card.", 0);
    slide(s, -1);
    stand_reads(s, "deck.range", "4–6 van 6");
    stand_sees(s, "deck.next", "disabled");
    assert_null(glass_widget(s->g, first));
    slide(s, 1);
    stand_reads(s, "deck.range", "1–3 van 6");
    stand_sees(s, "deck.prev", "disabled");
    stand_sees(s, first, NULL);
    glass_tap(s->g, "deck.next");
    stand_reads(s, "deck.range", "4–6 van 6");
    glass_tap(s->g, "deck.prev");
    stand_reads(s, "deck.range", "1–3 van 6");
    slide(s, 1); /* there is nothing before the first; and no card opens by a slide */
    glass_tap(s->g, "deck.next");
    stand_reads(s, "deck.range", "4–6 van 6");
    const char *fourth = stand_id(s, "deck.card.", 0), *title = stand_label(s, fourth);
    stand_tap(s, fourth, "element");
    assert_string_equal(stand_label(s, "story.title"), title);
    stand_tap(s, "nav.back", "deck");
    assert_string_equal(stand_label(s, "deck.range"), "4–6 van 6"); /* the page is kept */
    to_attract(s);
}

static void switch_to(struct stand *s, const char *language)
{
    glass_tap(s->g, arena_printf(s->a, "lang.%s", language));
    stand_speaks(s, language);
}

static void a_language_keeps_the_place(void **state)
{
    struct stand *s = *state;
    in_the_deck(s);
    slide(s, -1);
    stand_reads(s, "deck.range", "4–6 van 6");
    switch_to(s, "en");
    stand_on(s, "deck");
    stand_reads(s, "deck.range", "4–6 of 6");
    stand_tap(s, stand_id(s, "deck.card.", 2), "element");
    const char *english = stand_label(s, "story.title");
    switch_to(s, "nl");
    stand_on(s, "element");
    assert_string_not_equal(stand_label(s, "story.title"), english);
    stand_pick(s, "engagement");
    stand_select(s, "other");
    switch_to(s, "en");
    stand_on(s, "choice");
    stand_sees(s, "choice.other", "chosen");
    assert_string_equal(stand_label(s, "story.title"), english);
    assert_string_equal(stand_label(s, "choice.element"), "Engagement");
    stand_tap(s, "choice.confirm", "group");
    switch_to(s, "nl");
    stand_on(s, "group");
    assert_string_equal(stand_label(s, "group.title"), "Zo koos de groep");
    switch_to(s, "en");
    to_attract(s);
    assert_string_equal(s->g->log.lang, "nl"); /* the next visitor's */
}

static void a_choice_of_letters_lasts_a_visit(void **state)
{
    struct stand *s = *state;
    const char *larger = stand_label(s, "text.size");
    in_the_deck(s);
    uint32_t plain = glass_pixel(s->g, 2, s->g->height - 2);
    glass_tap(s->g, "contrast");
    stand_sees(s, "contrast", "chosen");
    assert_int_not_equal(glass_pixel(s->g, 2, s->g->height - 2), plain);
    glass_tap(s->g, "text.size");
    stand_turns(s, "text.size", larger);
    stand_tap(s, stand_id(s, "deck.card.", 0), "element");
    stand_sees(s, "contrast", "chosen");
    assert_string_not_equal(stand_label(s, "text.size"), larger);
    to_attract(s);
    stand_lacks(s, "contrast", "chosen");
    assert_string_equal(stand_label(s, "text.size"), larger);
    in_the_deck(s);
    assert_int_equal(glass_pixel(s->g, 2, s->g->height - 2), plain);
    to_attract(s);
}

static void the_promise_can_be_read(void **state)
{
    struct stand *s = *state;
    stand_tap(s, "attract.privacy", "privacy");
    stand_reads(s, "privacy.1", "We tellen alleen hoe vaak iets is gekozen.");
    stand_reads(s, "privacy.4", "telt altijd minstens");
    stand_reads(s, "privacy.5", "Wie meekijkt");
    switch_to(s, "en");
    stand_on(s, "privacy");
    stand_tap(s, "nav.back", "attract");
    switch_to(s, "nl");
}

/* A hash of what a code looks like; 0: it is not black on white. */
static uint32_t code_on_the_glass(struct stand *s)
{
    struct rect r = glass_widget(s->g, "take_home.qr")->rect;
    size_t count = (size_t)r.w * (size_t)r.h, black = 0, white = 0;
    uint32_t *pixels = calloc(count, sizeof *pixels), hash = 1;
    assert_non_null(pixels);
    glass_pixels(s->g, r, pixels);
    for (size_t i = 0; i < count; i++) {
        black += pixels[i] == 0;
        white += pixels[i] == 0xffffff;
        hash = hash * 31 + pixels[i];
    }
    free(pixels);
    return black > count / 8 && white > count / 3 ? hash : 0;
}

static void a_phone_gets_a_code(void **state)
{
    struct stand *s = *state;
    stand_visit(s, "ethics", "a");
    stand_tap(s, "group.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    uint32_t dutch = code_on_the_glass(s);
    assert_int_not_equal(dutch, 0);
    assert_string_equal(stand_label(s, "take_home.qr"), "");
    switch_to(s, "en");
    stand_sees(s, "take_home.qr", NULL);
    uint32_t english = code_on_the_glass(s);
    assert_int_not_equal(english, 0);
    assert_int_not_equal(english, dutch); /* the mail speaks the language of the glass */
    stand_tap(s, "nav.back", "group");
    to_attract(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_deck_slides_and_turns),
        cmocka_unit_test(a_language_keeps_the_place),
        cmocka_unit_test(a_choice_of_letters_lasts_a_visit),
        cmocka_unit_test(the_promise_can_be_read),
        cmocka_unit_test(a_phone_gets_a_code),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
