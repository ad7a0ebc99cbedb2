#include "app/jobs.h"
#include "app/settings.h"
#include "base/log.h"
#include "platform/machine.h"
#include "platform/requests.h"
#include <string.h>

enum { DIM_TIMEOUT_MS = 1000 }; /* counting answers waits as long */

/* A display that cannot be dimmed keeps what it had: the answer says so. */
static void dim(struct parts *p, struct settings *s)
{
    struct err err;
    struct arena *a = arena_new();
    const char *percent = arena_printf(a, "%d", s->brightness);
    if (s->brightness == p->brightness)
        ;
    else if (requests_ask(REQUESTS_DIR, REQUEST_BRIGHTNESS, percent, DIM_TIMEOUT_MS, &err))
        p->brightness = s->brightness;
    else
        s->brightness = p->brightness;
    arena_free(a);
}

void job_keep_settings(struct parts *p, const struct effect *e)
{
    struct err err = { .code = ERR_STORE, .detail = "nothing can be saved" };
    struct msg msg = { .kind = MSG_SETTINGS, .settings = e->settings };
    dim(p, &msg.settings);
    if (p->store == NULL || !settings_keep(p->store, &msg.settings, &err)) {
        log_err("store", "keep the settings", &err);
        mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = err.code });
    }
    int language = content_language(p->content, msg.settings.language);
    if (language >= 0)
        p->language = language;
    mailbox_post(p->mailbox, &msg); /* they hold until the plug is pulled all the same */
}

void job_look_around(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_HEALTH };
    struct err err;
    struct arena *a = arena_new();
    const char *confirmed = NULL;
    (void)e;
    if (p->store != NULL && !settings_confirmed_day(p->store, a, &confirmed, &err))
        log_err("store", "the day that was confirmed", &err);
    machine_look(&(struct machine_places){ .root = "", .data = p->data },
        confirmed == NULL ? "" : confirmed, &p->health);
    p->health.on_reserve = p->store != NULL && store_on_reserve(p->store);
    msg.health = p->health;
    mailbox_post(p->mailbox, &msg);
    arena_free(a);
}

void job_confirm_day(struct parts *p, const struct effect *e)
{
    struct err err;
    char day[sizeof "2026-11-21"] = "";
    memcpy(day, e->request.value, sizeof day - 1);
    if (p->store != NULL && !settings_confirm_day(p->store, day, &err))
        log_err("store", "the day that was confirmed", &err);
    job_look_around(p, e);
}
