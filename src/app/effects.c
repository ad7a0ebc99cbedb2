#include "app/effects.h"

#include "app/jobs.h"
#include "base/attributes.h"

/* Leaving the loop is the loop's own business, see loop.c; and FX_NONE is nobody's. */
static void nothing(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}

static const struct {
    enum worker_id on;
    void (*run)(struct parts *p, const struct effect *e);
} jobs[] = {
    [FX_NONE] = { WORKER_MAIN, nothing },
    [FX_COUNT_ANSWER] = { WORKER_STORE, job_count_answer },
    [FX_TIDY] = { WORKER_STORE, job_tidy },
    [FX_PRINT_CARD] = { WORKER_PRINTER, job_print_card },
    [FX_CANCEL_PRINT] = { WORKER_MAIN, job_cancel_print },
    [FX_MAKE_QR] = { WORKER_MAIN, job_make_qr },
    [FX_CHECK_PIN] = { WORKER_STORE, job_check_pin },
    [FX_SET_PIN] = { WORKER_STORE, job_set_pin },
    [FX_BEGIN_MEETING] = { WORKER_STORE, job_store_draft },
    [FX_CHANGE_MEETING] = { WORKER_STORE, job_store_draft },
    [FX_CLOSE_MEETING] = { WORKER_STORE, job_close_meeting },
    [FX_REVEAL] = { WORKER_STORE, job_reveal },
    [FX_DROP_TRIAL] = { WORKER_STORE, job_drop_trial },
    [FX_LIST_MEETINGS] = { WORKER_STORE, job_list_meetings },
    [FX_DELETE_MEETING] = { WORKER_STORE, job_delete_meeting },
    [FX_NOTE_EXPORTED] = { WORKER_STORE, job_note_exported },
    [FX_KEEP_SETTINGS] = { WORKER_STORE, job_keep_settings },
    [FX_LOOK_AROUND] = { WORKER_STORE, job_look_around },
    [FX_LIST_PRINTERS] = { WORKER_PRINTER, job_list_printers },
    [FX_LOOK_AT_PRINTER] = { WORKER_PRINTER, job_look_at_printer },
    [FX_RESUME_PRINTER] = { WORKER_PRINTER, job_resume_printer },
    [FX_USE_PRINTER] = { WORKER_PRINTER, job_use_printer },
    [FX_MAKE_HANDOUT] = { WORKER_STORE, job_make_handout },
    [FX_PRINT_HANDOUT] = { WORKER_PRINTER, job_print_handout },
    [FX_IMPORT] = { WORKER_STICK, job_import },
    [FX_INSTALL] = { WORKER_STICK, job_install },
    [FX_CONFIRM_DAY] = { WORKER_STORE, job_confirm_day },
    [FX_TURN_GLASS] = { WORKER_MAIN, job_turn_glass },
    [FX_STICK_PROGRESS] = { WORKER_MAIN, job_stick_progress },
    [FX_FIT_IMPORT] = { WORKER_MAIN, job_fit_import },
    [FX_ASK_MACHINE] = { WORKER_STICK, job_ask_machine },
    [FX_EXPORT] = { WORKER_STORE, job_make_bundle },
    [FX_WRITE_STICK] = { WORKER_STICK, job_write_stick },
    [FX_PAIR] = { WORKER_STICK, job_pair },
    [FX_KEEP_PRINTED] = { WORKER_STORE, job_keep_printed },
    [FX_RESTART] = { WORKER_MAIN, nothing },
    [FX_STOP] = { WORKER_MAIN, nothing },
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
