/* The folder that stands in for a printer. */
#include "platform/printer.h"

#include "temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static const char card[] = "%PDF-1.7 and so on";

static void count_state(void *ctx, enum print_state state)
{
    assert_int_equal(state, PRINT_BUSY);
    ++*(int *)ctx;
}

static void test_folder(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = temp_make(a), *dir = arena_printf(a, "%s/out", folder);
    struct paper paper;
    struct err err;
    int states = 0;
    struct printer *p = printer_open_folder(dir, &err);
    assert_non_null(p);
    assert_int_equal(printer_look(p), PRINTER_READY);
    assert_true(printer_paper(p, PAPER_AUTOMATIC, &paper, &err));
    assert_int_equal(paper.kind, PAPER_A6);
    assert_int_equal(paper.width, 10500);
    assert_int_equal(paper.length, 14800);
    printer_cancel(p);
    for (int i = 0; i < 3; i++)
        assert_true(printer_print(p, card, sizeof card, &paper, count_state, &states, &err));
    assert_int_equal(states, 3);
    assert_string_equal(temp_list(a, dir), "kaart-1.pdf kaart-2.pdf kaart-3.pdf ");
    const char *second = arena_printf(a, "%s/kaart-2.pdf", dir);
    assert_true(temp_holds(second, card, sizeof card));

    /* The lowest free number is taken, and nothing is ever written over. */
    assert_int_equal(unlink(second), 0);
    assert_true(printer_print(p, "x", 1, &paper, count_state, &states, &err));
    assert_true(temp_holds(second, "x", 1));
    assert_string_equal(temp_list(a, dir), "kaart-1.pdf kaart-2.pdf kaart-3.pdf ");

    temp_remove(dir);
    assert_int_equal(printer_look(p), PRINTER_GONE);
    assert_false(printer_print(p, "x", 1, &paper, count_state, &states, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    printer_close(p);
    temp_remove(folder);
    arena_free(a);
}

static void test_the_organisers_questions(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = temp_make(a);
    struct printer_found found[PRINTER_FOUND_MAX];
    struct printer_info info;
    struct paper paper;
    struct err err;
    int count = 0, states = 0;
    struct printer *p = printer_open_folder(folder, &err);
    assert_non_null(p);
    assert_true(printer_list(p, found, PRINTER_FOUND_MAX, &count, &err));
    assert_int_equal(count, 1);
    assert_string_equal(found[0].what, folder);
    assert_true(found[0].is_default);
    assert_false(found[0].fresh);
    assert_true(printer_set_up(p, found[0].name, &err));
    assert_true(printer_use(p, found[0].name, &err));
    assert_true(printer_use(p, "", &err));
    assert_false(printer_use(p, "selphy", &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_false(printer_set_up(p, "selphy", &err));
    assert_true(printer_resume(p, &err));

    assert_true(printer_info(p, &info, &err));
    assert_int_equal(info.condition, PRINTER_READY);
    assert_false(info.knows_ink);
    assert_true(info.knows_loaded);
    for (int kind = 0; kind < PAPER_KIND_COUNT; kind++) {
        assert_true(printer_paper(p, kind, &paper, &err));
        assert_int_equal(paper.kind, kind);
    }
    assert_true(printer_print_sheets(p, card, sizeof card, 3, &paper, count_state, &states, &err));
    assert_string_equal(temp_list(a, folder), "kaart-1.pdf ");

    temp_remove(folder);
    assert_false(printer_info(p, &info, &err));
    assert_int_equal(info.condition, PRINTER_GONE);
    printer_close(p);
    arena_free(a);
}

static void test_folder_that_cannot_be(void **state)
{
    (void)state;
    struct err err = { .code = ERR_NONE };
    assert_null(printer_open_folder("/dev/null/out", &err));
    assert_int_not_equal(err.code, ERR_NONE);
    printer_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_the_organisers_questions),
        cmocka_unit_test(test_folder_that_cannot_be),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
