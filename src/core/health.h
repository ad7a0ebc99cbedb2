/* What the machine tells of itself, for the organiser. Plain values. */
#ifndef CORE_HEALTH_H
#define CORE_HEALTH_H

#include <stdbool.h>

/* What was wrong in goedwerk.ini: never fatal, told on the self-test. */
enum { INI_NEWS_MOST = 6, INI_NEWS_MAX = 120 };

struct ini_news {
    int count;
    char line[INI_NEWS_MOST][INI_NEWS_MAX];
};

struct health {
    bool known; /* somebody has looked */
    int disk_free_mb, disk_total_mb;
    bool on_reserve; /* the disk is full, and the room that was kept for this is in use */
    bool knows_temperature;
    int temperature_c;
    bool knows_power; /* only a Raspberry Pi tells */
    bool under_voltage; /* now, or since it was switched on */
    bool clock_trusted;
    char today[11]; /* "2026-11-21"; "" while the clock is not to be trusted */
    char time[6]; /* "18:05", of the same clock, trusted or not */
};

#endif
