/* The names that settings are stored under, and what they mean. Store worker, or before the loop. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/arena.h"
#include "store/store.h"

/* Cards that came out of the printer; a new meeting starts the count again. */
bool settings_printed(struct store *s, uint32_t *printed, struct err *err) MUST_CHECK;
bool settings_keep_printed(struct store *s, uint32_t printed, struct err *err) MUST_CHECK;

/* The secret that a paired stick carries, made at its first use; in a. */
bool settings_stick_token(
    struct store *s, struct arena *a, const char **token, struct err *err) MUST_CHECK;

#endif
