/*
 * Sticks as a day in a hall brings them: pulled at any moment, broken, full, locked, swapped,
 * hostile. Real file systems where this machine allows them; what a test does without them, it
 * does too. Each time: the right reason, nothing else changed, and a complete bundle stands.
 */
#include "io_steps.h"

#include "platform/stick.h"

#include "fuse_stick.h"
#include "mounts.h"
#include "platform/bundle_write.h"
#include "run.h"
#include "sample_bundle.h"
#include "temp.h"

#include <cups/cups.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef"
#define MARKER ".goedwerk-test-stick"
#define KIOSK MEDIUM_FOLDER "/" SAMPLE_KIOSK

enum { FILE_BYTES = 700, BUNDLE_BYTES = 6 * FILE_BYTES, HUGE = 100000, PAGE_OF_NAMES = 2000 };

/* Read by AddressSanitizer: with its usual 256 MB of freed memory, each fork copies the map of it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

/* A port with one stick in it, which carries the old bundle. The stick's own folder lies outside
 * the port; it comes in by a mount, or is moved in where no mounts are allowed. */
struct port {
    struct arena *arena;
    bool mounts;
    const char *desk; /* all of this */
    const char *dir; /* where sticks appear */
    const char *usb; /* where this one does */
    const char *backing; /* what is on it, also while it is out */
    struct stick *stick;
    const struct bundle *before, *after;
    int percent; /* last seen */
};

static void plug(const struct port *p)
{
    if (p->mounts)
        assert_true(mounts_bind(p->backing, p->usb));
    else
        assert_int_equal(rename(p->backing, p->usb), 0);
}

static void pull(const struct port *p)
{
    if (p->mounts)
        mounts_pull(p->usb);
    else
        assert_int_equal(rename(p->usb, p->backing), 0);
}

static void plug_new(const struct port *p)
{
    assert_int_equal(mkdir(p->backing, 0755), 0);
    temp_write(arena_printf(p->arena, "%s/" MARKER, p->backing), "", 0);
    if (p->mounts)
        assert_int_equal(mkdir(p->usb, 0755), 0);
    plug(p);
}

static struct stick_seen look(const struct port *p)
{
    struct err err = { 0 };
    struct stick_seen seen;
    if (!stick_look(p->stick, SAMPLE_KIOSK, TOKEN, &seen, &err))
        fail_msg("%s", err.detail);
    return seen;
}

static enum err_code sync_code(const struct port *p, const struct bundle *b)
{
    struct err err = { 0 };
    bool ok = stick_write(p->stick, b, &err);
    io_rest();
    assert_int_equal(ok, err.code == ERR_NONE);
    return err.code;
}

static void begin(struct port *p, bool mounts)
{
    struct arena *a = arena_new();
    *p = (struct port){ .arena = a, .mounts = mounts, .desk = temp_make(a) };
    p->dir = arena_printf(a, "%s/port", p->desk);
    p->usb = arena_printf(a, "%s/usb", p->dir);
    p->backing = arena_printf(a, "%s/stick", p->desk);
    p->before = sample_bundle(a, 0, FILE_BYTES);
    p->after = sample_bundle(a, 1, FILE_BYTES);
    assert_int_equal(mkdir(p->dir, 0755), 0);
    p->stick = stick_open_folder(p->dir, NULL);
    assert_non_null(p->stick);
    plug_new(p);
    assert_true(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, NULL));
    assert_int_equal(sync_code(p, p->before), ERR_NONE);
    assert_true(look(p).paired);
}

static void end(struct port *p)
{
    stick_close(p->stick);
    temp_remove(p->desk);
    arena_free(p->arena);
}

static bool may_mount(void **state)
{
    return *(const bool *)*state;
}

/* --- what stands on it --- */

static bool sums_hold(struct arena *a, const char *folder)
{
    static const char *const check[] = { "sha256sum", "--strict", "--status", "-c", "SHA256SUMS",
        NULL };
    int status = 1;
    if (temp_exists(arena_printf(a, "%s/SHA256SUMS", folder)))
        (void)run_output(a, folder, check, &status);
    return status == 0;
}

