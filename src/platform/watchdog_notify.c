#include "platform/watchdog.h"

#include <systemd/sd-daemon.h>

struct watchdog watchdog_open(void)
{
    uint64_t limit_us = 0;
    if (sd_watchdog_enabled(0, &limit_us) <= 0)
        return (struct watchdog){ .period_ms = 0 };
    return (struct watchdog){ .period_ms = (int64_t)(limit_us / 1000 / 2) };
}

/* What comes back is of no use: nobody listens, or the journal says so on the other side. */
static void tell(const char *state)
{
    (void)sd_notify(0, state);
}

void watchdog_ready(const struct watchdog *w)
{
    (void)w; /* readiness is told to whoever started us, also without a watchdog */
    tell("READY=1");
}

void watchdog_turn(struct watchdog *w, int64_t now_ms)
{
    if (w->period_ms == 0 || now_ms < watchdog_deadline_ms(w))
        return;
    tell("WATCHDOG=1");
    w->fed_ms = now_ms;
}

int64_t watchdog_deadline_ms(const struct watchdog *w)
{
    return w->period_ms == 0 ? INT64_MAX : w->fed_ms + w->period_ms;
}

void watchdog_stopping(const struct watchdog *w)
{
    (void)w;
    tell("STOPPING=1");
}
