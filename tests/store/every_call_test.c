/*
 * SQLite's memory and SQLite's files fail at any call of a visitor's and an organiser's evening, one
 * call or all from there on. Without memory the program ends by itself and is begun again; without a
 * file it says so and goes on. Each acknowledged answer is there afterwards, once, and no good database
 * is set aside.
 */
#include "base/attributes.h"
#include "sample_archive.h"
#include "store/merge.h"
#include "store_fixture.h"
#include "temp.h"
#include "torture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Read by AddressSanitizer: with its usual 256 MB of freed memory, each fork copies the map of it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

enum { BEFORE = 4, BEFORE_UPDATE = 3, ANSWERS = 6, SAID = 1, WRONG = 3 };

/* --- the fault --- */

enum call {
    CALL_MEMORY,
    CALL_OPEN,
    CALL_READ,
    CALL_WRITE,
    CALL_SYNC,
    CALL_TRUNCATE,
    CALL_SIZE,
    CALL_LOCK,
    CALL_ACCESS,
    CALL_DELETE,
    CALL_KINDS
};

static const struct {
    const char *name;
    int rc;
} calls[CALL_KINDS] = {
    [CALL_MEMORY] = { "memory", SQLITE_NOMEM },
    [CALL_OPEN] = { "open", SQLITE_CANTOPEN },
    [CALL_READ] = { "read", SQLITE_IOERR_READ },
    [CALL_WRITE] = { "write", SQLITE_IOERR_WRITE },
    [CALL_SYNC] = { "sync", SQLITE_IOERR_FSYNC },
    [CALL_TRUNCATE] = { "truncate", SQLITE_IOERR_TRUNCATE },
    [CALL_SIZE] = { "size", SQLITE_IOERR_FSTAT },
    [CALL_LOCK] = { "lock", SQLITE_IOERR_LOCK },
    [CALL_ACCESS] = { "access", SQLITE_IOERR_ACCESS },
    [CALL_DELETE] = { "delete", SQLITE_IOERR_DELETE },
};

/* SQLite calls these without a context of ours. */
static struct {
    enum call kind;
    long at; /* the call that fails, from 1; 0: none does */
    bool for_good; /* and all after it */
    long count;
} fault;

static bool fails(enum call kind)
{
    if (fault.at == 0 || fault.kind != kind)
        return false;
    fault.count++;
    return fault.count == fault.at || (fault.for_good && fault.count > fault.at);
}

static void arm(enum call kind, long at, bool for_good)
{
    fault.kind = kind;
    fault.at = at;
    fault.for_good = for_good;
    fault.count = 0;
}

/* True: it was reached. */
static bool disarm(void)
{
    bool reached = fault.at > 0 && fault.count >= fault.at;
    fault.at = 0;
    return reached;
}

/* --- memory --- */

static sqlite3_mem_methods real_memory;

static void *any_malloc(int bytes)
{
    return fails(CALL_MEMORY) ? NULL : real_memory.xMalloc(bytes);
}

static void *any_realloc(void *p, int bytes)
{
    return fails(CALL_MEMORY) ? NULL : real_memory.xRealloc(p, bytes);
}

/* --- files: SQLite's own, behind one that fails --- */

struct file {
    sqlite3_file base;
    sqlite3_file real[]; /* of the real VFS; longer than this */
};

static sqlite3_file *real_of(sqlite3_file *f)
{
    return ((struct file *)(void *)f)->real;
}

#define PASS(kind, call) (fails(kind) ? calls[kind].rc : (call))

static int any_close(sqlite3_file *f)
{
    return real_of(f)->pMethods->xClose(real_of(f));
}

static int any_read(sqlite3_file *f, void *to, int len, sqlite3_int64 at)
{
    return PASS(CALL_READ, real_of(f)->pMethods->xRead(real_of(f), to, len, at));
}

static int any_write(sqlite3_file *f, const void *from, int len, sqlite3_int64 at)
{
    return PASS(CALL_WRITE, real_of(f)->pMethods->xWrite(real_of(f), from, len, at));
}

