/*
 * cupsd ends at each step of a job: killed, or told to; what it has started ends with it as in its
 * service, or lives on. Each time: at most one sheet, none that comes out for the next visitor, no
 * "take your card" without a card, and the next visitor's card comes out.
 */
#include "platform/printer.h"

#include "press.h"
#include "run.h"
#include "torture.h"

#include <cups/cups.h>
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_S = 180, CARD_BYTES = 64 * 1024, MOMENTS_MS = 1500, ROUNDS = 10 };

/* --- holding the printing thread at a request ---------------------------------------------------- */

enum when { NEVER, BEFORE, IN_THE_MIDDLE, AFTER };

/* Read by the printing thread, and changed only while there is none. */
static struct {
    ipp_op_t operation;
    enum when when;
    sem_t there, go;
} gate;

static void stop_at_gate(void)
{
    gate.when = NEVER;
    sem_post(&gate.there);
    sem_wait(&gate.go);
}

/* Half of the document, and after the gate the other half. */
static ipp_t *send_in_two(http_t *http, ipp_t *request, const char *resource, int from)
{
    static char document[CARD_BYTES + 1];
    ssize_t len = pread(from, document, sizeof document, 0), half = len / 2;
    assert_in_range(len, CARD_BYTES / 2, CARD_BYTES);
    (void)cupsSendRequest(http, request, resource, CUPS_LENGTH_VARIABLE);
    (void)cupsWriteRequestData(http, document, (size_t)half);
    stop_at_gate();
    if (cupsWriteRequestData(http, document + half, (size_t)(len - half)) != HTTP_STATUS_CONTINUE) {
        ippDelete(request);
        return NULL;
    }
    ipp_t *answer = cupsGetResponse(http, resource);
    ippDelete(request);
    return answer;
}

/* Stands before the one of libcups, for all that this program asks. */
ipp_t *cupsDoIORequest(http_t *http, ipp_t *request, const char *resource, int from, int to)
{
    ipp_t *(*real)(http_t *, ipp_t *, const char *, int, int) =
        (ipp_t * (*)(http_t *, ipp_t *, const char *, int, int))
            dlsym(RTLD_NEXT, "cupsDoIORequest");
    enum when when = ippGetOperation(request) == gate.operation ? gate.when : NEVER;
    if (when == IN_THE_MIDDLE)
        return send_in_two(http, request, resource, from);
    if (when == BEFORE)
        stop_at_gate();
    ipp_t *answer = real(http, request, resource, from, to);
    if (when == AFTER)
        stop_at_gate();
    return answer;
}

static void await_gate(void)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += PATIENCE_S;
    assert_return_code(sem_clockwait(&gate.there, CLOCK_MONOTONIC, &until), errno);
}

/* --- cards that can be told apart ----------------------------------------------------------------- */

/* The number of a visitor in large letters, and much white space. */
static const char *card_of(struct arena *a, int visitor)
{
    static char space[CARD_BYTES - 4096];
    memset(space, ' ', sizeof space - 1);
    const char *text =
        arena_printf(a, "BT /F 24 Tf 40 200 Td (Bezoeker %d.) Tj ET\n%s", visitor, space);
    return arena_printf(a,
        "%%PDF-1.4\n"
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 297.638 419.528] /Resources "
        "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> "
        "/Contents 4 0 R >>\nendobj\n"
        "4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
        "trailer\n<< /Size 5 /Root 1 0 R >>\n%%%%EOF\n",
        strlen(text), text);
}

/* Whose sheet number i is. */
static int visitor_of(struct press *f, struct arena *a, int i)
{
    const char *path = arena_printf(a, "%s/out/%d", lab_folder(f->lab), i);
    const char *const argv[] = { "pdftotext", path, "-", NULL };
    int status = -1, visitor = -1;
    const char *text = run_output(a, NULL, argv, &status);
    const char *at = strstr(text, "Bezoeker ");
    if (status != 0 || at == NULL || sscanf(at, "Bezoeker %d.", &visitor) != 1)
        fail_msg("sheet %d: %s", i, text);
    return visitor;
}

