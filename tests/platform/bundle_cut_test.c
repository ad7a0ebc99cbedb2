/*
 * The plug, the stick or its memory fails at the n-th file operation, for all n. This program's
 * own fsync, write … stand before those of libc; they fail when they are told to.
 */
#include "platform/bundle_write.h"

#include "sample_bundle.h"
#include "temp.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_BYTES = 3000, CUT = 77, TRACKED_MAX = 16 };

enum fault {
    FAULT_NONE,
    FAULT_KILLED, /* the program ends; all that it wrote arrives */
    FAULT_POWER, /* and what was not synced is lost: bytes and renames */
    FAULT_YANKED, /* this and every later operation says ENODEV */
    FAULT_HICCUP, /* this one says EIO, later ones work */
    FAULT_FULL /* from here on nothing more fits */
};

/* Read by AddressSanitizer: with its usual 256 MB of freed memory, each fork copies the map of it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

static struct {
    enum fault fault;
    int at; /* operation to fail at, from 1 */
    int *count; /* operations so far; shared with the child */
    bool no_exchange, lies;
    int dirty[TRACKED_MAX], dirty_count; /* files with unsynced bytes */
    struct {
        int folder;
        char from[128], to[128];
        unsigned flags;
    } renamed[TRACKED_MAX];
    int renamed_count; /* since the last sync of a folder */
} shim;

static ino_t inode(int fd)
{
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    return st.st_ino;
}

static void lose_power(void)
{
    for (int i = 0; i < shim.dirty_count; i++)
        (void)!ftruncate(shim.dirty[i], 0); /* the bytes that were on their way */
    while (shim.renamed_count-- > 0) {
        int i = shim.renamed_count, folder = shim.renamed[i].folder;
        (void)syscall(SYS_renameat2, folder, shim.renamed[i].to, folder, shim.renamed[i].from,
            shim.renamed[i].flags);
    }
}

/* True: fail now, errno says how. */
static bool fault(bool takes_room)
{
    if (shim.fault == FAULT_NONE || ++*shim.count < shim.at)
        return false;
    switch (shim.fault) {
    case FAULT_POWER:
        lose_power();
        _exit(CUT);
    case FAULT_KILLED:
        _exit(CUT);
    case FAULT_YANKED:
        errno = ENODEV;
        return true;
    case FAULT_HICCUP:
        errno = EIO;
        return *shim.count == shim.at;
    default:
        errno = ENOSPC;
        return takes_room;
    }
}

int openat(int folder, const char *name, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (fault((flags & O_CREAT) != 0))
        return -1;
    return (int)syscall(SYS_openat, folder, name, flags, mode);
}

int mkdirat(int folder, const char *name, mode_t mode)
{
    return fault(true) ? -1 : (int)syscall(SYS_mkdirat, folder, name, mode);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    if (fault(true))
        return -1;
    if (shim.fault == FAULT_POWER && shim.dirty_count < TRACKED_MAX)
        shim.dirty[shim.dirty_count++] = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return syscall(SYS_write, fd, bytes, len > 2000 ? 2000 : len); /* short writes are allowed */
}

ssize_t read(int fd, void *bytes, size_t len)
{
    return fault(false) ? -1 : syscall(SYS_read, fd, bytes, len);
}

ssize_t pread(int fd, void *bytes, size_t len, off_t at)
{
    if (fault(false))
        return -1;
    ssize_t n = syscall(SYS_pread64, fd, bytes, len, at);
    if (shim.lies && n > 0)
        ((char *)bytes)[n / 2] ^= 1;
    return n;
}

int fsync(int fd)
{
    if (fault(false))
        return -1;
    for (int i = 0; i < shim.dirty_count; i++) {
        if (inode(shim.dirty[i]) == inode(fd)) {
            close(shim.dirty[i]);
            shim.dirty[i--] = shim.dirty[--shim.dirty_count];
        }
    }
    for (int i = 0; i < shim.renamed_count; i++) {
        if (inode(shim.renamed[i].folder) == inode(fd)) {
            shim.renamed_count = 0;
        }
    }
    return 0; /* no need to wear out the disk of whoever runs the tests */
}

int posix_fadvise(int fd, off_t at, off_t len, int advice)
{
    (void)fd;
    (void)at;
    (void)len;
    (void)advice;
    return 0; /* it would start writing */
}

int futimens(int fd, const struct timespec times[2])
{
    return fault(false) ? -1 : (int)syscall(SYS_utimensat, fd, NULL, times, 0);
}

int unlinkat(int folder, const char *name, int flags)
{
    return fault(false) ? -1 : (int)syscall(SYS_unlinkat, folder, name, flags);
}

