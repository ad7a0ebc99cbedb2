/* Printing, against a real cupsd and an IPP printer; and the folder that stands in for them. */
#include "platform/printer.h"

#include "base/attributes.h"
#include "base/clock.h"
#include "cups_lab.h"
#include "platform/printer_cups.h"
#include "platform/printer_media.h"
#include "temp.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    SOON_MS = 3000, /* what a visitor must be told by then */
    LATE_MS = 20000, /* a busy machine; passing it is a failure */
};

/* As the product's, but for a test's patience. */
static const struct printer_limits limits = {
    .request_ms = 2000,
    .poll_ms = 100,
    .no_paper_ms = 20 * 1000,
    .trouble_ms = 1500,
    .job_ms = 40 * 1000,
    .sweep_ms = 5000,
};

static const struct paper a6 = { .kind = PAPER_A6, .width = 10500, .length = 14800 };

/* One page of A6 with a black square. */
static const char card[] = "%PDF-1.4\n"
                           "1 0 obj\n"
                           "<< /Type /Catalog /Pages 2 0 R >>\n"
                           "endobj\n"
                           "2 0 obj\n"
                           "<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n"
                           "endobj\n"
                           "3 0 obj\n"
                           "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 297.638 419.528] "
                           "/Resources << >> /Contents 4 0 R >>\n"
                           "endobj\n"
                           "4 0 obj\n"
                           "<< /Length 21 >>\n"
                           "stream\n"
                           "40 40 100 100 re f  \n"
                           "endstream\n"
                           "endobj\n"
                           "xref\n"
                           "0 5\n"
                           "0000000000 65535 f \n"
                           "0000000009 00000 n \n"
                           "0000000058 00000 n \n"
                           "0000000115 00000 n \n"
                           "0000000227 00000 n \n"
                           "trailer\n"
                           "<< /Size 5 /Root 1 0 R >>\n"
                           "startxref\n"
                           "297\n"
                           "%%EOF\n";

/* --- a card on its way, in a thread of its own ------------------------------------------------- */

struct show {
    struct printer *printer;
    struct paper paper;
    pthread_t thread;
    bool runs; /* main thread only */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* guarded by lock */
    enum print_state states[8];
    int count;
    bool ended, ok;
    struct err err;
};

static void note_state(void *ctx, enum print_state state)
{
    struct show *s = ctx;
    pthread_mutex_lock(&s->lock);
    if (s->count < (int)COUNT_OF(s->states))
        s->states[s->count++] = state;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void *run_show(void *ctx)
{
    struct show *s = ctx;
    struct err err = { .code = ERR_NONE };
    bool ok = printer_print(s->printer, card, sizeof card - 1, &s->paper, note_state, s, &err);
    pthread_mutex_lock(&s->lock);
    s->ended = true;
    s->ok = ok;
    s->err = err;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

static void show_start(struct show *s, struct printer *printer, struct paper paper)
{
    assert_false(s->runs);
    s->printer = printer;
    s->paper = paper;
    s->count = 0;
    s->ended = false;
    s->err = (struct err){ .code = ERR_NONE };
    s->runs = true;
    assert_int_equal(pthread_create(&s->thread, NULL, run_show, s), 0);
}

static struct timespec deadline(int ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += ms / 1000;
    t.tv_nsec += ms % 1000 * 1000000L;
    if (t.tv_nsec >= 1000000000L) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000L;
    }
    return t;
}

/* Waits for the states so far to be count, the last of them state. */
static bool show_reaches(struct show *s, int count, enum print_state state, int ms)
{
    struct timespec until = deadline(ms);
    int late = 0;
    pthread_mutex_lock(&s->lock);
    while (s->count < count && !s->ended && late == 0)
        late = pthread_cond_timedwait(&s->changed, &s->lock, &until);
    bool reached = s->count == count && s->states[count - 1] == state;
    pthread_mutex_unlock(&s->lock);
    return reached;
}

/* How the card ended, within ms. */
static bool show_ends(struct show *s, int ms, enum err_code *code)
{
    struct timespec until = deadline(ms);
    int late = 0;
    pthread_mutex_lock(&s->lock);
    while (!s->ended && late == 0)
        late = pthread_cond_timedwait(&s->changed, &s->lock, &until);
    bool ended = s->ended;
    pthread_mutex_unlock(&s->lock);
    if (!ended)
        return false;
    pthread_join(s->thread, NULL);
    s->runs = false;
    *code = s->ok ? ERR_NONE : s->err.code;
    return true;
}

static void show_must_end(struct show *s, enum err_code wanted)
{
    enum err_code code;
    assert_true(show_ends(s, LATE_MS, &code));
    if (code != wanted)
        print_error("%s\n", s->err.detail);
    assert_int_equal(code, wanted);
}

/* --- fixture ------------------------------------------------------------------------------------ */

struct fixture {
    struct lab *lab;
    struct printer *printer;
    struct show show;
};

static void open_printer(struct fixture *f, const struct printer_limits *own)
{
    printer_close(f->printer);
    f->printer = printer_cups_open(NULL, own, NULL);
    assert_non_null(f->printer);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&f->show.changed, &monotonic);
    pthread_mutex_init(&f->show.lock, NULL);
    f->lab = lab_open();
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    open_printer(f, &limits);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    if (f->show.runs) { /* the test failed half way */
        printer_cancel(f->printer);
        pthread_join(f->show.thread, NULL);
    }
    printer_close(f->printer);
    lab_close(f->lab);
    pthread_cond_destroy(&f->show.changed);
    pthread_mutex_destroy(&f->show.lock);
    free(f);
    return 0;
}

