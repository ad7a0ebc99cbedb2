#include "helper/machine.h"

#include "base/arena.h"
#include "base/attributes.h"
#include "base/file.h"
#include "base/log.h"
#include "helper/inbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    YEAR_FIRST = 2026,
    YEAR_LAST = 2099,
    BRIGHTNESS_LOWEST = 10,
    NOT_FOUND = -1, /* beside 0 and errnos: this machine has no such thing */
    NO_VALUE = -2 /* not of the form, so not answered */
};

struct serving {
    const struct helper_places *at;
    const struct helper_os *os;
};

static int power_off(const struct serving *s, const char *value)
{
    return value[0] != '\0' ? NO_VALUE : s->os->power(s->os->ctx, false);
}

static int restart(const struct serving *s, const char *value)
{
    return value[0] != '\0' ? NO_VALUE : s->os->power(s->os->ctx, true);
}

/* The number in digits bytes, or -1. */
static int number_in(const char *text, int digits)
{
    int number = 0;
    for (int i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = 10 * number + text[i] - '0';
    }
    return number;
}

static bool has_form(const char *value, const char *form)
{
    if (strlen(value) != strlen(form))
        return false;
    for (size_t i = 0; form[i] != '\0'; i++)
        if (form[i] == '0' ? value[i] < '0' || value[i] > '9' : value[i] != form[i])
            return false;
    return true;
}

static int set_time(const struct serving *s, const char *value)
{
    if (!has_form(value, "0000-00-00 00:00"))
        return NO_VALUE;
    struct tm asked = { .tm_year = number_in(value, 4) - 1900,
        .tm_mon = number_in(value + 5, 2) - 1,
        .tm_mday = number_in(value + 8, 2),
        .tm_hour = number_in(value + 11, 2),
        .tm_min = number_in(value + 14, 2),
        .tm_isdst = -1 };
    struct tm there = asked;
    if (asked.tm_year < YEAR_FIRST - 1900 || asked.tm_year > YEAR_LAST - 1900 ||
        asked.tm_hour > 23 || asked.tm_min > 59)
        return NO_VALUE;
    time_t now = mktime(&there);
    /* It makes a day of any number, in another month; an hour that summer time skips moves. */
    if (now == (time_t)-1 || there.tm_mon != asked.tm_mon)
        return NO_VALUE;
    return s->os->set_clock(s->os->ctx, now);
}

/* errno, or 0. */
static int write_number(const char *path, long number)
{
    char text[24];
    int len = snprintf(text, sizeof text, "%ld\n", number);
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    int error = fd < 0 || write(fd, text, (size_t)len) != len ? errno : 0;
    if (fd >= 0)
        close(fd);
    return error;
}

static int light(struct arena *a, const char *backlight, int percent)
{
    size_t len = 0;
    char *text =
        file_read(a, arena_printf(a, "%s/max_brightness", backlight), 64 * 1024, &len, NULL);
    long most = text == NULL ? 0 : strtol(text, NULL, 10);
    if (most <= 0 || most > 1000 * 1000)
        return NOT_FOUND;
    long level = (most * percent + 50) / 100;
    return write_number(arena_printf(a, "%s/brightness", backlight), level < 1 ? 1 : level);
}

/* Of all backlights there are. */
static int set_brightness(const struct serving *s, const char *value)
{
    size_t len = strlen(value);
    int percent = len == 2 || len == 3 ? number_in(value, (int)len) : -1;
    if (value[0] == '0' || percent < BRIGHTNESS_LOWEST || percent > 100)
        return NO_VALUE;
    struct arena *a = arena_new();
    const char *folder = arena_printf(a, "%s/class/backlight", s->at->sys);
    int result = NOT_FOUND;
    DIR *dir = opendir(folder);
    for (const struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        int error = light(a, arena_printf(a, "%s/%s", folder, e->d_name), percent);
        if (error != NOT_FOUND && result <= 0)
            result = error;
    }
    if (dir != NULL)
        closedir(dir);
    arena_free(a);
    return result;
}

static const struct {
    const char *name;
    int (*serve)(const struct serving *s, const char *value);
} kinds[] = {
    { "poweroff", power_off },
    { "reboot", restart },
    { "time", set_time },
    { "brightness", set_brightness },
};

void machine_begin(int inbox)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        inbox_drop(inbox, kinds[i].name);
}

void machine_serve(const struct helper_places *at, const struct helper_os *os, int inbox)
{
    const struct serving s = { at, os };
    struct inbox_request r;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (!inbox_take(inbox, kinds[i].name, at->uid, &r))
            continue;
        int result = kinds[i].serve(&s, r.value);
        if (result == 0)
            inbox_answer(inbox, kinds[i].name, &r, "ok");
        else if (result == NOT_FOUND)
            inbox_answer(inbox, kinds[i].name, &r, "absent");
        else if (result == NO_VALUE)
            log_line(LOG_LEVEL_WARNING, "machine", "'%s' with no such value", kinds[i].name);
        else
            inbox_answer(inbox, kinds[i].name, &r, "failed %s", strerror(result));
    }
}
