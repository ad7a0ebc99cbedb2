/* Folders that play sticks: seen when they come and go, paired, written. */
#include "platform/stick.h"

#include "platform/bundle_write.h"
#include "sample_bundle.h"
#include "temp.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define TOKEN "0123456789abcdef"

enum { SOON_MS = 5000, FILE_BYTES = 500 };

struct port {
    struct arena *arena;
    const char *dir;
    struct stick *stick;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct port *p = arena_alloc(a, sizeof *p);
    *p = (struct port){ .arena = a, .dir = temp_make(a) };
    p->stick = stick_open_folder(p->dir, NULL);
    assert_non_null(p->stick);
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    struct port *p = *state;
    stick_close(p->stick);
    temp_remove(p->dir);
    arena_free(p->arena);
    return 0;
}

static const char *below(const struct port *p, const char *path)
{
    return arena_printf(p->arena, "%s/%s", p->dir, path);
}

static void mark(const struct port *p, const char *name)
{
    temp_write(arena_printf(p->arena, "%s/%s/.goedwerk-test-stick", p->dir, name), "", 0);
}

static void plug(const struct port *p, const char *name)
{
    assert_int_equal(mkdir(below(p, name), 0755), 0);
    mark(p, name);
}

static struct stick_seen look(const struct port *p)
{
    struct err err = { 0 };
    struct stick_seen seen;
    if (!stick_look(p->stick, SAMPLE_KIOSK, TOKEN, &seen, &err))
        fail_msg("%s", err.detail);
    return seen;
}

static bool news(const struct port *p, int timeout_ms)
{
    return poll(&(struct pollfd){ .fd = stick_watch_fd(p->stick), .events = POLLIN }, 1,
               timeout_ms) == 1;
}

/* Looks at each news until that many sticks are there. */
static void await_count(const struct port *p, int count)
{
    while (look(p).count != count)
        assert_true(news(p, SOON_MS));
}

static void test_comes_and_goes(void **state)
{
    struct port *p = *state;
    assert_int_equal(look(p).count, 0);
    plug(p, "usb");
    assert_true(news(p, SOON_MS));
    await_count(p, 1);
    plug(p, "other");
    await_count(p, 2);
    temp_remove(below(p, "other"));
    await_count(p, 1);
    assert_int_equal(unlink(below(p, "usb/.goedwerk-test-stick")), 0);
    await_count(p, 0);
    while (news(p, 0)) /* once looked at, news is no longer news */
        look(p);
}

/* The folder is there and has been looked at; what makes a stick of it comes later. */
static void test_marker_comes_late(void **state)
{
    struct port *p = *state;
    assert_int_equal(mkdir(below(p, "usb"), 0755), 0);
    assert_int_equal(look(p).count, 0);
    look(p);
    assert_false(news(p, 0));
    mark(p, "usb");
    assert_true(news(p, SOON_MS));
    assert_int_equal(look(p).count, 1);
}

static void test_moved_in_and_out(void **state)
{
    struct port *p = *state;
    const char *desk = temp_make(p->arena), *usb = arena_printf(p->arena, "%s/usb", desk);
    plug(p, "usb");
    await_count(p, 1);
    assert_int_equal(rename(below(p, "usb"), usb), 0);
    assert_true(news(p, SOON_MS));
    await_count(p, 0);
    assert_int_equal(rename(usb, below(p, "usb")), 0);
    assert_true(news(p, SOON_MS));
    await_count(p, 1);
    temp_remove(desk);
}

static void mounted_stick(const struct port *p)
{
    assert_int_equal(mkdir(below(p, "usb"), 0755), 0);
    assert_int_equal(look(p).count, 0);
    while (news(p, 0))
        look(p);
    assert_int_equal(mount("none", below(p, "usb"), "tmpfs", 0, "size=1m"), 0);
    assert_true(news(p, SOON_MS));
    assert_int_equal(look(p).count, 0);
    mark(p, "usb");
    assert_true(news(p, SOON_MS));
    assert_int_equal(look(p).count, 1);
    while (news(p, 0))
        look(p);
    assert_int_equal(umount2(below(p, "usb"), MNT_DETACH), 0);
    assert_true(news(p, SOON_MS));
    assert_int_equal(look(p).count, 0);
}

