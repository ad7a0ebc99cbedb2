/* A medium that fails at any write: the right code, nothing half, and well again afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store_fixture.h"
#include "temp.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* SQLite calls these without a context of ours. */
static struct {
    int writes_left; /* until the fault; below 0: no fault is set */
    int error; /* errno of the write that fails, and of all after it */
    bool happened;
} fault = { .writes_left = -1 };

static bool fails(void)
{
    if (fault.writes_left < 0 || fault.writes_left-- > 0)
        return false;
    fault.writes_left = 0;
    errno = fault.error;
    fault.happened = true;
    return true;
}

/* The first write that fails is torn: half of it is on the medium. */
static ssize_t torn_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    bool first = !fault.happened;
    if (!fails())
        return pwrite(fd, bytes, len, at);
    if (!first)
        return -1;
    ssize_t half = pwrite(fd, bytes, len / 2, at);
    errno = fault.error;
    return half > 0 ? half : -1;
}

static ssize_t torn_write(int fd, const void *bytes, size_t len)
{
    bool first = !fault.happened;
    if (!fails())
        return write(fd, bytes, len);
    if (!first)
        return -1;
    ssize_t half = write(fd, bytes, len / 2);
    errno = fault.error;
    return half > 0 ? half : -1;
}

static int failing_ftruncate(int fd, off_t len)
{
    /* a full disk lets a file shrink */
    return fault.error != ENOSPC && fails() ? -1 : ftruncate(fd, len);
}

static void arm(int after_writes, int error)
{
    fault.writes_left = after_writes;
    fault.error = error;
    fault.happened = false;
}

static bool disarm(void)
{
    fault.writes_left = -1;
    return fault.happened;
}

static int install(void **state)
{
    (void)state;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } calls[] = {
        { "write", (sqlite3_syscall_ptr)torn_write },
        { "pwrite", (sqlite3_syscall_ptr)torn_pwrite },
        { "pwrite64", (sqlite3_syscall_ptr)torn_pwrite },
        { "ftruncate", (sqlite3_syscall_ptr)failing_ftruncate },
    };
    for (size_t i = 0; i < COUNT_OF(calls); i++)
        if (vfs->xGetSystemCall(vfs, calls[i].name) != NULL)
            assert_int_equal(vfs->xSetSystemCall(vfs, calls[i].name, calls[i].call), SQLITE_OK);
    return 0;
}

/* --- what is tried, each in a meeting where card 0 has 4 answers and card 1 has 3 --- */

static bool count_card(struct fixture *f, int card, struct err *err)
{
    const struct card *asked = sample_deck()->cards[card];
    struct store_answer answer = { f->m.id, asked->key, asked->version, ELEMENT_ETHICS, CHOICE_A };
    return store_count(f->s, &answer, err);
}

static bool count_one(struct fixture *f, struct err *err)
{
    return count_card(f, 1, err);
}

static bool count_and_publish(struct fixture *f, struct err *err)
{
    return count_card(f, 0, err);
}

static bool begin(struct fixture *f, struct err *err)
{
    struct meeting m = sample_meeting(RESULTS_NOW, 5);
    return store_meeting_begin(f->s, &m, sample_deck(), err);
}

static bool extend(struct fixture *f, struct err *err)
{
    return store_meeting_extend(f->s, &f->m, sample_deck_newer(), err);
}

static bool change(struct fixture *f, struct err *err)
{
    struct meeting m = f->m;
    m.state = MEETING_PAUSED;
    return store_meeting_change(f->s, &m, NULL, err);
}

static bool reveal(struct fixture *f, struct err *err)
{
    return store_meeting_reveal(f->s, f->m.id, err);
}

static bool close_meeting(struct fixture *f, struct err *err)
{
    return store_meeting_close(f->s, f->m.id, err);
}

static bool set_setting(struct fixture *f, struct err *err)
{
    return store_set_setting(f->s, "printer", "Selphy", err);
}