static int any_truncate(sqlite3_file *f, sqlite3_int64 len)
{
    return PASS(CALL_TRUNCATE, real_of(f)->pMethods->xTruncate(real_of(f), len));
}

static int any_sync(sqlite3_file *f, int flags)
{
    return PASS(CALL_SYNC, real_of(f)->pMethods->xSync(real_of(f), flags));
}

static int any_size(sqlite3_file *f, sqlite3_int64 *len)
{
    return PASS(CALL_SIZE, real_of(f)->pMethods->xFileSize(real_of(f), len));
}

static int any_lock(sqlite3_file *f, int level)
{
    return PASS(CALL_LOCK, real_of(f)->pMethods->xLock(real_of(f), level));
}

static int any_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int any_reserved(sqlite3_file *f, int *is)
{
    return PASS(CALL_LOCK, real_of(f)->pMethods->xCheckReservedLock(real_of(f), is));
}

static int any_control(sqlite3_file *f, int what, void *with)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), what, with);
}

static int any_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int any_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static sqlite3_vfs *real_vfs(sqlite3_vfs *v)
{
    return v->pAppData;
}

static int any_open(sqlite3_vfs *v, const char *name, sqlite3_file *f, int flags, int *got)
{
    static const sqlite3_io_methods methods = { .iVersion = 1,
        .xClose = any_close,
        .xRead = any_read,
        .xWrite = any_write,
        .xTruncate = any_truncate,
        .xSync = any_sync,
        .xFileSize = any_size,
        .xLock = any_lock,
        .xUnlock = any_unlock,
        .xCheckReservedLock = any_reserved,
        .xFileControl = any_control,
        .xSectorSize = any_sector,
        .xDeviceCharacteristics = any_traits };
    f->pMethods = NULL;
    int rc = PASS(CALL_OPEN, real_vfs(v)->xOpen(real_vfs(v), name, real_of(f), flags, got));
    if (rc == SQLITE_OK)
        f->pMethods = &methods;
    return rc;
}

static int any_delete(sqlite3_vfs *v, const char *name, int sync)
{
    return PASS(CALL_DELETE, real_vfs(v)->xDelete(real_vfs(v), name, sync));
}

static int any_access(sqlite3_vfs *v, const char *name, int flags, int *is)
{
    return PASS(CALL_ACCESS, real_vfs(v)->xAccess(real_vfs(v), name, flags, is));
}

static int any_path(sqlite3_vfs *v, const char *name, int len, char *to)
{
    return real_vfs(v)->xFullPathname(real_vfs(v), name, len, to);
}

static void install(sqlite3_vfs *vfs)
{
    sqlite3_mem_methods memory;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory), SQLITE_OK);
    memory = real_memory;
    memory.xMalloc = any_malloc;
    memory.xRealloc = any_realloc;
    assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &memory), SQLITE_OK);
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    *vfs = *real;
    vfs->iVersion = 1;
    vfs->szOsFile = (int)sizeof(struct file) + real->szOsFile;
    vfs->zName = "any";
    vfs->pAppData = real;
    vfs->xOpen = any_open;
    vfs->xDelete = any_delete;
    vfs->xAccess = any_access;
    vfs->xFullPathname = any_path;
    assert_int_equal(sqlite3_vfs_register(vfs, 1), SQLITE_OK);
}

/* --- an evening --- */

/* What has been done so far; a child shares it with the test. */
struct ledger {
    int counted; /* acknowledged */
    int asked_to_go; /* answers of a meeting whose end was asked for */
    bool gone; /* and acknowledged */
    struct err err; /* why it went no further */
};

struct evening {
    struct fixture *f;
    const char *archive, *merged;
    struct ledger *ledger;
};

/* What is done in it. */
struct act {
    const char *name;
    struct fixture *(*kiosk)(void); /* that it begins with */
    int before; /* answers in it */
    bool opens; /* the store by itself, so that this fails too */
    bool (*run)(struct evening *v); /* false: the ledger says why */
};

static const struct store_answer *answer_of(const struct meeting *m, struct store_answer *to)
{
    const struct card *card = sample_deck()->cards[0];
    *to = (struct store_answer){ m->id, card->key, card->version, ELEMENT_ETHICS, CHOICE_A };
    return to;
}

