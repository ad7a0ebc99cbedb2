#include "app/tool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

struct store *tool_open(const struct tool_request *r, struct meeting *m, int *status)
{
    struct err err = { 0 };
    struct places p;
    struct arena *a = arena_new();
    struct store *s = NULL;
    bool found = false;

    if (!places_find_data(&p, a, r->data, &err)) {
        *status = refuse("", &err);
        goto out;
    }
    s = open_existing(p.data, a, &err);
    if (s != NULL && store_meeting_current(s, m, &found, &err) && found)
        goto out;
    if (s != NULL && err.code == ERR_NONE)
        err_set(&err, ERR_STORE, "no meeting in %s that is not closed", p.data);
    *status = refuse(p.data, &err);
    store_close(s);
    s = NULL;
out:
    arena_free(a);
    return s;
}
