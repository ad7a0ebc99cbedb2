#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/file.h"
#include "documents/typeset.h"
#include "temp.h"

#include <cmocka.h>
#include <locale.h>
#include <string.h>

static const char *const files[] = { "Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf",
    "Vollkorn-Bold.ttf", "Vollkorn-Medium.ttf" };

static void copy(struct arena *a, const char *folder, const char *from, const char *to)
{
    struct err err;
    size_t len;
    const char *font = file_read(a, arena_printf(a, "assets/fonts/%s", from), 8 << 20, &len, &err);
    assert_non_null(font);
    temp_write(arena_printf(a, "%s/%s", folder, to), font, len);
}

/* A folder with all fonts, but the one called name is made of the file instead (NULL: absent). */
static void refuses(const char *name, const char *instead)
{
    struct arena *a = arena_new();
    const char *folder = temp_make(a);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        if (strcmp(files[i], name) != 0)
            copy(a, folder, files[i], files[i]);
        else if (instead != NULL)
            copy(a, folder, instead, name);
    }
    struct err err = { .code = ERR_NONE };
    struct typesetter *t = typesetter_open(folder, &err);
    assert_null(t);
    assert_int_equal(err.code, ERR_FILE);
    assert_non_null(strstr(err.detail, name));
    temp_remove(folder);
    arena_free(a);
}

static void test_missing_font(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++)
        refuses(files[i], NULL);
}

static void test_wrong_font(void **state)
{
    (void)state;
    refuses("Vollkorn-Bold.ttf", "Inter-Regular.otf");
    refuses("Inter-SemiBold.otf", "Inter-Regular.otf");
    refuses("Vollkorn-Medium.ttf", "OFL-Vollkorn.txt");
}

static void test_no_folder(void **state)
{
    (void)state;
    struct err err;
    assert_null(typesetter_open("/nowhere/fonts", &err));
    assert_int_equal(err.code, ERR_FILE);
}

static void test_opens_again(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct err err;
        struct typesetter *t = typesetter_open("assets/fonts", &err);
        assert_non_null(t);
        typesetter_close(t);
    }
    typesetter_close(NULL);
    assert_string_equal(setlocale(LC_ALL, NULL), "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_missing_font),
        cmocka_unit_test(test_wrong_font),
        cmocka_unit_test(test_no_folder),
        cmocka_unit_test(test_opens_again),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
