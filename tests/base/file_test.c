#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "temp.h"

#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    struct arena *a;
    const char *folder, *path;
};

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct place *p = arena_alloc(a, sizeof *p);
    *p = (struct place){ .a = a, .folder = temp_make(a) };
    p->path = arena_printf(a, "%s/file", p->folder);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    struct place *p = *state;
    temp_remove(p->folder);
    arena_free(p->a);
    return 0;
}

static void replaces(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    struct stat st;
    assert_true(file_replace(p->path, "een", 3, &err));
    assert_true(temp_holds(p->path, "een", 3));
    assert_true(file_replace(p->path, "", 0, &err));
    assert_true(temp_holds(p->path, "", 0));
    assert_true(file_replace(p->path, "a\0b", 3, &err));
    assert_true(temp_holds(p->path, "a\0b", 3));
    assert_int_equal(stat(p->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_string_equal(temp_list(p->a, p->folder), "file "); /* nothing beside it */
}

/* A file in the working folder, named without one. */
static void replaces_here(void **state)
{
    struct place *p = *state;
    char before[PATH_MAX];
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(p->folder), 0);
    bool ok = file_replace("file", "hier", 4, NULL);
    assert_int_equal(chdir(before), 0);
    assert_true(ok);
    assert_true(temp_holds(p->path, "hier", 4));
}

/* The medium fills up half way: the old file still stands, whole, and nothing lies beside it. */
static void a_full_medium_keeps_the_old_file(void **state)
{
    struct place *p = *state;
    static char large[64 * 1024];
    struct err err = { 0 };
    struct rlimit plain, small;
    temp_write(p->path, "oud", 3);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &plain), 0);
    small = plain;
    small.rlim_cur = 16 * 1024;
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool ok = file_replace(p->path, large, sizeof large, &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &plain), 0);
    assert_false(ok);
    assert_int_equal(err.code, ERR_FULL);
    assert_true(temp_holds(p->path, "oud", 3));
    assert_string_equal(temp_list(p->a, p->folder), "file ");
}

static void what_cannot_be_replaced(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    /* A folder with that name, which is not empty. */
    assert_true(file_make_folder(arena_printf(p->a, "%s/deep", p->path), &err));
    assert_false(file_replace(p->path, "x", 1, &err));
    assert_true(temp_exists(arena_printf(p->a, "%s/deep", p->path)));
    assert_string_equal(temp_list(p->a, p->folder), "file ");
    /* No such folder. */
    assert_false(file_replace(arena_printf(p->a, "%s/none/file", p->folder), "x", 1, &err));
    assert_int_equal(err.code, ERR_FILE);
    assert_non_null(strstr(err.detail, "none/file"));
    /* Somebody put a link where the part goes: it is not followed. */
    const char *aim = arena_printf(p->a, "%s/aim", p->folder);
    const char *link = arena_printf(p->a, "%s/linked.part", p->folder);
    temp_write(aim, "doel", 4);
    assert_int_equal(symlink(aim, link), 0);
    assert_false(file_replace(arena_printf(p->a, "%s/linked", p->folder), "x", 1, &err));
    assert_true(temp_holds(aim, "doel", 4));
    /* A path that is too long is refused, not cut. */
    assert_false(file_replace(arena_printf(p->a, "%s/%05000d", p->folder, 1), "x", 1, &err));
}

static void reads(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    size_t len = 99;
    temp_write(p->path, "a\0b", 3);
    const char *bytes = file_read(p->a, p->path, 3, &len, &err);
    assert_non_null(bytes);
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "a\0b", 4); /* and a NUL behind it */
    temp_write(p->path, "", 0);
    assert_non_null(file_read(p->a, p->path, 0, &len, &err));
    assert_int_equal(len, 0);
}

static void what_cannot_be_read(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    size_t len;
    assert_null(file_read(p->a, p->path, 10, &len, &err)); /* absent */
    assert_int_equal(err.code, ERR_FILE);
    temp_write(p->path, "vier", 4);
    err = (struct err){ 0 };
    assert_null(file_read(p->a, p->path, 3, &len, &err)); /* too large */
    assert_int_equal(err.code, ERR_FILE);
    assert_null(file_read(p->a, p->folder, 10, &len, &err)); /* a folder */
    assert_null(file_read(p->a, "/dev/zero", 10, &len, &err)); /* endless */
    const char *fifo = arena_printf(p->a, "%s/fifo", p->folder);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(file_read(p->a, fifo, 10, &len, &err)); /* does not wait for a writer */
    assert_null(file_read(p->a, fifo, 10, &len, NULL)); /* nobody wants to know why */
}

static void makes_folders(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    struct stat st;
    const char *deep = arena_printf(p->a, "%s/a/b/c", p->folder);
    assert_true(file_make_folder(deep, &err));
    assert_true(file_make_folder(deep, &err)); /* there already */
    assert_true(file_make_folder(arena_printf(p->a, "%s//a/d/", p->folder), &err));
    assert_int_equal(stat(deep, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_true(file_sync_folder(deep, &err));
    temp_write(p->path, "x", 1);
    assert_false(file_make_folder(p->path, &err)); /* a file */
    assert_false(file_make_folder(arena_printf(p->a, "%s/e", p->path), &err));
    assert_false(file_make_folder("", &err));
    assert_false(file_make_folder(arena_printf(p->a, "%s/%05000d", p->folder, 1), &err));
}

static void removes_folders(void **state)
{
    struct place *p = *state;
    struct err err = { 0 };
    const char *top = arena_printf(p->a, "%s/top", p->folder);
    const char *inner = arena_printf(p->a, "%s/inner", top);
    const char *kept = arena_printf(p->a, "%s/kept", p->folder);
    assert_true(file_remove_folder(top, 0, &err)); /* not there */
    assert_true(file_make_folder(inner, &err));
    assert_true(file_make_folder(kept, &err));
    temp_write(arena_printf(p->a, "%s/file", top), "x", 1);
    temp_write(arena_printf(p->a, "%s/file", inner), "x", 1);
    temp_write(arena_printf(p->a, "%s/file", kept), "x", 1);
    assert_int_equal(symlink(kept, arena_printf(p->a, "%s/link", inner)), 0);
    assert_false(file_remove_folder(top, 0, &err)); /* deeper than was said */
    assert_int_equal(err.code, ERR_FILE);
    assert_true(temp_exists(arena_printf(p->a, "%s/file", inner)));
    assert_true(file_remove_folder(top, 1, &err));
    assert_false(temp_exists(top));
    assert_true(temp_exists(arena_printf(p->a, "%s/file", kept)));
}

static void what_errors_mean(void **state)
{
    static const struct {
        int error;
        enum err_code code;
    } meanings[] = { { ENOSPC, ERR_FULL }, { EDQUOT, ERR_FULL }, { EROFS, ERR_READ_ONLY },
        { EACCES, ERR_READ_ONLY }, { EIO, ERR_GONE }, { ENODEV, ERR_GONE }, { ENOMEDIUM, ERR_GONE },
        { ECONNABORTED, ERR_GONE }, { ENOENT, ERR_FILE }, { 0, ERR_FILE } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(meanings); i++)
        assert_int_equal(file_err_code(meanings[i].error), meanings[i].code);
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(replaces),
        IN_PLACE(replaces_here),
        IN_PLACE(a_full_medium_keeps_the_old_file),
        IN_PLACE(what_cannot_be_replaced),
        IN_PLACE(reads),
        IN_PLACE(what_cannot_be_read),
        IN_PLACE(makes_folders),
        IN_PLACE(removes_folders),
        cmocka_unit_test(what_errors_mean),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