/* The old or the new bundle, whole, as anybody with sha256sum can tell. */
static void expect_complete(const struct port *p, const char *root)
{
    static const char *const suffixes[] = { "", ".nieuw", ".oud" };
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        const char *folder =
            arena_printf(p->arena, "%s/" KIOSK "/" SAMPLE_FOLDER "%s", root, suffixes[i]);
        if (sums_hold(p->arena, folder)) {
            assert_true(sample_bundle_in(folder, p->before) || sample_bundle_in(folder, p->after));
            return;
        }
    }
    fail_msg("no complete bundle on %s", root);
}

static void expect_bundle(const struct port *p, const char *root, const struct bundle *b)
{
    const char *kiosk = arena_printf(p->arena, "%s/" KIOSK, root);
    assert_true(sample_bundle_in(arena_printf(p->arena, "%s/" SAMPLE_FOLDER, kiosk), b));
    assert_string_equal(temp_list(p->arena, kiosk), SAMPLE_FOLDER " koppeling ");
    assert_string_equal(temp_list(p->arena, root), MARKER " " MEDIUM_FOLDER " ");
}

/* Pulled during a sync that ended with code: where it said that all is well, all is. */
static void expect_honest(const struct port *p, enum err_code code, const char *root)
{
    assert_true(code == ERR_NONE || code == ERR_GONE);
    if (code == ERR_NONE)
        expect_bundle(p, root, p->after);
    else
        expect_complete(p, root);
}

/* The next time that it is put in. */
static void expect_mended(const struct port *p)
{
    assert_true(look(p).paired);
    assert_int_equal(sync_code(p, p->after), ERR_NONE);
    assert_int_equal(stick_progress(p->stick), 100);
    expect_bundle(p, p->usb, p->after);
}

/* --- pulled --- */

static int pull_dead(void *ctx)
{
    pull(ctx);
    return ENODEV;
}

static int pull_but_open(void *ctx)
{
    pull(ctx);
    return 0;
}

/* At each step of a sync. False: n is past the last one. *too_late: it was done before the pull. */
static bool survive_pull(bool mounts, int (*how)(void *ctx), int n, bool *too_late)
{
    struct port p;
    begin(&p, mounts);
    io_at(n, how, &p);
    enum err_code code = sync_code(&p, p.after);
    bool hit = io.count >= n;
    if (hit) {
        assert_int_equal(look(&p).count, 0);
        expect_honest(&p, code, p.backing);
        *too_late = code == ERR_NONE;
        plug(&p);
    } else {
        assert_int_equal(code, ERR_NONE);
    }
    expect_mended(&p);
    pull(&p);
    end(&p);
    return hit;
}

/* The medium says so at once; or, as with a mount that somebody takes away, never. */
static void test_pulled_at_every_step(void **state)
{
    static int (*const hows[])(void *ctx) = { pull_dead, pull_but_open };
    for (size_t how = 0; how < COUNT_OF(hows); how++) {
        int n = 1, late = 0;
        for (bool too_late = false; survive_pull(may_mount(state), hows[how], n, &too_late); n++) {
            assert_true(too_late || late == 0);
            late += too_late;
        }
        assert_in_range(late, 0, 4); /* while it was looked for a last time */
        assert_in_range(n, 50, 500);
    }
}

static int swap_for_another(void *ctx)
{
    struct port *p = ctx;
    const char *other = arena_printf(p->arena, "%s/other", p->desk);
    pull(p);
    if (p->mounts)
        assert_true(mounts_bind(other, p->usb));
    else
        assert_int_equal(rename(other, p->usb), 0);
    return 0;
}

