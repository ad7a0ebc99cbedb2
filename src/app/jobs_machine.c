#include "app/jobs.h"
#include "base/log.h"
#include "platform/requests.h"

void job_ask_machine(struct parts *p, const struct effect *e)
{
    struct err err;
    struct msg msg = { .kind = MSG_ASKED, .asked = { .request = e->request.kind } };
    msg.asked.done =
        requests_ask(REQUESTS_DIR, e->request.kind, e->request.value, REQUESTS_TIMEOUT_MS, &err);
    if (!msg.asked.done)
        log_err("machine", "a request of the organiser", &err);
    mailbox_post(p->mailbox, &msg);
}

void job_turn_glass(struct parts *p, const struct effect *e)
{
    display_turn(p->display, e->settings.rotation);
}

void job_stick_progress(struct parts *p, const struct effect *e)
{
    (void)e;
    int percent = p->stick == NULL ? 0 : stick_progress(p->stick);
    mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STICK_PROGRESS, .number = percent });
}
