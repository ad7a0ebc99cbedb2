#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/file.h"
#include "documents/bundle.h"
#include "documents/results_csv.h"
#include "run.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

static const struct published_card card = { .card = "vier-minuten",
    .version = "2",
    .choice_count = 3,
    .tally = { .total = 5, .element = { 5, 0, 0 }, .choice = { 5 } } };

static struct published published(void)
{
    return (struct published){
        .meeting = { .id = { 0x3f, 0x0a, 0xff },
            .title = "Goed Werk Hub",
            .place = "Rotterdam",
            .date = "2026-11-21",
            .group_min = 7 },
        .kiosk_id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        .cards = &card,
        .card_count = 1,
    };
}

static struct bundle_plan plan_of(const struct published *p)
{
    return (struct bundle_plan){ p, { "SQLite format 3\0…", 18 }, "" };
}

static const struct bundle *made(struct arena *a, const struct published *p)
{
    struct bundle *b = arena_alloc(a, sizeof *b);
    struct bundle_plan plan = plan_of(p);
    struct err err;
    assert_true(bundle_make(a, &plan, b, &err));
    return b;
}

static const struct bundle_file *file_of(const struct bundle *b, const char *path)
{
    for (int i = 0; i < b->file_count; i++)
        if (strcmp(b->files[i].path, path) == 0)
            return &b->files[i];
    fail_msg("no %s", path);
    return NULL;
}

static void test_files(void **state)
{
    (void)state;
    static const char *const paths[] = { "resultaten.csv", "niet-doorsturen/archief.sqlite",
        "LEESMIJ.txt", "SHA256SUMS" };
    struct arena *a = arena_new();
    struct published p = published();
    const struct bundle *b = made(a, &p);
    assert_int_equal(b->file_count, COUNT_OF(paths));
    for (int i = 0; i < b->file_count; i++)
        assert_string_equal(b->files[i].path, paths[i]);
    const struct bundle_file *csv = file_of(b, "resultaten.csv");
    struct document alone = results_csv(a, &p);
    assert_int_equal(csv->len, alone.len);
    assert_memory_equal(csv->bytes, alone.bytes, alone.len);
    const struct bundle_file *archive = file_of(b, "niet-doorsturen/archief.sqlite");
    assert_int_equal(archive->len, 18);
    assert_memory_equal(archive->bytes, "SQLite format 3\0…", 18);
    arena_free(a);
}

static int check_sums(struct arena *a, const char *folder)
{
    static const char *const argv[] = { "sha256sum", "--strict", "-c", "SHA256SUMS", NULL };
    int status;
    (void)run_output(a, folder, argv, &status);
    return status;
}

static void test_sums(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    const struct bundle *b = made(a, &p);
    const char *folder = temp_make(a);
    struct err err;
    assert_true(file_make_folder(arena_printf(a, "%s/niet-doorsturen", folder), &err));
    for (int i = 0; i < b->file_count; i++)
        temp_write(
            arena_printf(a, "%s/%s", folder, b->files[i].path), b->files[i].bytes, b->files[i].len);
    assert_int_equal(check_sums(a, folder), 0);

    const char *sums = file_of(b, "SHA256SUMS")->bytes;
    for (int i = 0; i < b->file_count - 1; i++)
        assert_non_null(strstr(sums, arena_printf(a, "  %s\n", b->files[i].path)));
    temp_write(arena_printf(a, "%s/LEESMIJ.txt", folder), "x", 1);
    assert_int_not_equal(check_sums(a, folder), 0);
    temp_remove(folder);
    arena_free(a);
}

static void test_same_bytes(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    const struct bundle *one = made(a, &p), *two = made(a, &p);
    assert_int_equal(one->file_count, two->file_count);
    for (int i = 0; i < one->file_count; i++) {
        assert_int_equal(one->files[i].len, two->files[i].len);
        assert_memory_equal(one->files[i].bytes, two->files[i].bytes, one->files[i].len);
    }
    arena_free(a);
}

