#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/options.h"
#include "base/attributes.h"

#include <cmocka.h>
#include <string.h>

enum { ARGS_MAX = 8 };

static bool parse(struct options *o, const char *const *args, struct err *err)
{
    const char *argv[ARGS_MAX + 1] = { "goedwerk-kiosk" };
    int argc = 1;
    for (; args[argc - 1] != NULL; argc++)
        argv[argc] = args[argc - 1];
    return options_parse(o, argc, (char **)argv, err);
}

static void nothing_said(void **state)
{
    static const char *const none[] = { NULL };
    (void)state;
    struct options o;
    struct err err = { 0 };
    memset(&o, 0xff, sizeof o);
    assert_true(parse(&o, none, &err));
    assert_null(o.content);
    assert_null(o.data);
    assert_null(o.printer);
    assert_int_equal(o.width, 0);
    assert_true(o.px_per_mm == 0.0);
    assert_int_equal(o.rotation, 0);
    assert_false(o.help || o.version);
}

static void each_option(void **state)
{
    static const char *const texts[] = { "--content", "a", "--data", "b", "--removable", "c",
        NULL };
    static const char *const more[] = { "--lang", "en", "--printer", "pdf:x", "--ui-log", "-",
        NULL };
    static const char *const numbers[] = { "--window", "1280x800", "--px-per-mm", "5.58",
        "--rotate", "270", NULL };
    static const char *const flags[] = { "--help", "--version", NULL };
    (void)state;
    struct options o;
    struct err err = { 0 };
    assert_true(parse(&o, texts, &err));
    assert_string_equal(o.content, "a");
    assert_string_equal(o.data, "b");
    assert_string_equal(o.removable, "c");
    assert_true(parse(&o, more, &err));
    assert_string_equal(o.lang, "en");
    assert_string_equal(o.printer, "pdf:x");
    assert_string_equal(o.ui_log, "-");
    assert_true(parse(&o, numbers, &err));
    assert_int_equal(o.width, 1280);
    assert_int_equal(o.height, 800);
    assert_true(o.px_per_mm > 5.579 && o.px_per_mm < 5.581);
    assert_int_equal(o.rotation, 270);
    assert_true(parse(&o, flags, &err));
    assert_true(o.help && o.version);
}

static const struct {
    const char *args[3], *says;
} refused[] = {
    { { "--colour", "red" }, "--colour" },
    { { "kiosk" }, "kiosk" },
    { { "--window" }, "--window" },
    { { "--window", "1280" }, "1280" },
    { { "--window", "1280x" }, "1280x" },
    { { "--window", "1280x800x2" }, "1280x800x2" },
    { { "--window", "-1280x800" }, "-1280x800" },
    { { "--window", "319x800" }, "319x800" },
    { { "--window", "99999999999x800" }, "99999999999x800" },
    { { "--window", "8193x800" }, "8193x800" },
    { { "--px-per-mm", "" }, "--px-per-mm" },
    { { "--px-per-mm", "1.9" }, "1.9" },
    { { "--px-per-mm", "31" }, "31" },
    { { "--px-per-mm", "nan" }, "nan" },
    { { "--px-per-mm", "6mm" }, "6mm" },
    { { "--rotate", "45" }, "45" },
    { { "--rotate", "090" }, "090" },
    { { "--lang" }, "--lang" },
};

static void what_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        struct options o;
        struct err err = { 0 };
        if (parse(&o, refused[i].args, &err))
            fail_msg("%s was taken", refused[i].says);
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.detail, refused[i].says));
    }
}

/* The help names every option there is. */
static void the_help(void **state)
{
    static const char *const names[] = { "--content", "--data", "--removable", "--window",
        "--px-per-mm", "--rotate", "--lang", "--printer", "--ui-log", "--version", "--help" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_non_null(strstr(options_help(), names[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_said),
        cmocka_unit_test(each_option),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(the_help),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
