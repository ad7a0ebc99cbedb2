/* What a bundle becomes on a medium, and what it does with media that are not as they should be. */
#include "platform/bundle_write.h"

#include "sample_bundle.h"
#include "temp.h"

#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_BYTES = 40000, NOBODY = 65534 };

struct medium {
    struct arena *arena;
    const char *root, *kiosk, *folder;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct medium *m = arena_alloc(a, sizeof *m);
    const char *root = temp_make(a);
    *m = (struct medium){ .arena = a, .root = root };
    m->kiosk = arena_printf(a, "%s/" MEDIUM_FOLDER "/" SAMPLE_KIOSK, root);
    m->folder = arena_printf(a, "%s/" SAMPLE_FOLDER, m->kiosk);
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    struct medium *m = *state;
    temp_remove(m->root);
    arena_free(m->arena);
    return 0;
}

static const char *below(const struct medium *m, const char *path)
{
    return arena_printf(m->arena, "%s/%s", m->folder, path);
}

static const struct bundle *put(const struct medium *m, int number)
{
    struct err err = { 0 };
    const struct bundle *b = sample_bundle(m->arena, number, FILE_BYTES);
    if (!bundle_write(m->root, b, NULL, &err))
        fail_msg("%s", err.detail);
    assert_true(sample_bundle_in(m->folder, b));
    return b;
}

static enum err_code refused(const struct medium *m, const struct bundle *b)
{
    struct err err = { 0 };
    assert_false(bundle_write(m->root, b, NULL, &err));
    assert_true(err.detail[0] != '\0');
    return err.code;
}

static void test_sums_hold_for_others(void **state)
{
    struct medium *m = *state;
    int status;
    put(m, 0);
    pid_t child = fork();
    if (child == 0) {
        if (chdir(m->folder) == 0)
            execlp("sha256sum", "sha256sum", "--strict", "--status", "-c", "SHA256SUMS", NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_dates_are_fixed(void **state)
{
    static const char *const all[] = { ".", "beelden", "beelden/de-open-dag.png", "niet-doorsturen",
        "niet-doorsturen/archief.sqlite", "SHA256SUMS" };
    struct medium *m = *state;
    put(m, 0);
    put(m, 1);
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        struct stat st;
        assert_int_equal(stat(below(m, all[i]), &st), 0);
        assert_int_equal(st.st_mtime, 946684800);
    }
}

static void test_new_takes_the_place_of_old(void **state)
{
    struct medium *m = *state;
    put(m, 0);
    put(m, 1);
    assert_string_equal(temp_list(m->arena, m->kiosk), SAMPLE_FOLDER " ");
    assert_string_equal(temp_list(m->arena, m->root), MEDIUM_FOLDER " ");
}

/* What somebody put into the folder, or wrote into a result, is theirs. */
static void test_what_is_not_ours_is_kept(void **state)
{
    struct medium *m = *state;
    put(m, 0);
    temp_write(below(m, "foto.jpg"), "mine", 4);
    put(m, 1);
    const char *aside = arena_printf(m->arena, "%s.bewaard-1", m->folder);
    assert_string_equal(temp_list(m->arena, aside), "foto.jpg ");

    temp_write(below(m, "verslag.pdf"), "my notes", 8);
    put(m, 2);
    const char *notes = arena_printf(m->arena, "%s.bewaard-2/verslag.pdf", m->folder);
    assert_true(temp_holds(notes, "my notes", 8));
    assert_string_equal(temp_list(m->arena, m->kiosk),
        SAMPLE_FOLDER " " SAMPLE_FOLDER ".bewaard-1 " SAMPLE_FOLDER ".bewaard-2 ");
}

/* A damaged bundle gives way to the complete one that a cut left under another name. */
static void test_complete_one_is_found_again(void **state)
{
    static const char *const names[] = { ".nieuw", ".oud" };
    struct medium *m = *state;
    const struct bundle *too_big = sample_bundle(m->arena, 5, 1);
    struct bundle bad = *too_big;
    bad.files[0].len = SIZE_MAX / 4; /* never fits: only the repair happens */
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const struct bundle *b = put(m, (int)i);
        const char *other = arena_printf(m->arena, "%s%s", m->folder, names[i]);
        assert_int_equal(rename(m->folder, other), 0);
        assert_int_equal(mkdir(m->folder, 0755), 0);
        assert_int_equal(refused(m, &bad), ERR_FULL);
        assert_true(sample_bundle_in(m->folder, b));
        assert_false(temp_exists(other));
    }
}

static void test_links_are_not_followed(void **state)
{
    struct medium *m = *state;
    const struct bundle *b = sample_bundle(m->arena, 0, FILE_BYTES);
    const char *outside = temp_make(m->arena);
    const char *top = arena_printf(m->arena, "%s/" MEDIUM_FOLDER, m->root);
    const char *spots[] = { top, m->kiosk, m->folder, arena_printf(m->arena, "%s.nieuw", m->folder),
        arena_printf(m->arena, "%s.oud", m->folder) };
    for (size_t i = 0; i < COUNT_OF(spots); i++) {
        if (i >= 1)
            (void)mkdir(top, 0755);
        if (i >= 2)
            (void)mkdir(m->kiosk, 0755);
        assert_int_equal(symlink(outside, spots[i]), 0);
        assert_int_equal(refused(m, b), ERR_FILE);
        assert_string_equal(temp_list(m->arena, outside), "");
        assert_int_equal(unlink(spots[i]), 0);
    }

    /* inside a bundle: even a link to the right bytes is not the file */
    const struct bundle *old = put(m, 0);
    const char *hers = arena_printf(m->arena, "%s/de-open-dag.png", outside);
    temp_write(hers, old->files[2].bytes, old->files[2].len);
    assert_int_equal(unlink(below(m, old->files[2].path)), 0);
    assert_int_equal(symlink(hers, below(m, old->files[2].path)), 0);
    put(m, 1);
    assert_true(temp_exists(arena_printf(m->arena, "%s.bewaard-1", m->folder)));

    /* and what is removed below a link to a folder is not ours */
    const char *half = arena_printf(m->arena, "%s.nieuw", m->folder);
    assert_int_equal(mkdir(half, 0755), 0);
    assert_int_equal(symlink(outside, arena_printf(m->arena, "%s/beelden", half)), 0);
    put(m, 2);
    assert_true(temp_exists(hers));
    temp_remove(outside);
}

static void test_root_may_not_be_a_link(void **state)
{
    struct medium *m = *state;
    struct err err = { 0 };
    const char *link = arena_printf(m->arena, "%s/link", m->root);
    assert_int_equal(symlink(m->root, link), 0);
    assert_false(bundle_write(link, sample_bundle(m->arena, 0, 10), NULL, &err));
    assert_int_equal(err.code, ERR_FILE);
}

static void test_hostile_names_are_refused(void **state)
{
    static const char *const names[] = { "", ".", "..", "../x", "/etc", "a/b/c", ".hidden", "x.",
        "x ", "a\\b", "a:b", "a\nb", "a*", "a?", "a|b", "\"", "<", "a/..", "../a", "/a", "a/" };
    struct medium *m = *state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct bundle kiosk = *sample_bundle(m->arena, 0, 10), folder = kiosk, file = kiosk;
        kiosk.kiosk = names[i];
        folder.folder = names[i];
        file.files[1].path = names[i];
        assert_int_equal(refused(m, &kiosk), ERR_FILE);
        assert_int_equal(refused(m, &folder), ERR_FILE);
        assert_int_equal(refused(m, &file), ERR_FILE);
    }
    assert_string_equal(temp_list(m->arena, m->root), "");
}

