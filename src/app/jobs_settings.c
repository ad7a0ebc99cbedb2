#include "app/jobs.h"
#include "app/settings.h"
#include "base/log.h"

void job_keep_settings(struct parts *p, const struct effect *e)
{
    struct err err = { .code = ERR_STORE, .detail = "nothing can be saved" };
    struct msg msg = { .kind = MSG_SETTINGS, .settings = e->settings };
    if (p->store == NULL || !settings_keep(p->store, &e->settings, &err)) {
        log_err("store", "keep the settings", &err);
        mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = err.code });
    }
    mailbox_post(p->mailbox, &msg); /* they hold until the plug is pulled all the same */
}

void job_look_around(struct parts *p, const struct effect *e)
{
    (void)p;
    (void)e;
}
