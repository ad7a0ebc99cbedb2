/*
 * What cupsd does for its operators only. On a Debian machine that is root and the group lpadmin
 * (SystemGroup in cups-files.conf), told apart by the user at the other end of cupsd's socket: the
 * kiosk's user has to be in it. Printer worker only.
 */
#ifndef PLATFORM_PRINTER_ADMIN_H
#define PLATFORM_PRINTER_ADMIN_H

#include "base/err.h"

/*
 * Makes a queue for a printer that needs no driver, or turns it to another device, and waits until
 * it is there (CUPS asks the printer first), at most patience_ms. False: ERR_PRINTER_GONE,
 * ERR_READ_ONLY (not allowed), ERR_TIMEOUT.
 */
bool printer_admin_add(const char *queue, const char *device_uri, const char *description,
    int timeout_ms, int patience_ms, struct err *err) MUST_CHECK;

/* Lets a queue go on. False: ERR_PRINTER_GONE, ERR_READ_ONLY. */
bool printer_admin_resume(const char *queue, int timeout_ms, struct err *err) MUST_CHECK;

#endif
