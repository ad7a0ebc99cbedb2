#define FUSE_USE_VERSION 31
#include "fuse_stick.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse3/fuse.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

/* Shared with the server. */
struct shared {
    atomic_long bytes_left;
    atomic_int error; /* 0: works */
    atomic_long names;
    atomic_bool holds, held; /* once no byte is left; it has come to that */
};

struct fuse_stick {
    struct shared *shared;
    const char *backing, *at;
    pid_t server;
};

/* --- in the server --- */

static struct fuse_stick *self(void)
{
    return fuse_get_context()->private_data;
}

struct path {
    char text[PATH_MAX];
};

static struct path below(const char *path)
{
    struct path full;
    int len = snprintf(full.text, sizeof full.text, "%s%s", self()->backing, path);
    assert(len > 0 && (size_t)len < sizeof full.text);
    return full;
}

/* 0, or the negative error that this operation ends with. */
static int broken(bool takes_room)
{
    struct shared *s = self()->shared;
    int error = atomic_load(&s->error);
    if (error == 0 || atomic_load(&s->bytes_left) > 0)
        return 0;
    return error == ENOSPC && !takes_room ? 0 : -error;
}

static int result(int outcome)
{
    return outcome < 0 ? -errno : 0;
}

static int op_getattr(const char *path, struct stat *st, struct fuse_file_info *fi)
{
    (void)fi;
    int error = broken(false);
    return error != 0 ? error : result(lstat(below(path).text, st));
}

static int op_readlink(const char *path, char *to, size_t room)
{
    int error = broken(false);
    ssize_t len = error != 0 ? 0 : readlink(below(path).text, to, room - 1);
    if (error != 0 || len < 0)
        return error != 0 ? error : -errno;
    to[len] = '\0';
    return 0;
}

/* What root's server makes is the user's who asked for it. */
static void give_away(const char *path)
{
    const struct fuse_context *who = fuse_get_context();
    if (geteuid() == 0)
        (void)result(lchown(below(path).text, who->uid, who->gid));
}

static int op_mkdir(const char *path, mode_t mode)
{
    int error = broken(true);
    if (error != 0 || mkdir(below(path).text, mode) < 0)
        return error != 0 ? error : -errno;
    give_away(path);
    return 0;
}

static int op_unlink(const char *path)
{
    int error = broken(false);
    return error != 0 ? error : result(unlink(below(path).text));
}

static int op_rmdir(const char *path)
{
    int error = broken(false);
    return error != 0 ? error : result(rmdir(below(path).text));
}

static int op_rename(const char *from, const char *to, unsigned flags)
{
    int error = broken(false);
    return error != 0
               ? error
               : result(renameat2(AT_FDCWD, below(from).text, AT_FDCWD, below(to).text, flags));
}

static int op_open(const char *path, struct fuse_file_info *fi)
{
    int error = broken(false);
    int fd = error != 0 ? -1 : open(below(path).text, fi->flags | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return error != 0 ? error : -errno;
    fi->fh = (uint64_t)fd;
    return 0;
}

static int op_create(const char *path, mode_t mode, struct fuse_file_info *fi)
{
    int error = broken(true);
    int fd = error != 0 ? -1 : open(below(path).text, fi->flags | O_NOFOLLOW | O_CLOEXEC, mode);
    if (fd < 0)
        return error != 0 ? error : -errno;
    give_away(path);
    fi->fh = (uint64_t)fd;
    return 0;
}

static int op_read(const char *path, char *to, size_t len, off_t at, struct fuse_file_info *fi)
{
    (void)path;
    int error = broken(false);
    ssize_t n = error != 0 ? 0 : pread((int)fi->fh, to, len, at);
    return error != 0 ? error : n < 0 ? -errno : (int)n;
}

static int op_write(
    const char *path, const char *bytes, size_t len, off_t at, struct fuse_file_info *fi)
{
    (void)path;
    struct shared *s = self()->shared;
    int error = broken(true);
    if (error != 0)
        return error;
    if (atomic_load(&s->holds) && atomic_load(&s->bytes_left) < (long)len) {
        atomic_store(&s->held, true);
        for (;;) /* until it is killed */
            (void)pause();
    }
    if (atomic_load(&s->error) != 0 || atomic_load(&s->holds)) {
        long left = atomic_load(&s->bytes_left);
        if ((long)len > left)
            len = (size_t)left;
        atomic_store(&s->bytes_left, left - (long)len);
    }
    ssize_t n = pwrite((int)fi->fh, bytes, len, at);
    return n < 0 ? -errno : (int)n;
}

static int op_statfs(const char *path, struct statvfs *fs)
{
    int error = broken(false);
    return error != 0 ? error : result(statvfs(below(path).text, fs));
}

static int op_release(const char *path, struct fuse_file_info *fi)
{
    (void)path;
    return result(close((int)fi->fh));
}

static int op_fsync(const char *path, int only_data, struct fuse_file_info *fi)
{
    (void)path;
    (void)only_data;
    (void)fi;
    return broken(false);
}

static int op_utimens(const char *path, const struct timespec times[2], struct fuse_file_info *fi)
{
    (void)fi;
    int error = broken(false);
    return error != 0 ? error
                      : result(utimensat(AT_FDCWD, below(path).text, times, AT_SYMLINK_NOFOLLOW));
}

static int op_opendir(const char *path, struct fuse_file_info *fi)
{
    int error = broken(false);
    DIR *dir = error != 0 ? NULL : opendir(below(path).text);
    if (dir == NULL)
        return error != 0 ? error : -errno;
    fi->fh = (uint64_t)(uintptr_t)dir;
    return 0;
}

/* No more at a time than was asked for, so that the count says something. */
static int op_readdir(const char *path, void *to, fuse_fill_dir_t fill, off_t at,
    struct fuse_file_info *fi, enum fuse_readdir_flags flags)
{
    (void)path;
    (void)flags;
    DIR *dir = (DIR *)(uintptr_t)fi->fh;
    int error = broken(false);
    if (error != 0)
        return error;
    if (at != telldir(dir))
        seekdir(dir, at);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (fill(to, e->d_name, NULL, telldir(dir), 0) != 0)
            break;
        atomic_fetch_add(&self()->shared->names, 1);
    }
    return 0;
}