static bool tidy(struct fixture *f, struct err *err)
{
    return store_tidy(f->s, err);
}

static const struct {
    const char *name;
    bool (*run)(struct fixture *f, struct err *err);
} tries[] = {
    { "count", count_one },
    { "count and publish", count_and_publish },
    { "begin", begin },
    { "extend", extend },
    { "change", change },
    { "reveal", reveal },
    { "close", close_meeting },
    { "setting", set_setting },
    { "tidy", tidy },
};

/* What a power cut now would leave, opened: the same rows. */
static void assert_medium_holds(struct fixture *f, const char *rows)
{
    struct fixture *cut = fixture_new();
    const char *wal = arena_printf(f->a, "%s-wal", f->path);
    fixture_copy(f->path, cut->path);
    if (temp_exists(wal))
        fixture_copy(wal, arena_printf(cut->a, "%s-wal", cut->path));
    fixture_open(cut, STORE_FOUND);
    assert_string_equal(fixture_raw(cut, "PRAGMA integrity_check"), "ok");
    assert_string_equal(fixture_dump(cut), rows);
    fixture_free(cut);
}

/* One try with a fault after so many writes; false once the fault is no longer reached. */
static bool try_with_fault(size_t i, int writes, int error, enum err_code code)
{
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct err err = { .code = ERR_NONE };
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_B, 3);
    const char *before = fixture_dump(f);
    arm(writes, error);
    bool ok = tries[i].run(f, &err);
    bool reached = disarm();
    if (ok == reached || (!ok && err.code != code))
        fail_msg("%s, errno %d at write %d: code %d, %s", tries[i].name, error, writes, err.code,
            err.detail);
    if (!ok) {
        assert_string_equal(fixture_dump(f), before);
        assert_medium_holds(f, before);
        if (!tries[i].run(f, &err)) /* there is room again */
            fail_msg("%s, again after write %d: %s", tries[i].name, writes, err.detail);
    }
    const char *after = fixture_dump(f);
    assert_medium_holds(f, after);
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_string_equal(fixture_dump(f), after);
    fixture_free(f);
    return reached;
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        int error;
        enum err_code code;
        int stride;
    } faults[] = { { ENOSPC, ERR_FULL, 1 }, { EIO, ERR_FILE, 4 } };
    for (size_t i = 0; i < COUNT_OF(tries); i++)
        for (size_t k = 0; k < COUNT_OF(faults); k++) {
            int writes = 0;
            while (try_with_fault(i, writes, faults[k].error, faults[k].code))
                writes += faults[k].stride;
            assert_true(writes > 0);
        }
}

static void test_faults_of_the_first_start(void **state)
{
    (void)state;
    int writes = 0;
    for (bool reached = true; reached; writes++) {
        struct fixture *f = fixture_new();
        struct err err = { .code = ERR_NONE };
        enum store_origin origin;
        arm(writes, ENOSPC);
        f->s = store_open(f->dir, &origin, &err);
        reached = disarm();
        assert_int_equal(f->s == NULL, reached);
        if (reached) {
            assert_int_equal(err.code, ERR_FULL);
            assert_string_equal(temp_list(f->a, f->dir), "lock ");
            fixture_open(f, STORE_NEW);
        }
        fixture_free(f);
    }
    assert_true(writes > 5);
}

/* The log stays, and with it every answer. */
static void test_faults_of_closing(void **state)
{
    (void)state;
    int writes = 0;
    for (bool reached = true; reached; writes++) {
        struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
        fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
        const char *before = fixture_dump(f);
        arm(writes, ENOSPC);
        fixture_close(f);
        reached = disarm();
        fixture_open(f, STORE_FOUND);
        assert_string_equal(fixture_dump(f), before);
        fixture_free(f);
    }
    assert_true(writes > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_faults_of_the_first_start),
        cmocka_unit_test(test_faults_of_closing),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, install, NULL);
}
