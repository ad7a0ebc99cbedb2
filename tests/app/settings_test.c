/* Settings and sheets, stored by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/settings.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

struct box {
    struct arena *a;
    const char *data;
    struct store *store;
};

static int box_open(void **state)
{
    static struct box b;
    enum store_origin origin;
    b = (struct box){ .a = arena_new() };
    b.data = temp_make(b.a);
    b.store = store_open(b.data, &origin, NULL);
    assert_non_null(b.store);
    *state = &b;
    return 0;
}

static int box_close(void **state)
{
    struct box *b = *state;
    store_close(b->store);
    temp_remove(b->data);
    arena_free(b->a);
    return 0;
}

static void they_come_back(void **state)
{
    struct box *b = *state;
    struct settings in = settings_default(), out;
    assert_true(settings_load(b->store, &out, NULL));
    assert_memory_equal(&in, &out, sizeof in);
    in.brightness = 40;
    in.rotation = 270;
    in.paper = PAPER_10X15;
    in.print_limit = 75;
    in.pack = 100;
    in.printer_off = true;
    memcpy(in.kiosk, "Zaal 2", sizeof "Zaal 2");
    memcpy(in.language, "en", sizeof "en");
    memcpy(in.printer, "selphy", sizeof "selphy");
    assert_true(settings_keep(b->store, &in, NULL));
    assert_true(settings_load(b->store, &out, NULL));
    assert_memory_equal(&in, &out, sizeof in);
}

static void nonsense_keeps_the_default(void **state)
{
    struct box *b = *state;
    struct settings out;
    char longer[SETTING_TEXT_MAX + 1];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_true(store_set_setting(b->store, "brightness", "900", NULL));
    assert_true(store_set_setting(b->store, "paper", "-7", NULL));
    assert_true(store_set_setting(b->store, "printer", longer, NULL));
    assert_true(settings_load(b->store, &out, NULL));
    assert_int_equal(out.brightness, 100);
    assert_int_equal(out.paper, PAPER_AUTOMATIC);
    assert_string_equal(out.printer, "");
}

static void sheets_are_counted(void **state)
{
    struct box *b = *state;
    struct printed p;
    assert_true(settings_printed(b->store, &p, NULL));
    assert_int_equal(p.meeting, 0);
    assert_int_equal(p.sheets, settings_default().pack);
    const struct printed now = { .meeting = 3, .day = 9, .sheets = 12 };
    assert_true(settings_keep_printed(b->store, &now, NULL));
    assert_true(settings_printed(b->store, &p, NULL));
    assert_memory_equal(&now, &p, sizeof p);
    assert_true(settings_new_meeting(b->store, NULL));
    assert_true(settings_printed(b->store, &p, NULL));
    assert_int_equal(p.meeting, 0);
    assert_int_equal(p.day, 9); /* another meeting is no other day */
    assert_true(store_set_setting(b->store, "printed.date", "2026-01-01", NULL));
    assert_true(settings_printed(b->store, &p, NULL));
    assert_int_equal(p.day, 0);
    assert_int_equal(p.sheets, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_come_back, box_open, box_close),
        cmocka_unit_test_setup_teardown(nonsense_keeps_the_default, box_open, box_close),
        cmocka_unit_test_setup_teardown(sheets_are_counted, box_open, box_close),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
