/* Decks from a stick: what is copied, what is left out and named, and that no half copy stays. */
#include "io_steps.h"

#include "platform/decks.h"

#include "base/arena.h"
#include "base/attributes.h"
#include "temp.h"

#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

struct desk {
    struct arena *arena;
    const char *dir, *root, *to;
    int medium;
    const char *refused; /* "file|what" and a newline each */
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct desk *d = arena_alloc(a, sizeof *d);
    *d = (struct desk){ .arena = a, .dir = temp_make(a), .refused = "" };
    d->root = arena_printf(a, "%s/usb", d->dir);
    d->to = arena_printf(a, "%s/content.new", d->dir);
    assert_int_equal(mkdir(d->root, 0755), 0);
    d->medium = open(d->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(d->medium >= 0);
    *state = d;
    return 0;
}

static int teardown(void **state)
{
    struct desk *d = *state;
    close(d->medium);
    temp_remove(d->dir);
    arena_free(d->arena);
    return 0;
}

static const char *on_stick(const struct desk *d, const char *path)
{
    return arena_printf(d->arena, "%s/" DECKS_FOLDER "/%s", d->root, path);
}

static void folders(const struct desk *d)
{
    static const char *const all[] = { "", "cards", "decks", "vocabularies", "phrases" };
    for (size_t i = 0; i < COUNT_OF(all); i++)
        assert_int_equal(mkdir(on_stick(d, all[i]), 0755), 0);
}

static void put(const struct desk *d, const char *path)
{
    temp_write(on_stick(d, path), path, strlen(path));
}

static void note(void *ctx, const char *file, const char *what, const char *mend)
{
    struct desk *d = ctx;
    assert_true(mend[0] != '\0');
    d->refused = arena_printf(d->arena, "%s%s|%s\n", d->refused, file, what);
}

static enum err_code copy(struct desk *d)
{
    struct err err = { 0 };
    d->refused = "";
    bool ok = decks_copy(d->medium, d->to, note, d, &err);
    io_rest();
    assert_int_equal(ok, err.code == ERR_NONE);
    return err.code;
}

static void test_copies(void **state)
{
    static const char *const files[] = { "cards/vier-minuten.nl.md", "cards/vier-minuten.pt-BR.md",
        "decks/kennismaking.md", "vocabularies/goed.md", "phrases/nl.po", "phrases/pt-BR.po" };
    static const char *const others[] = { "LEESMIJ.txt", "cards/.DS_Store", "cards/a.nl.md~",
        "decks/Thumbs.db", "decks/desktop.ini", "phrases/~$nl.po" };
    struct desk *d = *state;
    assert_false(decks_on(d->medium));
    folders(d);
    assert_true(decks_on(d->medium));
    for (size_t i = 0; i < COUNT_OF(files); i++)
        put(d, files[i]);
    for (size_t i = 0; i < COUNT_OF(others); i++)
        put(d, others[i]);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(copy(d), ERR_NONE);
        assert_string_equal(d->refused, "");
        assert_string_equal(temp_list(d->arena, d->to), "cards decks phrases vocabularies ");
        for (size_t i = 0; i < COUNT_OF(files); i++)
            assert_true(temp_holds(
                arena_printf(d->arena, "%s/%s", d->to, files[i]), files[i], strlen(files[i])));
        assert_string_equal(temp_list(d->arena, arena_printf(d->arena, "%s/cards", d->to)),
            "vier-minuten.nl.md vier-minuten.pt-BR.md ");
        assert_string_equal(
            temp_list(d->arena, arena_printf(d->arena, "%s/decks", d->to)), "kennismaking.md ");
        /* what an earlier copy left is gone */
        temp_write(arena_printf(d->arena, "%s/cards/oud.nl.md", d->to), "x", 1);
    }
}

/* Words and phrases may be left to the shipped ones. */
static void test_some_folders_only(void **state)
{
    struct desk *d = *state;
    assert_int_equal(mkdir(on_stick(d, ""), 0755), 0);
    assert_int_equal(mkdir(on_stick(d, "cards"), 0755), 0);
    put(d, "cards/a.nl.md");
    assert_int_equal(copy(d), ERR_NONE);
    assert_string_equal(temp_list(d->arena, d->to), "cards ");
}

static void test_none(void **state)
{
    struct desk *d = *state;
    assert_int_equal(copy(d), ERR_FILE);
    assert_int_equal(symlink("/etc", arena_printf(d->arena, "%s/" DECKS_FOLDER, d->root)), 0);
    assert_false(decks_on(d->medium));
    assert_int_equal(copy(d), ERR_FILE);
    assert_false(temp_exists(d->to));
}