static void test_readme(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    const struct bundle *b = made(a, &p);
    const char *text = file_of(b, "LEESMIJ.txt")->bytes;
    assert_memory_equal(text, "\xef\xbb\xbfGoed Werk", 12);
    const char *english = strstr(text, "----");
    assert_non_null(english);
    for (int i = 0; i < b->file_count; i++) {
        assert_true(strstr(text, b->files[i].path) < english);
        assert_non_null(strstr(english, b->files[i].path));
    }
    assert_non_null(strstr(text, "Goed Werk Hub, Rotterdam, 2026-11-21\r\n"));
    assert_non_null(strstr(text, "minstens 7 antwoorden"));
    assert_non_null(strstr(english, "at least 7 answers"));
    assert_null(strstr(text, "\"-\""));
    assert_null(strstr(text, "weinig waren"));
    for (const char *c = text; *c != '\0'; c++) {
        assert_true(*c != '{' && *c != '}');
        assert_true(*c != '\n' || c[-1] == '\r');
    }
    p.has_pool = true;
    p.left_out = 4;
    text = file_of(made(a, &p), "LEESMIJ.txt")->bytes;
    assert_non_null(strstr(text, "Kaart \"-\""));
    assert_non_null(strstr(text, "weinig waren: 4."));
    assert_non_null(strstr(text, "Card \"-\""));
    assert_non_null(strstr(text, "too few: 4."));
    arena_free(a);
}

#define LONG "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz"

static const struct {
    const char *title, *place, *date, *label, *folder, *kiosk;
} names[] = {
    { "Goed Werk Hub", "Rotterdam", "2026-11-21", "", "2026-11-21-goed-werk-hub-rotterdam-3f0a",
        "kiosk-0a1b" },
    { "Hub Rotterdam", "Rotterdam", "", "Kiosk 2: Hal", "zonder-datum-hub-rotterdam-3f0a",
        "kiosk-2-hal-0a1b" },
    { "", "", "2026-11-21", "!", "2026-11-21-bijeenkomst-3f0a", "kiosk-0a1b" },
    { "Crème brûlée & Straße", "", "", "Zoë’s", "zonder-datum-creme-brulee-strasse-3f0a",
        "zoe-s-0a1b" },
    { "../../etc/passwd", "", "../../../x", "..", "x-etc-passwd-3f0a", "kiosk-0a1b" },
    { "CON", "", "", "nul.", "zonder-datum-con-3f0a", "nul-0a1b" },
    { "\xff\xfe", "", "", "a\\b:c*d?e\"f<g>h|i", "zonder-datum-bijeenkomst-3f0a",
        "a-b-c-d-e-f-g-h-i-0a1b" },
    { LONG, "", "", LONG, "zonder-datum-abcdefghijklmnopqrstuvwxyz-abcdefghijklm-3f0a",
        "abcdefghijklmnopqrstuvwxyz-abcdefghijklm-0a1b" },
    { "abcdefghijklmnopqrstuvwxyz abcdefghijkl mnop", "", "", "",
        "zonder-datum-abcdefghijklmnopqrstuvwxyz-abcdefghijkl-3f0a", "kiosk-0a1b" },
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct arena *a = arena_new();
        struct published p = published();
        memset(p.meeting.title, 0, sizeof p.meeting.title);
        memset(p.meeting.place, 0, sizeof p.meeting.place);
        memset(p.meeting.date, 0, sizeof p.meeting.date);
        memcpy(p.meeting.title, names[i].title, strlen(names[i].title));
        memcpy(p.meeting.place, names[i].place, strlen(names[i].place));
        memcpy(p.meeting.date, names[i].date, strlen(names[i].date));
        struct bundle_plan plan = plan_of(&p);
        plan.kiosk_label = names[i].label;
        struct bundle b;
        struct err err;
        assert_true(bundle_make(a, &plan, &b, &err));
        assert_string_equal(b.folder, names[i].folder);
        assert_string_equal(b.kiosk, names[i].kiosk);
        arena_free(a);
    }
}

static void test_needs_archive(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct published p = published();
    struct bundle_plan plan = plan_of(&p);
    plan.archive = (struct document){ NULL, 0 };
    struct bundle b;
    struct err err = { .code = ERR_NONE };
    assert_false(bundle_make(a, &plan, &b, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_readme),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_needs_archive),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
