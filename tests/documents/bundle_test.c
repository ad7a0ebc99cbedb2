#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/file.h"
#include "documents/bundle.h"
#include "documents/results_csv.h"
#include "run.h"
#include "sample_report.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

enum { CARDS = 3 };

struct desk {
    struct typesetter *typesetter;
    struct arena *arena; /* one test's */
    struct sample_report *report;
};

static int desk_open(void **state)
{
    static struct desk desk;
    struct err err;
    desk = (struct desk){ typesetter_open("assets/fonts", &err), arena_new(), NULL };
    desk.report = sample_report(desk.arena, CARDS, "nl");
    desk.report->published.meeting.group_min = 7;
    *state = &desk;
    return desk.typesetter == NULL;
}

static int desk_close(void **state)
{
    struct desk *d = *state;
    typesetter_close(d->typesetter);
    arena_free(d->arena);
    return 0;
}

static struct bundle_plan plan_of(const struct desk *d)
{
    return (struct bundle_plan){ .results = d->report->results,
        .typesetter = d->typesetter,
        .deck = content_deck(d->report->results.content, "kennismaking"),
        .archive = { .bytes = "SQLite format 3\0…", .len = 18 },
        .kiosk_label = "" };
}

static const struct bundle *made(const struct desk *d)
{
    struct bundle *b = arena_alloc(d->arena, sizeof *b);
    struct bundle_plan plan = plan_of(d);
    struct err err;
    assert_true(bundle_make(d->arena, &plan, b, &err));
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

#define READS                                                                                      \
    "verslag.pdf resultaten.xlsx resultaten.csv mailtekst.txt beelden/acht-euro-te-veel.png "      \
    "beelden/applaus-voor-delano.png beelden/alle-vinkjes-groen.png papier/spiekbriefje.pdf "      \
    "papier/van-doos-tot-deur.pdf papier/verhalen.pdf papier/mijn-eigen-dilemma.pdf "

static const char *paths_of(struct arena *a, const struct bundle *b)
{
    const char *paths = "";
    for (int i = 0; i < b->file_count; i++)
        paths = arena_printf(a, "%s%s ", paths, b->files[i].path);
    return paths;
}

static void test_files(void **state)
{
    const struct desk *d = *state;
    const struct bundle *b = made(d);
    assert_string_equal(
        paths_of(d->arena, b), READS "niet-doorsturen/archief.sqlite LEESMIJ.txt SHA256SUMS ");
    const struct bundle_file *csv = file_of(b, "resultaten.csv");
    struct document alone = results_csv(d->arena, &d->report->published);
    assert_int_equal(csv->len, alone.len);
    assert_memory_equal(csv->bytes, alone.bytes, alone.len);
    const struct bundle_file *archive = file_of(b, "niet-doorsturen/archief.sqlite");
    assert_int_equal(archive->len, 18);
    assert_memory_equal(archive->bytes, "SQLite format 3\0…", 18);
    for (int i = 0; i < b->file_count; i++)
        if (strstr(b->files[i].path, ".pdf") != NULL)
            assert_memory_equal(b->files[i].bytes, "%PDF-", 5);
        else if (strstr(b->files[i].path, ".png") != NULL)
            assert_memory_equal(b->files[i].bytes, "\x89PNG", 4);
}

static void test_report_alone(void **state)
{
    const struct desk *d = *state;
    struct bundle_plan plan = plan_of(d);
    struct bundle b;
    struct err err;
    plan.archive = (struct document){ .len = 0 };
    assert_true(bundle_report(d->arena, &plan, &b, &err));
    assert_string_equal(paths_of(d->arena, &b), READS);
}

static void test_without_deck(void **state)
{
    const struct desk *d = *state;
    struct bundle_plan plan = plan_of(d);
    struct bundle b;
    struct err err;
    plan.deck = NULL;
    assert_true(bundle_report(d->arena, &plan, &b, &err));
    const char *paths = paths_of(d->arena, &b);
    assert_non_null(strstr(paths, "papier/spiekbriefje.pdf "));
    assert_null(strstr(paths, "verhalen"));
}

/* No key leads out of the folder, and two versions of a card are two pictures. */
static void test_pictures_of_foreign_cards(void **state)
{
    const struct desk *d = *state;
    struct published_card cards[CARDS];
    struct published p = d->report->published;
    struct bundle_plan plan = plan_of(d);
    struct bundle b;
    struct err err;
    memcpy(cards, d->report->cards, sizeof cards);
    cards[0].card = "../../etc/passwd";
    cards[1].card = cards[2].card = "tweemaal";
    cards[1].version = "00000000000000aa";
    cards[2].version = "00000000000000bb";
    p.cards = cards;
    plan.results.published = &p;
    assert_true(bundle_report(d->arena, &plan, &b, &err));
    const char *paths = paths_of(d->arena, &b);
    assert_non_null(strstr(paths, " beelden/etc-passwd.png "));
    assert_non_null(strstr(paths, " beelden/tweemaal-00000000000000aa.png "));
    assert_non_null(strstr(paths, " beelden/tweemaal-00000000000000bb.png "));
}

static void test_nothing_published(void **state)
{
    const struct desk *d = *state;
    struct published p = d->report->published;
    struct bundle_plan plan = plan_of(d);
    struct bundle b;
    struct err err;
    p.card_count = 0;
    plan.results.published = &p;
    assert_true(bundle_make(d->arena, &plan, &b, &err));
    assert_null(strstr(paths_of(d->arena, &b), "beelden"));
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
    const struct desk *d = *state;
    struct arena *a = d->arena;
    const struct bundle *b = made(d);
    const char *folder = temp_make(a);
    struct err err;
    assert_true(file_make_folder(arena_printf(a, "%s/niet-doorsturen", folder), &err));
    assert_true(file_make_folder(arena_printf(a, "%s/beelden", folder), &err));
    assert_true(file_make_folder(arena_printf(a, "%s/papier", folder), &err));
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
}

static void test_same_bytes(void **state)
{
    const struct desk *d = *state;
    const struct bundle *one = made(d), *two = made(d);
    assert_int_equal(one->file_count, two->file_count);
    for (int i = 0; i < one->file_count; i++) {
        assert_int_equal(one->files[i].len, two->files[i].len);
        assert_memory_equal(one->files[i].bytes, two->files[i].bytes, one->files[i].len);
    }
}

/* The file itself, or the folder that it is in. */
static const char *said_of(struct arena *a, const char *path)
{
    if (strncmp(path, "beelden/", 8) == 0 || strncmp(path, "papier/", 7) == 0)
        return arena_strndup(a, path, strcspn(path, "/") + 1);
    return path;
}

static void test_readme(void **state)
{
    const struct desk *d = *state;
    struct published *p = &d->report->published;
    const struct bundle *b = made(d);
    const char *text = file_of(b, "LEESMIJ.txt")->bytes;
    assert_memory_equal(text, "\xef\xbb\xbfGoed Werk", 12);
    const char *english = strstr(text, "----");
    assert_non_null(english);
    for (int i = 0; i < b->file_count; i++) {
        const char *said = said_of(d->arena, b->files[i].path);
        assert_true(strstr(text, said) < english);
        assert_non_null(strstr(english, said));
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
    p->has_pool = true;
    p->left_out = 4;
    text = file_of(made(d), "LEESMIJ.txt")->bytes;
    assert_non_null(strstr(text, "Kaart \"-\""));
    assert_non_null(strstr(text, "weinig waren: 4."));
    assert_non_null(strstr(text, "Card \"-\""));
    assert_non_null(strstr(text, "too few: 4."));
}

#define LONG "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz"

static const struct {
    const char *title, *place, *date, *kiosk_label, *folder, *kiosk;
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
    { "❦", "", "", "a\\b:c*d?e\"f<g>h|i", "zonder-datum-bijeenkomst-3f0a",
        "a-b-c-d-e-f-g-h-i-0a1b" },
    { LONG, "", "", LONG, "zonder-datum-abcdefghijklmnopqrstuvwxyz-abcdefghijklm-3f0a",
        "abcdefghijklmnopqrstuvwxyz-abcdefghijklm-0a1b" },
    { "abcdefghijklmnopqrstuvwxyz abcdefghijkl mnop", "", "", "",
        "zonder-datum-abcdefghijklmnopqrstuvwxyz-abcdefghijkl-3f0a", "kiosk-0a1b" },
};

static void test_names(void **state)
{
    const struct desk *d = *state;
    struct meeting *m = &d->report->published.meeting;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        memset(m->title, 0, sizeof m->title);
        memset(m->place, 0, sizeof m->place);
        memset(m->date, 0, sizeof m->date);
        memcpy(m->title, names[i].title, strlen(names[i].title));
        memcpy(m->place, names[i].place, strlen(names[i].place));
        memcpy(m->date, names[i].date, strlen(names[i].date));
        struct bundle_plan plan = plan_of(d);
        struct bundle b;
        struct err err;
        plan.kiosk_label = names[i].kiosk_label;
        assert_true(bundle_make(d->arena, &plan, &b, &err));
        assert_string_equal(b.folder, names[i].folder);
        assert_string_equal(b.kiosk, names[i].kiosk);
    }
}

static void test_needs_archive(void **state)
{
    const struct desk *d = *state;
    struct bundle_plan plan = plan_of(d);
    plan.archive = (struct document){ .len = 0 };
    struct bundle b;
    struct err err = { .code = ERR_NONE };
    assert_false(bundle_make(d->arena, &plan, &b, &err));
    assert_int_equal(err.code, ERR_INTERNAL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {
        TEST(test_files),
        TEST(test_report_alone),
        TEST(test_without_deck),
        TEST(test_pictures_of_foreign_cards),
        TEST(test_nothing_published),
        TEST(test_sums),
        TEST(test_same_bytes),
        TEST(test_readme),
        TEST(test_names),
        TEST(test_needs_archive),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