/* What was read is right, or else the fault was swallowed. */
static bool is_right(struct evening *v, bool right)
{
    return right || err_set(&v->ledger->err, ERR_INTERNAL, "what was read is wrong");
}

static bool visit(struct evening *v, const struct meeting *m)
{
    struct store *s = v->f->s;
    struct err *err = &v->ledger->err;
    struct store_answer answer;
    struct tally t;
    for (int i = 0; i < ANSWERS; i++) {
        if (!store_count(s, answer_of(m, &answer), err))
            return false;
        v->ledger->counted++;
        if (!store_card_published(s, m->id, answer.card, answer.version, &t, err))
            return false;
        if (!is_right(v, (int)t.total == (BEFORE + i + 1) / 5 * 5))
            return false;
    }
    return store_tidy(s, err);
}

static bool be_open(struct evening *v)
{
    struct err *err = &v->ledger->err;
    struct fixture *f = v->f;
    enum store_origin origin;
    struct meeting m, next = sample_meeting(RESULTS_LATER, 5);
    struct meeting_summary list[4];
    struct published p;
    struct merge_blame blame;
    bool found = false;
    const void *bytes;
    size_t len;
    const char *printer;
    int count, total;
    f->s = store_open(f->dir, &origin, err);
    if (f->s == NULL)
        return false;
    if (!is_right(v, origin == STORE_FOUND) || !store_meeting_current(f->s, &m, &found, err) ||
        !is_right(v, found && strcmp(m.title, "Goed Werk Hub") == 0) || !visit(v, &m))
        return false;
    if (!store_set_setting(f->s, "printer", "Selphy", err) ||
        !store_setting(f->s, "printer", f->a, &printer, err) ||
        !is_right(v, printer != NULL && strcmp(printer, "Selphy") == 0))
        return false;
    if (!store_published(f->s, m.id, f->a, &p, err) ||
        !is_right(v, p.card_count == 3 && strcmp(p.meeting.place, "Rotterdam") == 0) ||
        !store_archive(f->s, m.id, f->a, &bytes, &len, err) || !is_right(v, len > 4096))
        return false;
    const char *const both[] = { v->archive, v->archive };
    if (!merge_archives(both, 2, v->merged, &blame, err))
        return false;
    return store_meeting_begin(f->s, &next, sample_deck(), err) &&
           store_meetings(f->s, 0, list, 4, &count, &total, err) && is_right(v, count == 2);
}

/* A meeting is changed, closed by the next one and removed; the next one's results are shown. */
static bool organise(struct evening *v)
{
    struct store *s = v->f->s;
    struct err *err = &v->ledger->err;
    struct meeting m, next = sample_meeting(RESULTS_LATER, 5);
    struct store_answer answer;
    struct tally t;
    bool found;
    if (!store_meeting_current(s, &m, &found, err) || !is_right(v, found))
        return false;
    (void)snprintf(m.title, sizeof m.title, "Later bedacht");
    if (!store_meeting_change(s, &m, sample_deck(), err) ||
        !store_meeting_begin(s, &next, sample_deck(), err))
        return false;
    for (int i = 0; i < ANSWERS; i++) {
        if (!store_count(s, answer_of(&next, &answer), err))
            return false;
        v->ledger->counted++;
    }
    if (!store_meeting_reveal(s, next.id, err) ||
        !store_card_published(s, next.id, answer.card, answer.version, &t, err) ||
        !is_right(v, t.total == ANSWERS))
        return false;
    v->ledger->asked_to_go = BEFORE;
    if (!store_meeting_delete(s, m.id, err))
        return false;
    v->ledger->gone = true;
    return store_tidy(s, err);
}

static bool guard(struct evening *v)
{
    struct store *s = v->f->s;
    struct err *err = &v->ledger->err;
    bool has, right;
    int failures;
    return store_set_pin(s, "123456", 6, err) && store_has_pin(s, &has, err) && is_right(v, has) &&
           store_check_pin(s, "123456", 6, &right, &failures, err) && is_right(v, right) &&
           store_check_pin(s, "654321", 6, &right, &failures, err) &&
           is_right(v, !right && failures == 1) && store_pin_failures(s, &failures, err) &&
           is_right(v, failures == 1) && store_forget_pin(s, err);
}

