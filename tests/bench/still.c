#include "figures.h"

#include "base/clock.h"
#include "figure.h"
#include "process.h"
#include <poll.h>

enum { SETTLE_MS = 1500, STILL_MS = 20 * 1000 };

struct use {
    int64_t switches, cpu_ns;
};

static struct use use_of(const struct seat *s)
{
    pid_t pid = s->glass->program;
    return (struct use){ process_switches(pid), process_cpu_ns(pid) };
}

static void tell(const char *name, const char *unit, double kiosk, double bare, double limit)
{
    figure_print(&(struct figure){ .name = name,
        .value = kiosk,
        .unit = unit,
        .yardstick = "bare program in SDL_WaitEventTimeout, at the same time",
        .yardstick_value = bare,
        .limits = LIMIT_VALUE_MOST,
        .limit = limit,
        .note = "20 s on the attract screen, all threads; the printer is looked at every 4 s" });
}

void figures_still(struct rig *r)
{
    (void)rig_start_ms(&r->kiosk);
    (void)rig_start_ms(&r->bare);
    rig_settle(&r->kiosk, SETTLE_MS);
    rig_settle(&r->bare, SETTLE_MS);
    struct use kiosk = use_of(&r->kiosk), bare = use_of(&r->bare);
    int64_t from_ns = samples_now_ns();
    (void)poll(NULL, 0, STILL_MS);
    struct use kiosk_end = use_of(&r->kiosk), bare_end = use_of(&r->bare);
    double s = (double)(samples_now_ns() - from_ns) / 1e9;
    tell("wake-ups while idle", "1/s", (double)(kiosk_end.switches - kiosk.switches) / s,
        (double)(bare_end.switches - bare.switches) / s, 2);
    /* What the clock of /proc/PID/stat, 10 ms a tick, would not see. */
    tell("processor time while idle", "ms/s", (double)(kiosk_end.cpu_ns - kiosk.cpu_ns) / 1e6 / s,
        (double)(bare_end.cpu_ns - bare.cpu_ns) / 1e6 / s, 0.5);
    rig_stop(&r->kiosk);
    rig_stop(&r->bare);
}
