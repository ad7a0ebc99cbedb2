/* Ink and paper, from what a printer reports. Pure. */
#ifndef PLATFORM_PRINTER_SUPPLIES_H
#define PLATFORM_PRINTER_SUPPLIES_H

#include "platform/printer.h"

#include <cups/cups.h>
#include <stdbool.h>

/* The attributes that printer_supplies_read reads beside those of printer_media_wanted. */
const char *const *printer_supplies_wanted(void);

/* Fills all of out but its condition; loaded_known as for printer_media_choose. */
void printer_supplies_read(ipp_t *attributes, bool loaded_known, struct printer_info *out);

#endif
