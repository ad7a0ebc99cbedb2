/* What backends make of a card that does not come out, one that ends in each way that cupsd knows;
 * and a queue that takes no cards. */
#include "platform/printer.h"

#include "base/attributes.h"
#include "press.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define WAITS "exec sleep 1000\n"

static const struct {
    const char *script;
    enum err_code code;
    enum printer_condition then;
    int brought; /* times that the card went to the backend */
} ends[] = {
    { "exit 0\n", ERR_NONE, PRINTER_READY, 1 },
    { "exit 1\n", ERR_PRINTER_GONE, PRINTER_READY, 1 }, /* given up: the queue goes on */
    { "exit 4\n", ERR_PRINTER_STOPPED, PRINTER_STOPPED, 1 },
    { "exit 5\n", ERR_PRINTER_GONE, PRINTER_READY, 1 }, /* cancel it */
    { "[ $(($(wc -c <\"$LAB/brought\") % 2)) = 0 ] || exit 7\n", ERR_NONE, PRINTER_READY, 2 },
    { WAITS, ERR_TIMEOUT, PRINTER_READY, 1 },
    { "trap '' TERM\n" WAITS, ERR_TIMEOUT, PRINTER_READY, 1 }, /* a cable that hangs */
    { "echo 'STATE: +media-empty-error' >&2\n" WAITS, ERR_PAPER_OUT, PRINTER_NO_PAPER, 1 },
    { "echo 'STATE: +door-open-error' >&2\nexit 0\n", ERR_NONE, PRINTER_READY, 1 },
};

static void open_faulty(struct press *f, const struct printer_limits *limits)
{
    struct err err;
    press_open(f, limits);
    assert_true(printer_use(f->printer, LAB_FAULTY, &err));
}

/* However it ends, the queue is as good as before, and nothing of it comes later. */
static void test_ends_of_a_backend(void **state)
{
    struct press *f = *state;
    struct err err;
    int brought = 0;
    struct printer_limits hasty = press_limits, hungry = press_limits;
    hasty.job_ms = 6000;
    hungry.no_paper_ms = 1500;
    lab_add_faulty_queue(f->lab);
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        bool in_time = ends[i].code != ERR_TIMEOUT;
        open_faulty(f, in_time ? &hungry : &hasty);
        lab_backend_does(f->lab, ends[i].script);
        brought = lab_brought(f->lab);
        press_start(f);
        press_ends(f, ends[i].code);
        assert_in_range(
            lab_brought(f->lab) - brought, in_time ? ends[i].brought : 0, ends[i].brought);
        assert_int_equal(printer_look(f->printer), ends[i].then);
        assert_true(printer_resume(f->printer, &err));
        open_faulty(f, &press_limits);
        lab_backend_does(f->lab, "echo 'STATE: -media-empty-error' >&2\nexit 0\n");
        brought = lab_brought(f->lab);
        press_print_one(f);
        assert_int_equal(lab_brought(f->lab) - brought, 1);
        assert_int_equal(lab_backends(f->lab), 0); /* not one that brings it later */
        assert_int_equal(printer_look(f->printer), PRINTER_READY);
        assert_true(lab_spool_is_empty(f->lab));
    }
}

static void test_queue_takes_no_cards(void **state)
{
    struct press *f = *state;
    lab_run(f->lab, (const char *[]){ "cupsreject", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    press_start(f);
    press_ends(f, ERR_PRINTER_STOPPED);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_run(f->lab, (const char *[]){ "cupsaccept", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_nothing_else_comes(f, 0);
}

/* A kiosk fell over while a card waited for paper: the next one takes it back before it is filled
 * up, without a card of its own. */
static void test_left_by_an_earlier_run(void **state)
{
    struct press *f = *state;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    press_submit(f, NULL, "Goed Werk");
    press_submit(f, NULL, "Rooster");
    assert_int_equal(lab_jobs(f->lab), 2);
    press_open(f, &press_limits);
    assert_int_equal(printer_look(f->printer), PRINTER_NO_PAPER);
    assert_int_equal(lab_jobs(f->lab), 1); /* not ours */
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(lab_wait(f->lab, lab_sheets, 1, LATE_MS)); /* that one */
    assert_true(lab_wait(f->lab, lab_jobs, 0, LATE_MS));
    press_nothing_else_comes(f, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_LAB(test_ends_of_a_backend),
        IN_LAB(test_queue_takes_no_cards),
        IN_LAB(test_left_by_an_earlier_run),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