/* It is not for the other one, whatever was said on the glass meanwhile. */
static bool survive_swap(bool mounts, int n)
{
    struct port p;
    begin(&p, mounts);
    const char *other = arena_printf(p.arena, "%s/other", p.desk);
    assert_int_equal(mkdir(other, 0755), 0);
    temp_write(arena_printf(p.arena, "%s/" MARKER, other), "", 0);
    io_at(n, swap_for_another, &p);
    enum err_code code = sync_code(&p, p.after);
    bool hit = io.count >= n;
    if (hit) {
        /* Swapped before it was opened, the other one is the stick that was meant. */
        bool before = temp_exists(arena_printf(p.arena, "%s/" KIOSK, p.usb));
        assert_true(!before || (code == ERR_NONE && n < 10));
        expect_honest(&p, before ? ERR_GONE : code, p.backing);
        if (!before)
            assert_string_equal(temp_list(p.arena, p.usb), MARKER " ");
        if (p.mounts)
            mounts_pull(p.usb);
        else
            assert_int_equal(rename(p.usb, other), 0);
        plug(&p);
    }
    expect_mended(&p);
    pull(&p);
    end(&p);
    return hit;
}

static void test_swapped_at_every_step(void **state)
{
    int n = 1;
    while (survive_swap(may_mount(state), n))
        n++;
    assert_in_range(n, 50, 500);
}

static int plug_second(void *ctx)
{
    struct port *p = ctx;
    assert_int_equal(mkdir(arena_printf(p->arena, "%s/usb1", p->dir), 0755), 0);
    temp_write(arena_printf(p->arena, "%s/usb1/" MARKER, p->dir), "", 0);
    return 0;
}

static void test_second_one_comes_meanwhile(void **state)
{
    struct port p;
    begin(&p, may_mount(state));
    io_at(20, plug_second, &p);
    assert_int_equal(sync_code(&p, p.after), ERR_NONE);
    expect_bundle(&p, p.usb, p.after);
    const char *second = arena_printf(p.arena, "%s/usb1", p.dir);
    assert_string_equal(temp_list(p.arena, second), MARKER " ");
    pull(&p);
    end(&p);
}

static int sample_percent(void *ctx)
{
    struct port *p = ctx;
    int percent = stick_progress(p->stick);
    assert_in_range(percent, p->percent, 100); /* a later step each time */
    p->percent = percent;
    return 0;
}

static void test_progress(void **state)
{
    struct port p;
    int n = 1;
    begin(&p, may_mount(state));
    assert_int_equal(sync_code(&p, p.after), ERR_NONE); /* from here on each is like the last */
    bool halfway = false, more = true;
    while (more) {
        io_at(n++, sample_percent, &p);
        assert_int_equal(stick_write(p.stick, p.after, NULL), true);
        more = io.count >= io.at;
        io_rest();
        assert_int_equal(stick_progress(p.stick), 100);
        halfway = halfway || (p.percent > 40 && p.percent < 60);
    }
    assert_int_equal(p.percent, 100);
    assert_true(halfway);
    pull(&p);
    end(&p);
}

/* --- broken after so many bytes --- */

/* A stick that fails after n bytes: a file system that does, else our own write. */
static void break_after(struct fuse_stick *f, long n, int error)
{
    if (f != NULL) {
        fuse_stick_break_after(f, n, error);
    } else {
        io.bytes_left = n;
        io.bytes_error = error;
    }
}

static void mend(struct fuse_stick *f)
{
    if (f != NULL)
        fuse_stick_mend(f);
    io_rest();
}

/* With its own stick below the port: FUSE where it may be, a plain folder else. */
static struct fuse_stick *begin_fuse(struct port *p)
{
    begin(p, false);
    pull(p);
    assert_int_equal(mkdir(p->usb, 0755), 0);
    struct fuse_stick *f = fuse_stick_mount(p->arena, p->backing, p->usb);
    if (f != NULL)
        return f;
    assert_int_equal(rmdir(p->usb), 0);
    plug(p);
    return NULL;
}

static void end_fuse(struct port *p, struct fuse_stick *f)
{
    if (f != NULL)
        fuse_stick_pull(f);
    end(p);
}

static const char *medium(const struct port *p, const struct fuse_stick *f)
{
    return f != NULL ? p->backing : p->usb;
}

