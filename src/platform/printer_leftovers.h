/*
 * Jobs that may still be somewhere after one that failed, and getting rid of them: nothing comes
 * out for somebody else. Plain; all zero: there is nothing. Printer worker only.
 */
#ifndef PLATFORM_PRINTER_LEFTOVERS_H
#define PLATFORM_PRINTER_LEFTOVERS_H

#include <cups/cups.h>
#include <stdbool.h>

struct printer_leftovers {
    char queue[IPP_MAX_NAME]; /* that may still hold a job of ours, or "" */
    char device[HTTP_MAX_URI]; /* the printer that may, where it can be asked, or "" */
};

bool printer_leftovers_none(const struct printer_leftovers *l);

/*
 * One round at what may be left. True: nothing of ours is at CUPS any more, and the printer has
 * agreed to drop what it had; or it does not answer, and stays in l.
 */
bool printer_leftovers_sweep(struct printer_leftovers *l, int timeout_ms);

/* Rounds until one is true, at most patience_ms. What cannot be settled now is to be swept later. */
bool printer_leftovers_settle(struct printer_leftovers *l, int timeout_ms, int patience_ms);

#endif
