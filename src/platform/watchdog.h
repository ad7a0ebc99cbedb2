/* systemd's view of the kiosk: ready, alive, stopping. Main thread. Without systemd all of it does
 * nothing. */
#ifndef PLATFORM_WATCHDOG_H
#define PLATFORM_WATCHDOG_H

#include <stdint.h>

struct watchdog {
    int64_t period_ms; /* half of WatchdogSec; 0: nobody watches */
    int64_t fed_ms;
};

struct watchdog watchdog_open(void);
void watchdog_ready(const struct watchdog *w);
/* After a finished turn of the main loop; tells systemd at most once a period. */
void watchdog_turn(struct watchdog *w, int64_t now_ms);
/* The moment by which the loop must have turned again, or INT64_MAX. */
int64_t watchdog_deadline_ms(const struct watchdog *w);
void watchdog_stopping(const struct watchdog *w);

#endif
