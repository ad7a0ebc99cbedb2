/*
 * A printer whose paper, cable and queue a test moves: sheets drop into a folder, as those of
 * printer_open_folder do, while it is ready; without paper it waits as the real one does. Any
 * thread, but for what printer.h says.
 */
#ifndef TESTS_WHOLE_PRINTER_SCRIPT_H
#define TESTS_WHOLE_PRINTER_SCRIPT_H

#include "platform/printer.h"

/* waits is called, from the printer worker, when it begins and ends to wait for a hand or the time. */
struct printer *printer_script_open(
    const char *folder, void (*waits)(void *ctx, bool yes), void *ctx, struct err *err);

void printer_script_set(struct printer *p, enum printer_condition condition);
void printer_script_time_passed(struct printer *p);
long printer_script_sheets(struct printer *p); /* that came out so far */

#endif
