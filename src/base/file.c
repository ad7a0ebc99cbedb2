#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum err_code file_err_code(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ERR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
        return ERR_READ_ONLY;
    case EIO:
    case ENODEV:
    case ENXIO:
    case ENOMEDIUM:
    case ENOTCONN:
    case ECONNABORTED: /* what served the file system has ended */
    case ESHUTDOWN:
        return ERR_GONE;
    default:
        return ERR_FILE;
    }
}

bool file_fail(struct err *err, const char *doing, const char *path)
{
    int error = errno;
    return err_set(err, file_err_code(error), "%s %s: %s", doing, path, strerror(error));
}

char *file_read(struct arena *a, const char *path, size_t max, size_t *len, struct err *err)
{
    char *bytes = NULL;
    struct stat st;
    /* O_NONBLOCK: opening a FIFO must not wait for its writer. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &st) < 0) {
        err_set(err, ERR_FILE, "read %s: %s", path, strerror(errno));
        goto out;
    }
    if (!S_ISREG(st.st_mode)) {
        err_set(err, ERR_FILE, "%s is not a regular file", path);
        goto out;
    }
    if (st.st_size < 0 || (size_t)st.st_size > max) {
        err_set(err, ERR_FILE, "%s has %lld bytes, at most %zu are read", path,
            (long long)st.st_size, max);
        goto out;
    }
    size_t size = (size_t)st.st_size, got = 0;
    char *buffer = arena_alloc(a, size + 1);
    while (got < size) {
        ssize_t n = read(fd, buffer + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            err_set(err, file_err_code(errno), "read %s: %s", path, strerror(errno));
            goto out;
        }
        if (n == 0)
            break; /* it shrank meanwhile */
        got += (size_t)n;
    }
    buffer[got] = '\0';
    *len = got;
    bytes = buffer;
out:
    if (fd >= 0)
        close(fd);
    return bytes;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

bool file_sync_folder(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return file_fail(err, "open", path);
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* EINVAL: this file system cannot, and need not */
    if (!ok)
        file_fail(err, "sync", path);
    close(fd);
    return ok;
}

bool file_replace(const char *path, const void *data, size_t len, struct err *err)
{
    char part[PATH_MAX], folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int folder_len = slash == NULL ? 0 : (int)(slash - path) + 1;
    if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
        return err_set(err, ERR_FILE, "path too long: %s", path);
    (void)snprintf(folder, sizeof folder, "%.*s.", folder_len, path);

    bool ok = false;
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        file_fail(err, "create", part);
        goto out;
    }
    if (!write_all(fd, data, len) || fsync(fd) < 0) {
        file_fail(err, "write", part);
        goto out;
    }
    if (rename(part, path) < 0) {
        file_fail(err, "rename to", path);
        goto out;
    }
    ok = file_sync_folder(folder, err);
out:
    if (fd >= 0) {
        close(fd);
        if (!ok)
            (void)unlink(part);
    }
    return ok;
}

bool file_make_folder(const char *path, struct err *err)
{
    char part[PATH_MAX];
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof part)
        return err_set(err, ERR_FILE, "not a usable path: '%s'", path);
    memcpy(part, path, len + 1);
    for (char *p = part + 1;; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char kept = *p;
        *p = '\0';
        if (mkdir(part, 0700) < 0 && errno != EEXIST)
            return file_fail(err, "make folder", part);
        *p = kept;
        if (kept == '\0')
            break;
    }
    struct stat st;
    if (stat(path, &st) < 0)
        return file_fail(err, "make folder", path);
    if (!S_ISDIR(st.st_mode))
        return err_set(err, ERR_FILE, "%s is not a folder", path);
    return true;
}

/* False: errno says why. depth: of folders that may still be inside this one. */
static bool remove_at(int folder, const char *name, int depth)
{
    if (unlinkat(folder, name, 0) == 0 || errno == ENOENT)
        return true;
    if (errno != EISDIR || depth < 0)
        return false;
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (dir == NULL)
        return false;
    bool ok = true;
    for (const struct dirent *e; ok && (e = readdir(dir)) != NULL;)
        ok = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
             remove_at(fd, e->d_name, depth - 1);
    int error = errno;
    closedir(dir);
    errno = error;
    return ok && unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

bool file_remove_folder(const char *path, int depth, struct err *err)
{
    return remove_at(AT_FDCWD, path, depth) || file_fail(err, "remove", path);
}
