/* What the helper really asks the kernel for. These definitions stand before those of libc, so that
 * neither clock nor power of whoever runs the tests is touched. */
#include "helper/os.h"

#include "base/arena.h"
#include "mounts.h"
#include "temp.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cmocka.h>

static struct {
    bool fake_mounts;
    bool in_memory; /* really mounted, but not from a device */
    char source[64], target[64], type[16], options[200], program[64], verb[16];
    unsigned long flags;
    int error, mounts, syncs;
    time_t clock;
} asked;

int mount(const char *source, const char *target, const char *type, unsigned long flags,
    const void *options)
{
    if (asked.in_memory)
        return (int)syscall(SYS_mount, "none", target, "tmpfs", flags, "mode=755");
    if (!asked.fake_mounts)
        return (int)syscall(SYS_mount, source, target, type, flags, options);
    asked.mounts++;
    asked.flags = flags;
    (void)snprintf(asked.source, sizeof asked.source, "%s", source);
    (void)snprintf(asked.target, sizeof asked.target, "%s", target);
    (void)snprintf(asked.type, sizeof asked.type, "%s", type);
    (void)snprintf(asked.options, sizeof asked.options, "%s", (const char *)options);
    errno = asked.error;
    return asked.error == 0 ? 0 : -1;
}

int syncfs(int fd)
{
    asked.syncs++;
    errno = asked.error;
    return asked.error == 0 ? (int)syscall(SYS_syncfs, fd) : -1;
}

int clock_settime(clockid_t clock, const struct timespec *at)
{
    assert_int_equal(clock, CLOCK_REALTIME);
    asked.clock = at->tv_sec;
    errno = asked.error;
    return asked.error == 0 ? 0 : -1;
}

int ioctl(int fd, unsigned long request, ...)
{
    (void)fd;
    (void)request;
    return 0;
}

int posix_spawn(pid_t *pid, const char *program, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const argv[], char *const environment[])
{
    (void)actions;
    (void)attributes;
    (void)environment;
    (void)snprintf(asked.program, sizeof asked.program, "%s", program);
    (void)snprintf(asked.verb, sizeof asked.verb, "%s", argv[1]);
    assert_null(argv[2]);
    if ((*pid = fork()) == 0)
        _exit(asked.error == 0 ? 0 : 1);
    return 0;
}

static const struct {
    const char *type;
    bool writes;
    const char *says[6]; /* among the options */
} media[] = {
    { "vfat", true, { "uid=1234,", "gid=5678,", "umask=077,", "utf8=1,", "flush", NULL } },
    { "exfat", false, { "uid=1234,", "gid=5678,", "umask=077,", "iocharset=utf8", NULL } },
};

static void mounted_for_the_kiosk_alone(void **state)
{
    (void)state;
    const struct helper_os os = os_linux();
    const unsigned long never = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOSYMFOLLOW;
    asked.fake_mounts = true;
    for (size_t i = 0; i < COUNT_OF(media); i++) {
        asked.error = 0;
        assert_int_equal(
            os.mount(os.ctx, "/dev/x", "/at", media[i].type, media[i].writes, 1234, 5678), 0);
        assert_string_equal(asked.source, "/dev/x");
        assert_string_equal(asked.target, "/at");
        assert_string_equal(asked.type, media[i].type);
        assert_int_equal(asked.flags & never, never);
        assert_int_equal((asked.flags & MS_RDONLY) == 0, media[i].writes);
        for (size_t o = 0; media[i].says[o] != NULL; o++)
            assert_non_null(strstr(asked.options, media[i].says[o]));
        asked.error = EROFS;
        assert_int_equal(os.mount(os.ctx, "/dev/x", "/at", media[i].type, true, 1, 1), EROFS);
    }
    asked.mounts = asked.error = 0;
    static const char *const others[] = { "ext4", "ntfs", "", "vfat,exfat" };
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(os.mount(os.ctx, "/dev/x", "/at", others[i], true, 1, 1), ENODEV);
    assert_int_equal(asked.mounts, 0);
    asked.fake_mounts = false;
}

/* The line of what is mounted there, as the kernel tells it. */
static const char *told_by_kernel(struct arena *a, const char *at)
{
    char line[1024];
    const char *found = NULL, *wanted = arena_printf(a, " %s ", at);
    FILE *f = fopen("/proc/self/mountinfo", "re");
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL)
        if (strstr(line, wanted) != NULL)
            found = arena_strdup(a, line);
    fclose(f);
    assert_non_null(found);
    return found;
}

