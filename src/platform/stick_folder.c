#include "platform/stick.h"

#include "base/file.h"
#include "platform/beneath.h"
#include "platform/bundle_write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER ".goedwerk-test-stick"
#define TOKEN "koppeling"
#define TOKEN_NEW "koppeling.nieuw"

enum {
    TOKEN_BYTES_MAX = 256,
    WATCHED = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW
};

struct stick {
    struct arena *arena; /* dir */
    const char *dir;
    int inotify; /* folders and markers that come and go */
    int mounts; /* media that are mounted over such a folder: inotify does not tell */
    int either; /* epoll of both */
};

/* What the sticks are at the moment; root is the descriptor of the last one found, or -1. */
struct found {
    int count, root;
    const char *path; /* of that one; in the arena */
};

static bool fail(struct err *err, const char *doing, const char *name)
{
    int error = errno;
    return err_set(err, file_err_code(error), "%s %s: %s", doing, name, strerror(error));
}

static bool wake_for(struct stick *s, int fd, uint32_t events)
{
    return epoll_ctl(s->either, EPOLL_CTL_ADD, fd, &(struct epoll_event){ .events = events }) == 0;
}

struct stick *stick_open_folder(const char *dir, struct err *err)
{
    struct arena *a = arena_new();
    struct stick *s = arena_alloc(a, sizeof *s);
    *s = (struct stick){ .arena = a, .dir = arena_strdup(a, dir) };
    s->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    s->mounts = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    s->either = epoll_create1(EPOLL_CLOEXEC);
    /* dir itself may be a link: whoever started the kiosk named it. */
    if (s->inotify < 0 || s->mounts < 0 || s->either < 0 || !wake_for(s, s->inotify, EPOLLIN) ||
        !wake_for(s, s->mounts, EPOLLPRI) ||
        inotify_add_watch(s->inotify, dir, WATCHED & ~IN_DONT_FOLLOW) < 0) {
        err_set(err, ERR_FILE, "watch %s for sticks: %s", dir, strerror(errno));
        stick_close(s);
        return NULL;
    }
    return s;
}

void stick_close(struct stick *s)
{
    if (s == NULL)
        return;
    const int fds[] = { s->either, s->mounts, s->inotify };
    for (size_t i = 0; i < COUNT_OF(fds); i++) {
        if (fds[i] >= 0)
            close(fds[i]);
    }
    arena_free(s->arena);
}

int stick_watch_fd(const struct stick *s)
{
    return s->either;
}

/* Mounts need no draining: whoever waits for their news has taken it. */
static void drain(const struct stick *s)
{
    char events[4096];
    while (read(s->inotify, events, sizeof events) > 0)
        continue;
}

