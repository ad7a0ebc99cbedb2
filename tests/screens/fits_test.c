/* The shipped content fits every reference panel, in every language, with and without A+, set in
 * the real fonts. */
#include "content/load.h"
#include "platform/fonts.h"
#include "screens/fits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
/* after the four that it needs */
#include <cmocka.h>

static void print_fault(void *ctx, const struct fits_fault *f)
{
    (void)ctx;
    print_message("# %s%s, %s, %s%s, %s: %s\n", f->screen, f->card == NULL ? "" : " ",
        f->card == NULL ? "" : f->card, f->language, f->panel->name, f->large_text ? ", A+" : "",
        f->what);
}

static void shipped_content_fits(void **state)
{
    struct err err = { 0 };
    struct arena *a = arena_new();
    struct faults faults = { .arena = a };
    struct fonts *fonts = fonts_open("assets/fonts", &err);
    const struct content *c = content_load(a, "content", NULL, &faults);

    (void)state;
    for (int i = 0; i < faults.count; i++)
        print_message(
            "# %s:%d: %s\n", faults.list[i].file, faults.list[i].line, faults.list[i].what);
    assert_non_null(fonts);
    assert_non_null(c);
    assert_int_equal(fits_content(c, fonts_measure(fonts), print_fault, NULL), 0);
    fonts_close(fonts);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_content_fits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
