/* Measuring text with the real fonts, without a display. */
#include "platform/fonts.h"

#include "base/attributes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

static int open_fonts(void **state)
{
    *state = fonts_open("assets/fonts", NULL);
    return *state == NULL ? -1 : 0;
}

static int close_fonts(void **state)
{
    fonts_close(*state);
    return 0;
}

static int width(struct fonts *f, enum font font, int px, const char *text, size_t len)
{
    struct measure m = fonts_measure(f);
    return m.width(m.ctx, font, px, text, len);
}

static void a_slice_measures_as_a_string_does(void **state)
{
    static const char text[] = "Verantwoordelijkheid, \u00e9\u00e9n keer";
    for (enum font font = 0; font < FONT_COUNT; font++) {
        assert_int_equal(width(*state, font, 30, text, 0), 0);
        assert_int_equal(width(*state, font, 30, text, 7), width(*state, font, 30, "Verantw", 7));
        int all = width(*state, font, 30, text, strlen(text));
        assert_true(all > width(*state, font, 30, text, 20));
        int twice = width(*state, font, 60, text, strlen(text));
        assert_in_range(twice, 2 * all - all / 20, 2 * all + all / 20);
    }
}

static void figures_of_inter_are_as_designed(void **state)
{
    /* Ten digits of 0.62 em or so; a wrong dpi would show. */
    int w = width(*state, FONT_TEXT, 100, "0000000000", 10);
    assert_in_range(w, 550, 700);
}

static void more_sizes_than_are_kept_open(void **state)
{
    int first[40];
    for (int round = 0; round < 2; round++)
        for (int px = 10; px < 50; px++)
            for (enum font font = 0; font < FONT_COUNT; font++) {
                int w = width(*state, font, px, "Goed werk", 9);
                assert_true(w > 3 * px);
                if (font != FONT_TEXT)
                    continue;
                if (round == 0)
                    first[px - 10] = w;
                assert_int_equal(w, first[px - 10]);
            }
}

static void long_lines_are_measured(void **state)
{
    static char text[20000];
    memset(text, 'n', sizeof text);
    int one = width(*state, FONT_TEXT, 20, text, 1000);
    int all = width(*state, FONT_TEXT, 20, text, sizeof text);
    assert_in_range(all, 20 * one - 40, 20 * one + 40);
}

static void a_missing_folder_is_told(void **state)
{
    (void)state;
    struct err err = { .code = ERR_NONE };
    assert_null(fonts_open("/nonexistent", &err));
    assert_int_equal(err.code, ERR_FILE);
    assert_non_null(strstr(err.detail, "/nonexistent/Inter-Regular.otf"));
    fonts_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slice_measures_as_a_string_does),
        cmocka_unit_test(figures_of_inter_are_as_designed),
        cmocka_unit_test(more_sizes_than_are_kept_open),
        cmocka_unit_test(long_lines_are_measured),
        cmocka_unit_test(a_missing_folder_is_told),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
