#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void log_line(enum log_level level, const char *module, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    /* A line stays one line, whatever names are in it. */
    for (char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    /* JOURNAL_STREAM is set by systemd when stderr is the journal: see systemd.exec(5). One
     * fprintf a line, so that lines of two threads do not mix. */
    if (getenv("JOURNAL_STREAM") != NULL)
        fprintf(stderr, "<%d>%s: %s\n", (int)level, module, text);
    else
        fprintf(stderr, "%s%s: %s\n",
            level == LOG_LEVEL_INFO      ? ""
            : level == LOG_LEVEL_WARNING ? "warning: "
                                         : "error: ",
            module, text);
}

void log_err(const char *module, const char *doing, const struct err *err)
{
    log_line(LOG_LEVEL_ERROR, module, "%s: %s", doing, err->detail);
}
