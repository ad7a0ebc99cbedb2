/* What workers do with effects. Each runs on the worker that effects.c names, and answers through
 * the mailbox. */
#ifndef APP_JOBS_H
#define APP_JOBS_H

#include "app/parts.h"
#include "core/effect.h"

/* jobs_store.c: store worker */
void job_count_answer(struct parts *p, const struct effect *e);
void job_tidy(struct parts *p, const struct effect *e);
void job_keep_printed(struct parts *p, const struct effect *e);
void job_check_pin(struct parts *p, const struct effect *e);
void job_set_pin(struct parts *p, const struct effect *e);
void job_make_bundle(struct parts *p, const struct effect *e);

/* jobs_print.c: printer worker; cancelling and the code for the phone on the main thread */
void job_print_card(struct parts *p, const struct effect *e);
void job_cancel_print(struct parts *p, const struct effect *e);
void job_make_qr(struct parts *p, const struct effect *e);

/* jobs_stick.c: stick worker */
void job_write_stick(struct parts *p, const struct effect *e);
void job_pair(struct parts *p, const struct effect *e);

#endif
