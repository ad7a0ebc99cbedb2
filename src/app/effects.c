#include "app/effects.h"

#include "app/jobs.h"
#include "base/attributes.h"

/* Leaving the loop is the loop's own business; see loop.c. */
static void stop(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

static const struct {
    enum worker_id on;
    void (*run)(struct parts *p, const struct effect *e);
} jobs[] = {
    [FX_COUNT_ANSWER] = { WORKER_STORE, job_count_answer },
    [FX_TIDY] = { WORKER_STORE, job_tidy },
    [FX_PRINT_CARD] = { WORKER_PRINTER, job_print_card },
    [FX_CANCEL_PRINT] = { WORKER_MAIN, job_cancel_print },
    [FX_MAKE_QR] = { WORKER_MAIN, job_make_qr },
    [FX_CHECK_PIN] = { WORKER_STORE, job_check_pin },
    [FX_SET_PIN] = { WORKER_STORE, job_set_pin },
    [FX_EXPORT] = { WORKER_STORE, job_make_bundle },
    [FX_WRITE_STICK] = { WORKER_STICK, job_write_stick },
    [FX_PAIR] = { WORKER_STICK, job_pair },
    [FX_KEEP_PRINTED] = { WORKER_STORE, job_keep_printed },
    [FX_STOP] = { WORKER_MAIN, stop },
};
_Static_assert(COUNT_OF(jobs) == FX_KIND_COUNT, "every effect needs a job");

enum worker_id effects_worker(enum effect_kind kind)
{
    return jobs[kind].on;
}

void effects_run(struct parts *p, const struct effect *e)
{
    jobs[e->kind].run(p, e);
}
