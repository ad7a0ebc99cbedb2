#include "app/jobs.h"
#include "app/watch.h"
#include "base/log.h"
#include "core/utf8.h"
#include <stdlib.h>

void job_list_printers(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_PRINTERS };
    struct printer_found found[PRINTERS_MOST];
    struct err err;
    int count = 0;
    (void)e;
    if (p->printer != NULL && !printer_list(p->printer, found, PRINTERS_MOST, &count, &err))
        log_err("printer", "look for printers", &err);
    for (int i = 0; i < count; i++) {
        struct printer_name *to = &msg.printers.list[msg.printers.count++];
        utf8_copy(to->name, sizeof to->name, found[i].name);
        utf8_copy(to->what, sizeof to->what, found[i].what);
        to->fresh = found[i].fresh;
        to->is_default = found[i].is_default;
    }
    mailbox_post(p->mailbox, &msg);
}

void job_look_at_printer(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_PRINTER_INFO,
        .printer_info = { .ink_percent = -1, .paper = PAPER_AUTOMATIC } };
    struct printer_report *to = &msg.printer_info;
    struct printer_info info;
    struct err err;
    (void)e;
    if (p->printer != NULL && printer_info(p->printer, &info, &err)) {
        to->known = true;
        utf8_copy(to->what, sizeof to->what, info.model);
        to->ink_percent = info.knows_ink ? info.ink_percent : -1;
        to->ink_low = info.ink_low;
        to->paper_low = info.paper_low;
        if (info.knows_loaded && info.loaded_count > 0)
            to->paper = (int)info.loaded[0].kind;
    } else if (p->printer != NULL) {
        log_err("printer", "ask what it holds", &err);
    }
    mailbox_post(p->mailbox, &msg);
}

static void tell_condition(struct parts *p)
{
    p->printer_news.told = false;
    watch_printer(p);
}

void job_resume_printer(struct parts *p, const struct effect *e)
{
    struct err err;
    (void)e;
    if (p->printer != NULL && !printer_resume(p->printer, &err))
        log_err("printer", "let the queue go on", &err);
    tell_condition(p);
}

void job_use_printer(struct parts *p, const struct effect *e)
{
    struct err err;
    p->paper = e->settings.paper;
    p->printer_is_free = e->settings.printer[0] == '\0' && getenv("STATE_DIRECTORY") != NULL;
    if (p->printer != NULL && e->settings.printer[0] != '\0' &&
        !printer_set_up(p->printer, e->settings.printer, &err))
        log_err("printer", "set up a queue", &err);
    if (p->printer != NULL && !printer_use(p->printer, e->settings.printer, &err))
        log_err("printer", "use another printer", &err);
    tell_condition(p);
    job_look_at_printer(p, e);
}