static void print_one(struct fixture *f)
{
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_NONE);
}

/* A card that the printer has taken up, and keeps inside. */
static void start_and_hold(struct fixture *f)
{
    int taken = lab_taken(f->lab);
    lab_hold(f->lab, true);
    show_start(&f->show, f->printer, a6);
    assert_true(lab_wait(f->lab, lab_taken, taken + 1, LATE_MS));
}

/*
 * The printer works on one card at a time, so what was left behind would come out before this one
 * does. at_most: sheets of earlier cards that may have.
 */
static void nothing_else_comes(struct fixture *f, int at_most)
{
    assert_true(lab_wait(f->lab, lab_busy, 0, LATE_MS));
    print_one(f);
    assert_in_range(lab_sheets(f->lab), 1, 1 + at_most);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_true(lab_spool_is_empty(f->lab));
}

/* lp -d card -U user -t title, with a document of its own. */
static void submit(struct fixture *f, const char *user, const char *title)
{
    struct arena *a = arena_new();
    const char *folder = temp_make(a), *file = arena_printf(a, "%s/other.pdf", folder);
    temp_write(file, card, sizeof card - 1);
    if (user == NULL)
        lab_run(f->lab, (const char *[]){ "lp", "-d", LAB_QUEUE, "-t", title, file, NULL });
    else
        lab_run(
            f->lab, (const char *[]){ "lp", "-U", user, "-d", LAB_QUEUE, "-t", title, file, NULL });
    temp_remove(folder);
    arena_free(a);
}

/* --- CUPS ---------------------------------------------------------------------------------------- */

static void test_one_card_is_one_sheet(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    print_one(f);
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
    struct fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(loaded); i++) {
        struct paper paper = { .kind = PAPER_KIND_COUNT };
        struct err err = { .code = ERR_NONE };
        lab_load(f->lab, loaded[i].main_tray, loaded[i].photo_tray, 100);
        assert_int_equal(printer_paper(f->printer, &paper, &err), loaded[i].found);
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
    struct fixture *f = *state;
    lab_load(f->lab, "iso_a4_210x297mm", NULL, 100);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PAPER_SIZE);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_taken(f->lab), 0);
}

static void test_a_size_that_the_printer_refuses(void **state)
{
    struct fixture *f = *state;
    /* It says that A6 is loaded, and then does not take it. */
    lab_printer_kill(f->lab);
    lab_printer_start(f->lab, LAB_OFFICE);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PAPER_SIZE);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_sheets(f->lab), 0);
}

