/* Decks on their way into use: checked, proved to fit, and swapped in so that no cut leaves less
 * than one whole content. */
#include "io_steps.h"

#include "app/import.h"

#include "base/attributes.h"
#include "content_case.h"
#include "screens/fits.h"
#include "temp.h"

#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

enum { CUT = 77 };

/* Read by AddressSanitizer: with its usual 256 MB of freed memory, each fork copies the map of it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1";
}

/* --- the check --- */

static void test_check(void **state)
{
    struct content_case c;
    const struct content *content;
    (void)state;
    case_folder(&c);
    assert_true(import_check(c.dir, "content", c.a, &c.faults, &content));
    assert_non_null(content);
    assert_int_equal(content->card_count, 1);

    import_refuse(&c.faults, "cards/foto.jpg", "The name is 100% wrong.", "Rename it.");
    assert_false(import_check(c.dir, "content", c.a, &c.faults, &content));
    case_expect(&c, "cards/foto.jpg", 0, "The name is 100% wrong. Rename it.");

    c.faults = (struct faults){ .arena = c.a };
    case_put(&c, "decks/een.md", "---\nnl: Eén\nvocabulary: vakmanschap\n---\n\n- vijf\n- zes\n");
    assert_false(import_check(c.dir, "content", c.a, &c.faults, &content));
    assert_null(content);
    case_expect(&c, "decks/een.md", 7, "There is no card \"zes\"");
    case_close(&c);
}

/* A pack of stories needs no words and phrases of its own. */
static void test_check_borrows(void **state)
{
    struct content_case c;
    const struct content *content;
    (void)state;
    case_folder(&c);
    case_remove(&c, "phrases/nl.po");
    case_remove(&c, "phrases/en.po");
    case_remove(&c, "phrases");
    case_remove(&c, "vocabularies/vakmanschap.md");
    assert_true(import_check(c.dir, "content", c.a, &c.faults, &content));
    assert_int_equal(content->language_count, 2);
    assert_false(import_check(c.dir, NULL, c.a, &c.faults, &content));
    case_close(&c);
}

static int count_width(void *ctx, enum font font, int px, const char *text, size_t len)
{
    (void)font;
    (void)text;
    return *(const int *)ctx * px * (int)len / 4;
}

static void count_cards(void *ctx, const struct fits_fault *f)
{
    *(int *)ctx += f->card != NULL;
}

static int fit_all(const struct content *c, struct measure measure, struct faults *faults)
{
    int before = faults->count;
    for (int step = 0; step < import_fit_steps(c); step++)
        import_fit(c, step, measure, faults);
    return faults->count - before;
}

/* Step by step as all at once: what is too wide is found, in each card and each language. */
static void test_fits(void **state)
{
    struct content_case c;
    const struct content *content;
    int quarter_ems = 1, at_once = 0;
    struct measure measure = { .ctx = &quarter_ems, .width = count_width };
    (void)state;
    case_folder(&c);
    case_put(&c, "cards/zes.nl.md", case_card);
    assert_true(import_check(c.dir, "content", c.a, &c.faults, &content));
    assert_int_equal(import_fit_steps(content), 3); /* two cards, a deck */

    quarter_ems = 40;
    (void)fits_content(content, measure, count_cards, &at_once);
    assert_true(at_once > 0);
    assert_true(fit_all(content, measure, &c.faults) > 0);
    case_expect(&c, "cards/vijf.nl.md", 0, "800x480");
    case_expect(&c, "cards/vijf.en.md", 0, "1920x1080 on 15 inch with A+");
    case_expect(&c, "cards/zes.nl.md", 0, "Make the text shorter.");
    case_expect(&c, "phrases/nl.po", 0, "does not fit");
    case_close(&c);
}

/* --- the swap --- */

static struct {
    int *steps; /* taken by the child */
} shared;

struct data {
    struct arena *arena;
    const char *dir;
};

static const char *below(const struct data *d, const char *path)
{
    return arena_printf(d->arena, "%s/%s", d->dir, path);
}

/* A content that tells itself from another, in two files: half of it is none. */
static void make(const struct data *d, const char *name, const char *says)
{
    assert_int_equal(mkdir(below(d, name), 0755), 0);
    assert_int_equal(mkdir(below(d, arena_printf(d->arena, "%s/cards", name)), 0755), 0);
    temp_write(below(d, arena_printf(d->arena, "%s/cards/a.nl.md", name)), says, strlen(says));
    temp_write(below(d, arena_printf(d->arena, "%s/cards/b.nl.md", name)), says, strlen(says));
}

