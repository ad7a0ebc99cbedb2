/* Cards, paper and the printer's own troubles, against a real cupsd and an IPP printer. */
#include "platform/printer.h"

#include "base/attributes.h"
#include "base/clock.h"
#include "base/file.h"
#include "press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

static void test_one_card_is_one_sheet(void **state)
{
    struct press *f = *state;
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_print_one(f);
    assert_int_equal(f->show.count, 1);
    assert_int_equal(f->show.states[0], PRINT_BUSY);
    assert_int_equal(lab_taken(f->lab), 1);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_true(lab_sheet_holds(f->lab, "/MediaBox [ 0 0 297.6"));
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_true(lab_spool_is_empty(f->lab));
    assert_true(lab_title_is(f->lab, "Goed Werk"));
}

static const struct {
    const char *main_tray, *photo_tray;
    bool found;
    enum paper_kind kind;
    int width, length;
} loaded[] = {
    { "iso_a6_105x148mm", "na_index-4x6_4x6in", true, PAPER_A6, 10500, 14800 },
    { "na_index-4x6_4x6in", "iso_a6_105x148mm", true, PAPER_A6, 10500, 14800 },
    { "iso_a5_148x210mm", "na_index-4x6_4x6in", true, PAPER_10X15, 10160, 15240 },
    { "om_small-photo_100x150mm", NULL, true, PAPER_10X15, 10000, 15000 },
    { "iso_a4_210x297mm", "iso_a5_148x210mm", true, PAPER_A5, 14800, 21000 },
    { "iso_a4_210x297mm", NULL, true, PAPER_A4, 21000, 29700 },
    { "na_letter_8.5x11in", "na_5x7_5x7in", false, PAPER_A6, 0, 0 },
    { "na_index-3x5_3x5in", NULL, false, PAPER_A6, 0, 0 }, /* as narrow as a roll */
};

static void test_paper_is_what_is_loaded(void **state)
{
    struct press *f = *state;
    for (size_t i = 0; i < COUNT_OF(loaded); i++) {
        struct paper paper = { .kind = PAPER_KIND_COUNT };
        struct err err = { .code = ERR_NONE };
        lab_load(f->lab, loaded[i].main_tray, loaded[i].photo_tray, 100);
        assert_int_equal(printer_paper(f->printer, PAPER_AUTOMATIC, &paper, &err), loaded[i].found);
        if (!loaded[i].found) {
            assert_int_equal(err.code, ERR_PAPER_SIZE);
            continue;
        }
        assert_int_equal(paper.kind, loaded[i].kind);
        assert_int_equal(paper.width, loaded[i].width);
        assert_int_equal(paper.length, loaded[i].length);
        assert_in_range(paper.margin, 0, 1270);
    }
}

static void test_a_size_that_is_not_loaded(void **state)
{
    struct press *f = *state;
    lab_load(f->lab, "iso_a4_210x297mm", NULL, 100);
    press_start(f);
    press_ends(f, ERR_PAPER_SIZE);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_taken(f->lab), 0);
}

static void test_a_size_that_the_printer_refuses(void **state)
{
    struct press *f = *state;
    struct printer_limits impatient = press_limits;
    impatient.no_paper_ms = 1000;
    press_open(f, &impatient);
    /* It says that A6 is loaded, and then does not take it: CUPS 2.4.2 cancels the job, with 2.4.10
     * the printer waits for such paper. Either way the card is given up, and nothing comes out. */
    lab_printer_kill(f->lab);
    lab_printer_start(f->lab, LAB_OFFICE);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_start(f);
    enum err_code code;
    assert_true(show_ends(&f->show, LATE_MS, &code));
    assert_true(code == ERR_PAPER_SIZE || code == ERR_PAPER_OUT);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_sheets(f->lab), 0);
}

static void test_paper_is_refilled(void **state)
{
    struct press *f = *state;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    assert_int_equal(printer_look(f->printer), PRINTER_NO_PAPER);
    press_start(f);
    assert_true(show_reaches(&f->show, 2, PRINT_NO_PAPER, SOON_MS));
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(show_reaches(&f->show, 3, PRINT_BUSY, SOON_MS));
    press_ends(f, ERR_NONE);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
}

static void test_nobody_refills_paper(void **state)
{
    struct press *f = *state;
    struct printer_limits impatient = press_limits;
    impatient.no_paper_ms = 1000;
    press_open(f, &impatient);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    press_start(f);
    press_ends(f, ERR_PAPER_OUT);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_sheets(f->lab), 0);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_nothing_else_comes(f, 0);
}

