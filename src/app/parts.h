/*
 * The parts of a running kiosk. Built by kiosk.c in order, taken down in reverse; NULL where a
 * kiosk does without. Who may touch a part is written beside it.
 */
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "app/mailbox.h"
#include "core/content.h"
#include "core/health.h"
#include "documents/typeset.h"
#include "platform/display.h"
#include "platform/printer.h"
#include "platform/stick.h"
#include "store/store.h"
#include <stdatomic.h>

struct boot;
struct parcel_box;

struct parts {
    const struct content *content; /* constant: all threads */
    struct arena *decks; /* store worker fills it; what is in it is constant: all threads */
    struct mailbox *mailbox; /* any thread posts */
    struct store *store; /* store worker; NULL: nothing can be saved */
    _Atomic uint32_t printing_visit; /* whose card the printer worker is busy with; 0: nobody's */
    struct printer *printer; /* printer worker, printer_cancel and _end from any; NULL: none */
    struct typesetter *typesetter; /* printer worker */
    struct typesetter *report_typesetter; /* store worker: sheets to print; NULL: none */
    struct typesetter *stick_typesetter; /* stick worker: what goes on the stick; NULL: nothing */
    int language; /* of what is made for the organiser; store worker */
    struct stick *stick; /* stick worker; NULL: none */
    const char *data, *shipped; /* folders: ours, and the content that came with us; constant */
    struct display *display; /* main thread */
    struct health health; /* store worker */
    int brightness; /* store worker: what the display has now, percent */
    int paper; /* printer worker: enum paper_kind, or PAPER_AUTOMATIC */
    bool printer_is_free; /* printer worker: an installed kiosk for which nobody has chosen one */
    struct candidate *candidate; /* decks that are looked at, see jobs_import.c */
    const char *kiosk_label; /* may be ""; constant */
    const char *kiosk_folder; /* this kiosk's name on a stick, constant */
    const char *stick_token; /* its secret, constant; NULL without a store */
    struct parcel_box *plans; /* struct bundle_plan, from the store worker to the stick worker */
    struct parcel_box *handouts; /* struct document, from the store worker to the printer worker */
    struct {
        bool told; /* the loop knows it; false: say it again */
        enum printer_condition condition;
    } printer_news; /* printer worker; see watch.h */
    struct {
        bool told;
        struct stick_seen seen;
    } stick_news; /* stick worker */
};

/*
 * Opens the store below data, applies what is new on the boot partition, and finds the newest
 * meeting; posts MSG_SETTINGS and MSG_MEETING. language: of --lang, or NULL. What cannot be used
 * is logged and told to the organiser; the kiosk then runs without saving. False: ERR_BUSY.
 */
bool parts_open_store(struct parts *p, struct arena *a, const char *data, const struct boot *boot,
    const char *language, struct err *err) MUST_CHECK;

/* Opens what the store worker and the stick worker set reports with. Trouble is logged. */
void parts_open_report(struct parts *p, const char *font_dir);

/* Opens the printer that was asked for: see --printer. Trouble is logged; then there is none. */
void parts_open_printer(struct parts *p, struct arena *a, const char *asked, const char *font_dir);

/* Opens the sticks below removable (--removable), else (NULL) those of the helper where this machine
 * has one. Trouble is logged; then there are none. */
void parts_open_stick(struct parts *p, const char *removable);

/* Closes all that is open. The workers have stopped. */
void parts_close(struct parts *p);

#endif
