#include "app/jobs.h"
#include "app/parcel_box.h"
#include "base/log.h"
#include "documents/bundle.h"

static void post_stick(struct parts *p, enum stick_condition condition, enum err_code code)
{
    mailbox_post(p->mailbox,
        &(struct msg){ .kind = MSG_STICK, .stick = { .condition = condition, .code = code } });
}

/* Setting the pages takes seconds on a small machine: here nobody waits for it. */
static bool write_stick(struct parts *p, struct bundle_plan plan, struct arena *a, struct err *err)
{
    struct bundle bundle;
    plan.typesetter = p->stick_typesetter;
    if (p->stick == NULL)
        return err_set(err, ERR_GONE, "no stick");
    if (plan.typesetter == NULL)
        return err_set(err, ERR_INTERNAL, "no typesetter");
    return bundle_make(a, &plan, &bundle, err) && stick_write(p->stick, &bundle, err);
}

void job_write_stick(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    struct arena *a;
    const struct bundle_plan *plan = parcel_box_take(p->plans, &a);
    (void)e;

    if (plan == NULL)
        return; /* a later order has taken it along */
    if (write_stick(p, *plan, a, &err)) {
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