static void test_paper_is_refilled(void **state)
{
    struct fixture *f = *state;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    assert_int_equal(printer_look(f->printer), PRINTER_NO_PAPER);
    show_start(&f->show, f->printer, a6);
    assert_true(show_reaches(&f->show, 2, PRINT_NO_PAPER, SOON_MS));
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(show_reaches(&f->show, 3, PRINT_BUSY, SOON_MS));
    show_must_end(&f->show, ERR_NONE);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
}

static void test_nobody_refills_paper(void **state)
{
    struct fixture *f = *state;
    struct printer_limits impatient = limits;
    impatient.no_paper_ms = 1000;
    open_printer(f, &impatient);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PAPER_OUT);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_int_equal(lab_sheets(f->lab), 0);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    nothing_else_comes(f, 0);
}

static void test_cancel_from_another_thread(void **state)
{
    struct fixture *f = *state;
    struct printer_limits sleepy = limits;
    sleepy.poll_ms = LATE_MS; /* only a wake-up can be prompt */
    open_printer(f, &sleepy);
    printer_cancel(f->printer); /* nothing is printing: this one means nothing */
    start_and_hold(f);
    int64_t begin_ms = clock_now_ms();
    printer_cancel(f->printer);
    show_must_end(&f->show, ERR_CANCELLED);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    open_printer(f, &limits);
    nothing_else_comes(f, 0);
}

static void test_a_job_that_takes_too_long(void **state)
{
    struct fixture *f = *state;
    struct printer_limits hasty = limits;
    hasty.job_ms = 500;
    open_printer(f, &hasty);
    start_and_hold(f);
    show_must_end(&f->show, ERR_TIMEOUT);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    open_printer(f, &limits);
    nothing_else_comes(f, 0);
}

static void test_printer_is_off(void **state)
{
    struct fixture *f = *state;
    struct paper paper;
    struct err err;
    lab_printer_kill(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_false(printer_paper(f->printer, &paper, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_printer_start(f->lab, LAB_PHOTO);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    nothing_else_comes(f, 0);
}

static void test_printer_dies_while_printing(void **state)
{
    struct fixture *f = *state;
    start_and_hold(f);
    lab_printer_kill(f->lab);
    show_must_end(&f->show, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    lab_printer_start(f->lab, LAB_PHOTO);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    nothing_else_comes(f, 0);
}

static void test_printer_says_nothing(void **state)
{
    struct fixture *f = *state;
    struct printer_limits quick = limits;
    quick.request_ms = 300;
    open_printer(f, &quick);
    lab_printer_freeze(f->lab, true);
    int64_t begin_ms = clock_now_ms();
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_in_range(clock_now_ms() - begin_ms, 0, SOON_MS);
    lab_printer_freeze(f->lab, false);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
}

static void test_queue_is_paused(void **state)
{
    struct fixture *f = *state;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_STOPPED);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PRINTER_STOPPED);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_run(f->lab, (const char *[]){ "cupsenable", LAB_QUEUE, NULL });
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    nothing_else_comes(f, 0);
}

static void test_queue_is_paused_while_printing(void **state)
{
    struct fixture *f = *state;
    start_and_hold(f);
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    show_must_end(&f->show, ERR_PRINTER_STOPPED);
    assert_int_equal(lab_jobs(f->lab), 0);
    lab_hold(f->lab, false);
    lab_run(f->lab, (const char *[]){ "cupsenable", LAB_QUEUE, NULL });
    nothing_else_comes(f, 0);
}

static void test_cups_is_not_there(void **state)
{
    struct fixture *f = *state;
    struct paper paper;
    struct err err;
    lab_cups_kill(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_GONE);
    assert_false(printer_paper(f->printer, &paper, &err));
    assert_int_equal(err.code, ERR_PRINTER_GONE);
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PRINTER_GONE);
    lab_cups_start(f->lab);
    assert_int_equal(printer_look(f->printer), PRINTER_READY);
    nothing_else_comes(f, 0);
}

static void test_no_such_queue(void **state)
{
    (void)state;
    struct printer *p = printer_cups_open("nobody-made-this", &limits, NULL);
    assert_int_equal(printer_look(p), PRINTER_NONE);
    printer_close(p);
}

/* cupsd dies while the printer has the card inside, and comes back later. */
static void test_cups_crashes(void **state)
{
    struct fixture *f = *state;
    start_and_hold(f);
    lab_cups_kill(f->lab);
    show_must_end(&f->show, ERR_PRINTER_GONE);
    lab_hold(f->lab, false);
    lab_cups_start(f->lab);
    nothing_else_comes(f, 0);
}

/* … and comes back before anybody noticed; its first number is free again. */
static void test_cups_crashes_and_comes_back(void **state)
{
    struct fixture *f = *state;
    start_and_hold(f);
    lab_cups_kill(f->lab);
    lab_cups_start(f->lab);
    submit(f, "daemon", "Rooster");
    show_must_end(&f->show, ERR_PRINTER_GONE);
    assert_int_equal(lab_jobs(f->lab), 1); /* the number's new owner keeps his job */
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_jobs, 0, LATE_MS));
    nothing_else_comes(f, 1);
}

