#include "platform/requests.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "core/date.h"
#include "core/settings.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <unistd.h>

enum { ANSWER_MAX = 200, ID_BYTES = 17, EVENTS_BYTES = 4096 };

/* --- values ------------------------------------------------------------------------------------ */

static bool is_nothing(const char *value)
{
    return value[0] == '\0';
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

static bool is_between(int number, int least, int most)
{
    return number >= least && number <= most;
}

static bool is_time(const char *value)
{
    static const char form[] = "0000-00-00 00:00";
    if (strlen(value) != strlen(form))
        return false;
    for (size_t i = 0; form[i] != '\0'; i++)
        if (form[i] != '0' && value[i] != form[i])
            return false;
    int year = number_in(value, 4), month = number_in(value + 5, 2);
    return is_between(year, DATE_YEAR_FIRST, DATE_YEAR_LAST) && is_between(month, 1, 12) &&
           is_between(number_in(value + 8, 2), 1, date_days_in_month(year, month)) &&
           is_between(number_in(value + 11, 2), 0, 23) &&
           is_between(number_in(value + 14, 2), 0, 59);
}

static bool is_brightness(const char *value)
{
    size_t len = strlen(value);
    return is_between((int)len, 2, 3) && value[0] != '0' &&
           is_between(number_in(value, (int)len), BRIGHTNESS_LOWEST, 100);
}

static const struct {
    const char *name;
    bool (*accepts)(const char *value);
} kinds[] = {
    [REQUEST_POWER_OFF] = { "poweroff", is_nothing },
    [REQUEST_REBOOT] = { "reboot", is_nothing },
    [REQUEST_SET_TIME] = { "time", is_time },
    [REQUEST_BRIGHTNESS] = { "brightness", is_brightness },
};

/* --- one request ------------------------------------------------------------------------------- */

struct asking {
    struct arena *arena;
    const char *dir, *name;
    const char *request, *answer; /* paths */
    char id[ID_BYTES];
    int events; /* an inotify: readable when something was put into dir */
};

static void make_id(char id[ID_BYTES])
{
    uint64_t bits = 0;
    while (getrandom(&bits, sizeof bits, 0) != sizeof bits) {
    } /* only a signal delays it */
    (void)snprintf(id, ID_BYTES, "%016llx", (unsigned long long)bits);
}

static bool watch(struct asking *q, struct err *err)
{
    q->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (q->events >= 0 && inotify_add_watch(q->events, q->dir, IN_MOVED_TO | IN_CLOSE_WRITE) >= 0)
        return true;
    if (errno == ENOENT || errno == ENOTDIR)
        return err_set(err, ERR_USAGE, "%s: this machine has no helper", q->name);
    return err_set(err, ERR_FILE, "%s: watch %s: %s", q->name, q->dir, strerror(errno));
}

static bool send(const struct asking *q, const char *value, struct err *err)
{
    const char *line = value[0] == '\0' ? arena_printf(q->arena, "%s\n", q->id)
                                        : arena_printf(q->arena, "%s %s\n", q->id, value);
    struct err why = { .code = ERR_NONE };
    return file_replace(q->request, line, strlen(line), &why) ||
           err_set(err, ERR_FILE, "%s: %s", q->name, why.detail);
}

/* What the helper said to this very request; NULL: nothing yet. */
static const char *answer_of(const struct asking *q)
{
    size_t len, id_len = strlen(q->id);
    char *text = file_read(q->arena, q->answer, ANSWER_MAX, &len, NULL);
    if (text == NULL || strncmp(text, q->id, id_len) != 0 || text[id_len] != ' ')
        return NULL;
    text[strcspn(text, "\n")] = '\0';
    return text + id_len + 1;
}

static const char *wait_for_answer(const struct asking *q, int timeout_ms)
{
    int64_t end_ms = clock_now_ms() + timeout_ms;
    for (;;) {
        char events[EVENTS_BYTES];
        while (read(q->events, events, sizeof events) > 0) {
        }
        const char *answer = answer_of(q);
        int64_t left_ms = end_ms - clock_now_ms();
        if (answer != NULL || left_ms <= 0)
            return answer;
        struct pollfd wait = { .fd = q->events, .events = POLLIN };
        (void)poll(&wait, 1, (int)left_ms);
    }
}

const char *requests_talk(const char *dir, const char *name, const char *value, int timeout_ms,
    struct arena *a, struct err *err)
{
    struct asking q = { .arena = a,
        .dir = dir,
        .name = name,
        .request = arena_printf(a, "%s/%s", dir, name),
        .answer = arena_printf(a, "%s/%s.answer", dir, name),
        .events = -1 };
    const char *answer = NULL;
    make_id(q.id);
    if (watch(&q, err) && send(&q, value, err)) {
        answer = wait_for_answer(&q, timeout_ms);
        if (answer == NULL && unlink(q.request) == 0)
            err_set(err, ERR_TIMEOUT, "%s: the helper does not take it", name);
        else if (answer == NULL)
            err_set(err, ERR_TIMEOUT, "%s: the helper took it, and is silent", name);
    }
    if (q.events >= 0)
        close(q.events);
    return answer;
}

static bool judge(const char *name, const char *answer, struct err *err)
{
    if (strcmp(answer, "ok") == 0)
        return true;
    if (strcmp(answer, "absent") == 0)
        return err_set(err, ERR_USAGE, "%s: this machine has no such thing", name);
    return err_set(err, ERR_FILE, "%s: the helper says: %s", name, answer);
}

bool requests_ask(
    const char *dir, enum request kind, const char *value, int timeout_ms, struct err *err)
{
    const char *name = kinds[kind].name, *given = value == NULL ? "" : value;
    if (!kinds[kind].accepts(given))
        return err_set(err, ERR_INTERNAL, "%s: '%s' is no value for it", name, given);
    struct arena *a = arena_new();
    const char *answer = requests_talk(dir, name, given, timeout_ms, a, err);
    bool ok = answer != NULL && judge(name, answer, err);
    arena_free(a);
    return ok;
}
