/*
 * The calls that change files, on their way to the tape that runs. These definitions stand before
 * those of libc, also for SQLite; one .c of a test program includes this, and that program only.
 * Never in a test with threads. Syncs reach the tape alone: no need to wear out the disk of whoever
 * runs the tests.
 */
#ifndef TESTS_TAPE_CALLS_H
#define TESTS_TAPE_CALLS_H

#include "tape.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool tape_no_exchange; /* the file system cannot */

static int tape_open(int at, const char *path, int flags, mode_t mode)
{
    struct stat st;
    bool is_new =
        tape_runs() && (flags & O_CREAT) != 0 && fstatat(at, path, &st, AT_SYMLINK_NOFOLLOW) < 0;
    int fd = (int)syscall(SYS_openat, at, path, flags, mode);
    int error = errno;
    if (fd >= 0 && is_new)
        tape_made(at, path);
    else if (fd >= 0 && tape_runs() && (flags & O_TRUNC) != 0)
        tape_truncated(fd, 0);
    errno = error;
    return fd;
}

#define TAPE_MODE(flags)                                                                           \
    mode_t mode = 0;                                                                               \
    if (((flags)&O_CREAT) != 0) {                                                                  \
        va_list args;                                                                              \
        va_start(args, flags);                                                                     \
        mode = va_arg(args, mode_t);                                                               \
        va_end(args);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    TAPE_MODE(flags)
    return tape_open(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    TAPE_MODE(flags)
    return tape_open(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    TAPE_MODE(flags)
    return tape_open(at, path, flags, mode);
}

int mkostemp(char *path, int flags)
{
    int (*real)(char *, int) = (int (*)(char *, int))dlsym(RTLD_NEXT, "mkostemp");
    int fd = real(path, flags);
    if (fd >= 0 && tape_runs())
        tape_made(AT_FDCWD, path);
    return fd;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    ssize_t n = syscall(SYS_pwrite64, fd, bytes, len, at);
    if (n > 0 && tape_runs())
        tape_wrote(fd, at, bytes, (size_t)n);
    return n;
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return pwrite(fd, bytes, len, at);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    off_t at = tape_runs() ? lseek(fd, 0, SEEK_CUR) : -1;
    ssize_t n = syscall(SYS_write, fd, bytes, len);
    if (n > 0 && at >= 0)
        tape_wrote(fd, at, bytes, (size_t)n);
    return n;
}

int ftruncate(int fd, off_t len)
{
    int result = (int)syscall(SYS_ftruncate, fd, len);
    if (result == 0 && tape_runs())
        tape_truncated(fd, len);
    return result;
}

int ftruncate64(int fd, off64_t len)
{
    return ftruncate(fd, len);
}

int fsync(int fd)
{
    if (tape_runs())
        tape_synced(fd);
    return 0;
}

int fdatasync(int fd)
{
    return fsync(fd);
}

int syncfs(int fd)
{
    if (tape_runs())
        tape_synced_all(fd);
    return 0;
}

int mkdirat(int at, const char *path, mode_t mode)
{
    int result = (int)syscall(SYS_mkdirat, at, path, mode);
    if (result == 0 && tape_runs())
        tape_made(at, path);
    return result;
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int unlinkat(int at, const char *path, int flags)
{
    int result = (int)syscall(SYS_unlinkat, at, path, flags);
    if (result == 0 && tape_runs())
        tape_removed(at, path);
    return result;
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int renameat2(int at, const char *from, int to_at, const char *to, unsigned flags)
{
    if (flags != 0 && tape_no_exchange) {
        errno = EINVAL;
        return -1;
    }
    int result = (int)syscall(SYS_renameat2, at, from, to_at, to, flags);
    if (result == 0 && tape_runs())
        tape_moved(at, from, to_at, to, (flags & RENAME_EXCHANGE) != 0);
    return result;
}

int renameat(int at, const char *from, int to_at, const char *to)
{
    return renameat2(at, from, to_at, to, 0);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

#endif
