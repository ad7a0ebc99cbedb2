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

/* jobs_meeting.c: store worker */
void job_store_draft(struct parts *p, const struct effect *e);
void job_close_meeting(struct parts *p, const struct effect *e);
void job_reveal(struct parts *p, const struct effect *e);
void job_drop_trial(struct parts *p, const struct effect *e);
void job_list_meetings(struct parts *p, const struct effect *e);
void job_delete_meeting(struct parts *p, const struct effect *e);
void job_note_exported(struct parts *p, const struct effect *e);

/* jobs_settings.c: store worker */
void job_keep_settings(struct parts *p, const struct effect *e);
void job_look_around(struct parts *p, const struct effect *e);
void job_confirm_day(struct parts *p, const struct effect *e);

/* jobs_handout.c: made on the store worker, printed on the printer worker */
void job_make_handout(struct parts *p, const struct effect *e);
void job_print_handout(struct parts *p, const struct effect *e);

/* jobs_printer.c: printer worker */
void job_list_printers(struct parts *p, const struct effect *e);
void job_look_at_printer(struct parts *p, const struct effect *e);
void job_resume_printer(struct parts *p, const struct effect *e);
void job_use_printer(struct parts *p, const struct effect *e);

/* jobs_machine.c: the machine on the stick worker, which may wait; the others on the main thread */
void job_ask_machine(struct parts *p, const struct effect *e);
void job_turn_glass(struct parts *p, const struct effect *e);
void job_stick_progress(struct parts *p, const struct effect *e);

/* jobs_print.c: printer worker; cancelling and the code for the phone on the main thread */
void job_print_card(struct parts *p, const struct effect *e);
void job_cancel_print(struct parts *p, const struct effect *e);
void job_make_qr(struct parts *p, const struct effect *e);

/* jobs_stick.c: stick worker */
void job_write_stick(struct parts *p, const struct effect *e);
void job_pair(struct parts *p, const struct effect *e);

/* jobs_import.c: stick worker; fitting on the main thread, which alone measures text */
void job_import(struct parts *p, const struct effect *e);
void job_fit_import(struct parts *p, const struct effect *e);
void job_install(struct parts *p, const struct effect *e);
void job_forget_import(struct parts *p); /* after the workers */

#endif