static void test_dies_after_n_bytes(void **state)
{
    (void)state;
    for (long n = 0; n < BUNDLE_BYTES; n += 61) {
        struct port p;
        struct fuse_stick *f = begin_fuse(&p);
        break_after(f, n, EIO);
        struct err err = { 0 };
        bool ok = stick_write(p.stick, p.after, &err);
        mend(f);
        assert_true(ok || err.code == ERR_GONE);
        assert_true(!ok || n > 5 * FILE_BYTES);
        expect_complete(&p, medium(&p, f));
        expect_mended(&p);
        end_fuse(&p, f);
    }
}

static void test_fills_up_after_n_bytes(void **state)
{
    (void)state;
    for (long n = 0; n < BUNDLE_BYTES; n += 61) {
        struct port p;
        struct fuse_stick *f = begin_fuse(&p);
        break_after(f, n, ENOSPC);
        struct err err = { 0 };
        bool ok = stick_write(p.stick, p.after, &err);
        mend(f);
        assert_true(ok || err.code == ERR_FULL);
        expect_bundle(&p, medium(&p, f), ok ? p.after : p.before); /* no half one eats room */
        expect_mended(&p);
        end_fuse(&p, f);
    }
}

struct fuse_port {
    struct port *port;
    struct fuse_stick *fuse;
};

static int kill_server(void *ctx)
{
    struct fuse_port *p = ctx;
    if (p->fuse == NULL)
        return ENOTCONN;
    fuse_stick_pull(p->fuse);
    return 0; /* the file system itself says it */
}

/* What really happens inside: every open file says that its file system is gone. */
static void test_file_system_dies_at_every_step(void **state)
{
    (void)state;
    bool hit = true;
    int n = 1;
    for (; hit; n++) {
        struct port p;
        struct fuse_port both = { &p, begin_fuse(&p) };
        struct fuse_stick *f = both.fuse;
        io_at(n, kill_server, &both);
        enum err_code code = sync_code(&p, p.after);
        hit = io.count >= n;
        assert_true(hit || code == ERR_NONE);
        expect_honest(&p, code, medium(&p, f));
        if (hit && f != NULL)
            f = fuse_stick_mount(p.arena, p.backing, p.usb);
        expect_mended(&p);
        end_fuse(&p, f);
    }
    assert_in_range(n, 50, 500);
}

/* --- full, locked --- */

static void test_full(void **state)
{
    struct port p;
    bool small = false;
    begin(&p, may_mount(state));
    const struct bundle *large = sample_bundle(p.arena, 2, 40000);
    if (p.mounts) {
        pull(&p);
        small = mounts_memory(p.usb, "size=128k");
        assert_true(small);
        temp_write(arena_printf(p.arena, "%s/" MARKER, p.usb), "", 0);
        assert_true(stick_pair(p.stick, SAMPLE_KIOSK, TOKEN, NULL));
        assert_int_equal(sync_code(&p, p.before), ERR_NONE);
        assert_in_range(look(&p).free_bytes, 1, 128 * 1024);
    }
    if (!small)
        break_after(NULL, 0, ENOSPC);
    assert_int_equal(sync_code(&p, large), ERR_FULL);
    expect_bundle(&p, p.usb, p.before);
    expect_mended(&p); /* a small one still fits */
    pull(&p);
    end(&p);
}

static void test_read_only(void **state)
{
    struct port p;
    struct err err = { 0 };
    begin(&p, may_mount(state));
    if (p.mounts)
        assert_true(mounts_read_only(p.usb));
    else
        break_after(NULL, 0, EROFS);
    assert_int_equal(sync_code(&p, p.after), ERR_READ_ONLY);
    if (p.mounts) {
        assert_true(look(&p).paired);
        assert_false(stick_pair(p.stick, SAMPLE_KIOSK, "another", &err));
        assert_int_equal(err.code, ERR_READ_ONLY);
    }
    expect_bundle(&p, p.usb, p.before);
    assert_true(look(&p).paired);
    pull(&p);
    end(&p);
}

/* --- hostile --- */

