#include "platform/machine.h"

#include "base/arena.h"
#include "base/file.h"
#include "core/date.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum {
    KERNEL_FILE_MAX = 4096, /* a file of sysfs claims to be a page long */
    MB = 1000 * 1000,
    RTC_OFF_S = 24 * 60 * 60, /* it may keep local time */
    THROTTLED_NOW = 1 << 0,
    THROTTLED_SINCE = 1 << 16,
};

/* --- files of the kernel ----------------------------------------------------------------------- */

struct look {
    struct arena *arena;
    const char *root;
};

/* What a file holds, or NULL. */
static const char *text_of(const struct look *l, const char *path)
{
    size_t len;
    return file_read(
        l->arena, arena_printf(l->arena, "%s%s", l->root, path), KERNEL_FILE_MAX, &len, NULL);
}

/* False: there is no such file, or no number in it. */
static bool number_of(const struct look *l, const char *path, int base, long *number)
{
    const char *text = text_of(l, path);
    char *end = NULL;
    if (text == NULL)
        return false;
    *number = strtol(text, &end, base);
    return end != text;
}

/* --- temperature and power --------------------------------------------------------------------- */

static void look_at_temperature(const struct look *l, struct health *h)
{
    long thousandths = 0;
    h->knows_temperature = number_of(l, "/sys/class/thermal/thermal_zone0/temp", 10, &thousandths);
    h->temperature_c = (int)(thousandths / 1000);
}

/* The alarm of the sensor called rpi_volt, wherever it stands. False: there is none. */
static bool voltage_alarm(const struct look *l, long *alarm)
{
    static const char sensors[] = "/sys/class/hwmon";
    DIR *dir = opendir(arena_printf(l->arena, "%s%s", l->root, sensors));
    bool found = false;
    const struct dirent *d;
    while (dir != NULL && !found && (d = readdir(dir)) != NULL) {
        if (strncmp(d->d_name, "hwmon", 5) != 0)
            continue;
        const char *name = text_of(l, arena_printf(l->arena, "%s/%s/name", sensors, d->d_name));
        found = name != NULL && strncmp(name, "rpi_volt", 8) == 0 &&
                number_of(l, arena_printf(l->arena, "%s/%s/in0_lcrit_alarm", sensors, d->d_name),
                    10, alarm);
    }
    if (dir != NULL)
        closedir(dir);
    return found;
}

static void look_at_power(const struct look *l, struct health *h)
{
    long bits = 0;
    if (voltage_alarm(l, &bits))
        bits = bits != 0 ? THROTTLED_NOW : 0;
    /* Asked second: on a kernel that has both, reading it leaves a warning in the journal. */
    else if (!number_of(l, "/sys/devices/platform/soc/soc:firmware/get_throttled", 16, &bits)) {
        h->knows_power = false;
        return;
    }
    h->knows_power = true;
    h->under_voltage = h->under_voltage || (bits & (THROTTLED_NOW | THROTTLED_SINCE)) != 0;
}

/* --- disk -------------------------------------------------------------------------------------- */

static void look_at_disk(const char *data, struct health *h)
{
    struct statvfs disk;
    h->disk_free_mb = h->disk_total_mb = 0;
    if (statvfs(data, &disk) < 0)
        return;
    h->disk_free_mb = (int)((uint64_t)disk.f_bavail * disk.f_frsize / MB);
    h->disk_total_mb = (int)((uint64_t)disk.f_blocks * disk.f_frsize / MB);
}

/* --- clock ------------------------------------------------------------------------------------- */

/* As systemd-timesyncd says: the kernel's own word (adjtimex) is behind the call that also sets the
 * clock, and the kiosk's unit may not make that. */
static bool is_synchronised(const struct look *l)
{
    return access(arena_printf(l->arena, "%s/run/systemd/timesync/synchronized", l->root), F_OK) ==
           0;
}

/* The compiler's date as ours; it takes SOURCE_DATE_EPOCH for it where a build is to be repeated. */
static void built_on(char day[DATE_TEXT])
{
    static const char compiled[] = __DATE__; /* "Nov  1 2026" */
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int month = 1;
    while (month < 12 && strncmp(months + 3 * (month - 1), compiled, 3) != 0)
        month++;
    (void)snprintf(day, DATE_TEXT, "%.4s-%02d-%c%c", compiled + 7, month,
        compiled[4] == ' ' ? '0' : compiled[4], compiled[5]);
}

/* That day, or the one before: an evening may end after midnight. */
static bool is_confirmed(const char *today, const char *confirmed)
{
    char next[DATE_TEXT];
    if (confirmed[0] == '\0' || strcmp(today, confirmed) == 0)
        return confirmed[0] != '\0';
    (void)snprintf(next, sizeof next, "%s", confirmed);
    date_move(next, DATE_DAY, 1);
    return strcmp(today, next) == 0;
}

bool machine_clock_trusted(const struct machine_clock *c)
{
    char today[DATE_TEXT];
    struct tm day;
    time_t now = (time_t)c->now_s;
    if (localtime_r(&now, &day) == NULL || strftime(today, sizeof today, "%Y-%m-%d", &day) == 0 ||
        strcmp(today, c->built) < 0)
        return false;
    int64_t off_s = c->now_s - c->rtc_s;
    bool rtc_agrees = c->rtc_s > 0 && off_s <= RTC_OFF_S && off_s >= -RTC_OFF_S;
    return c->synchronised || rtc_agrees || is_confirmed(today, c->confirmed);
}

static void look_at_clock(const struct look *l, const char *confirmed, struct health *h)
{
    char built[DATE_TEXT];
    long rtc_s = 0;
    time_t now = time(NULL);
    struct tm at;
    built_on(built);
    if (!number_of(l, "/sys/class/rtc/rtc0/since_epoch", 10, &rtc_s))
        rtc_s = 0;
    h->clock_trusted = machine_clock_trusted(&(struct machine_clock){ .now_s = now,
        .synchronised = is_synchronised(l),
        .rtc_s = rtc_s,
        .confirmed = confirmed,
        .built = built });
    bool tells = localtime_r(&now, &at) != NULL;
    if (!tells || !h->clock_trusted || strftime(h->today, sizeof h->today, "%Y-%m-%d", &at) == 0)
        h->today[0] = '\0';
    if (!tells || strftime(h->time, sizeof h->time, "%H:%M", &at) == 0)
        h->time[0] = '\0';
}

void machine_look(const struct machine_places *at, const char *confirmed, struct health *h)
{
    const struct look l = { .arena = arena_new(), .root = at->root };
    look_at_disk(at->data, h);
    look_at_temperature(&l, h);
    look_at_power(&l, h);
    look_at_clock(&l, confirmed, h);
    h->known = true;
    arena_free(l.arena);
}
