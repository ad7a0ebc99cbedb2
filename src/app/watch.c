#include "app/watch.h"

#include "base/log.h"
#include <stdio.h>

/* A kiosk that nobody has set up prints on the printer that is plugged in. */
static enum printer_condition look_for_one(struct parts *p)
{
    struct err err;
    if (printer_take_only(p->printer, &err)) {
        p->printer_is_free = false;
        return printer_look(p->printer);
    }
    if (err.code != ERR_NONE && err.code != ERR_PRINTER_GONE)
        log_err("printer", "set up the one that is plugged in", &err);
    if (err.code == ERR_READ_ONLY)
        p->printer_is_free =
            false; /* CUPS would say the same each time; a slow printer is asked again */
    return PRINTER_NONE;
}

void watch_printer(struct parts *p)
{
    enum printer_condition now = p->printer == NULL ? PRINTER_NONE : printer_look(p->printer);
    if (p->printer != NULL && now == PRINTER_NONE && p->printer_is_free)
        now = look_for_one(p);
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

/* What people call the file systems that we do not write; "": it has no name, or none at all. */
static const char *format_of(enum stick_reason reason)
{
    static const char *const names[STICK_REASON_COUNT] = { [STICK_REASON_FAT16] = "FAT16",
        [STICK_REASON_NTFS] = "NTFS",
        [STICK_REASON_EXT] = "ext4",
        [STICK_REASON_APFS] = "APFS",
        [STICK_REASON_HFS] = "HFS+" };
    return names[reason] == NULL ? "" : names[reason];
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
    struct msg msg = { .kind = MSG_STICK, .stick = { .condition = condition_of(&seen) } };
    if (msg.stick.condition == STICK_TROUBLE) {
        msg.stick.code = seen.reason == STICK_REASON_BROKEN ? ERR_FILE : ERR_NOT_A_STICK;
        (void)snprintf(msg.stick.format, sizeof msg.stick.format, "%s", format_of(seen.reason));
    }
    mailbox_post(p->mailbox, &msg);
}
