/* The program goedwerk as its user meets it: what it says, and its exit status. */
#include "run.h"
#include "store_fixture.h"
#include "temp.h"
#include "tool_call.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static bool has(const char *text, const char *part)
{
    bool there = strstr(text, part) != NULL;
    if (!there)
        print_message("# no \"%s\" in: %s\n", part, text);
    return there;
}

static void test_usage(void **state)
{
    static const struct {
        const char *arguments;
        int status;
        const char *says;
    } calls[] = {
        { "", 64, "goedwerk --help" },
        { "frobnicate", 64, "unknown command frobnicate" },
        { "check", 64, "check DIR" },
        { "check a b", 64, "b" },
        { "check --data x a", 64, "unknown option --data" },
        { "stats x", 64, "x" },
        { "stats --data", 64, "--data" },
        { "stats --frob", 64, "unknown option --frob" },
        { "export", 64, "--to DIR" },
        { "export --to /nonexistent", 1, "/nonexistent: No such file" },
        { "stats --data /nonexistent", 1, "no results in /nonexistent" },
        { "--help", 0, "export [--data DIR] --to DIR" },
        { "--version", 0, "goedwerk " GOEDWERK_VERSION "\n" },
        { "--version >/dev/full", 1, "standard output" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        struct arena *a = arena_new();
        int status;
        const char *said = tool_call(a, NULL, calls[i].arguments, &status);
        assert_true(has(said, calls[i].says));
        assert_int_equal(status, calls[i].status);
        arena_free(a);
    }
}

static void test_check(void **state)
{
    static const char deck[] = "---\nnl: X\n---\n\n- geen\n";
    (void)state;
    struct arena *a = arena_new();
    int status;
    const char *dir = temp_make(a);
    const char *cards = arena_printf(a, "%s/cards", dir), *decks = arena_printf(a, "%s/decks", dir);
    assert_int_equal(mkdir(cards, 0755), 0);
    assert_int_equal(mkdir(decks, 0755), 0);
    temp_write(arena_printf(a, "%s/kaart.nl.md", cards), "\xff\n", 2);
    temp_write(arena_printf(a, "%s/set.md", decks), deck, strlen(deck));
    const char *said = tool_call(a, NULL, arena_printf(a, "check %s", dir), &status);
    assert_int_equal(status, 1);
    assert_true(has(said, "cards/kaart.nl.md:1: "));
    assert_true(has(said, "decks/set.md:5: There is no card \"geen\". (Name a file"));
    assert_true(has(said, arena_printf(a, "%s: ", dir)) && has(said, " faults\n"));
    temp_remove(dir);
    arena_free(a);
}

/* The content that is shipped with the program that is tested. */
static void test_check_shipped(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    int status;
    const char *said = tool_call(
        a, NULL, arena_printf(a, "check $(dirname %s)/../../content", tool_path(a)), &status);
    assert_true(has(said, ": no faults in "));
    assert_int_equal(status, 0);
    arena_free(a);
}

static void test_busy(void **state)
{
    (void)state;
    int status;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    const char *said =
        tool_call(f->a, NULL, arena_printf(f->a, "stats --data %s", f->dir), &status);
    assert_string_equal(
        said, arena_printf(f->a, "goedwerk: the kiosk is running on %s; stop it or use the stick\n",
                  f->dir));
    assert_int_equal(status, 75);
    said = tool_call(f->a, NULL, arena_printf(f->a, "export --data %s --to /tmp", f->dir), &status);
    assert_int_equal(status, 75);
    fixture_free(f);
}

static void test_no_meeting(void **state)
{
    (void)state;
    int status;
    struct fixture *f = fixture_new();
    fixture_open(f, STORE_NEW);
    fixture_close(f);
    const char *said =
        tool_call(f->a, NULL, arena_printf(f->a, "stats --data %s", f->dir), &status);
    assert_true(has(said, "there is no meeting yet"));
    assert_int_equal(status, 1);
    fixture_free(f);
}

static void test_set_aside(void **state)
{
    (void)state;
    int status;
    struct fixture *f = fixture_new();
    temp_write(f->path, "not a database", 14);
    const char *said =
        tool_call(f->a, NULL, arena_printf(f->a, "stats --data %s", f->dir), &status);
    assert_true(has(said, "set aside"));
    assert_int_equal(status, 1);
    fixture_free(f);
}

/* Seven answers to cijfer: five are published. One to camera: none is. */
static void test_stats(void **state)
{
    (void)state;
    int status;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_B, 3);
    fixture_count(f, 1, ELEMENT_ENGAGEMENT, CHOICE_OTHER, 2);
    fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_C, 2);
    fixture_count(f, 2, ELEMENT_EXCELLENCE, CHOICE_A, 1);
    fixture_close(f);
    const char *said =
        tool_call(f->a, NULL, arena_printf(f->a, "stats --data %s", f->dir), &status);
    assert_int_equal(status, 0);
    assert_string_equal(said,
        "Goed Werk Hub, Rotterdam, 2026-11-21\n"
        "code goed-werk-hub-rotterdam-2026-11-21\n"
        "published counts; each step holds at least 5 answers\n"
        "\n"
        "card      answers  excellence      ethics  engagement      a      b      c      d  other\n"
        "camera          0           0           0           0      0      0      0      0      0\n"
        "cijfer          5           0           3           2      0      3      0      -      2\n"
        "medicijn        0           0           0           0      0      0      -      -      "
        "0\n");
    fixture_free(f);
}

static void test_export(void **state)
{
    (void)state;
    int status;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    const char *stick = temp_make(f->a), *scratch = temp_make(f->a);
    const char *link = arena_printf(f->a, "%s/link", f->dir);
    fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_B, 5);
    fixture_close(f);
    assert_int_equal(symlink(stick, link), 0);
    assert_int_equal(setenv("TMPDIR", scratch, 1), 0);
    /* twice, the second time through a link: the same folder, and nothing beside it */
    for (int i = 0; i < 2; i++) {
        const char *to = i == 0 ? stick : link;
        const char *said = tool_call(
            f->a, NULL, arena_printf(f->a, "export --data %s --to %s", f->dir, to), &status);
        assert_true(has(said, arena_printf(f->a, "%s/GOEDWERK/kiosk-", stick)));
        assert_int_equal(status, 0);
    }
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_string_equal(temp_list(f->a, scratch), "");
    const char *line = arena_printf(f->a,
        "cd %s/GOEDWERK/kiosk-*/2026-11-21-*/ && sha256sum --strict -c SHA256SUMS && "
        "test -f verslag.pdf -a -f LEESMIJ.txt -a -f papier/spiekbriefje.pdf && ls ..",
        stick);
    const char *said =
        run_output(f->a, NULL, (const char *const[]){ "sh", "-c", line, NULL }, &status);
    assert_int_equal(status, 0);
    assert_true(has(said, "niet-doorsturen/archief.sqlite: OK\n"));
    assert_null(strstr(said, "bewaard"));
    temp_remove(stick);
    temp_remove(scratch);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_check_shipped),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_no_meeting),
        cmocka_unit_test(test_set_aside),
        cmocka_unit_test(test_stats),
        cmocka_unit_test(test_export),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
