#include "clock_script.h"

#include "base/clock.h"
#include <stdatomic.h>
#include <time.h>

static atomic_llong monotonic_ms;
static atomic_llong wall_ahead_s; /* of the monotonic clock */

int64_t __wrap_clock_now_ms(void);
time_t __wrap_time(time_t *now);

int64_t __wrap_clock_now_ms(void)
{
    return atomic_load(&monotonic_ms);
}

time_t __wrap_time(time_t *now)
{
    time_t wall = (time_t)(atomic_load(&wall_ahead_s) + atomic_load(&monotonic_ms) / 1000);
    if (now != NULL)
        *now = wall;
    return wall;
}

void clock_script_set(int64_t now_ms)
{
    atomic_store(&monotonic_ms, now_ms);
    atomic_store(&wall_ahead_s, CLOCK_SCRIPT_2026 - now_ms / 1000);
}

void clock_script_pass(int64_t ms)
{
    atomic_fetch_add(&monotonic_ms, ms);
}

void clock_script_jump_wall(int64_t seconds)
{
    atomic_fetch_add(&wall_ahead_s, seconds);
}
