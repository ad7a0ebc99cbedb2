/*
 * Failures. A function that can fail returns false (or NULL) and fills the struct err its caller
 * lent it, once, where it happened; whoever handles it logs it once. The code chooses the words on
 * a screen, the detail goes to the journal and to the organiser's command line. No detail ever
 * names what a visitor chose.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/attributes.h"
#include <stdbool.h>

enum err_code {
    ERR_NONE,
    ERR_USAGE, /* the command line asks for what is not there */
    ERR_FILE, /* a file cannot be read or written */
    ERR_FULL, /* no room left on the medium */
    ERR_READ_ONLY, /* the medium refuses to be written */
    ERR_GONE, /* the stick, the printer or the display went away */
    ERR_BUSY, /* another program holds it */
    ERR_CONTENT, /* a card, deck, vocabulary or phrase file is not as it should be */
    ERR_STORE, /* the database is damaged, foreign or newer than the program */
    ERR_NOT_A_STICK, /* mounted, but no medium that results may be written on */
    ERR_VERIFY, /* what was read back is not what was written */
    ERR_PRINTER_GONE, /* no answer from the printer or from CUPS */
    ERR_PRINTER_STOPPED,
    ERR_PAPER_OUT,
    ERR_PAPER_SIZE, /* the printer has no paper that a card fits on */
    ERR_CANCELLED, /* we asked for it */
    ERR_TIMEOUT,
    ERR_DISPLAY,
    ERR_INTERNAL
};

struct err {
    enum err_code code;
    char detail[240]; /* UTF-8, may be cut; never shown to a visitor */
};

/* Fills e (NULL is fine: nobody wants to know). Always false, so that callers can return it. */
bool err_set(struct err *e, enum err_code code, const char *format, ...) PRINTF_LIKE(3, 4);

#endif
