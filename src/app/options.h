/* The command line of goedwerk-kiosk. */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "base/err.h"
#include <stdbool.h>

/* Strings are those of argv; NULL or 0 where nothing was said. */
struct options {
    const char *content, *data, *removable, *boot, *lang, *printer, *ui_log;
    int width, height;
    double px_per_mm;
    int rotation;
    bool help, version;
};

/* False: ERR_USAGE, with what is wrong and what is expected. */
bool options_parse(struct options *o, int argc, char **argv, struct err *err) MUST_CHECK;

/* The text of --help. */
const char *options_help(void);

#endif
