/*
 * Lines for the journal: stderr, with a syslog level in front when systemd reads it. Any thread.
 * No line says what a visitor chose, which card was open, or that an answer came in: the journal
 * stamps a time on each line.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/attributes.h"
#include "base/err.h"

enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_INFO = 6 };

/* Line of one module, e.g. log_line(LOG_LEVEL_INFO, "store", "opened %s", path). */
void log_line(enum log_level level, const char *module, const char *format, ...) PRINTF_LIKE(3, 4);

/* What was being done, and why it failed. */
void log_err(const char *module, const char *doing, const struct err *err);

#endif
