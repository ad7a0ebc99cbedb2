#include "app/export.h"
#include "app/jobs.h"
#include "app/parcel_box.h"
#include "app/settings.h"
#include "base/log.h"

static const struct err no_store = { .code = ERR_STORE, .detail = "nothing can be saved" };

void job_count_answer(struct parts *p, const struct effect *e)
{
    const struct card *card = e->deck->cards[e->answer.card];
    struct msg msg = { .kind = MSG_ANSWER_COUNTED,
        .counted = { .visit = e->visit, .deck = e->deck, .card = e->answer.card } };
    struct err err = no_store;
    const struct store_answer answer = { .meeting = e->meeting.id,
        .card = card->key,
        .version = card->version,
        .element = e->answer.element,
        .choice = e->answer.choice };

    if (p->store == NULL || !store_count(p->store, &answer, &err)) {
        log_err("store", "an answer could not be saved", &err);
        msg.kind = MSG_ANSWER_FAILED;
        msg.counted.code = err.code;
    } else if (!store_card_published(p->store, answer.meeting, answer.card, answer.version,
                   &msg.counted.tally, &err)) {
        log_err("store", "the group cannot be read", &err);
        msg.counted.code = err.code; /* saved all the same */
    }
    mailbox_post(p->mailbox, &msg);
}

void job_tidy(struct parts *p, const struct effect *e)
{
    struct err err;
    (void)e;
    if (p->store != NULL && !store_tidy(p->store, &err))
        log_err("store", "tidy", &err);
}

void job_keep_printed(struct parts *p, const struct effect *e)
{
    struct err err;
    if (p->store != NULL && !settings_keep_printed(p->store, &e->printed, &err))
        log_err("store", "keep the number of cards", &err);
}

void job_check_pin(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_PIN_CHECKED, .pin = { .visit = e->visit } };
    struct err err = no_store;
    if (p->store == NULL ||
        !store_check_pin(p->store, e->pin, PIN_DIGITS, &msg.pin.right, &msg.pin.failures, &err)) {
        log_err("store", "check the PIN", &err);
        msg.pin.right = false;
        msg.pin.code = err.code;
    }
    mailbox_post(p->mailbox, &msg);
}

void job_set_pin(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_PIN_SET };
    struct err err = no_store;
    if (p->store != NULL && store_set_pin(p->store, e->pin, PIN_DIGITS, &err))
        msg.number = 1;
    else
        log_err("store", "set the PIN", &err);
    mailbox_post(p->mailbox, &msg);
}

void job_make_bundle(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_BUNDLE };
    struct err err = no_store;
    struct arena *a = arena_new();
    struct bundle_plan *plan = arena_alloc(a, sizeof *plan);

    const struct export_desk desk = { p->store, p->content, p->language, p->kiosk_label };
    if (p->store != NULL && export_plan(&desk, e->id, a, plan, &err)) {
        msg.bundle.closed = plan->results.published->meeting.state == MEETING_CLOSED;
        parcel_box_put(p->plans, a, plan);
    } else {
        log_err("export", "read what goes on the stick", &err);
        msg.bundle.code = err.code;
        arena_free(a);
    }
    mailbox_post(p->mailbox, &msg);
}