/* Of those from number `from` on. */
static int sheets_of(struct press *f, int visitor, int from)
{
    int count = 0;
    struct arena *a = arena_new();
    for (int i = from; i < lab_sheets(f->lab); i++)
        count += visitor_of(f, a, i) == visitor;
    arena_free(a);
    return count;
}

/* --- one end --------------------------------------------------------------------------------------- */

enum step {
    BEFORE_CREATE,
    AFTER_CREATE,
    WHILE_SENT,
    AFTER_SENT,
    BACKEND_RUNS,
    PRINTER_HAS_IT,
    SHEET_COMES,
    ANY_MOMENT,
    AFTERWARDS,
    STEPS
};

static const struct {
    const char *name;
    ipp_op_t operation;
    enum when when;
} steps[STEPS] = {
    [BEFORE_CREATE] = { "before its job is created", IPP_OP_CREATE_JOB, BEFORE },
    [AFTER_CREATE] = { "after its job is created", IPP_OP_CREATE_JOB, AFTER },
    [WHILE_SENT] = { "while its document is sent", IPP_OP_SEND_DOCUMENT, IN_THE_MIDDLE },
    [AFTER_SENT] = { "after its document is sent", IPP_OP_SEND_DOCUMENT, AFTER },
    [BACKEND_RUNS] = { "while its backend runs", IPP_OP_SEND_DOCUMENT, AFTER },
    [PRINTER_HAS_IT] = { "while the printer has it", IPP_OP_SEND_DOCUMENT, NEVER },
    [SHEET_COMES] = { "as its sheet comes", IPP_OP_SEND_DOCUMENT, NEVER },
    [ANY_MOMENT] = { "at any moment of it", IPP_OP_SEND_DOCUMENT, AFTER },
    [AFTERWARDS] = { "after its sheet came", IPP_OP_SEND_DOCUMENT, NEVER },
};

enum end { KILLED, TOLD, LEFT_ITS_OWN, ENDS };

static const char *const end_names[ENDS] = { "killed", "told to end",
    "killed, what it started lives on" };

struct plan {
    enum step step;
    enum end end;
    bool comes_back; /* at once; else once the visitor has been told */
};

/* Since this program began. */
static struct {
    int visitors;
    unsigned dice;
    struct {
        int tried, lost;
    } ends[ENDS];
} tally;

static void end_cups(struct press *f, const struct plan *p)
{
    if (p->end == LEFT_ITS_OWN)
        lab_cups_kill(f->lab);
    else
        lab_cups_end(f->lab, p->end == KILLED ? SIGKILL : SIGTERM);
    if (p->comes_back)
        lab_cups_start(f->lab);
}

static void start_card(struct press *f, struct arena *a)
{
    f->show.pdf = card_of(a, ++tally.visitors);
    press_start(f);
}

/* Brings the card to its step, and lets it happen there. */
static void reach(struct press *f, const struct plan *p)
{
    int taken = lab_taken(f->lab);
    bool held = p->step == PRINTER_HAS_IT || p->step == SHEET_COMES;
    struct arena *a = arena_new();
    gate.operation = steps[p->step].operation;
    gate.when = steps[p->step].when;
    bool gated = gate.when != NEVER;
    if (held)
        lab_hold(f->lab, true);
    start_card(f, a);
    if (gated)
        await_gate();
    if (p->step == ANY_MOMENT) {
        sem_post(&gate.go);
        (void)poll(NULL, 0, (int)(rand_r(&tally.dice) % MOMENTS_MS));
    }
    if (p->step == BACKEND_RUNS) {
        lab_printer_freeze(f->lab, true);
        /* It has got it already, or there is somebody who wants to bring it. */
        while (lab_taken(f->lab) == taken && lab_backends(f->lab) == 0)
            (void)poll(NULL, 0, 10);
    }
    if (held)
        assert_true(lab_wait(f->lab, lab_taken, taken + 1, PATIENCE_S * 1000));
    if (p->step == SHEET_COMES)
        lab_hold(f->lab, false);
    if (p->step == AFTERWARDS)
        press_ends(f, ERR_NONE);
    end_cups(f, p);
    if (p->step == BACKEND_RUNS)
        lab_printer_freeze(f->lab, false);
    if (gated && p->step != ANY_MOMENT)
        sem_post(&gate.go);
    enum err_code code = ERR_NONE;
    if (p->step != AFTERWARDS)
        assert_true(show_ends(&f->show, PATIENCE_S * 1000, &code));
    if (p->step == PRINTER_HAS_IT)
        lab_hold(f->lab, false);
    if (!p->comes_back)
        lab_cups_start(f->lab);
    assert_true(code == ERR_NONE || code == ERR_PRINTER_GONE);
    assert_true(lab_wait(f->lab, lab_busy, 0, PATIENCE_S * 1000));
    if (code == ERR_NONE) /* whoever is told to take the card finds one */
        assert_int_equal(sheets_of(f, tally.visitors, 0), 1);
    arena_free(a);
}

