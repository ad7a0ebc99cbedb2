#include "app/tool.h"

#include "core/meeting_code.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { MEETINGS_AT_ONCE = 16 };

static int refuse(const char *data, const struct err *err)
{
    if (err->code == ERR_BUSY) {
        fprintf(stderr, "goedwerk: the kiosk is running on %s; stop it or use the stick\n", data);
        return STATUS_BUSY;
    }
    fprintf(stderr, "goedwerk: %s\n", err->detail);
    return err->code == ERR_USAGE ? STATUS_USAGE : STATUS_FAILED;
}

static struct store *open_existing(const char *data, struct arena *a, struct err *err)
{
    enum store_origin origin;
    const char *path = arena_printf(a, "%s/goedwerk.sqlite", data);
    if (access(path, F_OK) < 0) {
        err_set(err, ERR_FILE,
            "no results in %s (%s: %s): give the kiosk's data folder with --data", data, path,
            strerror(errno));
        return NULL;
    }
    struct store *s = store_open(data, &origin, err);
    if (s == NULL || origin == STORE_FOUND)
        return s;
    struct err why = *err;
    store_close(s);
    err_set(err, ERR_STORE, "the database in %s could not be used and was set aside: %s", data,
        why.detail);
    return NULL;
}

static bool means(struct arena *a, const char *asked, const struct meeting *m)
{
    size_t len = strlen(asked);
    return strcmp(asked, meeting_code(a, m)) == 0 ||
           (len >= ID_DIGITS_MIN && strncasecmp(asked, meeting_id_text(a, m), len) == 0);
}

static bool find_asked(
    struct store *s, struct arena *a, const char *asked, struct meeting *m, struct err *err)
{
    struct meeting_summary list[MEETINGS_AT_ONCE];
    int found = 0, count = 0, total = 1;
    for (int first = 0; first < total; first += count) {
        if (!store_meetings(s, first, list, MEETINGS_AT_ONCE, &count, &total, err))
            return false;
        for (int i = 0; i < count; i++)
            if (means(a, asked, &list[i].meeting) && found++ == 0)
                *m = list[i].meeting;
        if (count == 0)
            break;
    }
    if (found == 1)
        return true;
    return err_set(err, ERR_USAGE,
        found == 0 ? "there is no meeting %s" : "more than one meeting is %s: give its id", asked);
}

static bool find_meeting(
    struct store *s, struct arena *a, const char *asked, struct meeting *m, struct err *err)
{
    bool found = false;
    if (asked != NULL)
        return find_asked(s, a, asked, m, err);
    if (!store_meeting_latest(s, m, &found, err))
        return false;
    return found || err_set(err, ERR_STORE, "there is no meeting yet");
}

struct store *tool_open(const struct tool_request *r, struct meeting *m, int *status)
{
    struct err err = { 0 };
    struct places p;
    struct arena *a = arena_new();
    struct store *s = NULL;

    if (!places_find_data(&p, a, r->data, &err)) {
        *status = refuse("", &err);
        goto out;
    }
    s = open_existing(p.data, a, &err);
    if (s != NULL && find_meeting(s, a, r->meeting, m, &err))
        goto out;
    *status = refuse(p.data, &err);
    store_close(s);
    s = NULL;
out:
    arena_free(a);
    return s;
}