/* A medium mounted over a folder makes no noise in the folder. */
static void test_mounted(void **state)
{
    struct port *p = *state;
    int status;
    pid_t child = fork();
    if (child == 0) { /* in mounts of its own, so that none stays behind */
        if (unshare(CLONE_NEWNS) != 0)
            _exit(geteuid() == 0 ? 1 : 0); /* only root mounts sticks */
        /* EINVAL: the root is no mount, as in a chroot. */
        if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 && errno != EINVAL)
            _exit(1);
        stick_close(p->stick); /* it watches the other mounts */
        p->stick = stick_open_folder(p->dir, NULL);
        mounted_stick(p);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_what_is_no_stick(void **state)
{
    struct port *p = *state;
    const char *outside = temp_make(p->arena);
    temp_write(arena_printf(p->arena, "%s/.goedwerk-test-stick", outside), "", 0);
    assert_int_equal(symlink(outside, below(p, "link")), 0);
    temp_write(below(p, "file"), "", 0);
    assert_int_equal(mkdir(below(p, "plain"), 0755), 0);
    assert_int_equal(mkdir(below(p, "folder"), 0755), 0);
    assert_int_equal(mkdir(below(p, "folder/.goedwerk-test-stick"), 0755), 0);
    assert_int_equal(mkdir(below(p, "linked"), 0755), 0);
    assert_int_equal(symlink("/etc/passwd", below(p, "linked/.goedwerk-test-stick")), 0);
    assert_int_equal(look(p).count, 0);
    temp_remove(outside);
}

static void test_pairing(void **state)
{
    struct port *p = *state;
    const char *token = below(p, "usb/" MEDIUM_FOLDER "/" SAMPLE_KIOSK "/koppeling");
    plug(p, "usb");
    assert_false(look(p).paired);
    assert_true(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, NULL));
    assert_true(look(p).paired);
    assert_true(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, NULL));
    assert_string_equal(
        temp_list(p->arena, below(p, "usb/" MEDIUM_FOLDER "/" SAMPLE_KIOSK)), "koppeling ");

    static const char *const others[] = { "", "\n", "0123456789abcde", TOKEN "0", TOKEN "\n\n" };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        temp_write(token, others[i], strlen(others[i]));
        assert_false(look(p).paired);
    }
    temp_write(token, TOKEN "\n", strlen(TOKEN) + 1); /* somebody's editor added a line */
    assert_true(look(p).paired);

    char huge[300] = { 0 };
    temp_write(token, huge, sizeof huge);
    assert_false(look(p).paired);

    const char *elsewhere = below(p, "token");
    temp_write(elsewhere, TOKEN, strlen(TOKEN));
    assert_int_equal(unlink(token), 0);
    assert_int_equal(symlink(elsewhere, token), 0);
    assert_false(look(p).paired);
}

static void test_two_are_not_paired(void **state)
{
    struct port *p = *state;
    plug(p, "usb");
    assert_true(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, NULL));
    plug(p, "other");
    assert_int_equal(look(p).count, 2);
    assert_false(look(p).paired);
}

static enum err_code write_code(const struct port *p, const struct bundle *b)
{
    struct err err = { 0 };
    bool ok = stick_write(p->stick, b, &err);
    assert_int_equal(ok, err.code == ERR_NONE);
    return err.code;
}

static void test_write(void **state)
{
    struct port *p = *state;
    struct err err = { 0 };
    const struct bundle *b = sample_bundle(p->arena, 0, FILE_BYTES);
    assert_int_equal(write_code(p, b), ERR_GONE);
    assert_false(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, &err));
    assert_int_equal(err.code, ERR_GONE);
    plug(p, "usb");
    assert_true(stick_pair(p->stick, SAMPLE_KIOSK, TOKEN, NULL));
    assert_int_equal(write_code(p, b), ERR_NONE);
    assert_true(
        sample_bundle_in(below(p, "usb/" MEDIUM_FOLDER "/" SAMPLE_KIOSK "/" SAMPLE_FOLDER), b));
    assert_true(look(p).paired);
    plug(p, "other");
    assert_int_equal(write_code(p, b), ERR_NOT_A_STICK);
    assert_false(temp_exists(below(p, "other/" MEDIUM_FOLDER)));
}

static void refuse_none(void *ctx, const char *file, const char *what, const char *mend)
{
    (void)ctx;
    fail_msg("%s: %s %s", file, what, mend);
}

static void test_decks(void **state)
{
    struct port *p = *state;
    struct err err = { 0 };
    bool decks = true;
    const char *to = below(p, "content.new");
    assert_false(stick_find_decks(p->stick, &decks, &err));
    assert_int_equal(err.code, ERR_GONE);
    assert_false(decks);
    plug(p, "usb");
    assert_false(look(p).has_decks);
    assert_true(look(p).free_bytes > 0);
    assert_true(stick_find_decks(p->stick, &decks, &err));
    assert_false(decks);
    assert_false(stick_copy_decks(p->stick, to, refuse_none, NULL, &err));
    assert_int_equal(err.code, ERR_FILE);

    assert_int_equal(mkdir(below(p, "usb/GOEDWERK-KAARTEN"), 0755), 0);
    assert_int_equal(mkdir(below(p, "usb/GOEDWERK-KAARTEN/cards"), 0755), 0);
    temp_write(below(p, "usb/GOEDWERK-KAARTEN/cards/a.nl.md"), "a", 1);
    assert_true(look(p).has_decks);
    assert_true(stick_find_decks(p->stick, &decks, &err));
    assert_true(decks);
    assert_true(stick_copy_decks(p->stick, to, refuse_none, NULL, &err));
    assert_true(temp_holds(below(p, "content.new/cards/a.nl.md"), "a", 1));

    plug(p, "other");
    assert_false(look(p).has_decks);
    assert_false(stick_find_decks(p->stick, &decks, &err));
    assert_int_equal(err.code, ERR_NOT_A_STICK);
}

static void test_dir_that_is_none(void **state)
{
    (void)state;
    struct err err = { 0 };
    assert_null(stick_open_folder("/nonexistent/removable", &err));
    assert_int_equal(err.code, ERR_FILE);
    stick_close(NULL);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_comes_and_goes),
        T(test_marker_comes_late),
        T(test_moved_in_and_out),
        T(test_mounted),
        T(test_what_is_no_stick),
        T(test_pairing),
        T(test_two_are_not_paired),
        T(test_write),
        T(test_decks),
        cmocka_unit_test(test_dir_that_is_none),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