static void test_cancel_from_another_thread(void **state)
{
    struct press *f = *state;
    struct printer_limits sleepy = press_limits;
    sleepy.poll_ms = LATE_MS; /* only a wake-up can be prompt */
    press_open(f, &sleepy);
    printer_cancel(f->printer); /* nothing is printing: this one means nothing */
    press_hold(f);
    int64_t begin_ms = clock_now_ms();
    printer_cancel(f->printer);
    press_ends(f, ERR_CANCELLED);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    press_open(f, &press_limits);
    press_nothing_else_comes(f, 0);
}

/* A card that was asked for just before the program ends is not begun with. */
static void test_nothing_begins_at_the_end(void **state)
{
    struct press *f = *state;
    printer_end(f->printer);
    press_start(f);
    press_ends(f, ERR_CANCELLED);
    assert_int_equal(lab_jobs(f->lab), 0);
    press_open(f, &press_limits);
    press_nothing_else_comes(f, 0);
}

static void test_a_job_that_takes_too_long(void **state)
{
    struct press *f = *state;
    struct printer_limits hasty = press_limits;
    hasty.job_ms = 500;
    press_open(f, &hasty);
    lab_hold(f->lab, true); /* whether the printer has it by then, or not yet */
    press_start(f);
    press_ends(f, ERR_TIMEOUT);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    press_open(f, &press_limits);
    press_nothing_else_comes(f, 0);
}

static void test_printer_is_off(void **state)
{
    struct press *f = *state;
    struct paper paper;
    struct err err;
    lab_printer_kill(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_false(printer_paper(f->printer, PAPER_AUTOMATIC, &paper, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    press_start(f);
    press_ends(f, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_printer_start(f->lab, LAB_PHOTO);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_nothing_else_comes(f, 0);
}

static void test_printer_dies_while_printing(void **state)
{
    struct press *f = *state;
    press_hold(f);
    lab_printer_kill(f->lab);
    press_ends(f, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    lab_printer_start(f->lab, LAB_PHOTO);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_nothing_else_comes(f, 0);
}

static void test_printer_says_nothing(void **state)
{
    struct press *f = *state;
    struct printer_limits quick = press_limits;
    quick.request_ms = 300;
    press_open(f, &quick);
    lab_printer_freeze(f->lab, true);
    int64_t begin_ms = clock_now_ms();
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);
    lab_printer_freeze(f->lab, false);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
}

static void test_queue_is_paused(void **state)
{
    struct press *f = *state;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    press_start(f);
    press_ends(f, ERR_PRINTER_STOPPED);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_run(f->lab, (const char *[]){ "cupsenable", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_nothing_else_comes(f, 0);
}

static void test_queue_is_paused_while_printing(void **state)
{
    struct press *f = *state;
    press_hold(f);
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    press_ends(f, ERR_PRINTER_STOPPED);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    lab_run(f->lab, (const char *[]){ "cupsenable", LAB_QUEUE, NULL });
    press_nothing_else_comes(f, 0);
}

static void test_a_printer_without_ipp(void **state)
{
    struct press *f = *state;
    struct paper paper;
    struct err err;
    struct arena *a = arena_new();
    const char *out = lab_add_plain_queue(f->lab);
    printer_close(f->printer);
    f->printer = printer_cups_open(LAB_PLAIN, &press_limits, &err);
    assert_non_null(f->printer);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    assert_true(printer_paper(f->printer, PAPER_AUTOMATIC, &paper, &err));
    assert_int_equal(paper.kind, PAPER_A6);
    assert_in_range(paper.margin, 310, 325); /* 9 points */

    show_start(&f->show, f->printer, paper);
    press_ends(f, ERR_NONE);
    size_t len = 0;
    const char *sheet = file_read(a, out, 1 << 20, &len, &err);
    assert_true(sheet != NULL && len > 5);
    assert_memory_equal(sheet, "%PDF-", 5);
    assert_true(lab_spool_is_empty(f->lab));

    assert_int_equal(unlink(out), 0);
    paper.length = 21000;
    show_start(&f->show, f->printer, paper);
    press_ends(f, ERR_PAPER_SIZE);
    assert_int_equal(access(out, F_OK), -1);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_LAB(test_one_card_is_one_sheet),
        IN_LAB(test_paper_is_what_is_loaded),
        IN_LAB(test_a_size_that_is_not_loaded),
        IN_LAB(test_a_size_that_the_printer_refuses),
        IN_LAB(test_paper_is_refilled),
        IN_LAB(test_nobody_refills_paper),
        IN_LAB(test_cancel_from_another_thread),
        IN_LAB(test_nothing_begins_at_the_end),
        IN_LAB(test_a_job_that_takes_too_long),
        IN_LAB(test_printer_is_off),
        IN_LAB(test_printer_dies_while_printing),
        IN_LAB(test_printer_says_nothing),
        IN_LAB(test_queue_is_paused),
        IN_LAB(test_queue_is_paused_while_printing),
        IN_LAB(test_a_printer_without_ipp),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
