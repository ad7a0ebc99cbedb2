/* goedwerk merge and stats as their user meets them: archives in, one archive out. */
#include "child.h"
#include "run.h"
#include "sample_archive.h"
#include "store_fixture.h"
#include "temp.h"
#include "tool_call.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { FEW = 10, MANY = 200 };

/* Says exactly this. */
static void expect(
    struct arena *a, const char *folder, const char *arguments, int status, const char *says)
{
    int is;
    assert_string_equal(tool_call(a, folder, arguments, &is), says);
    assert_int_equal(is, status);
}

static void put(struct arena *a, const char *folder, const char *name, const struct published *p)
{
    sample_archive(arena_printf(a, "%s/%s", folder, name), &p, 1);
}

static void test_merge_and_stats(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    struct published *one =
        sample_published(a, 1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 5, 6, 0 });
    struct published *two =
        sample_published(a, 2, 2, ELEMENT_EXCELLENCE, (const uint32_t[]){ 7, 0, 8 });
    struct published *other =
        sample_published(a, 1, 3, ELEMENT_ETHICS, (const uint32_t[]){ 9, 0, 0 });
    struct published_card cards[3];
    memcpy(cards, two->cards, sizeof cards);
    cards[2].version = "00000000000000ee";
    two->cards = cards;
    two->meeting.state = MEETING_CLOSED;
    two->has_pool = true;
    two->pool[ELEMENT_ENGAGEMENT] = 5;
    memcpy(other->meeting.place, "Breda", sizeof "Breda");
    put(a, dir, "one.sqlite", one);
    put(a, dir, "two.sqlite", two);
    put(a, dir, "other.sqlite", other);

    static const char table[] =
        "Goed Werk Hub, Rotterdam, 2026-11-21\n"
        "code goed-werk-hub-rotterdam-2026-11-21\n"
        "published counts; each step holds at least 5 answers\n"
        "\n"
        "card                       answers  excellence      ethics  engagement      a      b      "
        "c      d  other\n"
        "camera                           8           8           0           0      8      0      "
        "0      0      0\n"
        "cijfer                           6           0           6           0      6      0      "
        "0      -      0\n"
        "medicijn 00000000000000aa        5           0           5           0      5      0      "
        "-      -      0\n"
        "medicijn 00000000000000ee        7           7           0           0      7      0      "
        "-      -      0\n"
        "-                                5           0           0           5      -      -      "
        "-      -      -\n"
        "\n"
        "- all other answers together\n"
        "medicijn has 2 versions, counted apart: 00000000000000aa 00000000000000ee\n";
    expect(a, dir, "merge two.sqlite one.sqlite --to c.sqlite", 0,
        "goed-werk-hub-rotterdam-2026-11-21: 2 kiosks, 31 answers\n"
        "  medicijn has 2 versions, counted apart: 00000000000000aa 00000000000000ee\n");
    expect(a, dir, "stats --data c.sqlite", 0, table);

    static const char both[] =
        "goed-werk-hub-breda-2026-11-21: 1 kiosk, 9 answers\n"
        "goed-werk-hub-rotterdam-2026-11-21: 2 kiosks, 31 answers\n"
        "  medicijn has 2 versions, counted apart: 00000000000000aa 00000000000000ee\n";
    expect(a, dir, "merge c.sqlite other.sqlite --to d.sqlite", 0, both);
    expect(a, dir, "merge --to e.sqlite other.sqlite one.sqlite two.sqlite one.sqlite", 0, both);
    int status;
    (void)run_output(a, dir, (const char *const[]){ "cmp", "d.sqlite", "e.sqlite", NULL }, &status);
    assert_int_equal(status, 0);
    expect(a, dir, "stats --data d.sqlite --meeting goed-werk-hub-rotterdam-2026-11-21", 0, table);
    expect(a, dir, "stats --data d.sqlite --meeting 0200", 0, table);
    const char *all = tool_call(a, dir, "stats --data d.sqlite", &status);
    assert_int_equal(status, 0);
    assert_non_null(strstr(all, "Breda"));
    assert_non_null(strstr(all, arena_printf(a, "\n\n%s", table)));
    temp_remove(dir);
    arena_free(a);
}