#define NAME "The name is not one that can be read."

static const struct {
    const char *path, *refused;
} bad_names[] = {
    { "cards/Vier minuten.nl.md", "cards/Vier minuten.nl.md|" NAME },
    { "cards/VIER.nl.md", "cards/VIER.nl.md|" NAME },
    { "cards/foto.jpg", "cards/foto.jpg|" NAME },
    { "cards/a.nl.md.exe", "cards/a.nl.md.exe|" NAME },
    { "cards/a.b.nl.md", "cards/a.b.nl.md|" NAME },
    { "cards/a..md", "cards/a..md|" NAME },
    { "cards/a", "cards/a|" NAME },
    { "cards/a\nb.nl.md", "cards/a?b.nl.md|" NAME },
    { "cards/\xe2\x80\xae"
      "dm.md",
        "cards/???dm.md|" NAME },
    { "cards/\x1b[2J.md", "cards/?[2J.md|" NAME },
    { "cards/a\\b.md", "cards/a\\b.md|" NAME },
    { "cards/caf\xc3\xa9.nl.md", "cards/caf??.nl.md|" NAME },
    { "cards/0123456789012345678901234567890123456789012345678.md",
        "cards/0123456789012345678901234567890123456789012345678.md|" NAME },
    { "cards/a.nederlandstalig.md", "cards/a.nederlandstalig.md|" NAME },
    { "phrases/nl.md", "phrases/nl.md|" NAME },
    { "decks/a.po", "decks/a.po|" NAME },
};

static void test_names(void **state)
{
    struct desk *d = *state;
    folders(d);
    for (size_t i = 0; i < COUNT_OF(bad_names); i++) {
        put(d, bad_names[i].path);
        assert_int_equal(copy(d), ERR_NONE);
        assert_string_equal(d->refused, arena_printf(d->arena, "%s\n", bad_names[i].refused));
        assert_int_equal(unlink(on_stick(d, bad_names[i].path)), 0);
        assert_string_equal(temp_list(d->arena, arena_printf(d->arena, "%s/cards", d->to)), "");
    }
}

static void test_what_is_no_file(void **state)
{
    struct desk *d = *state;
    folders(d);
    temp_write(arena_printf(d->arena, "%s/secret", d->dir), "secret", 6);
    assert_int_equal(symlink("../../../secret", on_stick(d, "cards/a.nl.md")), 0);
    assert_int_equal(mkdir(on_stick(d, "decks/b.md"), 0755), 0);
    assert_int_equal(mkfifo(on_stick(d, "vocabularies/c.md"), 0644), 0);
    if (mknod(on_stick(d, "phrases/nl.po"), S_IFCHR | 0644, 0x103) != 0) /* not everybody may */
        assert_int_equal(mkfifo(on_stick(d, "phrases/nl.po"), 0644), 0);
    assert_int_equal(mknod(on_stick(d, "phrases/en.po"), S_IFSOCK | 0644, 0), 0);
    assert_int_equal(copy(d), ERR_NONE);
    static const char *const said[] = { "cards/a.nl.md|This is a link; links are not followed.\n",
        "decks/b.md|This is a folder; only files belong here.\n",
        "vocabularies/c.md|This is not a file.\n", "phrases/nl.po|This is not a file.\n",
        "phrases/en.po|This is not a file.\n" };
    size_t len = 0;
    for (size_t i = 0; i < COUNT_OF(said); i++) {
        assert_non_null(strstr(d->refused, said[i]));
        len += strlen(said[i]);
    }
    assert_int_equal(strlen(d->refused), len);

    /* nor are whole folders, wherever they point */
    assert_int_equal(rmdir(on_stick(d, "decks/b.md")), 0);
    assert_int_equal(rmdir(on_stick(d, "decks")), 0);
    assert_int_equal(symlink("..", on_stick(d, "decks")), 0);
    assert_int_equal(unlink(on_stick(d, "cards/a.nl.md")), 0);
    assert_int_equal(rmdir(on_stick(d, "cards")), 0);
    put(d, "cards");
    assert_int_equal(copy(d), ERR_NONE);
    assert_non_null(strstr(d->refused, "cards|This is a link or a file where a folder belongs."));
    assert_non_null(strstr(d->refused, "decks|This is a link or a file where a folder belongs."));
}

/* What somebody may run on his own machine is nothing to run here. */
static void test_modes(void **state)
{
    struct desk *d = *state;
    struct stat st;
    folders(d);
    put(d, "cards/a.nl.md");
    assert_int_equal(chmod(on_stick(d, "cards/a.nl.md"), 06777), 0);
    assert_int_equal(copy(d), ERR_NONE);
    assert_int_equal(stat(arena_printf(d->arena, "%s/cards/a.nl.md", d->to), &st), 0);
    assert_int_equal(st.st_mode & 07133, 0);
}

