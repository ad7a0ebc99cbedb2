#include "press.h"

#include "temp.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

const struct printer_limits press_limits = {
    .request_ms = 2000,
    .poll_ms = 100,
    .no_paper_ms = 20 * 1000,
    .trouble_ms = 1500,
    .job_ms = 120 * 1000,
    .sweep_ms = 5000,
    .set_up_ms = 15 * 1000,
    .usb = { .count = 0 }, /* whatever stands on this machine's ports is none of theirs */
};

const struct paper press_a6 = { .kind = PAPER_A6, .width = 10500, .length = 14800 };

void press_open(struct press *f, const struct printer_limits *own)
{
    printer_close(f->printer);
    f->printer = printer_cups_open(NULL, own, NULL);
    assert_non_null(f->printer);
}

int press_set_up(void **state)
{
    struct press *f = calloc(1, sizeof *f);
    show_open(&f->show);
    f->lab = lab_open();
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_open(f, &press_limits);
    *state = f;
    return 0;
}

int press_tear_down(void **state)
{
    struct press *f = *state;
    show_close(&f->show);
    printer_close(f->printer);
    lab_close(f->lab);
    free(f);
    return 0;
}

void press_start(struct press *f)
{
    show_start(&f->show, f->printer, press_a6);
}

void press_ends(struct press *f, enum err_code wanted)
{
    enum err_code code;
    assert_true(show_ends(&f->show, LATE_MS, &code));
    if (code != wanted)
        print_error("%s\n", f->show.err.detail);
    assert_int_equal(code, wanted);
}

void press_print_one(struct press *f)
{
    press_start(f);
    press_ends(f, ERR_NONE);
}

void press_hold(struct press *f)
{
    int taken = lab_taken(f->lab);
    lab_hold(f->lab, true);
    press_start(f);
    assert_true(lab_wait(f->lab, lab_taken, taken + 1, LATE_MS));
}

void press_nothing_else_comes(struct press *f, int at_most)
{
    assert_true(lab_wait(f->lab, lab_busy, 0, LATE_MS));
    press_print_one(f);
    assert_in_range(lab_sheets(f->lab), 1, 1 + at_most);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_true(lab_spool_is_empty(f->lab));
}

void press_submit(struct press *f, const char *user, const char *title)
{
    struct arena *a = arena_new();
    const char *folder = temp_make(a), *file = arena_printf(a, "%s/other.pdf", folder);
    temp_write(file, show_card, strlen(show_card));
    if (user == NULL)
        lab_run(f->lab, (const char *[]){ "lp", "-d", LAB_QUEUE, "-t", title, file, NULL });
    else
        lab_run(
            f->lab, (const char *[]){ "lp", "-U", user, "-d", LAB_QUEUE, "-t", title, file, NULL });
    temp_remove(folder);
    arena_free(a);
}
