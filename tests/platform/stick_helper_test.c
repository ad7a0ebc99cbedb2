/*
 * The installed kiosk's sticks, with the helper as a process of its own on a make-believe port:
 * what a person does with a stick, from plugging it in to pulling it at the wrong moment.
 */
#include "helper/helper.h"
#include "platform/requests.h"
#include "platform/stick.h"

#include "base/clock.h"
#include "base/file.h"
#include "platform/bundle_write.h"
#include "run.h"
#include "sample_bundle.h"
#include "temp.h"
#include "usb_lab.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef"

enum { LONG_MS = 20 * 1000, FILE_BYTES = 300, MB = 40 };

/* Something that happens before the fsync with that number, in this process. */
static struct {
    int count, at, error;
    void (*happen)(void *ctx);
    void *ctx;
} step;

int fsync(int fd)
{
    if (step.at > 0 && ++step.count == step.at)
        step.happen(step.ctx);
    if (step.at > 0 && step.count >= step.at && step.error != 0) {
        errno = step.error;
        return -1;
    }
    (void)fd; /* no need to wear out the disk of whoever runs the tests */
    return 0;
}

int syncfs(int fd)
{
    (void)fd;
    return 0;
}

struct hall {
    struct usb_lab lab;
    struct helper_os os;
    struct usb_os *did;
    int stop;
    pid_t helper;
    const char *fat, *request;
    struct stick *stick;
    const struct bundle *before, *after;
};

static int is_ready = -1; /* an eventfd */

static void ready(void)
{
    uint64_t go = 1;
    if (write(is_ready, &go, sizeof go) != sizeof go)
        abort();
}

static void helper_start(struct hall *h)
{
    uint64_t began = 0;
    const struct helper_plan plan = { .at = h->lab.at,
        .os = h->os,
        .devices = usb_lab_news(&h->lab),
        .stop = h->stop = eventfd(0, EFD_CLOEXEC),
        .ready = ready };
    is_ready = eventfd(0, EFD_CLOEXEC);
    assert_true(h->stop >= 0 && is_ready >= 0);
    fflush(NULL);
    h->helper = fork();
    assert_true(h->helper >= 0);
    if (h->helper == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(helper_run(&plan, NULL) ? 0 : 1);
    }
    close(plan.devices);
    assert_int_equal(read(is_ready, &began, sizeof began), sizeof began);
    close(is_ready);
}

