/* The content to show. Main thread, before the workers start; blocks on the disk. */
#ifndef APP_STARTUP_H
#define APP_STARTUP_H

#include "app/options.h"
#include "app/places.h"
#include "base/arena.h"
#include "core/content.h"
#include <stdint.h>

/*
 * The content to show: the one asked for, else the imported one, else the one imported before it,
 * else the shipped one; safe: the shipped one only. *trouble: a better one was there but could not
 * be used (the journal has every fault). NULL: not even the shipped one can be used.
 */
const struct content *startup_content(struct arena *a, const struct options *o,
    const struct places *places, bool safe, bool *trouble);

/* Until when, on clock_now_ms, a kiosk without a PIN can be set up: a while after the machine was
 * switched on, or, on a desk, after the program was started. */
int64_t startup_setup_until_ms(int64_t now_ms);

#endif
