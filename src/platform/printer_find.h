/*
 * Which printers there are: CUPS's queues, and the USB printers that ipp-usb offers as IPP printers
 * on ports of this machine. Printer worker only.
 */
#ifndef PLATFORM_PRINTER_FIND_H
#define PLATFORM_PRINTER_FIND_H

#include "platform/printer.h"

#include <cups/cups.h>

/* ipp-usb gives its printers numbers from first on. */
struct printer_ports {
    int first, count;
};

struct printer_candidate {
    struct printer_found found;
    char device_uri[HTTP_MAX_URI]; /* that its queue has, or will have */
    bool half_made; /* its queue stands, but CUPS could not ask the printer for the rest */
};

/* How many there are, at most max; -1: cupsd does not answer. */
int printer_find(
    const struct printer_ports *usb, struct printer_candidate *list, int max, int timeout_ms);

#endif
