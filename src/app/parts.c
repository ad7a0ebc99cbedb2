#include "app/parts.h"

#include "app/boot.h"
#include "app/jobs.h"
#include "app/parcel_box.h"
#include "app/running.h"
#include "app/settings.h"
#include "base/file.h"
#include "base/log.h"
#include "documents/bundle.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char module[] = "kiosk";

bool parts_open_store(struct parts *p, struct arena *a, const char *data, const struct boot *boot,
    const char *language, struct err *err)
{
    enum store_origin origin = STORE_FOUND;
    struct msg_meeting start;
    struct msg settings = { .kind = MSG_SETTINGS };

    p->data = data;
    p->kiosk_folder = "";
    p->brightness = settings_default().brightness;
    p->paper = PAPER_AUTOMATIC;
    p->store = store_open(data, &origin, err);
    if (p->store == NULL && err->code == ERR_BUSY)
        return false;
    p->decks = arena_new();
    const struct running_desk desk = { p->store, p->content, p->decks };
    if (origin == STORE_SET_ASIDE)
        log_line(LOG_LEVEL_WARNING, module, "database set aside: %s", err->detail);
    if (p->store == NULL || !settings_load(p->store, &settings.settings, err) ||
        !boot_apply(boot, p->store, &settings.settings, err) || !running_load(&desk, &start, err) ||
        !settings_stick_token(p->store, a, &p->stick_token, err)) {
        log_err(module, "nothing can be saved", err);
        mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = err->code });
        store_close(p->store);
        p->store = NULL;
        running_without_store(p->content, &start);
        settings.settings = settings_default();
    }
    start.set_aside = origin == STORE_SET_ASIDE;
    p->kiosk_label = arena_strdup(a, settings.settings.kiosk);
    if (p->store != NULL)
        p->kiosk_folder = bundle_kiosk_folder(a, p->kiosk_label, store_id(p->store));
    if (language != NULL) /* the command line beats what was set before */
        (void)snprintf(
            settings.settings.language, sizeof settings.settings.language, "%s", language);
    p->language = content_language(p->content, settings.settings.language);
    if (p->language < 0) /* better another language than a dark screen */
        p->language = 0;
    mailbox_post(p->mailbox, &settings);
    mailbox_post(p->mailbox, &(struct msg){ .kind = MSG_MEETING, .meeting = start });
    return true;
}

/* A desk without CUPS gets its cards as files where the next start of the machine removes them. */
static struct printer *open_folder(struct arena *a, struct err *err)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    const char *dir = arena_printf(a, "%s/goedwerk-cards", runtime != NULL ? runtime : "/tmp");
    log_line(LOG_LEVEL_INFO, module, "no printer in CUPS: cards go to %s", dir);
    return file_make_folder(dir, err) ? printer_open_folder(dir, err) : NULL;
}

static struct printer *open_printer(struct arena *a, const char *asked, struct err *err)
{
    if (asked != NULL && strncmp(asked, "pdf:", 4) == 0)
        return file_make_folder(asked + 4, err) ? printer_open_folder(asked + 4, err) : NULL;
    struct printer *p = printer_open_cups(asked, err);
    bool installed = getenv("STATE_DIRECTORY") != NULL; /* then the printer may come later */
    if (p == NULL || asked != NULL || installed || printer_look(p) == PRINTER_READY)
        return p;
    printer_close(p);
    return open_folder(a, err);
}

void parts_open_report(struct parts *p, const char *font_dir)
{
    struct err err;
    p->report_typesetter = typesetter_open(font_dir, &err);
    p->stick_typesetter = typesetter_open(font_dir, &err);
    if (p->report_typesetter == NULL || p->stick_typesetter == NULL)
        log_err(module, "no reports", &err);
}

void parts_open_printer(struct parts *p, struct arena *a, const char *asked, const char *font_dir)
{
    struct err err;
    if (asked != NULL && strcmp(asked, "none") == 0)
        return;
    p->printer_is_free = asked == NULL && getenv("STATE_DIRECTORY") != NULL;
    p->typesetter = typesetter_open(font_dir, &err);
    if (p->typesetter != NULL)
        p->printer = open_printer(a, asked, &err);
    if (p->printer == NULL)
        log_err(module, "no printer", &err);
}

void parts_open_stick(struct parts *p, const char *removable)
{
    struct err err;
    if (removable == NULL && access(STICK_RUN_DIR, F_OK) < 0)
        return; /* a desk without the helper */
    p->stick = removable != NULL ? stick_open_folder(removable, &err)
                                 : stick_open_helper(STICK_RUN_DIR, &err);
    if (p->stick == NULL)
        log_err(module, "no sticks", &err);
}

void parts_close(struct parts *p)
{
    stick_close(p->stick);
    printer_close(p->printer);
    typesetter_close(p->typesetter);
    typesetter_close(p->report_typesetter);
    typesetter_close(p->stick_typesetter);
    store_close(p->store);
    parcel_box_free(p->plans);
    parcel_box_free(p->handouts);
    job_forget_import(p);
    arena_free(p->decks);
    mailbox_free(p->mailbox);
}
