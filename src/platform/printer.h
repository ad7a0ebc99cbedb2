/*
 * A place that cards come out of. Real side: CUPS; make-believe side: a folder that PDFs drop in,
 * for desks without a printer. Printer worker only, except printer_cancel and printer_end. Every
 * call ends: each request to CUPS or to a printer has its own connection and time-out.
 */
#ifndef PLATFORM_PRINTER_H
#define PLATFORM_PRINTER_H

#include "base/err.h"
#include "core/paper.h"
#include "core/printing.h"
#include "core/settings.h"
#include <stdbool.h>
#include <stddef.h>

struct printer;

enum {
    PRINTER_NAME_BYTES = 64,
    PRINTER_TEXT_BYTES = 80,
    PRINTER_FOUND_MAX = 16,
};

/* One that can be chosen. Texts are UTF-8 from the printer or from CUPS, and may be cut. */
struct printer_found {
    char name[PRINTER_NAME_BYTES]; /* for printer_use; the same each time the printer is there */
    char what[PRINTER_TEXT_BYTES]; /* make and model */
    bool is_default; /* CUPS's own choice */
    bool fresh; /* plugged in, but without a queue (any more): printer_set_up before printer_use */
};

/* What a printer tells of itself. */
struct printer_info {
    enum printer_condition condition;
    char model[PRINTER_TEXT_BYTES]; /* "": it does not say */
    bool knows_ink;
    int ink_percent; /* of the emptiest ink, toner or ribbon */
    char ink_name[PRINTER_TEXT_BYTES]; /* of that one, as the printer calls it */
    bool ink_low; /* or empty, by the printer's own measure; also without knows_ink */
    bool knows_loaded; /* it tells which paper is in */
    int loaded_count; /* sizes loaded that a card can be printed on */
    struct paper loaded[PAPER_KIND_COUNT]; /* best for a card first; each kind once */
    bool paper_low; /* nearly out, or out */
};

/* queue: a CUPS queue's name, or NULL for CUPS's default. Does not need CUPS to be there yet. */
struct printer *printer_open_cups(const char *queue, struct err *err) MUST_CHECK;
struct printer *printer_open_folder(const char *dir, struct err *err) MUST_CHECK;
void printer_close(struct printer *p); /* NULL is fine */

/*
 * CUPS's queues, then the USB printers that ipp-usb offers on ports of this machine and that no
 * queue is for; *count of them, at most max. A port that answers nothing costs two seconds.
 * False: ERR_PRINTER_GONE (CUPS is not there), and *count is 0.
 */
bool printer_list(
    struct printer *p, struct printer_found *list, int max, int *count, struct err *err) MUST_CHECK;

/*
 * Makes the queue of a USB printer that printer_list calls fresh (IPP Everywhere, error policy
 * abort-job, not shared), and waits for it, at most a quarter of a minute; one that stands already
 * is left as it is. At each start too, with the name from the settings: the queue may be gone, or
 * the port another. False: ERR_PRINTER_GONE (no such printer), ERR_READ_ONLY (CUPS lets only its
 * operators do it: this user is not in its SystemGroup), ERR_TIMEOUT.
 */
bool printer_set_up(struct printer *p, const char *name, struct err *err) MUST_CHECK;

/* From now on that queue; "": CUPS's default. Need not be there yet. False: ERR_USAGE. */
bool printer_use(struct printer *p, const char *name, struct err *err) MUST_CHECK;

/*
 * Where nobody has chosen: the printer that is plugged in, if it is the only one of all and has no queue
 * yet, is set up and used. True: it is, from now on. False, with ERR_NONE: there is none, or a choice to
 * make; other codes as for printer_list and printer_set_up.
 */
bool printer_take_only(struct printer *p, struct err *err) MUST_CHECK;

/* What printer_look tells, and more; slower. out is filled even if not: then with the condition
 * only. False: ERR_PRINTER_GONE. */
bool printer_info(struct printer *p, struct printer_info *out, struct err *err) MUST_CHECK;

/*
 * Lets a paused queue go on, and take jobs. A printer that stopped by itself goes on once paper is
 * in and doors are shut: there is nothing to ask of it. False: ERR_PRINTER_GONE, ERR_READ_ONLY (as
 * for printer_set_up).
 */
bool printer_resume(struct printer *p, struct err *err) MUST_CHECK;

/* Asks the printer itself, for the queue goes stale while idle. */
enum printer_condition printer_look(struct printer *p);

/*
 * PAPER_AUTOMATIC: the paper to make a card for, found by size among what is loaded. A kind: that
 * one, for what is no card or when the organiser decides; it has to be loaded, or, if the printer
 * does not tell what is, supported. False: ERR_PAPER_SIZE, ERR_PRINTER_GONE.
 */
bool printer_paper(struct printer *p, int kind, struct paper *paper, struct err *err) MUST_CHECK;

/* Called from printer_print while it waits: PRINT_BUSY, PRINT_NO_PAPER, and back. */
typedef void printer_progress(void *ctx, enum print_state state);

/*
 * Prints one sheet and waits until it is out, at most two minutes, half a minute of which without
 * paper. False: ERR_PAPER_OUT, ERR_PRINTER_GONE, ERR_PRINTER_STOPPED, ERR_PAPER_SIZE, ERR_TIMEOUT
 * or ERR_CANCELLED; then the job is cancelled, so that nothing comes out for somebody else. Never
 * sends a card twice.
 */
bool printer_print(struct printer *p, const void *pdf, size_t len, const struct paper *paper,
    printer_progress *progress, void *ctx, struct err *err) MUST_CHECK;

/* The same for a document of that many sheets: two minutes each; done when the last one is out. */
bool printer_print_sheets(struct printer *p, const void *pdf, size_t len, int sheets,
    const struct paper *paper, printer_progress *progress, void *ctx, struct err *err) MUST_CHECK;

/* Gives up what printer_print is doing, or nothing. Any thread; does not wait. */
void printer_cancel(struct printer *p);

/* The same, and whatever is still to be printed ends at once, too: before the program does. */
void printer_end(struct printer *p);

#endif
