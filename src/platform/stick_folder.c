#include "platform/medium.h"
#include "platform/stick_side.h"

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

enum {
    WATCHED = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR | IN_DONT_FOLLOW
};

struct stick_folder {
    struct stick stick; /* first */
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

/* Which medium a folder is on: one that another was put in the place of has another identity. */
struct identity {
    dev_t device;
    ino_t node;
};

static struct stick_folder *folder_of(struct stick *s)
{
    return (struct stick_folder *)s;
}

static bool wake_for(struct stick_folder *s, int fd, uint32_t events)
{
    return epoll_ctl(s->either, EPOLL_CTL_ADD, fd, &(struct epoll_event){ .events = events }) == 0;
}

static void folder_close(struct stick *stick)
{
    struct stick_folder *s = folder_of(stick);
    const int fds[] = { s->either, s->mounts, s->inotify };
    for (size_t i = 0; i < COUNT_OF(fds); i++) {
        if (fds[i] >= 0)
            close(fds[i]);
    }
    arena_free(s->arena);
}

static int folder_watch_fd(const struct stick *stick)
{
    return ((const struct stick_folder *)stick)->either;
}

/* Mounts need no draining: whoever waits for their news has taken it. */
static void drain(const struct stick_folder *s)
{
    char events[4096];
    while (read(s->inotify, events, sizeof events) > 0)
        continue;
}

/* The root of the stick dir/name, or -1 when it is none. */
static int open_root(const struct stick_folder *s, int dir, const char *name, const char *path)
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

static struct identity identity_of(int root)
{
    struct stat st = { 0 };
    (void)fstat(root, &st);
    return (struct identity){ st.st_dev, st.st_ino };
}

/* known, may be NULL: *there tells whether that one is among them. */
static bool find_known(struct stick_folder *s, struct arena *a, const struct identity *known,
    bool *there, struct found *found, struct err *err)
{
    *there = false;
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
        struct identity here = identity_of(root);
        *there =
            *there || (known != NULL && here.device == known->device && here.node == known->node);
    }
    closedir(dir);
    return true;
}

static bool find(struct stick_folder *s, struct arena *a, struct found *found, struct err *err)
{
    bool there;
    return find_known(s, a, NULL, &there, found, err);
}

/* The one stick that is there; the caller closes found->root. */
static bool find_one(struct stick_folder *s, struct arena *a, struct found *found, struct err *err)
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

static bool folder_look(struct stick *stick, const char *kiosk, const char *token,
    struct stick_seen *seen, struct err *err)
{
    struct found found;
    struct arena *a = arena_new();
    bool ok = find(folder_of(stick), a, &found, err);
    seen->count = found.count;
    if (ok && found.count == 1)
        medium_see(found.root, kiosk, token, a, seen);
    if (found.root >= 0)
        close(found.root);
    arena_free(a);
    return ok;
}

/* Whether it can be written shows when it is. */
static bool folder_open(
    struct stick *stick, struct arena *a, bool writes, struct medium *m, struct err *err)
{
    struct found found;
    (void)writes;
    if (!find_one(folder_of(stick), a, &found, err))
        return false;
    *m = (struct medium){ .root = found.root, .path = found.path };
    return true;
}

static bool is_there(struct stick_folder *s, struct arena *a, const struct identity *known)
{
    struct found found;
    bool there;
    if (!find_known(s, a, known, &there, &found, NULL))
        return false;
    if (found.root >= 0)
        close(found.root);
    return there;
}

/*
 * What went wrong on one that is no longer there went wrong because of that, and what went well on
 * a medium that nobody can see any more did not.
 */
static bool folder_let_go(
    struct stick *stick, struct arena *a, const struct medium *m, bool ok, struct err *err)
{
    struct identity known = identity_of(m->root);
    /* As long as it is open, no other medium can get its identity. */
    bool there = is_there(folder_of(stick), a, &known);
    close(m->root);
    return there ? ok : err_set(err, ERR_GONE, "%s was taken out too early", m->path);
}

static const struct stick_side folder_side = {
    .close = folder_close,
    .watch_fd = folder_watch_fd,
    .look = folder_look,
    .open = folder_open,
    .let_go = folder_let_go,
};

struct stick *stick_open_folder(const char *dir, struct err *err)
{
    struct arena *a = arena_new();
    struct stick_folder *s = arena_alloc(a, sizeof *s);
    s->stick.side = &folder_side;
    s->arena = a;
    s->dir = arena_strdup(a, dir);
    s->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    s->mounts = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    s->either = epoll_create1(EPOLL_CLOEXEC);
    /* dir itself may be a link: whoever started the kiosk named it. */
    if (s->inotify < 0 || s->mounts < 0 || s->either < 0 || !wake_for(s, s->inotify, EPOLLIN) ||
        !wake_for(s, s->mounts, EPOLLPRI) ||
        inotify_add_watch(s->inotify, dir, WATCHED & ~IN_DONT_FOLLOW) < 0) {
        err_set(err, ERR_FILE, "watch %s for sticks: %s", dir, strerror(errno));
        folder_close(&s->stick);
        return NULL;
    }
    return &s->stick;
}
