#include "store/reserve.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* False: there is less, or nobody knows. */
static bool has_room(int fd, unsigned long long bytes)
{
    struct statvfs fs;
    return fstatvfs(fd, &fs) == 0 && (unsigned long long)fs.f_bavail * fs.f_frsize >= bytes;
}

bool reserve_is_held(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && st.st_size >= RESERVE_BYTES;
}

void reserve_take(int fd)
{
    if (reserve_is_held(fd) || !has_room(fd, RESERVE_BYTES + 2 * RESERVE_LOW_BYTES))
        return;
    if (posix_fallocate(fd, 0, RESERVE_BYTES) != 0)
        (void)!ftruncate(fd, 0); /* what it got of it */
}

void reserve_look(int fd)
{
    if (reserve_is_held(fd) && !has_room(fd, RESERVE_LOW_BYTES))
        reserve_give(fd);
}

void reserve_give(int fd)
{
    (void)!ftruncate(fd, 0); /* no word of it in the log: it would say when somebody answered */
}
