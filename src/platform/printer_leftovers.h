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
    char device[HTTP_MAX_URI]; /* the printer that may, without CUPS, or "" */
};

bool printer_leftovers_none(const struct printer_leftovers *l);

/* One round at what may be left. True: nothing of ours is waiting any more. */
bool printer_leftovers_sweep(struct printer_leftovers *l, bool by_force, int timeout_ms);

/* Rounds until nothing is left, at most patience_ms; gentle in the first half of them. What cannot
 * be settled now is to be swept later. */
void printer_leftovers_settle(struct printer_leftovers *l, int timeout_ms, int patience_ms);

#endif
