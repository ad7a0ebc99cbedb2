/* The data disk is full: the meeting goes on in the room that was kept for this, and takes it back. */
#include "base/attributes.h"
#include "mounts.h"
#include "store/reserve.h"
#include "store_fixture.h"
#include "temp.h"
#include "torture.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cmocka.h>

/* What the medium is said to have left; below 0: what it has. */
static long long said_to_be_free = -1;

int fstatvfs(int fd, struct statvfs *fs)
{
    int (*real)(int, struct statvfs *) =
        (int (*)(int, struct statvfs *))dlsym(RTLD_NEXT, "fstatvfs");
    int result = real(fd, fs);
    if (said_to_be_free >= 0) {
        fs->f_frsize = 1;
        fs->f_bavail = (fsblkcnt_t)said_to_be_free;
    }
    return result;
}

static long long lock_bytes(const struct fixture *f)
{
    struct stat st;
    assert_int_equal(stat(arena_printf(f->a, "%s/lock", f->dir), &st), 0);
    return st.st_size;
}

static void test_given_up_and_taken_back(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    assert_int_equal(lock_bytes(f), RESERVE_BYTES);
    assert_false(store_on_reserve(f->s));

    said_to_be_free = RESERVE_LOW_BYTES;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_false(store_on_reserve(f->s)); /* as yet there is enough beside it */
    said_to_be_free--;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_true(store_on_reserve(f->s));
    assert_int_equal(lock_bytes(f), 0);

    said_to_be_free = RESERVE_BYTES + 2 * RESERVE_LOW_BYTES - 1;
    assert_true(store_tidy(f->s, NULL));
    assert_true(store_on_reserve(f->s));
    said_to_be_free++;
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_true(
        store_on_reserve(f->s)); /* only between visitors: its time says nothing of an answer */
    assert_true(store_tidy(f->s, NULL));
    assert_false(store_on_reserve(f->s));
    assert_int_equal(lock_bytes(f), RESERVE_BYTES);

    fixture_close(f);
    said_to_be_free = 0; /* it filled up while the kiosk was off */
    fixture_open(f, STORE_FOUND);
    assert_true(store_on_reserve(f->s));
    said_to_be_free = -1;
    fixture_free(f);
}

/* Writes until no more fits; how many bytes that was. */
static long fill(const char *path)
{
    static char bytes[64 * 1024];
    long written = 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    for (size_t len = sizeof bytes; len > 0;) {
        ssize_t n = write(fd, bytes, len);
        if (n > 0)
            written += n;
        else
            len /= 2;
    }
    assert_int_equal(errno, ENOSPC);
    close(fd);
    return written;
}

/* A hundred visitors, a close and a new meeting on a disk that others have filled to the last byte. */
static void test_a_meeting_goes_on(void **state)
{
    (void)state;
    enum { VISITORS = 100 };
    struct fixture *f = fixture_new();
    const char *other = arena_printf(f->a, "%s/other", f->dir);
    bool right;
    int failures;
    if (!mounts_memory(f->dir, "size=8m,mode=700")) {
        fixture_free(f);
        skip(); /* no small disk on this machine */
    }
    fixture_open(f, STORE_NEW);
    assert_true(store_set_pin(f->s, "123456", 6, NULL));
    f->m = sample_meeting(RESULTS_NOW, 5);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
    assert_true(fill(other) > 1024 * 1024);
    for (int i = 0; i < VISITORS; i++) {
        fixture_count(f, i % 3, (enum element)(i % ELEMENT_COUNT), CHOICE_A, 1);
        assert_true(store_tidy(f->s, NULL));
    }
    assert_true(store_on_reserve(f->s));
    assert_true(store_check_pin(f->s, "123456", 6, &right, &failures, NULL) && right);
    int counted = 0;
    for (int card = 0; card < 3; card++)
        counted += fixture_counted(f, card, -1, -1);
    assert_int_equal(counted, VISITORS);
    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    f->m = sample_meeting(RESULTS_NOW, 5);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    torture_figure("storage", "answers on a full disk, in the room kept for it", VISITORS + 4,
        VISITORS + 4, 0);

    /* and to the last byte of that: what does not fit is refused, and nothing else is lost */
    (void)fill(other);
    struct err err = { .code = ERR_NONE };
    const struct card *asked = sample_deck()->cards[0];
    struct store_answer answer = { f->m.id, asked->key, asked->version, ELEMENT_ETHICS, CHOICE_A };
    int before = 4;
    for (err.code = ERR_NONE; store_count(f->s, &answer, &err); before++)
        assert_true(before < 10000);
    assert_int_equal(err.code, ERR_FULL);
    int refused = 1;
    for (int i = 0; i < 20; i++)
        refused += !store_count(f->s, &answer, NULL);
    assert_int_equal(refused, 21);
    assert_int_equal(fixture_counted(f, 0, -1, -1), before);
    fixture_close(f);
    fixture_open(f, STORE_FOUND); /* at the start there is no more room */
    assert_int_equal(fixture_counted(f, 0, -1, -1), before);
    assert_true(store_on_reserve(f->s));

    assert_int_equal(unlink(other), 0);
    assert_true(store_tidy(f->s, NULL));
    assert_false(store_on_reserve(f->s));
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 1);
    assert_int_equal(fixture_counted(f, 0, -1, -1), before + 1);
    fixture_close(f);
    mounts_pull(f->dir);
    fixture_free(f);
}

int main(void)
{
    (void)mounts_begin();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_given_up_and_taken_back),
        cmocka_unit_test(test_a_meeting_goes_on),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