static void sparse(const struct desk *d, const char *path, off_t bytes)
{
    put(d, path);
    assert_int_equal(truncate(on_stick(d, path), bytes), 0);
}

static void test_limits(void **state)
{
    struct desk *d = *state;
    folders(d);
    static const off_t sizes[] = { DECKS_FILE_BYTES_MAX + 1, 1L << 30, 1L << 40 };
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        sparse(d, "cards/groot.nl.md", sizes[i]);
        io.bytes_read = 0;
        assert_int_equal(copy(d), ERR_NONE);
        assert_string_equal(d->refused, "cards/groot.nl.md|This file is too large.\n");
        assert_int_equal(io.bytes_read, 0); /* nobody goes through it */
    }
    for (int i = 0; i < DECKS_BYTES_MAX / DECKS_FILE_BYTES_MAX + 1; i++)
        sparse(d, arena_printf(d->arena, "cards/c%d.nl.md", i), DECKS_FILE_BYTES_MAX);
    assert_int_equal(copy(d), ERR_CONTENT);
    assert_false(temp_exists(d->to));
}

struct change {
    const struct desk *d;
    char kind; /* l link, p FIFO, s socket, b a file of 1 GB */
};

static int change_card(void *ctx)
{
    const struct change *c = ctx;
    const char *card = on_stick(c->d, "cards/a.nl.md"), *secret = "../../../secret";
    (void)unlink(card);
    if (c->kind == 'l')
        assert_int_equal(symlink(secret, card), 0);
    else if (c->kind == 'b')
        sparse(c->d, "cards/a.nl.md", 1L << 30);
    else
        assert_int_equal(mknod(card, (c->kind == 'p' ? S_IFIFO : S_IFSOCK) | 0644, 0), 0);
    return 0;
}

/* Between any two steps the card becomes something else: nothing waits, and it is the card that is
 * copied, or nothing. */
static void test_changes_meanwhile(void **state)
{
    static const char kinds[] = "lpsb", outside[] = "outside";
    struct desk *d = *state;
    folders(d);
    temp_write(arena_printf(d->arena, "%s/secret", d->dir), outside, strlen(outside));
    const char *copied = arena_printf(d->arena, "%s/cards/a.nl.md", d->to);
    for (const char *kind = kinds; *kind != '\0'; kind++) {
        struct change change = { d, *kind };
        int n = 1;
        for (bool hit = true; hit; n++) {
            (void)unlink(on_stick(d, "cards/a.nl.md"));
            put(d, "cards/a.nl.md");
            io_at(n, change_card, &change);
            io.bytes_read = 0;
            enum err_code code = copy(d);
            hit = io.count >= n;
            assert_true(code == ERR_NONE || code == ERR_GONE); /* a socket sounds like that */
            assert_in_range(io.bytes_read, 0, 64);
            assert_true(!temp_exists(copied) ||
                        temp_holds(copied, "cards/a.nl.md", strlen("cards/a.nl.md")));
        }
        assert_in_range(n, 10, 200);
    }
}

static int dies(void *ctx)
{
    return *(const int *)ctx;
}

/* The stick, or our own disk, fails at the n-th step, for all n. */
static void test_no_half_copy(void **state)
{
    static const struct {
        int error;
        enum err_code code;
    } faults[] = { { ENODEV, ERR_GONE }, { EIO, ERR_GONE } };
    struct desk *d = *state;
    folders(d);
    put(d, "cards/a.nl.md");
    put(d, "decks/b.md");
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        int n = 1, error = faults[i].error;
        for (bool hit = true; hit; n++) {
            io_at(n, dies, &error);
            enum err_code code = copy(d);
            hit = io.count >= n;
            if (code != ERR_NONE) {
                assert_int_equal(code, faults[i].code);
                /* with our disk dead too, what is half stays: the next copy clears it */
                assert_int_equal(copy(d), ERR_NONE);
            }
            assert_true(
                temp_holds(arena_printf(d->arena, "%s/decks/b.md", d->to), "decks/b.md", 10));
        }
        assert_in_range(n, 20, 200);
    }
    io.bytes_left = 13; /* room for the first file of our own disk */
    io.bytes_error = ENOSPC;
    assert_int_equal(copy(d), ERR_FULL);
    assert_false(temp_exists(d->to));
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_copies),
        T(test_some_folders_only),
        T(test_none),
        T(test_names),
        T(test_what_is_no_file),
        T(test_modes),
        T(test_limits),
        T(test_changes_meanwhile),
        T(test_no_half_copy),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