/* … and the sheet comes out all the same: once. */
static void test_cups_crashes_but_the_sheet_comes(void **state)
{
    struct fixture *f = *state;
    start_and_hold(f);
    lab_cups_kill(f->lab);
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_sheets, 1, LATE_MS));
    lab_cups_start(f->lab);
    show_must_end(&f->show, ERR_PRINTER_GONE);
    nothing_else_comes(f, 1);
}

static void test_leftovers_are_cancelled_before_a_card(void **state)
{
    struct fixture *f = *state;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    submit(f, NULL, "Goed Werk"); /* as an earlier run of the kiosk would have */
    submit(f, NULL, "Goed Werk");
    assert_int_equal(lab_jobs(f->lab), 2);
    show_start(&f->show, f->printer, a6);
    assert_true(show_reaches(&f->show, 2, PRINT_NO_PAPER, SOON_MS));
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    show_must_end(&f->show, ERR_NONE);
    assert_int_equal(lab_sheets(f->lab), 1);
    assert_int_equal(lab_jobs(f->lab), 0);
}

static void test_other_jobs_are_left_alone(void **state)
{
    struct fixture *f = *state;
    struct printer_limits impatient = limits;
    impatient.no_paper_ms = 500;
    open_printer(f, &impatient);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    submit(f, "daemon", "Goed Werk");
    submit(f, NULL, "Rooster");
    show_start(&f->show, f->printer, a6);
    show_must_end(&f->show, ERR_PAPER_OUT);
    assert_int_equal(lab_jobs(f->lab), 2);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(lab_wait(f->lab, lab_jobs, 0, LATE_MS));
    assert_int_equal(lab_sheets(f->lab), 2);
}

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

    struct printer_limits quick = limits;
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

/* --- paper, from attributes alone ---------------------------------------------------------------- */

/* One size as a collection: a range where max is given. */
static void add_size(ipp_t *attributes, const char *name, int width, int length_min, int length_max)
{
    ipp_t *size = ippNew(), *col = ippNew();
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", width);
    if (length_max > length_min)
        ippAddRange(size, IPP_TAG_ZERO, "y-dimension", length_min, length_max);
    else
        ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", length_min);
    ippAddCollection(col, IPP_TAG_ZERO, "media-size", size);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-left-margin", 150);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-right-margin", 250);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-top-margin", 0);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-bottom-margin", 0);
    ippAddCollection(attributes, IPP_TAG_PRINTER, name, col);
    ippDelete(size);
    ippDelete(col);
}

