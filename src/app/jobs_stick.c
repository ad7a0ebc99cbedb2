#include "app/bundle_box.h"
#include "app/jobs.h"
#include "base/log.h"

static void post_stick(struct parts *p, enum stick_condition condition, enum err_code code)
{
    mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STICK, .stick = { condition, code } });
}

void job_write_stick(struct parts *p, const struct effect *e)
{
    struct bundle bundle;
    struct err err = { .code = ERR_GONE, .detail = "no stick" };
    struct arena *a = bundle_box_take(p->bundles, &bundle);
    (void)e;

    if (a == NULL)
        return; /* a later order has taken it along */
    if (p->stick != NULL && stick_write(p->stick, &bundle, &err)) {
        post_stick(p, STICK_DONE, ERR_NONE);
    } else {
        log_err("stick", "write the results", &err);
        post_stick(p, STICK_TROUBLE, err.code);
    }
    arena_free(a);
}

void job_pair(struct parts *p, const struct effect *e)
{
    struct err err = { .code = ERR_GONE, .detail = "no stick" };
    (void)e;
    if (p->stick != NULL && p->stick_token != NULL &&
        stick_pair(p->stick, p->kiosk_folder, p->stick_token, &err)) {
        p->stick_news.seen = (struct stick_seen){ .count = 1, .paired = true }; /* no news */
        post_stick(p, STICK_PAIRED, ERR_NONE);
    } else {
        log_err("stick", "pair", &err);
        post_stick(p, STICK_TROUBLE, err.code);
    }
}
