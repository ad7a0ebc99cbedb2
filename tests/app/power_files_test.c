/*
 * The power goes before any step of what is written as files: one that is replaced, decks taken into
 * use, archives merged. What was not synced is lost or torn, and still the old or the new stands
 * whole; the new one as soon as it was said to.
 */
#include "tape_calls.h"

#include "app/import.h"
#include "base/attributes.h"
#include "base/file.h"
#include "platform/decks.h"
#include "sample_archive.h"
#include "store/merge.h"
#include "temp.h"
#include "torture.h"

#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_BYTES = 5000, READ_MAX = 1024 * 1024 };

struct trial {
    struct arena *a;
    const char *dir, *cut; /* of the program; where a cut is laid out */
    struct tape *tape;
    int said; /* steps after which the new one was said to stand */
    long cuts;
};

static const char *in(const struct trial *t, const char *dir, const char *name)
{
    return arena_printf(t->a, "%s/%s", dir, name);
}

static struct trial trial_new(void)
{
    struct arena *a = arena_new();
    struct trial t = { .a = a, .dir = temp_make(a) };
    t.cut = arena_printf(a, "%s-cut", t.dir);
    return t;
}

static void trial_begin(struct trial *t)
{
    t->tape = tape_new(t->dir);
    tape_run(t->tape);
}

static void trial_said(struct trial *t)
{
    tape_run(NULL);
    t->said = tape_length(t->tape);
}

/* How many cuts it was. */
static long trial_end(struct trial *t)
{
    tape_free(t->tape);
    temp_remove(t->dir);
    arena_free(t->a);
    return t->cuts;
}

static void tell(const char *what, long cuts)
{
    torture_figure("power", what, cuts, cuts, 0);
}

/* Lays out a cut before each step, by luck and by luck again. */
static void cut_everywhere(struct trial *t, void (*check)(struct trial *t, bool said))
{
    long seeds = torture_rounds(8, 400);
    for (int steps = 0; steps <= t->said; steps++)
        for (long i = 0; i < TAPE_SOME + seeds; i++) {
            enum tape_luck luck = i < TAPE_SOME ? (enum tape_luck)i : TAPE_SOME;
            tape_cut(t->tape, steps, luck, (unsigned)(steps * 1000 + i), t->cut);
            check(t, steps == t->said);
            temp_remove(t->cut);
            t->cuts++;
        }
}

/* --- a file --- */

static const char *filled(struct trial *t, char with)
{
    return memset(arena_alloc(t->a, FILE_BYTES), with, FILE_BYTES);
}

static void check_file(struct trial *t, bool said)
{
    const char *file = in(t, t->cut, "file");
    bool is_new = temp_holds(file, filled(t, 'n'), FILE_BYTES);
    assert_true(is_new || (!said && temp_holds(file, filled(t, 'o'), FILE_BYTES)));
    assert_true(file_replace(file, "again", 5, NULL));
    assert_string_equal(temp_list(t->a, t->cut), "file ");
}

static void check_first_file(struct trial *t, bool said)
{
    const char *file = in(t, t->cut, "file");
    assert_true(temp_holds(file, filled(t, 'n'), FILE_BYTES) || (!said && !temp_exists(file)));
}

static void test_replacing_a_file(void **state)
{
    (void)state;
    long cuts = 0;
    for (int first = 0; first < 2; first++) {
        struct trial t = trial_new();
        const char *file = in(&t, t.dir, "file");
        if (!first)
            assert_true(file_replace(file, filled(&t, 'o'), FILE_BYTES, NULL));
        trial_begin(&t);
        assert_true(file_replace(file, filled(&t, 'n'), FILE_BYTES, NULL));
        trial_said(&t);
        cut_everywhere(&t, first ? check_first_file : check_file);
        cuts += trial_end(&t);
    }
    tell("cuts of replacing a file", cuts);
}

/* --- decks --- */

static const char *const decks_files[] = { "cards/a.nl.md", "cards/b.nl.md", "decks/c.md" };

/* A content that tells itself from another in each file: half of it is none. */
static void make_content(struct trial *t, const char *dir, char says)
{
    static const char *const folders[] = { "", "cards", "decks" };
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        assert_int_equal(mkdir(in(t, dir, folders[i]), 0755), 0);
    for (size_t i = 0; i < COUNT_OF(decks_files); i++)
        temp_write(in(t, dir, decks_files[i]), filled(t, says), FILE_BYTES);
}