static void survive(struct press *f, const struct plan *p)
{
    struct arena *a = arena_new();
    reach(f, p);
    int visitor = tally.visitors, sheets = lab_sheets(f->lab);
    start_card(f, a);
    press_ends(f, ERR_NONE);
    assert_true(lab_wait(f->lab, lab_busy, 0, PATIENCE_S * 1000));
    int ours = sheets_of(f, visitor, 0), late = sheets_of(f, visitor, sheets);
    tally.ends[p->end].tried++;
    tally.ends[p->end].lost += late + (ours > 1);
    if (ours > 1 || (late > 0 && p->end != LEFT_ITS_OWN))
        fail_msg("%s, %s: %d sheets, %d of them for the next visitor", end_names[p->end],
            steps[p->step].name, ours, late);
    assert_int_equal(sheets_of(f, tally.visitors, sheets), 1);
    assert_int_equal(lab_sheets(f->lab), sheets + 1 + late);
    assert_int_equal(lab_jobs(f->lab), 0);
    assert_true(lab_spool_is_empty(f->lab));
    arena_free(a);
}

/* --- all of them ----------------------------------------------------------------------------------- */

static void test_killed_at_each_step(void **state)
{
    for (int round = 0; round < torture_rounds(1, ROUNDS); round++)
        for (int step = 0; step < STEPS; step++)
            survive(*state, &(struct plan){ (enum step)step, KILLED, round % 2 == 0 });
}

static void test_told_to_end(void **state)
{
    if (!torture_is_long()) {
        survive(*state, &(struct plan){ PRINTER_HAS_IT, TOLD, true });
        return;
    }
    for (int round = 0; round < ROUNDS; round++)
        for (int step = 0; step < STEPS; step++)
            survive(*state, &(struct plan){ (enum step)step, TOLD, round % 2 == 0 });
}

/* Worse than its service lets happen: a card that is late comes once all the same. */
static void test_what_it_started_lives_on(void **state)
{
    if (!torture_is_long()) {
        survive(*state, &(struct plan){ BACKEND_RUNS, LEFT_ITS_OWN, true });
        return;
    }
    for (int round = 0; round < ROUNDS; round++)
        for (int step = 0; step < STEPS; step++)
            survive(*state, &(struct plan){ (enum step)step, LEFT_ITS_OWN, round % 2 == 0 });
}

static void tell(enum end end, const char *what)
{
    int tried = tally.ends[end].tried, lost = tally.ends[end].lost;
    torture_figure("printer", what, tried, tried - lost, lost);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_LAB(test_killed_at_each_step),
        IN_LAB(test_told_to_end),
        IN_LAB(test_what_it_started_lives_on),
    };
    tally.dice = 1;
    if (sem_init(&gate.there, 0, 0) != 0 || sem_init(&gate.go, 0, 0) != 0)
        return EXIT_FAILURE;
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    tell(KILLED, "cupsd killed at each step of a card (lost: a second sheet, or one for the next)");
    tell(TOLD, "cupsd told to end at each step of a card (lost: the same)");
    tell(LEFT_ITS_OWN, "cupsd killed alone, its backends live on (lost: the same)");
    return failed;
}