/* The first start of a later version. */
static bool update(struct evening *v)
{
    struct err *err = &v->ledger->err;
    enum store_origin origin;
    struct meeting m;
    bool found;
    v->f->s = store_open(v->f->dir, &origin, err);
    return v->f->s != NULL && is_right(v, origin == STORE_FOUND) &&
           store_meeting_current(v->f->s, &m, &found, err) &&
           is_right(v, found && strcmp(m.title, "Hub") == 0);
}

static int all_answers(struct fixture *f)
{
    return (int)strtol(
        fixture_raw(f,
            "SELECT (SELECT coalesce(sum(count - (1 << 40)), 0) FROM tally)"
            " + (SELECT coalesce(sum(count - (1 << 40)), 0) FROM published p JOIN meeting m"
            "    ON p.meeting = m.id WHERE state = 'closed' AND element <> '' AND choice = '')"
            " + (SELECT sum(left_out) FROM meeting)"),
        NULL, 10);
}

/* A kiosk that has counted something already, to be copied. */
static struct fixture *kiosk(void)
{
    static const uint32_t answers[3] = { 5, 10, 0 };
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    const struct published *p = sample_published(f->a, 1, 1, ELEMENT_ETHICS, answers);
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, BEFORE);
    fixture_close(f);
    sample_archive(arena_printf(f->a, "%s/one", f->dir), &p, 1);
    return f;
}

static struct fixture *older_kiosk(void)
{
    return fixture_made_by(1);
}

static const struct act acts[] = {
    { "visitors", kiosk, BEFORE, true, be_open },
    { "organiser", kiosk, BEFORE, false, organise },
    { "PIN", kiosk, BEFORE, false, guard },
    { "update", older_kiosk, BEFORE_UPDATE, true, update },
};

static struct evening evening_new(const struct fixture *from, struct ledger *ledger)
{
    struct fixture *f = fixture_new();
    *ledger = (struct ledger){ .counted = 0 };
    fixture_copy(from->path, f->path);
    return (struct evening){ .f = f,
        .archive = arena_printf(f->a, "%s/one", from->dir),
        .merged = arena_printf(f->a, "%s/merged", f->dir),
        .ledger = ledger };
}

/* The act with its n-th call of that kind failing. False: the ledger says why. */
static bool play(const struct act *act, struct evening *v, enum call kind, long n, bool for_good)
{
    enum store_origin origin;
    if (!act->opens && (v->f->s = store_open(v->f->dir, &origin, &v->ledger->err)) == NULL)
        return false;
    arm(kind, n, for_good);
    return act->run(v);
}

/* How many answers there are too many, or too few: one that was being counted may be there, and a meeting
 * that was being removed may be gone. */
static bool holds_what_it_should(const struct act *act, const struct ledger *l, int answers)
{
    int extra = answers - act->before - l->counted + (l->gone ? l->asked_to_go : 0);
    return extra == 0 || extra == 1 || (!l->gone && l->asked_to_go > 0 && extra == -l->asked_to_go);
}

/* Opened again, all is as it was acknowledged; and it works. */
static void check_after(const struct act *act, struct evening *v, const char *what, long n)
{
    struct err err;
    struct meeting m;
    struct store_answer answer;
    enum store_origin origin;
    bool found;
    v->f->s = store_open(v->f->dir, &origin, &err);
    if (v->f->s == NULL || origin != STORE_FOUND)
        fail_msg("%s, after %s %ld: origin %d, %s", act->name, what, n, (int)origin, err.detail);
    assert_string_equal(fixture_raw(v->f, "PRAGMA integrity_check"), "ok");
    int answers = all_answers(v->f);
    if (!holds_what_it_should(act, v->ledger, answers))
        fail_msg("%s, after %s %ld: %d answers, %d acknowledged", act->name, what, n, answers,
            act->before + v->ledger->counted);
    assert_true(store_meeting_current(v->f->s, &m, &found, NULL) && found);
    assert_true(store_count(v->f->s, answer_of(&m, &answer), NULL));
    fixture_free(v->f);
}

