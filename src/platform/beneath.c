#include "platform/beneath.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES_MAX = 100, COMPARE_BYTES = 16 * 1024 };

static const struct timespec no_date = { .tv_sec = 946684800 }; /* 2000-01-01T00:00:00Z */

bool beneath_name_ok(const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len > NAME_BYTES_MAX || name[0] == '.' || name[0] == ' ')
        return false;
    if (name[len - 1] == '.' || name[len - 1] == ' ') /* FAT drops these */
        return false;
    for (const char *p = name; *p != '\0'; p++) {
        if ((unsigned char)*p < ' ' || *p == 0x7f || strchr("/\\:*?\"<>|", *p) != NULL)
            return false;
    }
    return true;
}

/* Splits path into its folder ("" when it has none) and its last name. */
static const char *split(const char *path, char folder[NAME_BYTES_MAX + 1])
{
    const char *slash = strchr(path, '/');
    size_t len = slash == NULL ? 0 : (size_t)(slash - path);
    if (len > NAME_BYTES_MAX)
        len = 0; /* then the name holds a slash, and is refused */
    memcpy(folder, path, len);
    folder[len] = '\0';
    return len == 0 ? path : slash + 1;
}

bool beneath_path_ok(const char *path)
{
    char folder[NAME_BYTES_MAX + 1];
    const char *name = split(path, folder);
    return beneath_name_ok(name) && (folder[0] == '\0' || beneath_name_ok(folder));
}

int beneath_folder(int folder, const char *name, bool make, struct err *err)
{
    if (make && mkdirat(folder, name, 0755) == 0) {
        if (fsync(folder) < 0 && errno != EINVAL) {
            file_fail(err, "sync the folder of", name);
            return -1;
        }
    } else if (make && errno != EEXIST) {
        file_fail(err, "make folder", name);
        return -1;
    }
    int fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && errno == ENOTDIR)
        err_set(err, ERR_FILE, "%s is a link or a file where a folder belongs: remove it", name);
    else if (fd < 0)
        file_fail(err, "open folder", name);
    return fd;
}

/* The folder that path's last name is in: a descriptor of its own. */
static int folder_of(int folder, const char *path, bool make, const char **name, struct err *err)
{
    char sub[NAME_BYTES_MAX + 1];
    if (!beneath_path_ok(path)) {
        err_set(err, ERR_FILE, "not a name for a medium: %s", path);
        return -1;
    }
    *name = split(path, sub);
    if (sub[0] != '\0')
        return beneath_folder(folder, sub, make, err);
    int fd = fcntl(folder, F_DUPFD_CLOEXEC, 0);
    if (fd < 0)
        file_fail(err, "open the folder of", path);
    return fd;
}

char *beneath_read(
    int folder, const char *path, size_t max, struct arena *a, size_t *len, struct err *err)
{
    const char *name;
    char *bytes = NULL;
    struct stat st;
    int file = -1, in = folder_of(folder, path, false, &name, err);
    if (in < 0)
        return NULL;
    /* To open a device may already do something, and a socket would say that the medium is gone. */
    if (fstatat(in, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(st.st_mode)) {
        err_set(err, ERR_FILE, "%s is no file", path);
        goto out;
    }
    /* O_NONBLOCK: should it be a FIFO by now, opening it must not wait for its writer. */
    file = openat(in, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 || fstat(file, &st) < 0) {
        file_fail(err, "read", path);
        goto out;
    }
    if (!S_ISREG(st.st_mode) || st.st_size < 0 || (size_t)st.st_size > max) {
        err_set(err, ERR_FILE, "%s is not a file of at most %zu bytes", path, max);
        goto out;
    }
    size_t size = (size_t)st.st_size, got = 0;
    char *buffer = arena_alloc(a, size + 1);
    while (got < size) {
        ssize_t n = read(file, buffer + got, size - got);
        if (n < 0) {
            file_fail(err, "read", path);
            goto out;
        }
        if (n == 0)
            break; /* shorter than the folder says: the caller compares */
        got += (size_t)n;
    }
    *len = got;
    bytes = buffer;
out:
    if (file >= 0)
        close(file);
    close(in);
    return bytes;
}

/* The true time of a file is nobody's business. */
static bool seal(int fd, const char *name, struct err *err)
{
    const struct timespec times[2] = { no_date, no_date };
    if (futimens(fd, times) < 0)
        return file_fail(err, "date", name);
    if (fsync(fd) < 0 && errno != EINVAL) /* EINVAL: a file system without, which need not */
        return file_fail(err, "sync", name);
    return true;
}

static bool write_all(
    int fd, const char *bytes, size_t len, const char *path, struct progress *done, struct err *err)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return file_fail(err, "write", path);
        bytes += n;
        len -= (size_t)n;
        progress_add(done, (size_t)n);
    }
    return true;
}

/* True when the medium, not the memory that was just filled, gives back these bytes and no more. */
static bool same_on_medium(
    int fd, const char *bytes, size_t len, const char *path, struct progress *done, struct err *err)
{
    char back[COMPARE_BYTES];
    size_t at = 0;
    int error = posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    if (error != 0)
        return err_set(
            err, file_err_code(error), "drop the cache of %s: %s", path, strerror(error));
    for (;;) {
        ssize_t n = pread(fd, back, sizeof back, (off_t)at);
        if (n < 0)
            return file_fail(err, "read back", path);
        if (n == 0)
            break;
        if ((size_t)n > len - at || memcmp(back, bytes + at, (size_t)n) != 0)
            return err_set(
                err, ERR_VERIFY, "%s reads back differently: the medium is worn out", path);
        at += (size_t)n;
        progress_add(done, (size_t)n);
    }
    return at == len ||
           err_set(err, ERR_VERIFY, "%s reads back short: %zu of %zu bytes", path, at, len);
}

bool beneath_write(int folder, const char *path, const void *bytes, size_t len,
    struct progress *done, struct err *err)
{
    const char *name;
    bool ok = false;
    int in = folder_of(folder, path, true, &name, err);
    if (in < 0)
        return false;
    int file = openat(in, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (file < 0) {
        file_fail(err, "create", path);
        goto out;
    }
    ok = write_all(file, bytes, len, path, done, err) && seal(file, path, err) &&
         same_on_medium(file, bytes, len, path, done, err);
out:
    if (file >= 0)
        close(file);
    close(in);
    return ok;
}

bool beneath_seal_folder_of(int folder, const char *path, struct err *err)
{
    const char *name;
    int in = folder_of(folder, path, false, &name, err);
    if (in < 0)
        return false;
    bool ok = seal(in, path, err);
    close(in);
    return ok;
}

bool beneath_remove(int folder, const char *path, int flags, struct err *err)
{
    const char *name;
    struct err why = { 0 };
    int in = folder_of(folder, path, false, &name, &why);
    if (in < 0 && why.code == ERR_FILE)
        return true; /* no such folder, so no such file */
    if (in < 0)
        return err_set(err, why.code, "%s", why.detail);
    bool ok = unlinkat(in, name, flags) == 0 || errno == ENOENT || errno == EISDIR ||
              errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR;
    if (!ok)
        file_fail(err, "remove", path);
    close(in);
    return ok;
}