/* Sums that somebody wrote to lead us astray: read with limits, and never out of the folder. */
static void test_hostile_sums(void **state)
{
    static const char digest[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static const char *const tails[] = { "  ../../../victim\n", "  /tmp/victim\n", "  victim",
        " victim\n", "  a/b/victim\n", "", "  \n" };
    struct medium *m = *state;
    const char *victim = arena_printf(m->arena, "%s/" MEDIUM_FOLDER "/victim", m->root);
    put(m, 0);
    temp_write(victim, "", 0);
    for (size_t i = 0; i < COUNT_OF(tails); i++) {
        const char *half = arena_printf(m->arena, "%s.nieuw", m->folder);
        const char *text = arena_printf(m->arena, "%s%s", digest, tails[i]);
        assert_int_equal(mkdir(half, 0755), 0);
        temp_write(arena_printf(m->arena, "%s/SHA256SUMS", half), text, strlen(text));
        put(m, 1);
        assert_true(temp_exists(victim));
    }
    assert_string_equal(temp_list(m->arena, m->kiosk), SAMPLE_FOLDER " ");
}

static void test_read_only(void **state)
{
    struct medium *m = *state;
    int status;
    const struct bundle *b = put(m, 0);
    assert_int_equal(chmod(m->root, 0755), 0); /* nobody may look, so that nobody may not write */
    pid_t child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(127);
        if (chmod(m->kiosk, 0555) != 0 && geteuid() != NOBODY)
            _exit(127);
        _exit((int)refused(m, sample_bundle(m->arena, 1, FILE_BYTES)));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(m->kiosk, 0755), 0);
    assert_int_equal(WEXITSTATUS(status), ERR_READ_ONLY);
    assert_true(sample_bundle_in(m->folder, b));
}

/* A stick of 64 KiB, where we may mount one. */
static bool mount_small(const struct medium *m)
{
    return geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
           mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
           mount("none", m->root, "tmpfs", 0, "size=64k") == 0;
}

static void test_full(void **state)
{
    struct medium *m = *state;
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct err err = { 0 };
        const struct bundle *b = sample_bundle(m->arena, 0, FILE_BYTES);
        bool small = mount_small(m);
        if (!small) { /* as far as an unprivileged test gets: files of at most 16 KiB */
            (void)signal(SIGXFSZ, SIG_IGN);
            (void)setrlimit(RLIMIT_FSIZE, &(struct rlimit){ .rlim_cur = 16384, .rlim_max = 16384 });
        }
        bool told = !bundle_write(m->root, b, NULL, &err) && err.code == ERR_FULL;
        bool sizes = !small || strstr(err.detail, "KiB free") != NULL;
        bool untouched = strcmp(temp_list(m->arena, m->root), "") == 0;
        bool serves = bundle_write(m->root, sample_bundle(m->arena, 0, 100), NULL, NULL);
        _exit(!told + 2 * !sizes + 4 * !untouched + 8 * !serves);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void test_gone(void **state)
{
    struct medium *m = *state;
    struct err err = { 0 };
    const char *none = arena_printf(m->arena, "%s/none", m->root);
    assert_false(bundle_write(none, sample_bundle(m->arena, 0, 10), NULL, &err));
    assert_int_equal(err.code, ERR_FILE);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_sums_hold_for_others),
        T(test_dates_are_fixed),
        T(test_new_takes_the_place_of_old),
        T(test_what_is_not_ours_is_kept),
        T(test_complete_one_is_found_again),
        T(test_links_are_not_followed),
        T(test_root_may_not_be_a_link),
        T(test_hostile_names_are_refused),
        T(test_hostile_sums),
        T(test_read_only),
        T(test_full),
        T(test_gone),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
