#include "base/clock.h"

#include <string.h>
#include <time.h>

int64_t clock_now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail on Linux: clock_gettime(2) */
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_today(char date[11])
{
    time_t now = time(NULL);
    struct tm day;
    if (localtime_r(&now, &day) == NULL || strftime(date, 11, "%Y-%m-%d", &day) != 10)
        memcpy(date, "1970-01-01", 11);
}
