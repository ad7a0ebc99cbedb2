/* cupsd's own troubles, and the jobs in it that are not this card. */
#include "platform/printer.h"

#include "base/clock.h"
#include "press.h"
#include "temp.h"

#include <cups/cups.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

/* A cupsd that accepts a connection, and hangs. */
static void test_cups_says_nothing(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *folder = temp_make(a), *file = arena_printf(a, "%s/cups.sock", folder);
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    memcpy(address.sun_path, file, strlen(file) + 1);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(fd, 8), 0);
    cupsSetServer(file);

    struct printer_limits quick = press_limits;
    quick.request_ms = 200;
    struct printer *p = printer_cups_open(NULL, &quick, NULL);
    int64_t begin_ms = clock_now_ms();
    assert_int_equal(printer_look(p), PRINTER_GONE);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);

    printer_close(p);
    cupsSetServer(NULL);
    close(fd);
    temp_remove(folder);
    arena_free(a);
}

static void test_cups_is_not_there(void **state)
{
    struct press *f = *state;
    struct paper paper;
    struct err err;
    lab_cups_kill(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_false(printer_paper(f->printer, PAPER_AUTOMATIC, &paper, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    press_start(f);
    press_ends(f, ERR_PRINTER_GONE);
    lab_cups_start(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_nothing_else_comes(f, 0);
}

static void test_no_such_queue(void **state)
{
    (void)state;
    struct printer *p = printer_cups_open("nobody-made-this", &press_limits, NULL);
    assert_int_equal(printer_look(p), PRINTER_NONE);
    printer_close(p);
}

/* cupsd dies while the printer has the card inside, and comes back later. */
static void test_cups_crashes(void **state)
{
    struct press *f = *state;
    press_hold(f);
    lab_cups_kill(f->lab);
    press_ends(f, ERR_PRINTER_GONE);
    lab_hold(f->lab, false);
    lab_cups_start(f->lab);
    press_nothing_else_comes(f, 0);
}

/* … and comes back before anybody noticed; its first number is free again. */
static void test_cups_crashes_and_comes_back(void **state)
{
    struct press *f = *state;
    press_hold(f);
    lab_cups_kill(f->lab);
    lab_cups_start(f->lab);
    press_submit(f, "daemon", "Rooster");
    press_ends(f, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 1); /* the number's new owner keeps his job */
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_jobs, 0, LATE_MS));
    press_nothing_else_comes(f, 1);
}

/* … and the sheet is on its way out meanwhile: it comes once, or not at all. */
static void test_cups_crashes_as_the_sheet_comes(void **state)
{
    struct press *f = *state;
    press_hold(f);
    lab_cups_kill(f->lab);
    lab_hold(f->lab, false);
    lab_cups_start(f->lab);
    press_ends(f, ERR_PRINTER_GONE);
    press_nothing_else_comes(f, 1);
}

static void test_leftovers_are_cancelled_before_a_card(void **state)
{
    struct press *f = *state;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    press_submit(f, NULL, "Goed Werk"); /* as an earlier run of the kiosk would have */
    press_submit(f, NULL, "Goed Werk");
    assert_int_equal(lab_jobs(f->lab), 2);
    press_start(f);
    assert_true(show_reaches(&f->show, 2, PRINT_NO_PAPER, SOON_MS));
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_ends(f, ERR_NONE);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_int_equal(lab_jobs(f->lab), 0);
}

static void test_other_jobs_are_left_alone(void **state)
{
    struct press *f = *state;
    struct printer_limits impatient = press_limits;
    impatient.no_paper_ms = 500;
    press_open(f, &impatient);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    press_submit(f, "daemon", "Goed Werk");
    press_submit(f, NULL, "Rooster");
    press_start(f);
    press_ends(f, ERR_PAPER_OUT);
    assert_int_equal(lab_jobs(f->lab), 2);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(lab_wait(f->lab, lab_jobs, 0, LATE_MS));
    assert_int_equal(lab_sheets(f->lab), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cups_says_nothing),
        IN_LAB(test_cups_is_not_there),
        IN_LAB(test_no_such_queue),
        IN_LAB(test_cups_crashes),
        IN_LAB(test_cups_crashes_and_comes_back),
        IN_LAB(test_cups_crashes_as_the_sheet_comes),
        IN_LAB(test_leftovers_are_cancelled_before_a_card),
        IN_LAB(test_other_jobs_are_left_alone),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
