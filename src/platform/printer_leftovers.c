#include "platform/printer_leftovers.h"

#include "base/clock.h"
#include "base/log.h"
#include "platform/printer_job.h"

#include <poll.h>

enum { SWEEP_PAUSE_MS = 100 };

bool printer_leftovers_none(const struct printer_leftovers *l)
{
    return l->queue[0] == '\0' && l->device[0] == '\0';
}

/*
 * What the printer says counts once CUPS has nothing left that sends to it. While cupsd is not there
 * the printer is told all the same: it prints what it has without it.
 */
bool printer_leftovers_sweep(struct printer_leftovers *l, int timeout_ms)
{
    int at_cups = l->queue[0] == '\0' ? 0 : printer_job_sweep(l->queue, timeout_ms);
    if (at_cups > 0)
        return false;
    bool told = l->device[0] == '\0' || printer_job_sweep_device(l->device, timeout_ms);
    if (at_cups != 0)
        return false;
    l->queue[0] = '\0';
    if (told)
        l->device[0] = '\0';
    return true;
}

bool printer_leftovers_settle(struct printer_leftovers *l, int timeout_ms, int patience_ms)
{
    int64_t begin_ms = clock_now_ms();
    for (;;) {
        if (printer_leftovers_sweep(l, timeout_ms))
            return true;
        if (clock_now_ms() - begin_ms > patience_ms) {
            log_line(LOG_LEVEL_WARNING, "printer", "a job may still be at CUPS");
            return false;
        }
        (void)poll(NULL, 0, SWEEP_PAUSE_MS);
    }
}
