/*
 * How a queue and the printer behind it are. CUPS learns the state of a printer only while it
 * prints, and calls one that is unplugged idle: so the printer itself is asked, if it speaks IPP.
 * Printer worker only.
 */
#ifndef PLATFORM_PRINTER_STATUS_H
#define PLATFORM_PRINTER_STATUS_H

#include "core/printing.h"

#include <cups/cups.h>
#include <stdbool.h>

struct printer_queue {
    char name[IPP_MAX_NAME], device_uri[HTTP_MAX_URI]; /* as cupsd told, or "" */
    enum printer_condition condition;
    ipp_t *attributes; /* of the printer itself, or as CUPS believes; NULL: no answer */
    bool from_device; /* attributes are the printer's own */
};

/* What to ask; paper and ink are slow on some printers. */
enum printer_detail { PRINTER_ITS_STATE, PRINTER_ITS_MEDIA, PRINTER_ITS_SUPPLIES /* media too */ };

/* Asks about a queue (NULL: CUPS's default) and its printer. printer_queue_close always. */
struct printer_queue printer_queue_open(
    const char *name, enum printer_detail detail, int timeout_ms);
void printer_queue_close(struct printer_queue *q);

/* Whether printer-state-reasons holds that one, whatever severity stands behind it. */
bool printer_reports(ipp_t *attributes, const char *reason);

#endif
