/* The names that settings are stored under, and what they mean. Store worker, or before the loop. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/arena.h"
#include "core/printing.h"
#include "core/settings.h"
#include "store/store.h"

/* Settings that were never stored, or cannot be meant, keep their default. */
bool settings_load(struct store *s, struct settings *out, struct err *err) MUST_CHECK;
bool settings_keep(struct store *s, const struct settings *settings, struct err *err) MUST_CHECK;

/* Cards that came out of the printer: this meeting, this day (as far as the clock can be trusted),
 * and the sheets that are left in the pack. */
bool settings_printed(struct store *s, struct printed *printed, struct err *err) MUST_CHECK;
bool settings_keep_printed(
    struct store *s, const struct printed *printed, struct err *err) MUST_CHECK;

/* A new meeting starts the counts of cards again, except that of the day. */
bool settings_new_meeting(struct store *s, struct err *err) MUST_CHECK;

/* The day that the organiser said it is, for a machine without a clock of its own; NULL: never. */
bool settings_confirmed_day(
    struct store *s, struct arena *a, const char **day, struct err *err) MUST_CHECK;
bool settings_confirm_day(struct store *s, const char *day, struct err *err) MUST_CHECK;

/* The secret that a paired stick carries, made at its first use; in a. */
bool settings_stick_token(
    struct store *s, struct arena *a, const char **token, struct err *err) MUST_CHECK;

#endif
