/* Typing letter by letter: capitals, accents, what does not fit, and where the text goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/model.h"
#include "core/utf8.h"
#include "play.h"

#include <cmocka.h>
#include <string.h>

#define DIAERESIS "\xcc\x88" /* U+0308, set upon the letter before it */

static void type(struct text_field *f, const char *letters)
{
    for (int bytes; *letters != '\0'; letters += bytes)
        (void)text_field_insert(f, utf8_read(letters, &bytes));
}

/* --- letters --- */

static void capitals(void **state)
{
    static const struct {
        uint32_t letter, capital;
    } letters[] = { { 'a', 'A' }, { 'z', 'Z' }, { '-', '-' }, { 0xe0, 0xc0 }, { 0xeb, 0xcb },
        { 0xf7, 0xf7 }, { 0xfe, 0xde }, { 0xdf, 0xdf }, { 0x153, 0x152 }, { 0x2026, 0x2026 },
        { 0x1f642, 0x1f642 } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        assert_int_equal(text_field_capital(letters[i].letter), letters[i].capital);
}

/* --- typing --- */

static const struct {
    enum field field;
    const char *typed, *text;
} typings[] = {
    { FIELD_PLACE, "den haag", "Den Haag" },
    { FIELD_TITLE, "égalité 2026", "Égalité 2026" },
    { FIELD_TITLE, " goed", "Goed" }, /* no space in front */
    { FIELD_TITLE, "'t gooi", "'t Gooi" },
    { FIELD_CODE, "hub-7 noord", "hub-7 noord" },
    { FIELD_KIOSK, "bij de deur", "Bij de deur" },
};

static void words_begin_with_a_capital(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(typings); i++) {
        struct model m = play_model();
        memset(m.machine.meeting.title, 0, sizeof m.machine.meeting.title);
        memset(m.machine.meeting.place, 0, sizeof m.machine.meeting.place);
        text_field_open(&m, typings[i].field, SCREEN_MEETING);
        assert_int_equal(m.screen, SCREEN_KEYBOARD);
        type(&m.organiser.field, typings[i].typed);
        assert_string_equal(m.organiser.field.text, typings[i].text);
    }
}

static const struct {
    const char *text, *left;
} erasures[] = {
    { "", "" },
    { "a", "" },
    { "Zoë", "Zo" },
    { "Zoe" DIAERESIS, "Zo" }, /* the accent and what it stands upon */
    { "x" DIAERESIS DIAERESIS, "" },
    { DIAERESIS, "" },
    { "5 €", "5 " },
    { "🙂", "" },
};

static void erasing_takes_a_whole_letter(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(erasures); i++) {
        struct text_field f = { .field = FIELD_TITLE };
        memcpy(f.text, erasures[i].text, strlen(erasures[i].text) + 1);
        text_field_erase(&f);
        assert_string_equal(f.text, erasures[i].left);
    }
}

static void what_does_not_fit_is_refused(void **state)
{
    (void)state;
    static const int bytes[FIELD_COUNT] = { MEETING_TITLE_MAX, MEETING_PLACE_MAX, MEETING_CODE_MAX,
        SETTING_TEXT_MAX };
    for (int field = 0; field < FIELD_COUNT; field++) {
        struct text_field f = { .field = (enum field)field };
        for (int i = 0; i + 2 < bytes[field]; i++)
            assert_true(text_field_insert(&f, 'n'));
        assert_false(text_field_insert(&f, 0xeb)); /* two bytes, one is left */
        assert_true(text_field_insert(&f, 'e'));
        assert_false(text_field_insert(&f, 'e'));
        assert_int_equal(strlen(f.text), bytes[field] - 1);
    }
}

/* --- where it goes --- */

static void the_meeting_is_named(void **state)
{
    (void)state;
    struct model m = play_model();
    struct effects fx = { 0 };
    text_field_open(&m, FIELD_TITLE, SCREEN_MEETING);
    while (m.organiser.field.text[0] != '\0')
        text_field_erase(&m.organiser.field);
    type(&m.organiser.field, "café zoë  ");
    text_field_done(&m, &fx);
    assert_int_equal(m.screen, SCREEN_MEETING);
    assert_true(m.organiser.draft.open);
    assert_string_equal(m.organiser.draft.meeting.title, "Café Zoë");
    assert_string_not_equal(m.machine.meeting.title, "Café Zoë"); /* not before it is stored */
}

static void nothing_typed_changes_nothing(void **state)
{
    (void)state;
    struct model m = play_model();
    struct effects fx = { 0 };
    text_field_open(&m, FIELD_PLACE, SCREEN_SETUP);
    text_field_done(&m, &fx);
    assert_int_equal(m.screen, SCREEN_SETUP);
    assert_false(m.organiser.draft.open);

    memcpy(m.machine.meeting.title, "Hub", sizeof "Hub");
    text_field_open(&m, FIELD_TITLE, SCREEN_MEETING);
    while (m.organiser.field.text[0] != '\0')
        text_field_erase(&m.organiser.field);
    text_field_done(&m, &fx);
    assert_false(m.organiser.draft.open); /* a meeting has a title */
}

static void the_kiosk_gets_its_label(void **state)
{
    (void)state;
    struct model m = play_model();
    struct effects fx = { 0 };
    text_field_open(&m, FIELD_KIOSK, SCREEN_SETTINGS);
    type(&m.organiser.field, "hal");
    text_field_done(&m, &fx);
    assert_int_equal(fx.list[0].kind, FX_KEEP_SETTINGS);
    assert_string_equal(fx.list[0].settings.kiosk, "Hal");
    assert_false(m.organiser.draft.open);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capitals),
        cmocka_unit_test(words_begin_with_a_capital),
        cmocka_unit_test(erasing_takes_a_whole_letter),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(the_meeting_is_named),
        cmocka_unit_test(nothing_typed_changes_nothing),
        cmocka_unit_test(the_kiosk_gets_its_label),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
