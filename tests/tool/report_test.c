/* goedwerk report as its user meets it: the files, and what is said where there are none. */
#include "run.h"
#include "store_fixture.h"
#include "temp.h"
#include "tool_call.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CODE "goed-werk-hub-rotterdam-2026-11-21"

struct desk {
    struct fixture *f;
    const char *to; /* a folder */
};

/* Five answers to cijfer are published, and two to camera are not. */
static int desk_open(void **state)
{
    static struct desk desk;
    desk.f = fixture_meeting(RESULTS_NOW, 5);
    fixture_count(desk.f, 1, ELEMENT_ETHICS, CHOICE_B, 3);
    fixture_count(desk.f, 1, ELEMENT_ENGAGEMENT, CHOICE_OTHER, 2);
    fixture_count(desk.f, 2, ELEMENT_EXCELLENCE, CHOICE_A, 2);
    fixture_close(desk.f);
    desk.to = temp_make(desk.f->a);
    *state = &desk;
    return 0;
}

static int desk_close(void **state)
{
    struct desk *d = *state;
    temp_remove(d->to);
    fixture_free(d->f);
    return 0;
}

static const char *report(const struct desk *d, const char *options, int *status)
{
    return tool_call(d->f->a, NULL,
        arena_printf(d->f->a, "report --data %s --to %s/new %s", d->f->dir, d->to, options),
        status);
}

static void made(const struct desk *d, const char *options)
{
    int status;
    const char *said = report(d, options, &status);
    if (status != 0)
        fail_msg("%s", said);
    assert_string_equal(said, arena_printf(d->f->a, "%s/new: 7 files\n", d->to));
}

static const char *first_page(const struct desk *d)
{
    int status;
    const char *path = arena_printf(d->f->a, "%s/new/verslag.pdf", d->to);
    return run_output(
        d->f->a, NULL, (const char *const[]){ "pdftotext", "-l", "1", path, "-", NULL }, &status);
}

static void test_files(void **state)
{
    const struct desk *d = *state;
    struct arena *a = d->f->a;
    made(d, "");
    assert_string_equal(temp_list(a, arena_printf(a, "%s/new", d->to)),
        "beelden mailtekst.txt papier resultaten.csv resultaten.xlsx verslag.pdf ");
    assert_string_equal(temp_list(a, arena_printf(a, "%s/new/beelden", d->to)), "cijfer.png ");
    assert_string_equal(temp_list(a, arena_printf(a, "%s/new/papier", d->to)),
        "spiekbriefje.pdf van-doos-tot-deur.pdf ");
    assert_non_null(strstr(first_page(d), "5 antwoorden op 1 dilemma"));
}

/* Again into the same folder: the old files are replaced, those of others stay. */
static void test_again(void **state)
{
    const struct desk *d = *state;
    struct arena *a = d->f->a;
    const char *mine = arena_printf(a, "%s/new/beelden/mine.png", d->to);
    made(d, "");
    temp_write(mine, "x", 1);
    temp_write(arena_printf(a, "%s/new/verslag.pdf", d->to), "y", 1);
    made(d, "--lang en");
    assert_true(temp_holds(mine, "x", 1));
    assert_non_null(strstr(first_page(d), "5 answers to 1 dilemma"));
}

static void test_choosing_a_meeting(void **state)
{
    struct desk *d = *state;
    struct arena *a = d->f->a;
    char id[2 * MEETING_ID_BYTES + 1];
    for (int i = 0; i < MEETING_ID_BYTES; i++)
        assert_int_equal(snprintf(id + 2 * i, 3, "%02X", d->f->m.id[i]), 2);
    fixture_open(d->f, STORE_FOUND);
    struct meeting next = sample_meeting(RESULTS_NOW, 5);
    next.date[9] = '2';
    assert_true(store_meeting_begin(d->f->s, &next, sample_deck(), NULL));
    fixture_close(d->f);

    int status;
    made(d, "--meeting " CODE);
    made(d, arena_printf(a, "--meeting %s", id));
    made(d, arena_printf(a, "--meeting %.4s", id));
    /* without one, the newest, which has no answers */
    assert_string_equal(report(d, "", &status), arena_printf(a, "%s/new: 6 files\n", d->to));
    assert_non_null(strstr(report(d, "--meeting nowhere", &status), "there is no meeting nowhere"));
    assert_int_equal(status, 64);
}

static void test_of_an_archive(void **state)
{
    const struct desk *d = *state;
    struct arena *a = d->f->a;
    int status;
    const char *copy = arena_printf(a,
        "export --data %s --to %s && cp %s/GOEDWERK/*/*/niet-doorsturen/archief.sqlite %s/a.sqlite",
        d->f->dir, d->to, d->to, d->to);
    (void)tool_call(a, NULL, copy, &status);
    assert_int_equal(status, 0);
    const char *said = tool_call(
        a, NULL, arena_printf(a, "report --data %s/a.sqlite --to %s/new", d->to, d->to), &status);
    assert_string_equal(said, arena_printf(a, "%s/new: 7 files\n", d->to));
    const char *of_archive = first_page(d);
    made(d, "");
    assert_string_equal(first_page(d), of_archive);
}

static void test_refusals(void **state)
{
    static const struct {
        const char *options, *says;
        int status;
    } refused[] = {
        { "--lang xx", "xx: the cards are not in that language", 64 },
        { "--content /nowhere", "/nowhere: cannot be used; see goedwerk check", 1 },
        { "--to /proc/nowhere", "no report in /proc/nowhere: ", 1 },
    };
    const struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        int status;
        const char *said = report(d, refused[i].options, &status);
        if (strstr(said, refused[i].says) == NULL)
            fail_msg("no \"%s\" in: %s", refused[i].says, said);
        assert_int_equal(status, refused[i].status);
    }
    assert_string_equal(temp_list(d->f->a, d->to), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {
        TEST(test_files),
        TEST(test_again),
        TEST(test_choosing_a_meeting),
        TEST(test_of_an_archive),
        TEST(test_refusals),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