/* The root of the stick dir/name, or -1 when it is none. */
static int open_root(const struct stick *s, int dir, const char *name, const char *path)
{
    struct stat st;
    /* Before the marker is looked for, so that one that comes later wakes us. Where it fails (no
     * folder, too many watches), only that is lost. */
    (void)inotify_add_watch(s->inotify, path, WATCHED);
    int root = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (root >= 0 && fstatat(root, MARKER, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
        return root;
    if (root >= 0)
        close(root);
    return -1;
}

static bool find(struct stick *s, struct arena *a, struct found *found, struct err *err)
{
    *found = (struct found){ .root = -1 };
    drain(s);
    DIR *dir = opendir(s->dir);
    if (dir == NULL)
        return err_set(err, ERR_FILE, "look for sticks in %s: %s", s->dir, strerror(errno));
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        const char *path = arena_printf(a, "%s/%s", s->dir, e->d_name);
        int root = open_root(s, dirfd(dir), e->d_name, path);
        if (root < 0)
            continue;
        if (found->root >= 0)
            close(found->root);
        *found = (struct found){ .count = found->count + 1, .root = root, .path = path };
    }
    closedir(dir);
    return true;
}

/* The one stick that is there; the caller closes found->root. */
static bool find_one(struct stick *s, struct arena *a, struct found *found, struct err *err)
{
    if (!find(s, a, found, err))
        return false;
    if (found->count == 1)
        return true;
    if (found->root >= 0)
        close(found->root);
    if (found->count == 0)
        return err_set(err, ERR_GONE, "no stick in %s", s->dir);
    return err_set(err, ERR_NOT_A_STICK, "%d sticks in %s: leave one", found->count, s->dir);
}

/* Absent, a link, too long or another kiosk's: not our token, whatever it is. */
static bool holds_token(int root, const char *kiosk, const char *token, struct arena *a)
{
    size_t len = 0;
    int top = beneath_folder(root, MEDIUM_FOLDER, false, NULL);
    const char *text = top < 0 ? NULL
                               : beneath_read(top, arena_printf(a, "%s/" TOKEN, kiosk),
                                     TOKEN_BYTES_MAX, a, &len, NULL);
    if (top >= 0)
        close(top);
    if (text == NULL)
        return false;
    if (len > 0 && text[len - 1] == '\n')
        len--;
    return len > 0 && len == strlen(token) && memcmp(text, token, len) == 0;
}

bool stick_look(
    struct stick *s, const char *kiosk, const char *token, struct stick_seen *seen, struct err *err)
{
    struct found found;
    struct arena *a = arena_new();
    *seen = (struct stick_seen){ 0 };
    bool ok = find(s, a, &found, err);
    if (ok)
        *seen = (struct stick_seen){ .count = found.count,
            .paired = found.count == 1 && holds_token(found.root, kiosk, token, a) };
    if (found.root >= 0)
        close(found.root);
    arena_free(a);
    return ok;
}

/* What went wrong on a stick that is no longer there went wrong because of that. */
static void blame_absence(struct stick *s, struct arena *a, struct err *err)
{
    struct found found;
    struct err why = { 0 };
    if (find_one(s, a, &found, &why))
        close(found.root);
    else if (err != NULL && why.code == ERR_GONE)
        err->code = ERR_GONE;
}

/* Everything on its way to the medium of root has arrived. */
static bool flush(int root, const char *path, struct err *err)
{
    return syncfs(root) == 0 || fail(err, "sync", path);
}

static bool write_token(int root, const char *kiosk, const char *token, struct err *err)
{
    bool ok = false;
    int top = -1, folder = -1;
    if (!beneath_name_ok(kiosk))
        return err_set(err, ERR_FILE, "not a name for a medium: %s", kiosk);
    if ((top = beneath_folder(root, MEDIUM_FOLDER, true, err)) < 0 ||
        (folder = beneath_folder(top, kiosk, true, err)) < 0)
        goto out;
    if (!beneath_remove(folder, TOKEN_NEW, 0, err) ||
        !beneath_write(folder, TOKEN_NEW, token, strlen(token), err))
        goto out;
    ok = renameat(folder, TOKEN_NEW, folder, TOKEN) == 0 || fail(err, "rename to", TOKEN);
out:
    if (folder >= 0)
        close(folder);
    if (top >= 0)
        close(top);
    return ok;
}

bool stick_pair(struct stick *s, const char *kiosk, const char *token, struct err *err)
{
    struct found found;
    struct arena *a = arena_new();
    bool ok = find_one(s, a, &found, err);
    if (ok) {
        ok = write_token(found.root, kiosk, token, err) && flush(found.root, found.path, err);
        close(found.root);
        if (!ok)
            blame_absence(s, a, err);
    }
    arena_free(a);
    return ok;
}

bool stick_write(struct stick *s, const struct bundle *b, struct err *err)
{
    struct found found;
    struct arena *a = arena_new();
    bool ok = find_one(s, a, &found, err);
    if (ok) {
        ok = bundle_write(found.path, b, err) && flush(found.root, found.path, err);
        close(found.root);
        if (!ok)
            blame_absence(s, a, err);
    }
    arena_free(a);
    return ok;
}