/* What a stick brings is data: the kernel itself says so, and does so. */
static void nothing_on_it_runs_or_leads_elsewhere(void **state)
{
    if (!*(const bool *)*state)
        skip(); /* this machine allows no mounts */
    static const char *const never[] = { "nosuid", "nodev", "noexec", "nosymfollow" };
    const struct helper_os os = os_linux();
    struct arena *a = arena_new();
    const char *dir = temp_make(a), *at = arena_printf(a, "%s/at", dir);
    const char *program = arena_printf(a, "%s/program", at);
    const char *link = arena_printf(a, "%s/link", at), *node = arena_printf(a, "%s/node", at);
    static const char script[] = "#!/bin/sh\nexit 0\n";
    assert_int_equal(mkdir(at, 0700), 0);
    asked.in_memory = true;
    assert_int_equal(os.mount(os.ctx, "/dev/x", at, "vfat", true, 0, 0), 0);
    asked.in_memory = false;
    for (size_t i = 0; i < COUNT_OF(never); i++)
        if (strstr(told_by_kernel(a, at), never[i]) == NULL)
            fail_msg("not %s: %s", never[i], told_by_kernel(a, at));
    temp_write(program, script, sizeof script - 1);
    assert_int_equal(chmod(program, 04755), 0);
    assert_int_equal(access(program, X_OK), -1);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    assert_int_equal(open(link, O_RDONLY), -1);
    assert_int_equal(errno, ELOOP);
    if (mknod(node, S_IFCHR | 0666, makedev(1, 3)) == 0) {
        assert_int_equal(open(node, O_RDONLY), -1);
        assert_int_equal(errno, EACCES);
    }
    assert_int_equal(os.detach(os.ctx, at), 0);
    temp_remove(dir);
    arena_free(a);
}

/* Where nothing is mounted, to release it is an error, and nothing is taken away. */
static void nothing_to_unmount(void **state)
{
    (void)state;
    const struct helper_os os = os_linux();
    struct arena *a = arena_new();
    const char *dir = temp_make(a), *at = arena_printf(a, "%s/at", dir);
    const char *device = arena_printf(a, "%s/device", dir);
    temp_write(device, "", 0);
    assert_int_equal(mkdir(at, 0700), 0);
    assert_int_not_equal(os.unmount(os.ctx, device, at), 0);
    assert_int_not_equal(os.detach(os.ctx, at), 0);
    assert_true(temp_exists(at) && temp_exists(device));
    temp_remove(dir);
    arena_free(a);
}

/* A real file system: busy, released, pulled. */
static void unmounted(void **state)
{
    if (!*(const bool *)*state)
        skip(); /* this machine allows no mounts */
    const struct helper_os os = os_linux();
    struct arena *a = arena_new();
    const char *dir = temp_make(a), *at = arena_printf(a, "%s/at", dir);
    const char *device = arena_printf(a, "%s/device", dir), *file = arena_printf(a, "%s/f", at);
    temp_write(device, "", 0);
    assert_int_equal(mkdir(at, 0700), 0);
    assert_true(mounts_memory(at, "size=64k"));
    temp_write(file, "x", 1);
    int fd = open(file, O_RDONLY);
    assert_int_equal(os.unmount(os.ctx, device, at), EBUSY);
    assert_true(temp_exists(file));
    close(fd);
    asked.syncs = 0;
    asked.error = EIO;
    assert_int_equal(os.unmount(os.ctx, device, at), EIO);
    asked.error = 0;
    assert_int_equal(os.unmount(os.ctx, device, at), 0);
    assert_int_equal(asked.syncs, 2);
    assert_false(temp_exists(file));
    assert_true(mounts_memory(at, "size=64k"));
    temp_write(file, "x", 1);
    fd = open(file, O_RDONLY);
    assert_int_equal(os.detach(os.ctx, at), 0);
    assert_false(temp_exists(file));
    close(fd);
    /* What the stick itself has not kept is told. */
    assert_true(mounts_memory(at, "size=64k"));
    assert_int_equal(unlink(device), 0);
    assert_int_equal(os.unmount(os.ctx, device, at), ENOENT);
    temp_remove(dir);
    arena_free(a);
}

static void clock_and_power(void **state)
{
    (void)state;
    const struct helper_os os = os_linux();
    asked.error = 0;
    assert_int_equal(os.set_clock(os.ctx, 1795280700), 0);
    assert_int_equal(asked.clock, 1795280700);
    assert_int_equal(os.power(os.ctx, false), 0);
    assert_string_equal(asked.program, "/usr/bin/systemctl");
    assert_string_equal(asked.verb, "poweroff");
    assert_int_equal(os.power(os.ctx, true), 0);
    assert_string_equal(asked.verb, "reboot");
    asked.error = EPERM;
    assert_int_equal(os.set_clock(os.ctx, 1795280700), EPERM);
    assert_int_not_equal(os.power(os.ctx, true), 0);
}

int main(void)
{
    bool may_mount = mounts_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mounted_for_the_kiosk_alone),
        cmocka_unit_test_prestate(nothing_on_it_runs_or_leads_elsewhere, &may_mount),
        cmocka_unit_test(nothing_to_unmount),
        cmocka_unit_test_prestate(unmounted, &may_mount),
        cmocka_unit_test(clock_and_power),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
