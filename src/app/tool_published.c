/* What is published of a meeting, from wherever the command line says: a kiosk's data folder, or an
 * archive file. */
#include "app/tool.h"
#include "store/archive_read.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_archive(const char *data)
{
    struct stat st;
    return data != NULL && stat(data, &st) == 0 && !S_ISDIR(st.st_mode);
}

static bool refuse(const char *file, const struct err *err, int *status)
{
    fprintf(stderr, "goedwerk: %s: %s\n", file, err->detail);
    *status = err->code == ERR_USAGE ? STATUS_USAGE : STATUS_FAILED;
    return false;
}

/* --- of a data folder --- */

static bool from_store(
    const struct tool_request *r, struct arena *a, struct published *out, int *status)
{
    struct meeting m;
    struct err err = { 0 };
    struct store *s = tool_open(r, &m, status);
    if (s == NULL)
        return false;
    bool ok = store_published(s, m.id, a, out, &err) ||
              refuse(r->data == NULL ? "the data folder" : r->data, &err, status);
    store_close(s);
    return ok;
}

/* --- of an archive --- */

/* The one that is asked for, by its code or its id; without asking, the only one. NULL: see err. */
static const char *choose(struct archive *ar, const char *asked, struct arena *a,
    const struct archive_meeting *list, int count, struct err *err)
{
    const char *code = NULL;
    if (asked == NULL && count == 1)
        return list[0].meeting.code;
    if (asked == NULL) {
        err_set(err, ERR_USAGE, "it holds %d meetings; choose one with --meeting CODE", count);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].meeting.code, asked) == 0)
            return list[i].meeting.code;
    if (strlen(asked) >= ID_DIGITS_MIN && !archive_code_of(ar, asked, a, &code, err))
        return NULL;
    if (code == NULL)
        err_set(err, ERR_USAGE, "there is no meeting %s, or more than one", asked);
    return code;
}

static void print_choices(const struct archive_meeting *list, int count)
{
    for (int i = 0; i < count; i++)
        fprintf(stderr, "  %s\n", list[i].meeting.code);
}

static bool from_archive(
    const struct tool_request *r, struct arena *a, struct published *out, int *status)
{
    struct err err = { 0 };
    const struct archive_meeting *list = NULL;
    int count = 0;
    struct archive *ar = archive_open(r->data, &err);
    bool ok = ar != NULL && archive_meetings(ar, a, &list, &count, &err);
    const char *code = ok ? choose(ar, r->meeting, a, list, count, &err) : NULL;
    ok = code != NULL && archive_published(ar, code, a, out, &err);
    archive_close(ar);
    if (ok)
        return true;
    refuse(r->data, &err, status);
    if (err.code == ERR_USAGE)
        print_choices(list, count);
    return false;
}

bool tool_published(
    const struct tool_request *r, struct arena *a, struct published *out, int *status)
{
    return is_archive(r->data) ? from_archive(r, a, out, status) : from_store(r, a, out, status);
}

bool tool_each_published(
    const struct tool_request *r, void (*show)(const struct published *p), int *status)
{
    struct err err = { 0 };
    struct published p;
    const struct archive_meeting *list = NULL;
    int count = 0;
    struct arena *a = arena_new(), *scratch = arena_new();
    struct archive *ar = NULL;
    bool ok;
    if (r->meeting != NULL || !is_archive(r->data)) {
        ok = tool_published(r, a, &p, status);
        if (ok)
            show(&p);
        goto out;
    }
    ar = archive_open(r->data, &err);
    ok = ar != NULL && archive_meetings(ar, a, &list, &count, &err);
    for (int i = 0; ok && i < count; i++) {
        if (i > 0)
            printf("\n");
        ok = archive_published(ar, list[i].meeting.code, scratch, &p, &err);
        if (ok)
            show(&p);
        arena_reset(scratch);
    }
    if (!ok)
        refuse(r->data, &err, status);
out:
    archive_close(ar);
    arena_free(scratch);
    arena_free(a);
    return ok;
}

void tool_print_versions(const struct published *p, const char *indent)
{
    for (int i = 0, end; i < p->card_count; i = end) {
        for (end = i + 1; end < p->card_count; end++)
            if (strcmp(p->cards[end].card, p->cards[i].card) != 0)
                break;
        if (end - i == 1)
            continue;
        printf("%s%s has %d versions, counted apart:", indent, p->cards[i].card, end - i);
        for (int v = i; v < end; v++)
            printf(" %s", p->cards[v].version);
        printf("\n");
    }
}