static bool is(const struct data *d, const char *name, const char *says)
{
    return temp_holds(
               below(d, arena_printf(d->arena, "%s/cards/a.nl.md", name)), says, strlen(says)) &&
           temp_holds(
               below(d, arena_printf(d->arena, "%s/cards/b.nl.md", name)), says, strlen(says));
}

static struct data data_new(bool first, bool older)
{
    struct arena *a = arena_new();
    struct data d = { .arena = a, .dir = temp_make(a) };
    if (!first)
        make(&d, IMPORT_NOW, "before");
    if (older)
        make(&d, IMPORT_OLD, "older");
    make(&d, IMPORT_NEW, "new");
    return d;
}

static void data_free(struct data *d)
{
    temp_remove(d->dir);
    arena_free(d->arena);
}

static int power_cut(void *ctx)
{
    (void)ctx;
    *shared.steps = io.count;
    _exit(CUT);
}

static int disk_dies(void *ctx)
{
    (void)ctx;
    *shared.steps = io.count;
    return EIO;
}

/* One install that is cut or fails at step n, in a child. False: n is past the last one. */
static bool install_until(const struct data *d, int n, int (*how)(void *ctx), bool no_exchange)
{
    int status;
    *shared.steps = 0;
    pid_t child = fork();
    if (child == 0) {
        struct err err = { 0 };
        io.no_exchange = no_exchange;
        io_at(n, how, NULL);
        bool ok = import_install(d->dir, &err);
        io_rest();
        _exit(ok == (err.code == ERR_NONE) && (!ok || is(d, IMPORT_NOW, "new")) ? CUT : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), CUT);
    return *shared.steps >= n;
}

static bool survive(int n, int (*how)(void *ctx), int variant)
{
    bool first = variant == 1, older = variant == 2, no_exchange = variant >= 3;
    struct data d = data_new(first, older || variant == 4);
    bool hit = install_until(&d, n, how, no_exchange);
    assert_true(import_repair(d.dir, NULL)); /* the next start */
    bool is_new = is(&d, IMPORT_NOW, "new");
    if (!first)
        assert_true(is_new || is(&d, IMPORT_NOW, "before"));
    else
        assert_true(is_new || !temp_exists(below(&d, IMPORT_NOW)));
    if (!hit)
        assert_true(is_new);

    if (!is_new) { /* and it can be had again */
        assert_true(import_install(d.dir, NULL));
        assert_true(is(&d, IMPORT_NOW, "new"));
        assert_true(first || is(&d, IMPORT_OLD, "before"));
    }
    data_free(&d);
    return hit;
}

/* Over an older one; the first; with two older ones; and where folders cannot be exchanged. */
static void test_cut_at_every_step(void **state)
{
    static int (*const hows[])(void *ctx) = { power_cut, disk_dies };
    (void)state;
    for (size_t how = 0; how < COUNT_OF(hows); how++)
        for (int variant = 0; variant < 5; variant++) {
            int n = 1;
            while (survive(n, hows[how], variant))
                n++;
            assert_in_range(n, 4, 60);
        }
}

static void test_install(void **state)
{
    struct err err = { 0 };
    struct data d = data_new(true, false);
    (void)state;
    assert_true(import_install(d.dir, &err));
    assert_true(is(&d, IMPORT_NOW, "new"));
    assert_string_equal(temp_list(d.arena, d.dir), IMPORT_NOW " ");

    make(&d, IMPORT_NEW, "newer");
    assert_true(import_install(d.dir, &err));
    assert_true(is(&d, IMPORT_NOW, "newer") && is(&d, IMPORT_OLD, "new"));
    make(&d, IMPORT_NEW, "newest");
    assert_true(import_install(d.dir, &err));
    assert_true(is(&d, IMPORT_NOW, "newest") && is(&d, IMPORT_OLD, "newer"));
    assert_string_equal(temp_list(d.arena, d.dir), IMPORT_NOW " " IMPORT_OLD " ");

    assert_false(import_install(d.dir, &err)); /* there is nothing to install */
    assert_int_equal(err.code, ERR_FILE);
    assert_true(is(&d, IMPORT_NOW, "newest"));
    assert_true(import_repair("/nonexistent/data", &err)); /* nor anything to repair */
    data_free(&d);
}

int main(void)
{
    shared.steps =
        mmap(NULL, sizeof *shared.steps, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared.steps == MAP_FAILED)
        return EXIT_FAILURE;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_check_borrows),
        cmocka_unit_test(test_fits),
        cmocka_unit_test(test_install),
        cmocka_unit_test(test_cut_at_every_step),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
