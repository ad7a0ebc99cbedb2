/* Where the programs look for what they ship with, and for their data. */
#include "app/places.h"

#include "base/file.h"
#include "temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void make(struct arena *a, const char *root, const char *path)
{
    assert_true(file_make_folder(arena_printf(a, "%s/%s", root, path), NULL));
}

static void test_beside(void **state)
{
    static const struct {
        const char *bin, *share; /* below the root; share NULL: not found */
    } layouts[] = {
        { "usr/bin", "usr/share/goedwerk" },
        { "build", "." },
        { "build/debug", "." },
        { "build/debug/tests", NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(layouts); i++) {
        struct arena *a = arena_new();
        struct places p;
        const char *root = temp_make(a), *share = layouts[i].share;
        make(a, root, layouts[i].bin);
        make(a, root, arena_printf(a, "%s/content", share == NULL ? "." : share));
        places_find_beside(&p, a, arena_printf(a, "%s/%s", root, layouts[i].bin));
        assert_null(p.content); /* half of it is none */
        make(a, root, arena_printf(a, "%s/assets/fonts", share == NULL ? "." : share));
        places_find_beside(&p, a, arena_printf(a, "%s/%s", root, layouts[i].bin));
        assert_int_equal(p.content != NULL, share != NULL);
        assert_int_equal(p.fonts != NULL, share != NULL);
        if (share != NULL) {
            temp_write(arena_printf(a, "%s/%s/content/here", root, share), "", 0);
            assert_true(temp_exists(arena_printf(a, "%s/here", p.content)));
        }
        temp_remove(root);
        arena_free(a);
    }
}

static void set(const char *name, const char *value)
{
    assert_int_equal(value == NULL ? unsetenv(name) : setenv(name, value, 1), 0);
}

static void test_data(void **state)
{
    static const struct {
        const char *asked, *state_directory, *xdg, *home, *is;
    } cases[] = {
        { "mine", "/s", "/x", "/h", "mine" },
        { NULL, "/s", "/x", "/h", "/s" },
        { NULL, "/s:/t", "/x", "/h", "/s" },
        { NULL, NULL, "/x", "/h", "/x/goedwerk" },
        { NULL, NULL, "relative", "/h", "/h/.local/state/goedwerk" },
        { NULL, "", "", "/h", "/h/.local/state/goedwerk" },
        { NULL, NULL, NULL, NULL, NULL },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena *a = arena_new();
        struct places p = { 0 };
        struct err err = { 0 };
        set("STATE_DIRECTORY", cases[i].state_directory);
        set("XDG_STATE_HOME", cases[i].xdg);
        set("HOME", cases[i].home);
        bool found = places_find_data(&p, a, cases[i].asked, &err);
        assert_int_equal(found, cases[i].is != NULL);
        if (found)
            assert_string_equal(p.data, cases[i].is);
        else
            assert_int_equal(err.code, ERR_USAGE);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_data),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
