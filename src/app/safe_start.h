/*
 * A kiosk that keeps falling over must not keep doing what made it fall. The installed unit's third
 * start within two minutes starts safe: shipped content, no printer.
 */
#ifndef APP_SAFE_START_H
#define APP_SAFE_START_H

#include <stdbool.h>
#include <stdint.h>

enum { SAFE_START_COUNT = 3, SAFE_START_MS = 2 * 60 * 1000 };

/* Notes this start in runtime_dir (NULL: not an installed unit, never safe) and tells whether it
 * must be a safe one. now_ms is monotonic; the notes do not outlive the boot. */
bool safe_start_note(const char *runtime_dir, int64_t now_ms);

#endif
