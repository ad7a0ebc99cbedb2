#include "app/places.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

void places_find_beside(struct places *p, struct arena *a, const char *bin)
{
    /* PREFIX/bin; build/; build/debug/ */
    static const char *const candidates[] = { "../share/goedwerk", "..", "../.." };
    p->content = NULL;
    p->fonts = NULL;
    for (size_t i = 0; i < COUNT_OF(candidates); i++) {
        const char *content = arena_printf(a, "%s/%s/content", bin, candidates[i]);
        const char *fonts = arena_printf(a, "%s/%s/assets/fonts", bin, candidates[i]);
        if (!is_folder(content) || !is_folder(fonts))
            continue;
        p->content = content;
        p->fonts = fonts;
        return;
    }
}

void places_find_shipped(struct places *p, struct arena *a)
{
    char exe[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);
    exe[len < 0 ? 0 : len] = '\0';
    char *slash = strrchr(exe, '/');
    if (slash != NULL)
        *slash = '\0';
    places_find_beside(p, a, exe);
}

/* The XDG specification has relative paths ignored; an empty one is none. */
static const char *absolute(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] == '/' ? value : NULL;
}

bool places_find_data(struct places *p, struct arena *a, const char *asked, struct err *err)
{
    const char *state = absolute("STATE_DIRECTORY"), *xdg = absolute("XDG_STATE_HOME");
    const char *home = absolute("HOME");
    if (asked != NULL)
        p->data = arena_strdup(a, asked);
    else if (state != NULL) /* systemd separates several by colons: the first is ours */
        p->data = arena_strndup(a, state, strcspn(state, ":"));
    else if (xdg != NULL)
        p->data = arena_printf(a, "%s/goedwerk", xdg);
    else if (home != NULL)
        p->data = arena_printf(a, "%s/.local/state/goedwerk", home);
    else
        return err_set(err, ERR_USAGE, "no data folder: give --data DIR, or set HOME");
    return true;
}
