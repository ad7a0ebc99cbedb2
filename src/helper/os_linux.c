#include "helper/os.h"

#include "base/attributes.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/rtc.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MS_NOSYMFOLLOW
#define MS_NOSYMFOLLOW 256 /* since Linux 5.10 */
#endif

/*
 * vfat: names as UTF-8 with the kernel's own table, FAT's local time taken as UTC (the dates on
 * our files are fixed), flush: what is closed is written soon. exfat knows UTF-8 and UTC itself.
 */
static const struct {
    const char *type, *options;
} media[] = {
    { "vfat", "utf8=1,shortname=mixed,tz=UTC,flush,errors=remount-ro" },
    { "exfat", "iocharset=utf8,errors=remount-ro" },
};

static int mount_medium(void *ctx, const char *device, const char *at, const char *type,
    bool writes, uid_t uid, gid_t gid)
{
    const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW | MS_NOATIME;
    char options[160];
    (void)ctx;
    for (size_t i = 0; i < COUNT_OF(media); i++) {
        if (strcmp(media[i].type, type) != 0)
            continue;
        (void)snprintf(options, sizeof options, "uid=%u,gid=%u,umask=077,%s", (unsigned)uid,
            (unsigned)gid, media[i].options);
        return mount(device, at, type, flags | (writes ? 0 : MS_RDONLY), options) == 0 ? 0 : errno;
    }
    return ENODEV;
}

/* What is on its way has arrived: syncs whatever path is open on with how. */
static int settle(const char *path, int flags, int (*how)(int fd))
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | flags);
    int error = fd < 0 || how(fd) < 0 ? errno : 0;
    if (fd >= 0)
        close(fd);
    return error;
}

static int unmount_medium(void *ctx, const char *device, const char *at)
{
    (void)ctx;
    int error = settle(at, O_DIRECTORY, syncfs);
    if (error == 0 && umount2(at, UMOUNT_NOFOLLOW) < 0)
        error = errno;
    /* The stick's own cache: an unmount does not empty that. */
    return error == 0 && device != NULL ? settle(device, 0, fsync) : error;
}

static int detach_medium(void *ctx, const char *at)
{
    (void)ctx;
    return umount2(at, MNT_DETACH | UMOUNT_NOFOLLOW) == 0 ? 0 : errno;
}

static int set_clock(void *ctx, time_t now)
{
    struct tm utc;
    (void)ctx;
    if (clock_settime(CLOCK_REALTIME, &(struct timespec){ .tv_sec = now }) < 0)
        return errno;
    int rtc = open("/dev/rtc0", O_RDONLY | O_CLOEXEC);
    if (rtc < 0 || gmtime_r(&now, &utc) == NULL)
        return 0; /* most machines of this kind have none */
    const struct rtc_time at = { .tm_sec = utc.tm_sec,
        .tm_min = utc.tm_min,
        .tm_hour = utc.tm_hour,
        .tm_mday = utc.tm_mday,
        .tm_mon = utc.tm_mon,
        .tm_year = utc.tm_year };
    int error = ioctl(rtc, RTC_SET_TIME, &at) < 0 ? errno : 0;
    close(rtc);
    return error;
}

static int power(void *ctx, bool again)
{
    char program[] = "systemctl", off[] = "poweroff", on[] = "reboot";
    char path[] = "PATH=/usr/bin:/bin", locale[] = "LC_ALL=C";
    char *argv[] = { program, again ? on : off, NULL }, *environment[] = { path, locale, NULL };
    pid_t child;
    int status = 0;
    (void)ctx;
    int error = posix_spawn(&child, "/usr/bin/systemctl", NULL, NULL, argv, environment);
    if (error != 0)
        return error;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return errno;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : EREMOTEIO;
}

struct helper_os os_linux(void)
{
    return (struct helper_os){ .mount = mount_medium,
        .unmount = unmount_medium,
        .detach = detach_medium,
        .set_clock = set_clock,
        .power = power };
}