int renameat2(int folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (fault(false))
        return -1;
    if (flags != 0 && shim.no_exchange) {
        errno = EINVAL;
        return -1;
    }
    int result = (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
    if (result == 0 && shim.renamed_count < TRACKED_MAX) {
        int i = shim.renamed_count++;
        shim.renamed[i].folder = folder;
        shim.renamed[i].flags = flags;
        (void)snprintf(shim.renamed[i].from, sizeof shim.renamed[i].from, "%s", from);
        (void)snprintf(shim.renamed[i].to, sizeof shim.renamed[i].to, "%s", to);
    }
    return result;
}

int renameat(int folder, const char *from, int to_folder, const char *to)
{
    return renameat2(folder, from, to_folder, to, 0);
}

/* Writes b with a fault at operation n. ERR_NONE: done. A fault that ends the program happens in a
 * child: CUT. */
static int write_with_fault(const char *root, const struct bundle *b, enum fault kind, int n)
{
    int status;
    struct err err = { 0 };
    bool dies = kind == FAULT_KILLED || kind == FAULT_POWER;
    pid_t child = dies ? fork() : 0;
    if (child != 0) {
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFEXITED(status));
        return WEXITSTATUS(status);
    }
    shim.fault = kind;
    shim.at = n;
    *shim.count = 0;
    bool ok = bundle_write(root, b, NULL, &err);
    shim.fault = FAULT_NONE;
    assert_int_equal(ok, err.code == ERR_NONE);
    if (dies)
        _exit((int)err.code);
    return (int)err.code;
}

struct stand {
    struct arena *arena;
    const char *root, *kiosk;
    const struct bundle *before, *after; /* before NULL: the first sync */
};

static bool stands(const struct stand *s, const char *suffix, const struct bundle *b)
{
    return sample_bundle_in(arena_printf(s->arena, "%s/" SAMPLE_FOLDER "%s", s->kiosk, suffix), b);
}

static struct stand stand_new(struct arena *a, bool first)
{
    struct stand s = { .arena = a, .root = temp_make(a) };
    s.kiosk = arena_printf(a, "%s/" MEDIUM_FOLDER "/" SAMPLE_KIOSK, s.root);
    s.after = sample_bundle(a, 1, FILE_BYTES);
    if (!first) {
        s.before = sample_bundle(a, 0, FILE_BYTES);
        assert_int_equal(write_with_fault(s.root, s.before, FAULT_NONE, 0), 0);
    }
    return s;
}

/* One fault; what stands after it; and that the next sync mends it. False: n is past the last
 * operation. */
static bool survive(enum fault kind, int n, bool first)
{
    struct arena *a = arena_new();
    struct err err = { 0 };
    struct stand s = stand_new(a, first);
    int result = write_with_fault(s.root, s.after, kind, n);
    bool hit = *shim.count >= n;
    bool new_stands = stands(&s, "", s.after) || stands(&s, ".nieuw", s.after);
    bool old_stands =
        s.before != NULL && (stands(&s, "", s.before) || stands(&s, ".oud", s.before) ||
                                stands(&s, ".nieuw", s.before));

    if (result == 0)
        assert_true(stands(&s, "", s.after)); /* it said so */
    else if (!first)
        assert_true(new_stands || old_stands);
    if (kind == FAULT_YANKED || kind == FAULT_HICCUP)
        assert_true(result == 0 || result == ERR_GONE);
    if (kind == FAULT_FULL) {
        assert_true(result == 0 || result == ERR_FULL);
        /* nothing but the bundle that was there: no half one eats the room that there is */
        if (result != 0 && first)
            assert_string_equal(temp_list(a, s.root), "");
        else if (result != 0)
            assert_string_equal(temp_list(a, s.kiosk), SAMPLE_FOLDER " ");
    }

    if (!bundle_write(s.root, s.after, NULL, &err))
        fail_msg("the sync after fault %d at %d: %s", (int)kind, n, err.detail);
    assert_true(stands(&s, "", s.after));
    assert_string_equal(temp_list(a, s.kiosk), SAMPLE_FOLDER " ");
    temp_remove(s.root);
    arena_free(a);
    return hit;
}

static void test_fault_at_every_operation(void **state)
{
    static const enum fault faults[] = { FAULT_KILLED, FAULT_POWER, FAULT_YANKED, FAULT_HICCUP,
        FAULT_FULL };
    (void)state;
    /* over an older bundle; the same where folders cannot be exchanged; the first sync */
    for (int variant = 0; variant < 3; variant++) {
        shim.no_exchange = variant == 1;
        for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++) {
            int n = 1;
            while (survive(faults[f], n, variant == 2))
                n++;
            assert_in_range(n, 50, 500); /* the faults did hit */
        }
    }
    shim.no_exchange = false;
}

/* Worn flash: it takes every byte and gives back others. */
static void test_lying_medium(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct stand s = stand_new(a, false);
    shim.lies = true;
    assert_int_equal(write_with_fault(s.root, s.after, FAULT_NONE, 0), ERR_VERIFY);
    shim.lies = false;
    assert_true(stands(&s, "", s.before));
    assert_string_equal(temp_list(a, s.kiosk), SAMPLE_FOLDER " ");
    temp_remove(s.root);
    arena_free(a);
}

int main(void)
{
    shim.count =
        mmap(NULL, sizeof *shim.count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shim.count == MAP_FAILED)
        return EXIT_FAILURE;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fault_at_every_operation),
        cmocka_unit_test(test_lying_medium),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
