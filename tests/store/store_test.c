/* Opening: the folder, the lock, the log of a crash, a medium that refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"
#include "temp.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static void test_makes_folder_and_database(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    enum store_origin origin;
    struct stat st;
    char id[33];
    const char *deep = arena_printf(f->a, "%s/state/goedwerk", f->dir);
    struct store *s = store_open(deep, &origin, NULL);
    assert_non_null(s);
    assert_int_equal(origin, STORE_NEW);
    assert_int_equal(strlen(store_id(s)), 32);
    assert_int_equal(strspn(store_id(s), "0123456789abcdef"), 32);
    memcpy(id, store_id(s), sizeof id);
    store_close(s);
    assert_string_equal(temp_list(f->a, deep), "goedwerk.sqlite lock ");
    assert_int_equal(stat(arena_printf(f->a, "%s/goedwerk.sqlite", deep), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    s = store_open(deep, &origin, NULL);
    assert_non_null(s);
    assert_int_equal(origin, STORE_FOUND);
    assert_string_equal(store_id(s), id);
    store_close(s);
    store_close(NULL);
    fixture_open(f, STORE_NEW);
    assert_string_not_equal(store_id(f->s), id); /* another file, another id */
    fixture_free(f);
}

static void test_settings_of_the_connection(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *value;
    } pragmas[] = {
        { "PRAGMA journal_mode", "wal" },
        { "PRAGMA synchronous", "2" },
        { "PRAGMA locking_mode", "exclusive" },
        { "PRAGMA foreign_keys", "1" },
        { "PRAGMA trusted_schema", "0" },
        { "PRAGMA cell_size_check", "1" },
        { "PRAGMA secure_delete", "1" },
        { "PRAGMA busy_timeout", "2000" },
    };
    struct fixture *f = fixture_new();
    for (int again = 0; again < 2; again++) {
        fixture_open(f, again ? STORE_FOUND : STORE_NEW);
        for (size_t i = 0; i < COUNT_OF(pragmas); i++)
            assert_string_equal(fixture_raw(f, pragmas[i].sql), pragmas[i].value);
        assert_true(store_set_setting(f->s, "any", "value", NULL));
        assert_string_equal(
            temp_list(f->a, f->dir), "goedwerk.sqlite goedwerk.sqlite-wal lock "); /* no -shm */
        fixture_close(f);
    }
    fixture_free(f);
}

static void test_tidy_empties_the_log(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    const char *wal = arena_printf(f->a, "%s-wal", f->path);
    struct stat st;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_int_equal(stat(wal, &st), 0);
    assert_true(st.st_size > 0);
    assert_true(store_tidy(f->s, NULL));
    assert_int_equal(stat(wal, &st), 0);
    assert_int_equal(st.st_size, 0);
    assert_int_equal(fixture_counted(f, 0, ELEMENT_ETHICS, CHOICE_A), 1);
    fixture_free(f);
}

static void test_second_opener_is_refused(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    enum store_origin origin;
    struct err err = { .code = ERR_NONE };
    assert_null(store_open(f->dir, &origin, &err));
    assert_int_equal(err.code, ERR_BUSY);
    assert_string_equal(err.detail,
        arena_printf(f->a, "the kiosk is running on %s; stop it or use the stick", f->dir));

    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *s = store_open(f->dir, &origin, &err);
        _exit(s == NULL && err.code == ERR_BUSY ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1); /* the first is not disturbed */
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    fixture_free(f);
}

static void test_log_of_a_crash_is_recovered(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5), *crashed = fixture_new();
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    /* what the medium holds at this moment */
    fixture_copy(f->path, crashed->path);
    fixture_copy(
        arena_printf(f->a, "%s-wal", f->path), arena_printf(f->a, "%s-wal", crashed->path));
    fixture_open(crashed, STORE_FOUND);
    crashed->m = f->m;
    assert_int_equal(fixture_counted(crashed, 0, ELEMENT_ETHICS, CHOICE_A), 4);
    fixture_close(crashed);
    assert_string_equal(temp_list(crashed->a, crashed->dir), "goedwerk.sqlite lock ");
    fixture_free(crashed);
    fixture_free(f);
}

/* --- a medium that refuses --- */

/* Runs test in a process that is not root; true when that went well. */
static bool unprivileged(struct fixture *f, bool (*test)(struct fixture *f))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bool may = geteuid() != 0 || (setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
        _exit(may && test(f) ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status == 0;
}

static bool refused_as_read_only(struct fixture *f)
{
    enum store_origin origin;
    struct err err = { .code = ERR_NONE };
    return store_open(f->dir, &origin, &err) == NULL && err.code == ERR_READ_ONLY;
}

static bool refused_as_file(struct fixture *f)
{
    enum store_origin origin;
    struct err err = { .code = ERR_NONE };
    return store_open(arena_printf(f->a, "%s/goedwerk.sqlite", f->dir), &origin, &err) == NULL &&
           err.code == ERR_FILE;
}

static void own_by_nobody(const char *path)
{
    if (geteuid() == 0)
        assert_int_equal(chown(path, NOBODY, NOBODY), 0);
}

static void test_refusing_medium(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_close(f);
    own_by_nobody(f->dir);
    own_by_nobody(f->path);
    own_by_nobody(arena_printf(f->a, "%s/lock", f->dir));
    assert_true(unprivileged(f, refused_as_file));

    static const mode_t modes[] = { 0400, 0000 };
    for (size_t i = 0; i < COUNT_OF(modes); i++) { /* a good database is not set aside for it */
        assert_int_equal(chmod(f->path, modes[i]), 0);
        assert_true(unprivileged(f, refused_as_read_only));
        assert_string_equal(temp_list(f->a, f->dir), "goedwerk.sqlite lock ");
    }
    assert_int_equal(chmod(f->path, 0600), 0);
    assert_int_equal(unlink(arena_printf(f->a, "%s/lock", f->dir)), 0);
    assert_int_equal(chmod(f->dir, 0500), 0);
    assert_true(unprivileged(f, refused_as_read_only));
    assert_int_equal(chmod(f->dir, 0700), 0);
    fixture_open(f, STORE_FOUND);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_makes_folder_and_database),
        cmocka_unit_test(test_settings_of_the_connection),
        cmocka_unit_test(test_tidy_empties_the_log),
        cmocka_unit_test(test_second_opener_is_refused),
        cmocka_unit_test(test_log_of_a_crash_is_recovered),
        cmocka_unit_test(test_refusing_medium),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
