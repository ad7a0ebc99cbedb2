/* The list of meetings: past ones, their cards, what is exported, and removing one for good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "core/meeting_code.h"
#include "store_fixture.h"
#include "temp.h"

#include <stdio.h>
#include <string.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

/* A next meeting in f, with this title. */
static struct meeting begin(struct fixture *f, const char *title)
{
    f->m = sample_meeting(RESULTS_NOW, 5);
    (void)snprintf(f->m.title, sizeof f->m.title, "%s", title);
    (void)snprintf(f->m.code, sizeof f->m.code, "code-%s", title);
    assert_true(store_meeting_begin(f->s, &f->m, sample_deck(), NULL));
    return f->m;
}

static struct meeting_summary *list(struct fixture *f, int *count)
{
    int total = -1;
    struct meeting_summary *all = arena_alloc(f->a, 9 * sizeof *all);
    assert_true(store_meetings(f->s, 0, all, 9, count, &total, NULL));
    assert_int_equal(*count, total);
    return all;
}

static void test_newest_first(void **state)
{
    (void)state;
    struct fixture *f = fixture_new();
    struct meeting latest;
    bool found = true;
    int count = -1, total = -1;
    struct meeting_summary two[2];
    fixture_open(f, STORE_NEW);
    assert_true(store_meeting_latest(f->s, &latest, &found, NULL));
    assert_false(found);
    (void)list(f, &count);
    assert_int_equal(count, 0);

    begin(f, "one");
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 7); /* 5, and 2 for the pool */
    fixture_count(f, 1, ELEMENT_EXCELLENCE, CHOICE_B, 24); /* 20, and a table; 4 for the pool */
    begin(f, "two");
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 6);
    begin(f, "three");
    fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 4);
    const struct meeting_summary *all = list(f, &count);
    static const struct {
        const char *title;
        uint32_t answers;
        enum meeting_state state;
    } expected[] = { { "three", 0, MEETING_RUNNING }, { "two", 5, MEETING_CLOSED },
        { "one", 25 + 6, MEETING_CLOSED } };
    assert_int_equal(count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_string_equal(all[i].meeting.title, expected[i].title);
        assert_string_equal(all[i].meeting.code, arena_printf(f->a, "code-%s", expected[i].title));
        assert_int_equal(all[i].answers, expected[i].answers);
        assert_int_equal(all[i].meeting.state, expected[i].state);
        assert_false(all[i].exported);
    }
    assert_true(store_meetings(f->s, 1, two, 1, &count, &total, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(total, 3);
    assert_string_equal(two[0].meeting.title, "two");
    assert_true(store_meetings(f->s, 3, two, 2, &count, &total, NULL));
    assert_int_equal(count, 0);

    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    assert_true(store_meeting_latest(f->s, &latest, &found, NULL));
    assert_true(found);
    assert_string_equal(latest.title, "three");
    fixture_free(f);
}

static void test_exported_counts_once_closed(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct err err;
    int count;
    assert_true(store_meeting_exported(f->s, f->m.id, NULL));
    assert_false(list(f, &count)[0].exported);
    assert_true(store_meeting_close(f->s, f->m.id, NULL));
    assert_false(list(f, &count)[0].exported);
    assert_true(store_meeting_exported(f->s, f->m.id, NULL));
    assert_true(list(f, &count)[0].exported);
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_true(list(f, &count)[0].exported);
    f->m.id[0] ^= 1;
    assert_false(store_meeting_exported(f->s, f->m.id, &err));
    assert_int_equal(err.code, ERR_STORE);
    fixture_free(f);
}

static const char *cards(struct fixture *f)
{
    const char *const *keys;
    const char *all = "";
    int count = -1;
    assert_true(store_meeting_cards(f->s, f->m.id, f->a, &keys, &count, NULL));
    for (int i = 0; i < count; i++)
        all = arena_printf(f->a, "%s%s ", all, keys[i]);
    return all;
}

static void test_cards_keep_their_order(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct err err;
    const char *const *keys;
    int count;
    struct deck shorter = *sample_deck();
    shorter.card_count = 1;
    assert_string_equal(cards(f), "medicijn cijfer camera ");
    assert_true(store_meeting_extend(f->s, &f->m, sample_deck_newer(), NULL));
    assert_string_equal(cards(f), "camera medicijn cijfer ");
    assert_true(store_meeting_extend(f->s, &f->m, &shorter, NULL));
    assert_true(store_meeting_change(f->s, &f->m, NULL, NULL)); /* its cards stay */
    fixture_close(f);
    fixture_open(f, STORE_FOUND);
    assert_string_equal(cards(f), "medicijn ");
    assert_true(store_meeting_change(f->s, &f->m, sample_deck_newer(), NULL));
    assert_string_equal(cards(f), "camera medicijn cijfer ");
    f->m.id[0] ^= 1;
    assert_false(store_meeting_cards(f->s, f->m.id, f->a, &keys, &count, &err));
    assert_int_equal(err.code, ERR_STORE);
    fixture_free(f);
}

/* What a removed meeting was is nowhere in the folder; the others are as they were. */
static void test_delete(void **state)
{
    (void)state;
    for (int closed = 0; closed < 2; closed++) {
        struct fixture *f = fixture_new();
        fixture_open(f, STORE_NEW);
        struct meeting kept = begin(f, "kept");
        fixture_count(f, 1, ELEMENT_ETHICS, CHOICE_A, 9);
        struct meeting gone = begin(f, "Onvindbaar");
        fixture_count(f, 0, ELEMENT_ETHICS, CHOICE_A, 23);
        if (closed)
            assert_true(store_meeting_close(f->s, gone.id, NULL));
        assert_true(store_meeting_delete(f->s, gone.id, NULL));

        size_t len, log_len;
        const char *bytes = file_read(f->a, f->path, FILE_MAX, &len, NULL);
        const char *log =
            file_read(f->a, arena_printf(f->a, "%s-wal", f->path), FILE_MAX, &log_len, NULL);
        assert_non_null(bytes);
        assert_non_null(log);
        assert_int_equal(log_len, 0);
        assert_non_null(memmem(bytes, len, "code-kept", 9));
        assert_null(memmem(bytes, len, "Onvindbaar", 10));
        assert_null(memmem(bytes, len, gone.id, sizeof gone.id));
        assert_string_equal(fixture_raw(f, "PRAGMA integrity_check"), "ok");

        int count;
        const struct meeting_summary *all = list(f, &count);
        assert_int_equal(count, 1);
        assert_memory_equal(all[0].meeting.id, kept.id, sizeof kept.id);
        assert_int_equal(all[0].answers, 5);
        fixture_free(f);
    }
}

static void test_delete_what_is_not_there(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    struct err err;
    const char *before = fixture_dump(f);
    uint8_t unknown[MEETING_ID_BYTES];
    memcpy(unknown, f->m.id, sizeof unknown);
    unknown[0] ^= 1;
    assert_false(store_meeting_delete(f->s, unknown, &err));
    assert_int_equal(err.code, ERR_STORE);
    assert_string_equal(fixture_dump(f), before);
    fixture_free(f);
}

static void test_code(void **state)
{
    (void)state;
    static const struct {
        const char *title, *place, *date, *set, *code;
    } cases[] = {
        { "Goed Werk Hub", "Rotterdam", "2026-11-21", "", "goed-werk-hub-rotterdam-2026-11-21" },
        { "GOED  WERK-HUB", " rotterdam", "2026-11-21", "", "goed-werk-hub-rotterdam-2026-11-21" },
        { "Café", "'s-Hertogenbosch", "", "", "cafe-s-hertogenbosch" },
        { "Cafe\xcc\x81", "\xe2\x80\x99s-Hertogenbosch", "", "", "cafe-s-hertogenbosch" },
        { "Hub", "Rotterdam", "2026-11-21", "Avond 3", "avond-3" },
        { "Hub", "Rotterdam", "2026-11-21", "!", "hub-rotterdam-2026-11-21" },
        { "", "", "", "", "5a000000000000000000000000000000" },
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct meeting m = { .id = { 0x5a } };
        (void)snprintf(m.title, sizeof m.title, "%s", cases[i].title);
        (void)snprintf(m.place, sizeof m.place, "%s", cases[i].place);
        (void)snprintf(m.date, sizeof m.date, "%s", cases[i].date);
        (void)snprintf(m.code, sizeof m.code, "%s", cases[i].set);
        assert_string_equal(meeting_code(a, &m), cases[i].code);
    }
    arena_free(a);
}

/* What a code has no room or no letters for still tells meetings apart, in 1 to 63 letters. */
static void test_code_tells_apart(void **state)
{
    (void)state;
    static const char *const titles[] = { "Москва", "Минск", "日本", "Школа 1",
        "Een heel lange titel van een hub die op geen enkele manier in een code past, over goed "
        "werk",
        "Een heel lange titel van een hub die op geen enkele manier in een code past, over gaaf "
        "werk" };
    const char *codes[COUNT_OF(titles)];
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        struct meeting m = { .date = "2026-11-21" };
        (void)snprintf(m.title, sizeof m.title, "%s", titles[i]);
        codes[i] = meeting_code(a, &m);
        size_t len = strlen(codes[i]);
        assert_in_range(len, 1, MEETING_CODE_MAX - 1);
        assert_int_equal(strspn(codes[i], "abcdefghijklmnopqrstuvwxyz0123456789-"), len);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(codes[i], codes[j]);
        /* set as a code, it is the same */
        memcpy(m.code, codes[i], len + 1);
        assert_string_equal(meeting_code(a, &m), codes[i]);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_newest_first),
        cmocka_unit_test(test_exported_counts_once_closed),
        cmocka_unit_test(test_cards_keep_their_order),
        cmocka_unit_test(test_delete),
        cmocka_unit_test(test_delete_what_is_not_there),
        cmocka_unit_test(test_code),
        cmocka_unit_test(test_code_tells_apart),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
