#include "store/aside.h"

#include "base/arena.h"
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { ASIDE_MAX = 10000 };

/* The database comes first: after a power cut between two renames a journal without its database
 * is left, which is recognised as such; a database without its journal would seem whole. */
static const char *const parts[] = { "", "-wal", "-journal" };

static bool exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 || errno != ENOENT;
}

static bool any_exists(struct arena *a, const char *path)
{
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (exists(arena_printf(a, "%s%s", path, parts[i])))
            return true;
    return false;
}

bool aside_has_journal(const char *path)
{
    struct arena *a = arena_new();
    bool has = false;
    for (size_t i = 1; i < COUNT_OF(parts); i++)
        has = has || exists(arena_printf(a, "%s%s", path, parts[i]));
    arena_free(a);
    return has;
}

bool aside_move(const char *path, struct err *err)
{
    struct arena *a = arena_new();
    bool ok = false;
    int n = 1;
    const char *aside = arena_printf(a, "%s.set-aside-%d", path, n);
    while (any_exists(a, aside) && n < ASIDE_MAX)
        aside = arena_printf(a, "%s.set-aside-%d", path, ++n);
    if (n == ASIDE_MAX) {
        err_set(err, ERR_FILE, "%s: too many databases have been set aside", path);
        goto out;
    }
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const char *from = arena_printf(a, "%s%s", path, parts[i]);
        const char *to = arena_printf(a, "%s%s", aside, parts[i]);
        if (rename(from, to) < 0 && errno != ENOENT) {
            int error = errno;
            err_set(err, file_err_code(error), "set %s aside: %s", from, strerror(error));
            goto out;
        }
    }
    const char *slash = strrchr(path, '/');
    ok = file_sync_folder(
        slash == NULL ? "." : arena_strndup(a, path, (size_t)(slash - path) + 1), err);
out:
    arena_free(a);
    return ok;
}
