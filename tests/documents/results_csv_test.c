#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "documents/results_csv.h"

#include <cmocka.h>
#include <string.h>

#define HEAD "\xef\xbb\xbfmeeting;card;card_version;question;answer;count\r\n"
#define M "Goed Werk Hub, Rotterdam, 2026-11-21;"

static const struct published_card cards[] = {
    { .card = "een-op-de-vijf",
        .version = "00ff00ff00ff00ff",
        .choice_count = 2,
        .tally = { .total = 5,
            .element = { 1, 4, 0 },
            .choice = { [CHOICE_A] = 3, [CHOICE_OTHER] = 2 } } },
    { .card = "nog-niets", .version = "1", .choice_count = 3 },
    { .card = "vier-minuten",
        .version = "2",
        .choice_count = 3,
        .tally = { .total = 20,
            .element = { 20, 0, 0 },
            .choice = { 1, 2, 3, 0, 14 },
            .has_table = true,
            .table = { [ELEMENT_EXCELLENCE] = { 1, 2, 3, 0, 14 } } } },
};

static struct published published(void)
{
    return (struct published){
        .meeting = { .title = "Goed Werk Hub", .place = "Rotterdam", .date = "2026-11-21" },
        .cards = cards,
        .card_count = COUNT_OF(cards),
        .has_pool = true,
        .pool = { 3, 2, 1 },
    };
}

static void is(const struct published *p, const char *csv)
{
    struct arena *a = arena_new();
    struct document d = results_csv(a, p);
    assert_int_equal(strlen(d.bytes), d.len);
    assert_string_equal(d.bytes, csv);
    arena_free(a);
}

static void test_rows(void **state)
{
    (void)state;
    struct published p = published();
    is(&p,
        HEAD M "-;;element;engagement;1\r\n" M "-;;element;ethics;2\r\n" M
               "-;;element;excellence;3\r\n" M "een-op-de-vijf;00ff00ff00ff00ff;choice;a;3\r\n" M
               "een-op-de-vijf;00ff00ff00ff00ff;choice;b;0\r\n" M
               "een-op-de-vijf;00ff00ff00ff00ff;choice;other;2\r\n" M
               "een-op-de-vijf;00ff00ff00ff00ff;element;engagement;0\r\n" M
               "een-op-de-vijf;00ff00ff00ff00ff;element;ethics;4\r\n" M
               "een-op-de-vijf;00ff00ff00ff00ff;element;excellence;1\r\n" M
               "vier-minuten;2;choice;a;1\r\n" M "vier-minuten;2;choice;b;2\r\n" M
               "vier-minuten;2;choice;c;3\r\n" M "vier-minuten;2;choice;other;14\r\n" M
               "vier-minuten;2;element;engagement;0\r\n" M "vier-minuten;2;element;ethics;0\r\n" M
               "vier-minuten;2;element;excellence;20\r\n" M
               "vier-minuten;2;element+choice;engagement+a;0\r\n" M
               "vier-minuten;2;element+choice;engagement+b;0\r\n" M
               "vier-minuten;2;element+choice;engagement+c;0\r\n" M
               "vier-minuten;2;element+choice;engagement+other;0\r\n" M
               "vier-minuten;2;element+choice;ethics+a;0\r\n" M
               "vier-minuten;2;element+choice;ethics+b;0\r\n" M
               "vier-minuten;2;element+choice;ethics+c;0\r\n" M
               "vier-minuten;2;element+choice;ethics+other;0\r\n" M
               "vier-minuten;2;element+choice;excellence+a;1\r\n" M
               "vier-minuten;2;element+choice;excellence+b;2\r\n" M
               "vier-minuten;2;element+choice;excellence+c;3\r\n" M
               "vier-minuten;2;element+choice;excellence+other;14\r\n");
}

static void test_nothing_published(void **state)
{
    (void)state;
    struct published p = { .meeting = { .title = "Hub" }, .cards = &cards[1], .card_count = 1 };
    is(&p, HEAD);
}

static void test_no_count_is_left_out(void **state)
{
    (void)state;
    struct published_card card = { .card = "x",
        .version = "1",
        .choice_count = 2,
        .tally = { .total = 5, .choice = { [CHOICE_D] = UINT32_MAX } } };
    struct published p = { .meeting = { .title = "Hub" }, .cards = &card, .card_count = 1 };
    is(&p, HEAD "Hub;x;1;choice;a;0\r\nHub;x;1;choice;b;0\r\nHub;x;1;choice;d;4294967295\r\n"
                "Hub;x;1;choice;other;0\r\nHub;x;1;element;engagement;0\r\n"
                "Hub;x;1;element;ethics;0\r\nHub;x;1;element;excellence;0\r\n");
}

static const struct {
    const char *title, *place, *date, *cell;
} meetings[] = {
    { "Hub", "", "", "Hub" },
    { "Hub Delft", "Delft", "2026-11-21", "Hub Delft, 2026-11-21" },
    { "", "Delft", "", "Delft" },
    { "Café ‘De Hub’", "", "", "Café ‘De Hub’" },
    { "=1+1", "", "", "'=1+1" },
    { "+31", "", "", "'+31" },
    { "-1", "", "", "'-1" },
    { "-", "", "", "'-" },
    { "@SUM(A1)", "", "", "'@SUM(A1)" },
    { "\tx", "", "", "'\tx" },
    { "a;b", "", "", "\"a;b\"" },
    { "a \"b\"", "", "", "\"a \"\"b\"\"\"" },
    { "=cmd|' /C calc'!A0;\"", "", "", "\"'=cmd|' /C calc'!A0;\"\"\"" },
    { "a\r\nb", "", "", "\"a\r\nb\"" },
    { "\r=1", "", "", "\"'\r=1\"" },
    { "1-1", "", "", "1-1" },
};

static void test_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(meetings); i++) {
        struct arena *a = arena_new();
        struct published p = { .has_pool = true };
        memcpy(p.meeting.title, meetings[i].title, strlen(meetings[i].title));
        memcpy(p.meeting.place, meetings[i].place, strlen(meetings[i].place));
        memcpy(p.meeting.date, meetings[i].date, strlen(meetings[i].date));
        is(&p, arena_printf(a,
                   HEAD "%s;-;;element;engagement;0\r\n%s;-;;element;ethics;0\r\n"
                        "%s;-;;element;excellence;0\r\n",
                   meetings[i].cell, meetings[i].cell, meetings[i].cell));
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nothing_published),
        cmocka_unit_test(test_no_count_is_left_out),
        cmocka_unit_test(test_cells),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