static const struct hostile {
    const char *spot; /* that somebody has made something else of */
    char kind; /* f file, l link to a folder outside, p FIFO, d device, s socket */
    enum err_code sync, pair;
} hostiles[] = {
    { MEDIUM_FOLDER, 'f', ERR_FILE, ERR_FILE },
    { MEDIUM_FOLDER, 'l', ERR_FILE, ERR_FILE },
    { MEDIUM_FOLDER, 'p', ERR_FILE, ERR_FILE },
    { MEDIUM_FOLDER, 'd', ERR_FILE, ERR_FILE },
    { MEDIUM_FOLDER, 's', ERR_FILE, ERR_FILE },
    { KIOSK, 'f', ERR_FILE, ERR_FILE },
    { KIOSK, 'l', ERR_FILE, ERR_FILE },
    { KIOSK, 'd', ERR_FILE, ERR_FILE },
    { KIOSK "/" SAMPLE_FOLDER, 'f', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER, 'l', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER, 'd', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER, 's', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER ".nieuw", 'f', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER ".nieuw", 'l', ERR_FILE, ERR_NONE },
    { KIOSK "/" SAMPLE_FOLDER ".oud", 'p', ERR_FILE, ERR_NONE },
    { KIOSK "/koppeling", 'l', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling", 'p', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling", 'd', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling", 's', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling.nieuw", 's', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling.nieuw", 'l', ERR_NONE, ERR_NONE },
    { KIOSK "/koppeling.nieuw", 'p', ERR_NONE, ERR_NONE },
};

static void make_hostile(const struct port *p, char kind, const char *spot, const char *outside)
{
    if (temp_exists(spot)) {
        const char *away = arena_printf(p->arena, "%s/away", p->desk);
        assert_int_equal(rename(spot, away), 0);
        temp_remove(away);
    }
    if (kind == 'l')
        assert_int_equal(symlink(outside, spot), 0);
    else if (kind == 'f')
        temp_write(spot, "mine", 4);
    else if (kind == 's')
        assert_int_equal(mknod(spot, S_IFSOCK | 0666, 0), 0);
    else if (kind != 'd' || mknod(spot, S_IFCHR | 0666, makedev(1, 3)) != 0)
        assert_int_equal(mkfifo(spot, 0666), 0); /* not everybody makes devices */
}

/* What is there, as it may not change: kind, size and place. */
static struct stat state_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st;
}

static void test_hostile(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(hostiles); i++) {
        const struct hostile *h = &hostiles[i];
        struct port p;
        struct err err = { 0 };
        begin(&p, false);
        const char *outside = arena_printf(p.arena, "%s/outside", p.desk);
        const char *spot = arena_printf(p.arena, "%s/%s", p.usb, h->spot);
        assert_int_equal(mkdir(outside, 0755), 0);
        make_hostile(&p, h->kind, spot, outside);
        struct stat was = state_of(spot);
        bool stays = h->sync != ERR_NONE;

        assert_int_equal(look(&p).count, 1);
        assert_int_equal(sync_code(&p, p.after), h->sync);
        assert_int_equal(stick_pair(p.stick, SAMPLE_KIOSK, TOKEN, &err), h->pair == ERR_NONE);
        assert_int_equal(err.code, h->pair);
        assert_int_equal(look(&p).paired, h->pair == ERR_NONE);
        assert_string_equal(temp_list(p.arena, outside), "");
        if (stays) {
            struct stat is = state_of(spot);
            assert_true(
                was.st_ino == is.st_ino && was.st_mode == is.st_mode && was.st_size == is.st_size);
        }
        end(&p);
    }
}

/* Inside the bundle somebody has made something else of a file: a large one, a link to one outside … */
static const char *const insides[] = { "SHA256SUMS", "verslag.pdf", "beelden/de-open-dag.png" };

static void change_inside(const struct port *p, char kind, const char *spot, const char *outside)
{
    if (kind == 'u') { /* the same file, but whoever ran it would be its owner */
        assert_int_equal(chmod(spot, 06777), 0);
    } else if (kind == 'g') {
        assert_int_equal(truncate(spot, 1L << 30), 0);
    } else {
        make_hostile(p, kind, spot, outside);
    }
}

