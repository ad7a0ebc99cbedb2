/*
 * A place that cards come out of. Real side: CUPS; make-believe side: a folder that PDFs drop in,
 * for desks without a printer. Printer worker only, except printer_cancel. Every call ends: each
 * request to CUPS has its own connection and time-out.
 */
#ifndef PLATFORM_PRINTER_H
#define PLATFORM_PRINTER_H

#include "base/err.h"
#include "core/paper.h"
#include "core/printing.h"
#include <stdbool.h>
#include <stddef.h>

struct printer;

/* queue: a CUPS queue's name, or NULL for CUPS's default. Does not need CUPS to be there yet. */
struct printer *printer_open_cups(const char *queue, struct err *err) MUST_CHECK;
struct printer *printer_open_folder(const char *dir, struct err *err) MUST_CHECK;
void printer_close(struct printer *p); /* NULL is fine */

/* Asks the printer itself, for the queue goes stale while idle. */
enum printer_condition printer_look(struct printer *p);

/* The paper to make the card for: what is loaded, found by size. False: ERR_PAPER_SIZE,
 * ERR_PRINTER_GONE. */
bool printer_paper(struct printer *p, struct paper *paper, struct err *err) MUST_CHECK;

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

/* Gives up what printer_print is doing, or nothing. Any thread; does not wait. */
void printer_cancel(struct printer *p);

#endif
