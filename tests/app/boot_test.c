/* What somebody put on the boot partition: once, and never fatal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/boot.h"
#include "app/settings.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

struct box {
    struct arena *a;
    const char *data, *dir;
    struct store *store;
    struct settings settings;
};

static void box_open(struct box *b)
{
    enum store_origin origin;
    b->a = arena_new();
    b->data = temp_make(b->a);
    b->dir = temp_make(b->a);
    b->store = store_open(b->data, &origin, NULL);
    assert_non_null(b->store);
}

static void box_close(struct box *b)
{
    store_close(b->store);
    temp_remove(b->data);
    temp_remove(b->dir);
    arena_free(b->a);
}

static void put(struct box *b, const char *name, const char *text)
{
    temp_write(arena_printf(b->a, "%s/%s", b->dir, name), text, strlen(text));
}

/* One start of the kiosk. */
static struct boot start(struct box *b)
{
    struct boot boot;
    struct err err = { .detail = "" };
    boot_read(&boot, b->a, b->dir);
    if (!settings_load(b->store, &b->settings, &err) ||
        !boot_apply(&boot, b->store, &b->settings, &err))
        fail_msg("%s", err.detail);
    return boot;
}

static bool has_pin(struct box *b)
{
    bool has = false;
    assert_true(store_has_pin(b->store, &has, NULL));
    return has;
}

static bool pin_is(struct box *b, const char *digits)
{
    bool right = false;
    int failures;
    assert_true(store_check_pin(b->store, digits, 6, &right, &failures, NULL));
    return right;
}

static void a_file_counts_once(void **state)
{
    (void)state;
    struct box b;
    box_open(&b);
    put(&b, "goedwerk.ini", "language = en\r\nprint-limit = 75\r\npin = 246810\r\n");
    (void)start(&b);
    assert_string_equal(b.settings.language, "en");
    assert_int_equal(b.settings.print_limit, 75);
    assert_true(pin_is(&b, "246810"));
    /* Then the organiser decides on the glass. */
    b.settings.print_limit = 0;
    assert_true(settings_keep(b.store, &b.settings, NULL));
    assert_true(store_set_pin(b.store, "111111", 6, NULL));
    (void)start(&b);
    assert_int_equal(b.settings.print_limit, 0);
    assert_true(pin_is(&b, "111111"));
    /* Until the file is another one; what it does not say stays. */
    put(&b, "goedwerk.ini", "print-limit = 50\n");
    (void)start(&b);
    assert_int_equal(b.settings.print_limit, 50);
    assert_string_equal(b.settings.language, "en");
    assert_true(pin_is(&b, "111111"));
    box_close(&b);
}

static void of_the_glass_it_counts_always(void **state)
{
    (void)state;
    struct box b;
    box_open(&b);
    put(&b, "goedwerk.ini", "px-per-mm = 8.28\ndisplay = HDMI-A-2\n");
    for (int i = 0; i < 2; i++) {
        (void)start(&b);
        assert_true(b.settings.px_per_mm > 8.27 && b.settings.px_per_mm < 8.29);
        assert_string_equal(b.settings.display, "HDMI-A-2");
    }
    box_close(&b);
}

static void what_it_does_not_know_is_named(void **state)
{
    (void)state;
    struct box b;
    box_open(&b);
    put(&b, "goedwerk.ini", "kleur = rood\nrotation = 45\nprint-limit = 30\n");
    const struct boot boot = start(&b);
    const struct ini_news news = boot_news(&boot);
    assert_int_equal(news.count, 2);
    assert_string_equal(news.line[0], "goedwerk.ini:1 kleur ?");
    assert_string_equal(news.line[1], "goedwerk.ini:2 rotation = 0 90 180 270");
    assert_int_equal(b.settings.print_limit, 30);
    assert_int_equal(b.settings.rotation, 0);
    box_close(&b);
}

static void a_pin_is_taken_away_once(void **state)
{
    (void)state;
    struct box b;
    box_open(&b);
    assert_true(store_set_pin(b.store, "111111", 6, NULL));
    put(&b, "goedwerk-pin-weg.txt", "");
    (void)start(&b);
    assert_false(has_pin(&b));
    assert_true(store_set_pin(b.store, "222222", 6, NULL));
    (void)start(&b); /* the file is still there */
    assert_true(has_pin(&b));
    put(&b, "goedwerk-pin-weg.txt", "nog een keer");
    (void)start(&b);
    assert_false(has_pin(&b));
    box_close(&b);
}

static void nothing_there(void **state)
{
    (void)state;
    struct box b;
    box_open(&b);
    const struct boot boot = start(&b);
    assert_int_equal(boot_news(&boot).count, 0);
    assert_int_equal(b.settings.brightness, 100);
    assert_false(has_pin(&b));
    box_close(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_counts_once),
        cmocka_unit_test(of_the_glass_it_counts_always),
        cmocka_unit_test(what_it_does_not_know_is_named),
        cmocka_unit_test(a_pin_is_taken_away_once),
        cmocka_unit_test(nothing_there),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
