#include "app/jobs.h"
#include "app/running.h"
#include "base/log.h"

/* Tells the loop how the newest meeting stands now, or why nothing could be done. */
static void tell(struct parts *p, bool ok, const char *doing, struct err *err)
{
    struct msg msg = { .kind = MSG_MEETING };
    const struct running_desk desk = { p->store, p->content, p->decks };
    if (!ok || !running_load(&desk, &msg.meeting, err)) {
        log_err("store", doing, err);
        msg = (struct msg){ .kind = MSG_STORE_TROUBLE, .code = err->code };
    }
    mailbox_post(p->mailbox, &msg);
}

static bool ready(const struct parts *p, struct err *err)
{
    return p->store != NULL || err_set(err, ERR_STORE, "nothing can be saved");
}

void job_store_draft(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    const struct running_desk desk = { p->store, p->content, p->decks };
    bool ok = ready(p, &err) && running_store(&desk, &e->draft, &err);
    tell(p, ok, "store a meeting", &err);
}

void job_close_meeting(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    bool ok = ready(p, &err) && store_meeting_close(p->store, e->meeting.id, &err);
    tell(p, ok, "close a meeting", &err);
}

void job_reveal(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    bool ok = ready(p, &err) && store_meeting_reveal(p->store, e->meeting.id, &err);
    tell(p, ok, "reveal the results", &err);
}

void job_drop_trial(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    const struct running_desk desk = { p->store, p->content, p->decks };
    bool ok = ready(p, &err) && running_drop_trial(&desk, &e->meeting, &err);
    tell(p, ok, "drop a try-out", &err);
}

/* --- the list of meetings --- */

static void list_from(struct parts *p, int first)
{
    struct err err = { 0 };
    struct msg msg = { .kind = MSG_MEETINGS, .meetings = { .first = first } };
    struct msg_meetings *m = &msg.meetings;
    if (!ready(p, &err) ||
        !store_meetings(p->store, first, m->list, MEETINGS_SHOWN, &m->count, &m->total, &err))
        log_err("store", "list the meetings", &err);
    mailbox_post(p->mailbox, &msg);
}

void job_list_meetings(struct parts *p, const struct effect *e)
{
    list_from(p, e->first);
}

void job_delete_meeting(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    if (!ready(p, &err) || !store_meeting_delete(p->store, e->id, &err))
        log_err("store", "delete a meeting", &err);
    list_from(p, 0);
}

void job_note_exported(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    if (!ready(p, &err) || !store_meeting_exported(p->store, e->id, &err))
        log_err("store", "note an export", &err);
    list_from(p, 0);
}