/* --- memory: in a child, which may end --- */

/* In the child. */
static int run_without_memory(const struct act *act, struct evening *v, long n, bool for_good)
{
    const struct rlimit no_core = { 0, 0 };
    (void)setrlimit(RLIMIT_CORE, &no_core);
    bool ok = play(act, v, CALL_MEMORY, n, for_good);
    if (ok)
        store_close(v->f->s);
    bool reached = disarm();
    return ok ? (reached ? SAID : 0) : WRONG;
}

/* False: n is past the last call. */
static bool survive_without_memory(const struct act *act, const struct fixture *from,
    struct ledger *ledger, long n, bool for_good, long *aborts)
{
    int status;
    struct evening v = evening_new(from, ledger);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(run_without_memory(act, &v, n, for_good));
    assert_int_equal(waitpid(child, &status, 0), child);
    bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    if (!aborted && (!WIFEXITED(status) || WEXITSTATUS(status) > SAID))
        fail_msg("%s, memory %ld: status %x, code %d: %s", act->name, n, (unsigned)status,
            ledger->err.code, ledger->err.detail);
    *aborts += aborted;
    check_after(act, &v, "memory", n);
    return aborted || WEXITSTATUS(status) == SAID;
}

static void test_memory(void **state)
{
    (void)state;
    struct ledger *ledger =
        mmap(NULL, sizeof *ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(ledger != MAP_FAILED);
    long all = 0;
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        struct fixture *from = acts[i].kiosk();
        long tried = 0, aborts = 0, stride = torture_rounds(401, 1);
        for (int for_good = 0; for_good < 2; for_good++)
            for (long n = 1; survive_without_memory(&acts[i], from, ledger, n, for_good, &aborts);
                 n += stride)
                tried++;
        print_message("# %s: %ld tried, %ld ended by themselves\n", acts[i].name, tried, aborts);
        assert_true(aborts > tried / 2);
        all += tried;
        fixture_free(from);
    }
    torture_figure("memory", "SQLite gets no memory at a call", all, all, 0);
    (void)munmap(ledger, sizeof *ledger);
}

/* --- files --- */

static bool survive_without_file(const struct act *act, const struct fixture *from, enum call kind,
    long n, bool for_good, long *told)
{
    struct ledger ledger;
    struct evening v = evening_new(from, &ledger);
    bool ok = play(act, &v, kind, n, for_good);
    if (ok)
        fixture_close(v.f);
    bool reached = disarm();
    if (!ok && (!reached || ledger.err.code != ERR_FILE))
        fail_msg("%s, %s %ld%s: code %d, %s", act->name, calls[kind].name, n,
            for_good ? " and on" : "", (int)ledger.err.code, ledger.err.detail);
    *told += !ok;
    if (v.f->s != NULL) { /* the same store goes on */
        struct meeting m;
        struct store_answer answer;
        bool found;
        struct err err;
        if (!store_meeting_current(v.f->s, &m, &found, &err) || !found ||
            !store_count(v.f->s, answer_of(&m, &answer), &err))
            fail_msg(
                "%s does not go on after %s %ld: %s", act->name, calls[kind].name, n, err.detail);
        ledger.counted++;
    }
    fixture_close(v.f);
    check_after(act, &v, calls[kind].name, n);
    return reached;
}

static void test_files(void **state)
{
    (void)state;
    long all = 0;
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        struct fixture *from = acts[i].kiosk();
        long told = 0, tried = 0, stride = torture_rounds(5, 1);
        for (enum call kind = CALL_OPEN; kind < CALL_KINDS; kind++)
            for (int for_good = 0; for_good < 2; for_good++)
                for (long n = 1; survive_without_file(&acts[i], from, kind, n, for_good, &told);
                     n += stride)
                    tried++;
        print_message("# %s: %ld tried, %ld told\n", acts[i].name, tried, told);
        all += tried;
        fixture_free(from);
    }
    torture_figure("storage", "a file call of SQLite fails", all, all, 0);
}

int main(void)
{
    sqlite3_vfs vfs; /* as long as SQLite is used */
    install(&vfs);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_files),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
