/* The CUPS side's patience, so that tests need less of it, and where USB printers are. */
#ifndef PLATFORM_PRINTER_CUPS_H
#define PLATFORM_PRINTER_CUPS_H

#include "platform/printer_find.h"

struct printer_limits {
    int request_ms; /* one silence of cupsd or of the printer */
    int poll_ms; /* between two looks at a job */
    int no_paper_ms; /* then the visitor has waited long enough */
    int trouble_ms; /* for any other trouble of the printer: gone, a door open, a jam */
    int job_ms; /* for all of it, a sheet */
    int sweep_ms; /* for getting rid of a job that failed */
    int set_up_ms; /* for a queue in the making */
    struct printer_ports usb;
};

/* As printer_open_cups, with other limits. */
struct printer *printer_cups_open(
    const char *queue, const struct printer_limits *limits, struct err *err) MUST_CHECK;

#endif
