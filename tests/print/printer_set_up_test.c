/* What the organiser does with a printer, against a real cupsd and an IPP printer. */
#include "platform/printer.h"

#include "base/arena.h"
#include "base/attributes.h"
#include "base/clock.h"
#include "platform/printer_ipp.h"
#include "press.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define MODEL "Example Printer" /* as ippeveprinter calls itself */
#define USB_QUEUE "example-printer"

/* The printer as if ipp-usb offered it. */
static void open_with_usb(struct press *f)
{
    struct printer_limits limits = press_limits;
    limits.usb = (struct printer_ports){ .first = lab_port(f->lab), .count = 1 };
    press_open(f, &limits);
}

static int list(struct press *f, struct printer_found found[PRINTER_FOUND_MAX])
{
    struct err err;
    int count = -1;
    assert_true(printer_list(f->printer, found, PRINTER_FOUND_MAX, &count, &err));
    return count;
}

static void delete_queue(struct press *f, const char *name)
{
    lab_run(f->lab, (const char *[]){ "lpadmin", "-x", name, NULL });
}

static void test_list(void **state)
{
    struct press *f = *state;
    struct printer_found found[PRINTER_FOUND_MAX];
    struct err err;
    int count = -1;
    lab_add_plain_queue(f->lab);
    open_with_usb(f);
    assert_int_equal(list(f, found), 2); /* the printer has a queue: it is not listed twice */
    assert_string_equal(found[0].name, LAB_QUEUE);
    assert_string_equal(found[0].what, "Printer"); /* CUPS drops who made it */
    assert_true(found[0].is_default);
    assert_false(found[0].fresh);
    assert_string_equal(found[1].name, LAB_PLAIN);
    assert_false(found[1].is_default);
    assert_true(printer_list(f->printer, found, 1, &count, &err));
    assert_int_equal(count, 1);

    lab_cups_kill(f->lab);
    assert_false(printer_list(f->printer, found, PRINTER_FOUND_MAX, &count, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    assert_int_equal(count, 0);
}

static void assert_queue_is_ours(const char *queue)
{
    static const char *const wanted[] = { "printer-error-policy", "printer-is-shared", NULL };
    struct printer_ipp c;
    assert_true(printer_ipp_open_queue(&c, queue, LATE_MS));
    ipp_t *request = printer_ipp_request(&c, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    printer_ipp_want(request, wanted);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    assert_string_equal(printer_ipp_string(answer, "printer-error-policy", 0), "abort-job");
    ipp_attribute_t *shared = ippFindAttribute(answer, "printer-is-shared", IPP_TAG_BOOLEAN);
    assert_non_null(shared);
    assert_false(ippGetBoolean(shared, 0));
    ippDelete(answer);
}

static void test_a_usb_printer_gets_its_queue(void **state)
{
    struct press *f = *state;
    struct printer_found found[PRINTER_FOUND_MAX];
    struct err err;
    delete_queue(f, LAB_QUEUE);
    open_with_usb(f);
    assert_int_equal(list(f, found), 1);
    assert_string_equal(found[0].name, USB_QUEUE);
    assert_string_equal(found[0].what, MODEL);
    assert_true(found[0].fresh);

    assert_true(printer_set_up(f->printer, USB_QUEUE, &err));
    assert_queue_is_ours(USB_QUEUE);
    assert_true(printer_use(f->printer, USB_QUEUE, &err));
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_print_one(f);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_int_equal(list(f, found), 1);
    assert_false(found[0].fresh);
    assert_string_equal(found[0].what, MODEL);
    assert_true(printer_set_up(f->printer, USB_QUEUE, &err)); /* at the next start */

    assert_false(printer_set_up(f->printer, "another", &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
}

static void test_the_only_printer_is_taken(void **state)
{
    struct press *f = *state;
    struct err err;
    open_with_usb(f);
    assert_false(printer_take_only(f->printer, &err)); /* it has a queue, which may be chosen */
    assert_int_equal(err.code, ERR_NONE);
    delete_queue(f, LAB_QUEUE);
    assert_true(printer_take_only(f->printer, &err));
    assert_queue_is_ours(USB_QUEUE);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_print_one(f);
    assert_int_equal(lab_sheets(f->lab), 1);
}

/* The queue is from before; the printer is at another port now. */
static void test_a_usb_printer_at_another_port(void **state)
{
    struct press *f = *state;
    struct printer_found found[PRINTER_FOUND_MAX];
    struct err err;
    delete_queue(f, LAB_QUEUE);
    open_with_usb(f);
    assert_true(printer_set_up(f->printer, USB_QUEUE, &err));
    lab_printer_move(f->lab);
    open_with_usb(f);
    assert_int_equal(list(f, found), 1);
    assert_string_equal(found[0].name, USB_QUEUE);
    assert_true(found[0].fresh);
    assert_true(printer_set_up(f->printer, USB_QUEUE, &err));
    assert_true(printer_use(f->printer, USB_QUEUE, &err));
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    press_print_one(f);
}

/* The printer said nothing when its queue was made: CUPS keeps one without a driver. */
static void test_a_queue_that_is_half_made(void **state)
{
    struct press *f = *state;
    struct printer_found found[PRINTER_FOUND_MAX];
    struct err err;
    char uri[64];
    (void)snprintf(uri, sizeof uri, "ipp://localhost:%d/ipp/print", lab_port(f->lab));
    delete_queue(f, LAB_QUEUE);
    lab_run(
        f->lab, (const char *[]){ "lpadmin", "-p", USB_QUEUE, "-E", "-v", uri, "-m", "raw", NULL });
    open_with_usb(f);
    assert_int_equal(list(f, found), 1);
    assert_true(found[0].fresh);
    assert_true(printer_set_up(f->printer, USB_QUEUE, &err));
    assert_int_equal(list(f, found), 1);
    assert_false(found[0].fresh);
    assert_true(printer_use(f->printer, USB_QUEUE, &err));
    press_print_one(f);
}

/* Something answers at the port, but says nothing; at the next one there is nobody. */
static void test_a_port_that_says_nothing(void **state)
{
    struct press *f = *state;
    struct printer_found found[PRINTER_FOUND_MAX];
    struct printer_limits limits = press_limits;
    limits.usb = (struct printer_ports){ .first = lab_port(f->lab), .count = 2 };
    limits.request_ms = 300;
    press_open(f, &limits);
    delete_queue(f, LAB_QUEUE);
    lab_printer_freeze(f->lab, true);
    int64_t begin_ms = clock_now_ms();
    assert_int_equal(list(f, found), 0);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);
    lab_printer_freeze(f->lab, false);
}

static void test_use_another(void **state)
{
    struct press *f = *state;
    struct err err;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    lab_add_plain_queue(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    assert_true(printer_use(f->printer, LAB_PLAIN, &err));
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    assert_true(printer_use(f->printer, "nobody-made-this", &err));
    assert_int_equal(printer_look(f->printer), PRINTER_NONE);
    assert_true(printer_use(f->printer, "", &err));
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    char name[2000] = { 0 };
    memset(name, 'x', sizeof name - 1);
    assert_false(printer_use(f->printer, name, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED); /* as before */
}

static void test_info(void **state)
{
    struct press *f = *state;
    struct printer_info info;
    struct err err;
    lab_load(f->lab, "iso_a4_210x297mm", "iso_a6_105x148mm", 100);
    assert_true(printer_info(f->printer, &info, &err));
    assert_int_equal(info.condition, PRINTER_READY);
    assert_string_equal(info.model, MODEL);
    assert_true(info.knows_ink);
    assert_false(info.ink_low);
    assert_false(info.paper_low);
    assert_true(info.knows_loaded);
    assert_int_equal(info.loaded_count, 2);
    assert_int_equal(info.loaded[0].kind, PAPER_A6);
    assert_int_equal(info.loaded[1].kind, PAPER_A4);

    lab_says(f->lab, "ATTR: marker-levels=80,42 marker-names=Geel,Zwart marker-low-levels=10,10\n"
                     "STATE: +media-low,marker-supply-low\n");
    press_print_one(f);
    assert_true(printer_info(f->printer, &info, &err));
    assert_int_equal(info.condition, PRINTER_READY);
    assert_true(info.knows_ink);
    assert_int_equal(info.ink_percent, 42);
    assert_string_equal(info.ink_name, "Zwart");
    assert_true(info.ink_low);
    assert_true(info.paper_low);

    lab_printer_kill(f->lab);
    assert_false(printer_info(f->printer, &info, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    assert_int_equal(info.condition, PRINTER_GONE);
    assert_false(info.knows_ink);
}

static void test_resume(void **state)
{
    struct press *f = *state;
    struct err err;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    lab_run(f->lab, (const char *[]){ "cupsreject", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    assert_true(printer_resume(f->printer, &err));
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    press_nothing_else_comes(f, 0);
    assert_true(printer_resume(f->printer, &err)); /* nothing to resume: fine */

    assert_true(printer_use(f->printer, "nobody-made-this", &err));
    assert_false(printer_resume(f->printer, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    lab_cups_kill(f->lab);
    assert_false(printer_resume(f->printer, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
}

static void test_cups_does_not_let_us(void **state)
{
    struct press *f = *state;
    struct err err;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    lab_cups_trusts_nobody(f->lab);
    assert_false(printer_resume(f->printer, &err));
    assert_int_equal(err.code, ERR_READ_ONLY);
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
}

static void test_paper_that_is_asked_for(void **state)
{
    static const struct {
        int kind;
        bool found;
        int width;
    } asked[] = {
        { PAPER_AUTOMATIC, true, 10500 },
        { PAPER_A6, true, 10500 },
        { PAPER_A4, true, 21000 },
        { PAPER_A5, false, 0 }, /* it knows A5, but has none */
        { PAPER_ROLL_80, false, 0 },
    };
    struct press *f = *state;
    lab_load(f->lab, "iso_a4_210x297mm", "iso_a6_105x148mm", 100);
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        struct paper paper = { .width = 0 };
        struct err err = { .code = ERR_NONE };
        assert_int_equal(printer_paper(f->printer, asked[i].kind, &paper, &err), asked[i].found);
        assert_int_equal(paper.width, asked[i].width);
        assert_int_equal(err.code, asked[i].found ? ERR_NONE : ERR_PAPER_SIZE);
    }
}

static void ignore_state(void *ctx, enum print_state state)
{
    (void)ctx, (void)state;
}

enum { REPORT_PAGES = 3, OBJECTS = 3 + REPORT_PAGES };

/* A PDF of empty pages of A4. */
static const char *report_pdf(struct arena *a)
{
    const char *pdf = "%PDF-1.4\n", *kids = "", *offsets = "";
    for (int i = 1; i < OBJECTS; i++) {
        offsets = arena_printf(a, "%s%010zu 00000 n \n", offsets, strlen(pdf));
        if (i == 1)
            pdf = arena_printf(a, "%s1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n", pdf);
        else if (i > 2)
            pdf = arena_printf(a,
                "%s%d 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.276 841.89] "
                "/Resources << >> >>\nendobj\n",
                pdf, i);
        else {
            for (int page = 3; page < OBJECTS; page++)
                kids = arena_printf(a, "%s %d 0 R", kids, page);
            pdf = arena_printf(a, "%s2 0 obj\n<< /Type /Pages /Kids [%s ] /Count %d >>\nendobj\n",
                pdf, kids, REPORT_PAGES);
        }
    }
    return arena_printf(a,
        "%sxref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        "startxref\n%zu\n%%%%EOF\n",
        pdf, OBJECTS, offsets, OBJECTS, strlen(pdf));
}

static void test_a_report(void **state)
{
    struct press *f = *state;
    struct arena *a = arena_new();
    const char *pdf = report_pdf(a);
    struct paper a4;
    struct err err;
    lab_load(f->lab, "iso_a4_210x297mm", "iso_a6_105x148mm", 100);
    assert_true(printer_paper(f->printer, PAPER_A4, &a4, &err));
    assert_true(printer_print_sheets(
        f->printer, pdf, strlen(pdf), REPORT_PAGES, &a4, ignore_state, NULL, &err));
    assert_int_equal(lab_taken(f->lab), 1); /* once … */
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_true(lab_sheet_holds(f->lab, "/Count 3")); /* … and whole */
    assert_true(lab_sheet_holds(f->lab, "/MediaBox [ 0 0 595"));
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_true(lab_spool_is_empty(f->lab));
    assert_true(lab_title_is(f->lab, "Goed Werk"));
    press_nothing_else_comes(f, 1);
    arena_free(a);
}

static void test_each_sheet_has_its_time(void **state)
{
    struct press *f = *state;
    struct printer_limits hasty = press_limits;
    struct err err;
    hasty.job_ms = 300;
    press_open(f, &hasty);
    lab_hold(f->lab, true);
    int64_t begin_ms = clock_now_ms();
    assert_false(printer_print_sheets(
        f->printer, show_card, strlen(show_card), 4, &press_a6, ignore_state, NULL, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_true(clock_now_ms() - begin_ms >= 4 * 300);
    lab_hold(f->lab, false);
    press_open(f, &press_limits);
    press_nothing_else_comes(f, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_LAB(test_list),
        IN_LAB(test_a_usb_printer_gets_its_queue),
        IN_LAB(test_the_only_printer_is_taken),
        IN_LAB(test_a_usb_printer_at_another_port),
        IN_LAB(test_a_queue_that_is_half_made),
        IN_LAB(test_a_port_that_says_nothing),
        IN_LAB(test_use_another),
        IN_LAB(test_info),
        IN_LAB(test_resume),
        IN_LAB(test_cups_does_not_let_us),
        IN_LAB(test_paper_that_is_asked_for),
        IN_LAB(test_a_report),
        IN_LAB(test_each_sheet_has_its_time),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
