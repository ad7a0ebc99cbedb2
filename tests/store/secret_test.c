/* The organiser's PIN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "store_fixture.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_check(struct fixture *f, const char *digits, bool right, int failures)
{
    bool is_right = !right;
    int counted = -1;
    assert_true(store_check_pin(f->s, digits, (int)strlen(digits), &is_right, &counted, NULL));
    assert_int_equal(is_right, right);
    assert_int_equal(counted, failures);
}

static void test_pin(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    struct err err;
    bool has = true, right;
    int failures;
    fixture_open(f, STORE_NEW);
    assert_true(store_has_pin(f->s, &has, NULL));
    assert_false(has);
    assert_false(store_check_pin(f->s, "123456", 6, &right, &failures, &err));
    assert_int_equal(err.code, ERR_USAGE);

    assert_true(store_set_pin(f->s, "271828", 6, NULL));
    assert_true(store_has_pin(f->s, &has, NULL));
    assert_true(has);
    assert_check(f, "271829", false, 1);
    assert_check(f, "27182", false, 2);
    assert_check(f, "271828", true, 0);
    assert_check(f, "000000", false, 1);
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_true(store_pin_failures(f->s, &failures, NULL));
    assert_int_equal(failures, 1);
    assert_check(f, "000000", false, 2);
    assert_true(store_set_pin(f->s, "314159", 6, NULL));
    assert_true(store_pin_failures(f->s, &failures, NULL));
    assert_int_equal(failures, 0);
    assert_check(f, "271828", false, 1);
    assert_check(f, "314159", true, 0);
    assert_memory_equal(fixture_raw(f, "SELECT value FROM setting WHERE name = 'pin.hash'"),
        "$argon2id$v=19$m=32768,t=3,p=1$", 31);
    fixture_close(f);

    /* the digits are nowhere on the medium */
    size_t len;
    const char *bytes = file_read(f->a, f->path, 16 * 1024 * 1024, &len, NULL);
    assert_non_null(bytes);
    assert_non_null(memmem(bytes, len, "argon2id", 8));
    assert_null(memmem(bytes, len, "314159", 6));
    assert_null(memmem(bytes, len, "271828", 6));
    fixture_free(f);
}

static int pull_the_plug(void *unused, sqlite3 *db, const char *name, int pages)
{
    (void)unused;
    (void)db;
    (void)name;
    (void)pages;
    _exit(0); /* nothing is closed */
}

/* The power goes at the first commit of the check, before the PIN has been compared. */
static void test_a_pulled_plug_gains_no_try(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    fixture_open(f, STORE_NEW);
    assert_true(store_set_pin(f->s, "271828", 6, NULL));
    fixture_close(f);
    for (int tries = 1; tries <= 2; tries++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            enum store_origin origin;
            bool right;
            int failures;
            struct store *s = store_open(f->dir, &origin, NULL);
            if (s == NULL)
                _exit(1);
            (void)sqlite3_wal_hook(s->db, pull_the_plug, NULL);
            (void)!store_check_pin(s, "271828", 6, &right, &failures, NULL);
            _exit(2);
        }
        int failures = -1, status = -1;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
        fixture_open(f, STORE_FOUND);
        assert_true(store_pin_failures(f->s, &failures, NULL));
        assert_int_equal(failures, tries);
        fixture_close(f);
    }
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pin),
        cmocka_unit_test(test_a_pulled_plug_gains_no_try),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