static void test_refusals(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    put(a, dir, "a.sqlite",
        sample_published(a, 0xa1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 5, 6, 0 }));
    put(a, dir, "b.sqlite",
        sample_published(a, 0xa1, 1, ELEMENT_ETHICS, (const uint32_t[]){ 6, 5, 0 }));
    temp_write(arena_printf(a, "%s/letter.txt", dir), "Beste mensen", 12);
    static const struct {
        const char *arguments;
        int status;
        const char *says;
    } calls[] = {
        { "merge", 64, "which files? goedwerk merge FILE... --to FILE" },
        { "merge a.sqlite", 64, "to where? goedwerk merge" },
        { "merge --data x --to c", 64, "unknown option --data" },
        { "merge a.sqlite b.sqlite --to c", 1,
            "a.sqlite and b.sqlite: both are of kiosk 00000000, and neither contains the other" },
        { "merge b.sqlite a.sqlite --to c", 1, "nothing was written to c" },
        { "merge a.sqlite letter.txt --to c", 1, "letter.txt: it is not an archive of results" },
        { "merge a.sqlite gone.sqlite --to c", 1, "gone.sqlite: No such file" },
        { "merge a.sqlite --to letter.txt", 1, "letter.txt is there already, and not replaced" },
        { "merge a.sqlite --to no/folder", 1, "no/folder: No such file" },
        { "stats --data letter.txt", 1, "letter.txt: it is not an archive of results" },
        { "stats --data a.sqlite --meeting x", 64,
            "there is no meeting x, or more than one\n  goed-werk-hub-rotterdam-2026-11-21\n" },
    };
    const char *before = temp_list(a, dir);
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        int status;
        const char *said = tool_call(a, dir, calls[i].arguments, &status);
        if (strstr(said, calls[i].says) == NULL || status != calls[i].status)
            fail_msg("%s: %d %s", calls[i].arguments, status, said);
        assert_string_equal(temp_list(a, dir), before);
    }
    temp_remove(dir);
    arena_free(a);
}

/* The most memory, in KiB, that merging the first count archives of dir takes. */
static long peak_kib(struct arena *a, const char *dir, int count)
{
    const char **argv = arena_alloc(a, (size_t)(count + 5) * sizeof *argv);
    struct rusage used;
    int status = -1, n = 0;
    argv[n++] = tool_path(a);
    argv[n++] = "merge";
    for (int i = 0; i < count; i++)
        argv[n++] = arena_printf(a, "%s/%d.sqlite", dir, i);
    argv[n++] = "--to";
    argv[n++] = arena_printf(a, "%s/merged", dir);
    /* the sanitizer would keep what has been freed */
    static const char *const more[] = {
        "ASAN_OPTIONS=quarantine_size_mb=0:thread_local_quarantine_size_kb=0", NULL
    };
    pid_t pid = child_start(argv, more, "/dev/null");
    assert_int_equal(wait4(pid, &status, 0, &used), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return used.ru_maxrss;
}

static void put_many(struct arena *a, const char *dir)
{
    static const uint32_t answers[] = { 2000, 1000, 2000 };
    for (int i = 0; i < MANY; i++)
        put(a, dir, arena_printf(a, "%d.sqlite", i),
            sample_published(a, i, i % 7, ELEMENT_ETHICS, answers));
}

/* A program's peak is no less than that of the process that starts it: this one has to stay small,
 * so it comes first, and another process makes the archives. */
static void test_memory_stays_flat(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct rusage own;
    const char *dir = temp_make(a);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        put_many(a, dir);
        _exit(0);
    }
    assert_int_equal(child_wait(pid), 0);
    long few = peak_kib(a, dir, FEW), many = peak_kib(a, dir, MANY);
    assert_int_equal(getrusage(RUSAGE_SELF, &own), 0);
    print_message("# %ld KiB for %d archives, %ld KiB for %d\n", few, FEW, many, MANY);
    assert_true(few > own.ru_maxrss);
    assert_true(many < few + few / 4);
    expect(a, dir, "merge merged --to merged", 0,
        "goed-werk-hub-rotterdam-2026-11-21: 200 kiosks, 1000000 answers\n");
    temp_remove(dir);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_stays_flat), /* first: see there */
        cmocka_unit_test(test_merge_and_stats),
        cmocka_unit_test(test_refusals),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