static const struct {
    int width, length_min, length_max;
    bool found;
    struct paper paper;
} sheets[] = {
    { 10500, 14800, 0, true, { PAPER_A6, 10500, 14800, 250 } },
    { 10300, 15000, 0, true, { PAPER_A6, 10300, 15000, 250 } }, /* 2 mm off, both ways */
    { 10290, 14800, 0, false, { 0 } },
    { 10200, 15200, 0, true, { PAPER_10X15, 10200, 15200, 250 } },
    { 8000, 2500, 200000, true, { PAPER_ROLL_80, 8000, 20000, 250 } },
    { 7200, 2500, 15000, true, { PAPER_ROLL_80, 7200, 15000, 250 } },
    { 8000, 29700, 0, true, { PAPER_ROLL_80, 8000, 29700, 250 } },
    { 5800, 2500, 200000, false, { 0 } }, /* the narrow till roll */
    { 10500, 12000, 20000, false, { 0 } }, /* a range is no sheet of A6 */
    { 29700, 42000, 0, false, { 0 } },
};

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sheets); i++) {
        struct paper paper = { .kind = PAPER_KIND_COUNT };
        ipp_t *attributes = ippNew();
        add_size(attributes, "media-col-ready", sheets[i].width, sheets[i].length_min,
            sheets[i].length_max);
        bool found = printer_media_choose(attributes, true, &paper);
        assert_int_equal(found, sheets[i].found);
        if (found) {
            assert_memory_equal(&paper, &sheets[i].paper, sizeof paper);
            assert_true(printer_media_has(attributes, true, &paper));
        }
        assert_false(printer_media_has(attributes, true,
            &(struct paper){ .kind = PAPER_A4, .width = 21000, .length = 29700 }));
        ippDelete(attributes);
    }
}

static void test_what_is_loaded_beats_what_is_supported(void **state)
{
    (void)state;
    struct paper paper;
    ipp_t *attributes = ippNew();
    add_size(attributes, "media-col-database", 10500, 14800, 0);
    assert_true(printer_media_choose(attributes, true, &paper)); /* nothing else is known */
    assert_int_equal(paper.kind, PAPER_A6);
    ippAddString(
        attributes, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "media-default", NULL, "iso_a5_148x210mm");
    assert_true(printer_media_choose(attributes, true, &paper));
    assert_int_equal(paper.kind, PAPER_A5);
    add_size(attributes, "media-col-ready", 21000, 29700, 0);
    assert_true(printer_media_choose(attributes, true, &paper));
    assert_int_equal(paper.kind, PAPER_A4);
    assert_true(printer_media_choose(attributes, false, &paper)); /* CUPS's list is made up */
    assert_int_equal(paper.kind, PAPER_A5);
    ippDelete(attributes);
}

/* --- the folder ---------------------------------------------------------------------------------- */

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
    assert_true(printer_paper(p, &paper, &err));
    assert_memory_equal(&paper, &a6, sizeof paper);
    printer_cancel(p);
    for (int i = 0; i < 3; i++)
        assert_true(printer_print(p, card, sizeof card - 1, &paper, count_state, &states, &err));
    assert_int_equal(states, 3);
    assert_string_equal(temp_list(a, dir), "kaart-1.pdf kaart-2.pdf kaart-3.pdf ");
    const char *second = arena_printf(a, "%s/kaart-2.pdf", dir);
    assert_true(temp_holds(second, card, sizeof card - 1));

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
#define IN_LAB(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder),
        cmocka_unit_test(test_folder_that_cannot_be),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_what_is_loaded_beats_what_is_supported),
        cmocka_unit_test(test_cups_says_nothing),
        IN_LAB(test_one_card_is_one_sheet),
        IN_LAB(test_paper_is_what_is_loaded),
        IN_LAB(test_a_size_that_is_not_loaded),
        IN_LAB(test_a_size_that_the_printer_refuses),
        IN_LAB(test_paper_is_refilled),
        IN_LAB(test_nobody_refills_paper),
        IN_LAB(test_cancel_from_another_thread),
        IN_LAB(test_a_job_that_takes_too_long),
        IN_LAB(test_printer_is_off),
        IN_LAB(test_printer_dies_while_printing),
        IN_LAB(test_printer_says_nothing),
        IN_LAB(test_queue_is_paused),
        IN_LAB(test_queue_is_paused_while_printing),
        IN_LAB(test_cups_is_not_there),
        IN_LAB(test_no_such_queue),
        IN_LAB(test_cups_crashes),
        IN_LAB(test_cups_crashes_and_comes_back),
        IN_LAB(test_cups_crashes_but_the_sheet_comes),
        IN_LAB(test_leftovers_are_cancelled_before_a_card),
        IN_LAB(test_other_jobs_are_left_alone),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
