#include "mounts.h"

#include <assert.h>
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <sys/mount.h>
#include <unistd.h>

bool mounts_begin(void)
{
    if (geteuid() != 0 || unshare(CLONE_NEWNS) != 0)
        return false;
    /* EINVAL: the root is no mount, as in a chroot. */
    return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 || errno == EINVAL;
}

bool mounts_memory(const char *at, const char *options)
{
    return mount("none", at, "tmpfs", 0, options) == 0;
}

bool mounts_bind(const char *folder, const char *at)
{
    return mount(folder, at, NULL, MS_BIND, NULL) == 0;
}

bool mounts_read_only(const char *at)
{
    return mount(NULL, at, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL) == 0;
}

void mounts_pull(const char *at)
{
    assert(umount2(at, MNT_DETACH) == 0);
}