static bool is_content(struct trial *t, const char *dir, char says)
{
    bool is = true;
    for (size_t i = 0; i < COUNT_OF(decks_files); i++)
        is = is && temp_holds(in(t, dir, decks_files[i]), filled(t, says), FILE_BYTES);
    return is;
}

static void refuse(void *ctx, const char *file, const char *what, const char *mend)
{
    (void)ctx;
    fail_msg("%s: %s %s", file, what, mend);
}

static void check_decks(struct trial *t, bool said)
{
    const char *now = in(t, t->cut, IMPORT_NOW);
    assert_true(import_repair(t->cut, NULL)); /* the next start */
    assert_true(is_content(t, now, 'n') || (!said && is_content(t, now, 'o')));
}

static void check_first_decks(struct trial *t, bool said)
{
    const char *now = in(t, t->cut, IMPORT_NOW);
    assert_true(import_repair(t->cut, NULL));
    assert_true(is_content(t, now, 'n') || (!said && !temp_exists(now)));
}

/* Copied from a stick, then swapped in: over others, over others where folders cannot be exchanged,
 * and the first of all. */
static void test_taking_decks_into_use(void **state)
{
    (void)state;
    long cuts = 0;
    for (int variant = 0; variant < 3; variant++) {
        struct trial t = trial_new();
        struct err err = { .code = ERR_NONE };
        const char *stick = temp_make(t.a);
        make_content(&t, in(&t, stick, DECKS_FOLDER), 'n');
        if (variant < 2)
            make_content(&t, in(&t, t.dir, IMPORT_NOW), 'o');
        int root = open(stick, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        assert_true(root >= 0);
        trial_begin(&t);
        tape_no_exchange = variant == 1;
        if (!decks_copy(root, in(&t, t.dir, IMPORT_NEW), refuse, NULL, &err) ||
            !import_install(t.dir, &err))
            fail_msg("%s", err.detail);
        tape_no_exchange = false;
        trial_said(&t);
        close(root);
        cut_everywhere(&t, variant == 2 ? check_first_decks : check_decks);
        temp_remove(stick);
        cuts += trial_end(&t);
    }
    tell("cuts of taking decks into use", cuts);
}

/* --- archives --- */

static const char *read_all(struct trial *t, const char *path, size_t *len)
{
    const char *bytes = file_read(t->a, path, READ_MAX, len, NULL);
    assert_non_null(bytes);
    return bytes;
}

/* "all" lies beside what it is made of, and is made of one archive before it is of both. */
static void check_merged(struct trial *t, bool said)
{
    size_t one_len, both_len;
    const char *one = read_all(t, in(t, t->dir, "one"), &one_len);
    const char *both = read_all(t, in(t, t->dir, "all"), &both_len);
    const char *all = in(t, t->cut, "all");
    assert_true(temp_holds(all, both, both_len) || (!said && temp_holds(all, one, one_len)));
}

static void test_merging(void **state)
{
    (void)state;
    static const uint32_t answers[3] = { 5, 10, 0 };
    struct trial t = trial_new();
    struct err err = { .code = ERR_NONE };
    struct merge_blame blame;
    const char *paths[] = { in(&t, t.dir, "one"), in(&t, t.dir, "two") };
    const char *all = in(&t, t.dir, "all");
    for (int kiosk = 0; kiosk < 2; kiosk++) {
        const struct published *p = sample_published(t.a, kiosk, 1, ELEMENT_ETHICS, answers);
        sample_archive(paths[kiosk], &p, 1);
    }
    assert_true(merge_archives(paths, 1, all, &blame, &err));
    size_t len;
    const char *one = read_all(&t, all, &len);
    temp_write(paths[0], one, len);
    trial_begin(&t);
    if (!merge_archives(paths, 2, all, &blame, &err))
        fail_msg("%s", err.detail);
    trial_said(&t);
    cut_everywhere(&t, check_merged);
    tell("cuts of merging archives", trial_end(&t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replacing_a_file),
        cmocka_unit_test(test_taking_decks_into_use),
        cmocka_unit_test(test_merging),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