static void helper_end(struct hall *h, bool fall)
{
    int status = -1;
    uint64_t go = 1;
    if (fall)
        kill(h->helper, SIGKILL);
    else
        assert_int_equal(write(h->stop, &go, sizeof go), sizeof go);
    assert_int_equal(waitpid(h->helper, &status, 0), h->helper);
    assert_true(fall || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    close(h->stop);
}

/* Waits until look sees what is wanted. */
static struct stick_seen see(struct hall *h, int count, enum stick_reason reason)
{
    int64_t end_ms = clock_now_ms() + LONG_MS;
    for (;;) {
        struct stick_seen seen;
        struct err err = { 0 };
        bool ok = stick_look(h->stick, SAMPLE_KIOSK, TOKEN, &seen, &err);
        if (ok && seen.count == count && seen.reason == reason)
            return seen;
        if (clock_now_ms() > end_ms)
            fail_msg("%d sticks, %s: %s", seen.count, stick_reason_word(seen.reason), err.detail);
        struct pollfd wait = { .fd = stick_watch_fd(h->stick), .events = POLLIN };
        (void)poll(&wait, 1, LONG_MS);
    }
}

static void plug(struct hall *h, const char *name)
{
    (void)usb_lab_plug(&h->lab, name, &(struct usb_kind){ .image = h->fat });
}

static void begin(struct hall *h)
{
    *h = (struct hall){ .stop = -1 };
    usb_lab_begin(&h->lab);
    struct arena *a = h->lab.arena;
    const char *states = arena_printf(a, "%s/stick", h->lab.at.run);
    h->did = usb_os_new(&h->lab, &h->os);
    /* All of them are alike, to their label and number. */
    h->fat = usb_lab_image(&h->lab, "mkfs.vfat -F 32 -n HUB -i 20261121", MB);
    h->request = arena_printf(a, "%s/request", h->lab.at.run);
    h->before = sample_bundle(a, 0, FILE_BYTES);
    h->after = sample_bundle(a, 1, FILE_BYTES);
    assert_int_equal(mkdir(states, 0755), 0); /* as at boot */
    h->stick = stick_open_helper(h->lab.at.run, NULL);
    assert_non_null(h->stick);
    helper_start(h);
}

static void end(struct hall *h)
{
    step.at = 0;
    helper_end(h, false);
    assert_int_equal(h->did->mounts, h->did->unmounts + h->did->detaches);
    stick_close(h->stick);
    usb_os_free(h->did);
    usb_lab_end(&h->lab);
}

static enum err_code code_of_write(struct hall *h, const struct bundle *b)
{
    struct err err = { 0 };
    bool ok = stick_write(h->stick, b, &err);
    assert_int_equal(ok, err.code == ERR_NONE);
    return err.code;
}

/* In which of the folders that a writer leaves a whole bundle stands, as sha256sum tells. */
static bool holds_whole(struct hall *h, const char *suffix)
{
    static const char *const check[] = { "sha256sum", "--strict", "--status", "-c", "SHA256SUMS",
        NULL };
    struct arena *a = h->lab.arena;
    const char *folder = arena_printf(a, "%s/" MEDIUM_FOLDER "/" SAMPLE_KIOSK "/%s%s",
        usb_lab_files(&h->lab, "sda1"), h->before->folder, suffix);
    int status = 1;
    if (temp_exists(arena_printf(a, "%s/SHA256SUMS", folder)))
        (void)run_output(a, folder, check, &status);
    return status == 0;
}

static void from_plug_to_pull(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    assert_int_equal(see(&h, 0, STICK_REASON_NONE).count, 0);
    assert_int_equal(code_of_write(&h, h.before), ERR_GONE);
    plug(&h, "sda");
    assert_false(see(&h, 1, STICK_REASON_NONE).paired);
    assert_false(h.did->writes); /* looking never writes */
    assert_int_equal(h.did->mounts, 1);
    assert_true(stick_pair(h.stick, SAMPLE_KIOSK, TOKEN, NULL));
    assert_true(h.did->writes);
    struct stick_seen seen = see(&h, 1, STICK_REASON_NONE);
    assert_true(seen.paired);
    assert_true(seen.free_bytes > 0);
    assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
    assert_int_equal(stick_progress(h.stick), 100);
    assert_int_equal(h.did->mounts, 3);
    assert_int_equal(h.did->unmounts, 3); /* it may be taken out */
    assert_true(holds_whole(&h, ""));
    assert_true(see(&h, 1, STICK_REASON_NONE).paired);
    assert_int_equal(h.did->mounts, 3); /* and nothing mounts it again */
    usb_lab_pull(&h.lab, "sda");
    (void)see(&h, 0, STICK_REASON_NONE);
    plug(&h, "sda");
    assert_true(see(&h, 1, STICK_REASON_NONE).paired);
    assert_int_equal(code_of_write(&h, h.after), ERR_NONE);
    assert_true(holds_whole(&h, ""));
    end(&h);
}

static void pull(void *ctx)
{
    struct hall *h = ctx;
    int64_t end_ms = clock_now_ms() + LONG_MS;
    const volatile struct usb_os *did = h->did;
    usb_lab_pull(&h->lab, "sda");
    /* The helper detaches it, or has just released it: nothing to wait on from here but that. */
    while (did->mounts > did->unmounts + did->detaches && clock_now_ms() < end_ms)
        (void)poll(NULL, 0, 1);
}

/* Before any of its syncs, with writes that fail from there and with writes that nobody stops. */
static void pulled_in_the_middle(void **state)
{
    (void)state;
    static const int errors[] = { EIO, 0 };
    for (size_t e = 0; e < COUNT_OF(errors); e++) {
        struct hall h;
        begin(&h);
        plug(&h, "sda");
        (void)see(&h, 1, STICK_REASON_NONE);
        assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
        int at = 1;
        for (;; at++) {
            const struct bundle *b = at % 2 == 1 ? h.after : h.before;
            step.count = 0;
            step.happen = pull;
            step.ctx = &h;
            step.error = errors[e];
            step.at = at;
            int detaches = h.did->detaches;
            enum err_code code = code_of_write(&h, b);
            bool pulled = step.count >= step.at;
            step.at = 0;
            if (!pulled) {
                assert_int_equal(code, ERR_NONE);
                break;
            }
            /* Where even the request could not be written, that is what it says. And where it had
             * just been released when it was pulled, all is well. */
            if (code == ERR_NONE && h.did->detaches == detaches)
                assert_true(holds_whole(&h, ""));
            else if (code != ERR_GONE && !(code == ERR_FILE && errors[e] != 0))
                fail_msg("fsync %d, error %d: code %d", at, errors[e], code);
            (void)see(&h, 0, STICK_REASON_NONE);
            if (!holds_whole(&h, "") && !holds_whole(&h, ".nieuw") && !holds_whole(&h, ".oud"))
                fail_msg("fsync %d: no whole bundle", at);
            plug(&h, "sda");
            (void)see(&h, 1, STICK_REASON_NONE);
            assert_int_equal(code_of_write(&h, b), ERR_NONE);
            assert_true(holds_whole(&h, ""));
        }
        assert_true(at > 5);
        end(&h);
    }
}

/* Another one, which looks the same, stands in its place before anybody has looked. */
static void swap(void *ctx)
{
    struct hall *h = ctx;
    struct arena *a = h->lab.arena;
    const char *files = usb_lab_files(&h->lab, "sda1");
    pull(ctx);
    if (rename(files, arena_printf(a, "%s.first", files)) != 0)
        abort();
    plug(h, "sda");
}

static void swapped_in_the_middle(void **state)
{
    (void)state;
    bool hit = true;
    int at = 1;
    for (; hit; at++) {
        struct hall h;
        begin(&h);
        struct arena *a = h.lab.arena;
        const char *files = usb_lab_files(&h.lab, "sda1");
        const char *first = arena_printf(a, "%s.first", files);
        plug(&h, "sda");
        (void)see(&h, 1, STICK_REASON_NONE);
        assert_true(stick_pair(h.stick, SAMPLE_KIOSK, TOKEN, NULL));
        assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
        step.count = 0;
        step.happen = swap;
        step.ctx = &h;
        step.error = 0;
        step.at = at;
        int detaches = h.did->detaches;
        enum err_code code = code_of_write(&h, h.after);
        hit = step.count >= step.at;
        step.at = 0;
        if (hit) {
            /* Swapped before the first was mounted, or once it was released: all is well with one. */
            assert_true(code == ERR_GONE || (code == ERR_NONE && h.did->detaches == detaches));
            assert_false(see(&h, 1, STICK_REASON_NONE).paired);
            assert_string_equal(temp_list(a, files), "");
            assert_int_equal(rename(files, arena_printf(a, "%s.second", files)), 0);
            assert_int_equal(rename(first, files), 0);
            assert_true(
                holds_whole(&h, "") || holds_whole(&h, ".nieuw") || holds_whole(&h, ".oud"));
        } else {
            assert_int_equal(code, ERR_NONE);
        }
        end(&h);
    }
    assert_true(at > 5);
}

static void two_sticks(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    plug(&h, "sda");
    (void)see(&h, 1, STICK_REASON_NONE);
    plug(&h, "sdb");
    (void)see(&h, 2, STICK_REASON_NONE);
    assert_int_equal(code_of_write(&h, h.before), ERR_NOT_A_STICK);
    usb_lab_pull(&h.lab, "sdb");
    (void)see(&h, 1, STICK_REASON_NONE);
    assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
    end(&h);
}

static void plug_another(void *ctx)
{
    plug(ctx, "sdb");
}

/* That the second came while the first was being looked into says nothing of the first. */
static void two_at_once(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    step.count = 0;
    step.error = 0;
    step.happen = plug_another;
    step.ctx = &h;
    step.at = 1; /* as the kiosk asks for the first */
    plug(&h, "sda");
    (void)see(&h, 2, STICK_REASON_NONE);
    assert_true(step.count >= 1);
    step.at = 0;
    usb_lab_pull(&h.lab, "sdb");
    (void)see(&h, 1, STICK_REASON_NONE);
    assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
    end(&h);
}

static void what_cannot_be_used(void **state)
{
    (void)state;
    struct hall h;
    struct err err;
    begin(&h);
    const struct {
        struct usb_kind kind;
        enum stick_reason reason;
        enum err_code code;
    } cases[] = {
        { { .image = usb_lab_image(&h.lab, "mkntfs -Q -F", 4) }, STICK_REASON_NTFS,
            ERR_NOT_A_STICK },
        { { .image = usb_lab_image(&h.lab, "mkfs.ext4 -q", 4) }, STICK_REASON_EXT,
            ERR_NOT_A_STICK },
        { { .image = NULL }, STICK_REASON_UNFORMATTED, ERR_NOT_A_STICK },
        { { .image = h.fat, .fixed = true }, STICK_REASON_DISK, ERR_NOT_A_STICK },
        { { .image = h.fat, .read_only = true }, STICK_REASON_READ_ONLY, ERR_READ_ONLY },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        (void)usb_lab_plug(&h.lab, "sda", &cases[i].kind);
        assert_false(see(&h, 1, cases[i].reason).paired);
        assert_int_equal(code_of_write(&h, h.before), cases[i].code);
        assert_false(stick_pair(h.stick, SAMPLE_KIOSK, TOKEN, &err));
        assert_int_equal(err.code, cases[i].code);
        usb_lab_pull(&h.lab, "sda");
        (void)see(&h, 0, STICK_REASON_NONE);
    }
    end(&h);
}

/* It fails where it was written back: nobody says that it may be taken out. */
static void broken_at_release(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    plug(&h, "sda");
    (void)see(&h, 1, STICK_REASON_NONE);
    h.did->unmount_error = EIO;
    assert_int_equal(code_of_write(&h, h.before), ERR_FILE);
    (void)see(&h, 1, STICK_REASON_BROKEN);
    h.did->unmount_error = 0;
    h.did->unmounts--; /* of it, only the detaching counts */
    usb_lab_pull(&h.lab, "sda");
    plug(&h, "sda");
    (void)see(&h, 1, STICK_REASON_NONE);
    h.did->mount_error = EIO;
    assert_int_equal(code_of_write(&h, h.before), ERR_FILE);
    (void)see(&h, 1, STICK_REASON_BROKEN);
    h.did->mounts--;
    end(&h);
}

/* A kiosk that fell left it mounted: the next one begins with a release. */
static void left_mounted(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    plug(&h, "sda");
    (void)see(&h, 1, STICK_REASON_NONE);
    const char *value = arena_printf(h.lab.arena, "sda %d rw", h.lab.insertions);
    assert_string_equal(requests_talk(h.request, "mount", value, LONG_MS, h.lab.arena, NULL), "ok");
    stick_close(h.stick);
    h.stick = stick_open_helper(h.lab.at.run, NULL);
    (void)see(&h, 1, STICK_REASON_NONE);
    assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
    end(&h);
}

static void a_helper_that_fell(void **state)
{
    (void)state;
    struct hall h;
    begin(&h);
    plug(&h, "sda");
    (void)see(&h, 1, STICK_REASON_NONE);
    const char *value = arena_printf(h.lab.arena, "sda %d rw", h.lab.insertions);
    assert_string_equal(requests_talk(h.request, "mount", value, LONG_MS, h.lab.arena, NULL), "ok");
    helper_end(&h, true);
    helper_start(&h);
    (void)see(&h, 1, STICK_REASON_NONE);
    assert_int_equal(code_of_write(&h, h.before), ERR_NONE);
    assert_true(holds_whole(&h, ""));
    end(&h);
}

static void refused(void *ctx, const char *file, const char *what, const char *mend)
{
    (void)file;
    (void)what;
    (void)mend;
    ++*(int *)ctx;
}

static void decks(void **state)
{
    (void)state;
    struct hall h;
    int left_out = 0;
    begin(&h);
    struct arena *a = h.lab.arena;
    const char *files = usb_lab_files(&h.lab, "sda1"), *to = arena_printf(a, "%s/to", h.lab.dir);
    const char *cards = arena_printf(a, "%s/" DECKS_FOLDER "/cards", files);
    bool there = false;
    assert_true(file_make_folder(cards, NULL));
    temp_write(arena_printf(a, "%s/a.md", cards), "x", 1);
    (void)usb_lab_plug(&h.lab, "sda", &(struct usb_kind){ .image = h.fat, .read_only = true });
    assert_true(see(&h, 1, STICK_REASON_READ_ONLY).has_decks);
    assert_true(stick_find_decks(h.stick, &there, NULL));
    assert_true(there);
    assert_true(stick_copy_decks(h.stick, to, refused, &left_out, NULL));
    assert_int_equal(left_out, 0);
    assert_true(temp_holds(arena_printf(a, "%s/cards/a.md", to), "x", 1));
    assert_false(h.did->writes);
    end(&h);
}

static void machine_requests(void **state)
{
    (void)state;
    struct hall h;
    struct err err;
    begin(&h);
    assert_true(requests_ask(h.request, REQUEST_SET_TIME, "2026-11-21 18:05", LONG_MS, NULL));
    assert_int_equal(h.did->clocks, 1);
    assert_false(requests_ask(h.request, REQUEST_BRIGHTNESS, "60", LONG_MS, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(requests_ask(h.request, REQUEST_REBOOT, NULL, LONG_MS, NULL));
    assert_true(h.did->again);
    assert_true(requests_ask(h.request, REQUEST_POWER_OFF, NULL, LONG_MS, NULL));
    assert_int_equal(h.did->powers, 2);
    end(&h);
}

static void no_helper(void **state)
{
    (void)state;
    struct err err;
    assert_null(stick_open_helper("/nowhere", &err));
    assert_int_equal(err.code, ERR_FILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_plug_to_pull),
        cmocka_unit_test(pulled_in_the_middle),
        cmocka_unit_test(swapped_in_the_middle),
        cmocka_unit_test(two_sticks),
        cmocka_unit_test(two_at_once),
        cmocka_unit_test(what_cannot_be_used),
        cmocka_unit_test(broken_at_release),
        cmocka_unit_test(left_mounted),
        cmocka_unit_test(a_helper_that_fell),
        cmocka_unit_test(decks),
        cmocka_unit_test(machine_requests),
        cmocka_unit_test(no_helper),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