/* What is no longer our bundle is kept as it is, beside the new one, and nobody went into it. */
static void test_hostile_inside(void **state)
{
    static const char kinds[] = "flpdsgu";
    (void)state;
    for (size_t i = 0; i < COUNT_OF(insides); i++) {
        for (const char *kind = kinds; *kind != '\0'; kind++) {
            struct port p;
            begin(&p, false);
            const char *kiosk = arena_printf(p.arena, "%s/" KIOSK, p.usb);
            const char *bundle = arena_printf(p.arena, "%s/" SAMPLE_FOLDER, kiosk);
            const char *outside = arena_printf(p.arena, "%s/outside", p.desk);
            temp_write(outside, "outside", 7);
            change_inside(&p, *kind, arena_printf(p.arena, "%s/%s", bundle, insides[i]), outside);
            struct stat was = state_of(arena_printf(p.arena, "%s/%s", bundle, insides[i]));
            io.bytes_read = 0;
            assert_true(look(&p).paired);
            assert_int_equal(sync_code(&p, p.after), ERR_NONE);
            assert_true(sample_bundle_in(bundle, p.after));
            assert_true(temp_holds(outside, "outside", 7));
            assert_in_range(io.bytes_read, 0, 3 * BUNDLE_BYTES);
            assert_int_equal(
                state_of(arena_printf(p.arena, "%s/%s", bundle, insides[i])).st_mode & 07777, 0644);
            const char *aside = arena_printf(p.arena, "%s.bewaard-1", bundle);
            assert_int_equal(temp_exists(aside), *kind != 'u');
            if (*kind != 'u') {
                struct stat is = state_of(arena_printf(p.arena, "%s/%s", aside, insides[i]));
                assert_true(was.st_ino == is.st_ino && was.st_size == is.st_size);
            }
            end(&p);
        }
    }
}

/* Sums of somebody's that list a large file again and again: they do not keep us for ever. */
static void test_endless_sums(void **state)
{
    enum { LINES = 60, LARGE = 30 * 1024 * 1024, LIMIT = 128 * 1024 * 1024 };
    struct port p;
    const char *sums = "";
    char *zeros = calloc(1, LARGE);
    unsigned char digest[32];
    char digits[65];
    (void)state;
    begin(&p, false);
    const char *bundle = arena_printf(p.arena, "%s/" KIOSK "/" SAMPLE_FOLDER, p.usb);
    assert_non_null(zeros);
    assert_int_equal(cupsHashData("sha2-256", zeros, LARGE, digest, sizeof digest), sizeof digest);
    free(zeros);
    (void)cupsHashString(digest, sizeof digest, digits, sizeof digits);
    for (int i = 0; i < LINES; i++)
        sums = arena_printf(p.arena, "%s%s  verslag.pdf\n", sums, digits);
    temp_write(arena_printf(p.arena, "%s/SHA256SUMS", bundle), sums, strlen(sums));
    assert_int_equal(truncate(arena_printf(p.arena, "%s/verslag.pdf", bundle), 0), 0);
    assert_int_equal(truncate(arena_printf(p.arena, "%s/verslag.pdf", bundle), LARGE), 0);
    io.bytes_read = 0;
    assert_int_equal(sync_code(&p, p.after), ERR_NONE);
    assert_in_range(io.bytes_read, 0, LIMIT + BUNDLE_BYTES);
    assert_true(sample_bundle_in(bundle, p.after));
    end(&p);
}

/* How a stick is called, or what else lies on it, is all the same. */
static void test_odd_names(void **state)
{
    static const char *const names[] = { "usb\nstick", "\xe2\x80\xae\x62su", "a b", "-rf", "%s%n",
        "\xff\xfe", "caf\xc3\xa9" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct port p;
        begin(&p, false);
        const char *usb = arena_printf(p.arena, "%s/%s", p.dir, names[i]);
        assert_int_equal(rename(p.usb, usb), 0);
        p.usb = usb;
        for (size_t j = 0; j < COUNT_OF(names); j++)
            temp_write(arena_printf(p.arena, "%s/" KIOSK "/%s", usb, names[j]), "x", 1);
        assert_true(look(&p).paired);
        assert_int_equal(sync_code(&p, p.after), ERR_NONE);
        assert_true(
            sample_bundle_in(arena_printf(p.arena, "%s/" KIOSK "/" SAMPLE_FOLDER, usb), p.after));
        end(&p);
    }
}

