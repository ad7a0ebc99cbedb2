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

bool printer_leftovers_sweep(struct printer_leftovers *l, bool by_force, int timeout_ms)
{
    if (l->device[0] != '\0' && printer_job_sweep_device(l->device, timeout_ms) == 0)
        l->device[0] = '\0';
    if (l->queue[0] != '\0' && printer_job_sweep(l->queue, by_force, timeout_ms) == 0)
        l->queue[0] = '\0';
    return printer_leftovers_none(l);
}

void printer_leftovers_settle(struct printer_leftovers *l, int timeout_ms, int patience_ms)
{
    int64_t begin_ms = clock_now_ms();
    for (;;) {
        int64_t spent_ms = clock_now_ms() - begin_ms;
        if (printer_leftovers_sweep(l, spent_ms > patience_ms / 2, timeout_ms))
            return;
        if (spent_ms > patience_ms) {
            log_line(LOG_LEVEL_WARNING, "printer", "a job may still be at CUPS");
            return;
        }
        (void)poll(NULL, 0, SWEEP_PAUSE_MS);
    }
}
