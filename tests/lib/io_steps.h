/*
 * Every operation of this program on a file is a step; before a given one, something happens: the
 * power goes, the stick is pulled. These definitions stand before those of libc, so one .c of a
 * test program includes this, and that program only. Never in a test with threads.
 */
#ifndef TESTS_IO_STEPS_H
#define TESTS_IO_STEPS_H

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
    int count; /* steps since io_at */
    int at; /* the one that happen is called before, from 1; 0: none */
    int (*happen)(void *ctx); /* 0, or the error of this step and all later ones */
    void *ctx;
    int error;
    long bytes_left; /* that may be written before bytes_error; only where that is set */
    int bytes_error;
    bool no_exchange;
    long names; /* listed */
    long bytes_read;
} io;

static void io_at(int at, int (*happen)(void *ctx), void *ctx)
{
    io.count = io.error = 0;
    io.at = at;
    io.happen = happen;
    io.ctx = ctx;
}

/* From here on nothing happens any more. */
static void io_rest(void)
{
    io.at = io.error = io.bytes_error = 0;
    io.no_exchange = false;
}

static bool io_fails(bool takes_room)
{
    int at = io.at;
    if (at > 0 && ++io.count == at) {
        io.at = 0; /* what happens is no step itself */
        io.error = io.happen(io.ctx);
        io.at = at;
    }
    errno = io.error;
    if (io.error == 0 && io.bytes_error != 0 && io.bytes_left <= 0 &&
        (takes_room || (io.bytes_error != ENOSPC && io.bytes_error != EROFS)))
        errno = io.bytes_error;
    return errno != 0;
}

int openat(int folder, const char *name, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    return io_fails((flags & O_CREAT) != 0) ? -1
                                            : (int)syscall(SYS_openat, folder, name, flags, mode);
}

int mkdirat(int folder, const char *name, mode_t mode)
{
    return io_fails(true) ? -1 : (int)syscall(SYS_mkdirat, folder, name, mode);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    if (io_fails(true))
        return -1;
    if (io.bytes_error != 0) {
        if ((long)len > io.bytes_left)
            len = (size_t)io.bytes_left;
        io.bytes_left -= (long)len;
    }
    return syscall(SYS_write, fd, bytes, len);
}

ssize_t read(int fd, void *bytes, size_t len)
{
    ssize_t n = io_fails(false) ? -1 : syscall(SYS_read, fd, bytes, len);
    io.bytes_read += n > 0 ? n : 0;
    return n;
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
    return io_fails(false) ? -1 : syscall(SYS_pread64, fd, bytes, len, at);
}

int fsync(int fd)
{
    (void)fd; /* no need to wear out the disk of whoever runs the tests */
    return io_fails(false) ? -1 : 0;
}

int syncfs(int fd)
{
    (void)fd;
    return io_fails(false) ? -1 : 0;
}

int futimens(int fd, const struct timespec times[2])
{
    return io_fails(false) ? -1 : (int)syscall(SYS_utimensat, fd, NULL, times, 0);
}

int unlinkat(int folder, const char *name, int flags)
{
    return io_fails(false) ? -1 : (int)syscall(SYS_unlinkat, folder, name, flags);
}

int renameat2(int folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (io_fails(false))
        return -1;
    if (flags != 0 && io.no_exchange) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
}

int renameat(int folder, const char *from, int to_folder, const char *to)
{
    return renameat2(folder, from, to_folder, to, 0);
}

struct dirent *readdir(DIR *dir)
{
    struct dirent *(*real)(DIR *) = (struct dirent * (*)(DIR *)) dlsym(RTLD_NEXT, "readdir");
    if (io_fails(false))
        return NULL;
    errno = 0;
    struct dirent *e = real(dir);
    io.names += e != NULL;
    return e;
}

#endif
