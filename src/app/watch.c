#include "app/watch.h"

#include "base/log.h"

void watch_printer(struct parts *p)
{
    enum printer_condition now = p->printer == NULL ? PRINTER_NONE : printer_look(p->printer);
    if (p->printer_news.told && now == p->printer_news.condition)
        return;
    p->printer_news.told = true;
    p->printer_news.condition = now;
    mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_PRINTER, .printer = now });
}

static enum stick_condition condition_of(const struct stick_seen *seen)
{
    if (seen->count == 0)
        return STICK_NONE;
    if (seen->count > 1)
        return STICK_TWO;
    if (seen->reason != STICK_REASON_NONE && seen->reason != STICK_REASON_READ_ONLY)
        return STICK_TROUBLE;
    return seen->paired ? STICK_PAIRED : STICK_NEW;
}

void watch_stick(struct parts *p)
{
    struct stick_seen seen = { 0 }, *last = &p->stick_news.seen;
    struct err err;
    const char *token = p->stick_token == NULL ? "" : p->stick_token;

    if (!stick_look(p->stick, p->kiosk_folder, token, &seen, &err)) {
        log_err("stick", "look", &err);
        return;
    }
    if (p->stick_news.told && seen.count == last->count && seen.paired == last->paired &&
        seen.reason == last->reason)
        return; /* the same as ever, or what we wrote ourselves */
    p->stick_news.told = true;
    *last = seen;
    const enum stick_condition condition = condition_of(&seen);
    const enum err_code code = condition == STICK_TROUBLE ? ERR_NOT_A_STICK : ERR_NONE;
    mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STICK, .stick = { condition, code } });
}