static int op_releasedir(const char *path, struct fuse_file_info *fi)
{
    (void)path;
    return result(closedir((DIR *)(uintptr_t)fi->fh));
}

static const struct fuse_operations operations = {
    .getattr = op_getattr,
    .readlink = op_readlink,
    .mkdir = op_mkdir,
    .unlink = op_unlink,
    .rmdir = op_rmdir,
    .rename = op_rename,
    .open = op_open,
    .create = op_create,
    .read = op_read,
    .write = op_write,
    .statfs = op_statfs,
    .release = op_release,
    .fsync = op_fsync,
    .utimens = op_utimens,
    .opendir = op_opendir,
    .readdir = op_readdir,
    .releasedir = op_releasedir,
    .fsyncdir = op_fsync,
};

static void serve(struct fuse_stick *f, int ready)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves no mount that answers */
    char program[] = "stick";
    char all[] = "-oallow_other"; /* the program is not root */
    char *argv[] = { program, all, NULL };
    struct fuse_args args = FUSE_ARGS_INIT(geteuid() == 0 ? 2 : 1, argv);
    (void)dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); /* a refusal is no news */
    struct fuse *fuse = fuse_new(&args, &operations, sizeof operations, f);
    if (fuse != NULL && fuse_mount(fuse, f->at) == 0 && write(ready, "", 1) == 1)
        (void)fuse_loop(fuse);
    _exit(0);
}

/* --- in the test --- */

struct fuse_stick *fuse_stick_mount(struct arena *a, const char *backing, const char *at)
{
    int ready[2];
    char byte;
    struct fuse_stick *f = arena_alloc(a, sizeof *f);
    f->backing = backing;
    f->at = at;
    f->shared =
        mmap(NULL, sizeof *f->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(f->shared != MAP_FAILED && pipe2(ready, O_CLOEXEC) == 0);
    f->server = fork();
    assert(f->server >= 0);
    if (f->server == 0) {
        close(ready[0]);
        serve(f, ready[1]);
    }
    close(ready[1]);
    bool mounted = read(ready[0], &byte, 1) == 1;
    close(ready[0]);
    if (mounted)
        return f;
    assert(waitpid(f->server, NULL, 0) == f->server);
    assert(munmap(f->shared, sizeof *f->shared) == 0);
    return NULL;
}

void fuse_stick_break_after(struct fuse_stick *f, long bytes, int error)
{
    atomic_store(&f->shared->bytes_left, bytes);
    atomic_store(&f->shared->error, error);
}

void fuse_stick_mend(struct fuse_stick *f)
{
    atomic_store(&f->shared->error, 0);
}

void fuse_stick_hold_after(struct fuse_stick *f, long bytes)
{
    atomic_store(&f->shared->bytes_left, bytes);
    atomic_store(&f->shared->holds, true);
}

bool fuse_stick_is_held(const struct fuse_stick *f)
{
    return atomic_load(&f->shared->held);
}

long fuse_stick_names(const struct fuse_stick *f)
{
    return atomic_load(&f->shared->names);
}

void fuse_stick_pull(struct fuse_stick *f)
{
    assert(kill(f->server, SIGKILL) == 0);
    assert(waitpid(f->server, NULL, 0) == f->server);
    if (umount2(f->at, MNT_DETACH) != 0) { /* mounted by fusermount3, for one who is not root */
        pid_t child = fork();
        if (child == 0) {
            execlp("fusermount3", "fusermount3", "-u", "-z", "-q", f->at, NULL);
            _exit(127);
        }
        assert(waitpid(child, NULL, 0) == child);
    }
    assert(munmap(f->shared, sizeof *f->shared) == 0);
}