/* Two that look the same, down to what is on them: whose is it? Nobody's, until one is out. */
static void test_two(void **state)
{
    struct port p;
    struct err err = { 0 };
    begin(&p, may_mount(state));
    const char *twin = arena_printf(p.arena, "%s/usb1", p.dir);
    const char *const copy[] = { "cp", "-R", p.usb, twin, NULL };
    int status;
    (void)run_output(p.arena, NULL, copy, &status);
    assert_int_equal(status, 0);
    struct stick_seen seen = look(&p);
    assert_int_equal(seen.count, 2);
    assert_false(seen.paired || seen.has_decks || seen.free_bytes > 0);
    assert_int_equal(sync_code(&p, p.after), ERR_NOT_A_STICK);
    assert_false(stick_pair(p.stick, SAMPLE_KIOSK, TOKEN, &err));
    assert_int_equal(err.code, ERR_NOT_A_STICK);
    expect_bundle(&p, p.usb, p.before);
    expect_bundle(&p, twin, p.before);
    pull(&p); /* the other one is as good */
    assert_true(look(&p).paired);
    end(&p);
}

/* One file under many names is enough, as far as the file system goes along. */
static void fill_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(fd >= 0);
    for (int i = 0; i < HUGE; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "%d.nl.md", i);
        if (i == 0 || linkat(fd, "0.nl.md", fd, name, 0) != 0)
            assert_int_equal(mknodat(fd, name, S_IFREG | 0644, 0), 0);
    }
    close(fd);
}

static void ignore_refused(void *ctx, const char *file, const char *what, const char *mend)
{
    (void)ctx;
    (void)file;
    (void)what;
    (void)mend;
}

/* A hundred thousand files wherever we come: nobody goes through them. */
static void test_huge(void **state)
{
    struct port p;
    struct err err = { 0 };
    (void)state;
    struct fuse_stick *f = begin_fuse(&p);
    const char *root = medium(&p, f), *cards = arena_printf(p.arena, "%s/" DECKS_FOLDER, root);
    const char *to = arena_printf(p.arena, "%s/content.new", p.desk);
    fill_folder(root);
    fill_folder(arena_printf(p.arena, "%s/" KIOSK, root));
    assert_int_equal(mkdir(cards, 0755), 0);
    cards = arena_printf(p.arena, "%s/cards", cards);
    assert_int_equal(mkdir(cards, 0755), 0);
    fill_folder(cards);

    io.names = 0;
    assert_true(look(&p).paired);
    assert_int_equal(sync_code(&p, p.after), ERR_NONE);
    assert_true(io.names < 20); /* of the port only */
    assert_true(f == NULL || fuse_stick_names(f) == 0);
    io.names = 0;
    assert_false(stick_copy_decks(p.stick, to, ignore_refused, NULL, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    assert_true(io.names < 2 * DECKS_ENTRIES_MAX + 20); /* our own half copy goes again */
    assert_true(f == NULL || fuse_stick_names(f) < DECKS_ENTRIES_MAX + PAGE_OF_NAMES);
    assert_false(temp_exists(to));
    end_fuse(&p, f);
}

int main(void)
{
    bool mounts = mounts_begin() && mounts_memory("/tmp", "mode=1777"); /* no disk wears out */
    void *state = &mounts;
    if (!mounts)
        print_message("# no mounts here: folders that move, and calls that fail\n");
#define T(test) cmocka_unit_test_prestate(test, state)
    const struct CMUnitTest tests[] = {
        T(test_pulled_at_every_step),
        T(test_swapped_at_every_step),
        T(test_second_one_comes_meanwhile),
        T(test_progress),
        T(test_dies_after_n_bytes),
        T(test_fills_up_after_n_bytes),
        T(test_file_system_dies_at_every_step),
        T(test_full),
        T(test_read_only),
        T(test_hostile),
        T(test_hostile_inside),
        T(test_endless_sums),
        T(test_odd_names),
        T(test_two),
        T(test_huge),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
