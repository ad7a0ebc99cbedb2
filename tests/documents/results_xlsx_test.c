#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/file.h"
#include "core/divide.h"
#include "documents/results_xlsx.h"
#include "documents/xlsx.h"
#include "run.h"
#include "sample_report.h"
#include "temp.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* What a spreadsheet program says, each sheet as text: "44,34,76" and on are LibreOffice's words for
 * semicolons, quotes, UTF-8, and all sheets. */
#define EACH_SHEET "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"

enum { ROWS = 40, COLUMNS = 16, HOSTILE = 3 };

struct grid {
    const char *cell[ROWS][COLUMNS]; /* NULL: empty */
};

struct desk {
    struct arena *arena;
    const char *folder, *file;
};

static int open_desk(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    d->arena = arena_new();
    d->folder = temp_make(d->arena);
    d->file = arena_printf(d->arena, "%s/resultaten.xlsx", d->folder);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    temp_remove(d->folder);
    arena_free(d->arena);
    free(d);
    return 0;
}

static struct document make(struct desk *d, const struct results *r)
{
    struct document out;
    struct err err = { .detail = "" };
    if (!results_xlsx(d->arena, r, &out, &err))
        fail_msg("%s", err.detail);
    temp_write(d->file, out.bytes, out.len);
    return out;
}

/* Of a closed meeting: cards of 31, 12, 64 and 7 answers, one that is not published, and a pool. */
static struct sample_report *sample(struct desk *d, const char *language)
{
    struct sample_report *s = sample_report(d->arena, 5, language);
    s->cards[4].tally = (struct tally){ 0 };
    s->published.meeting.state = MEETING_CLOSED;
    s->published.has_pool = true;
    memcpy(s->published.pool, (uint32_t[ELEMENT_COUNT]){ 3, 2, 1 }, sizeof s->published.pool);
    s->published.left_out = 4;
    return s;
}

/* --- what LibreOffice reads --- */

static struct grid *read_grid(struct desk *d, const char *sheet)
{
    struct err err = { .detail = "" };
    struct grid *g = arena_alloc(d->arena, sizeof *g);
    size_t len;
    const char *path = arena_printf(d->arena, "%s/resultaten-%s.csv", d->folder, sheet);
    char *c = file_read(d->arena, path, 1 << 20, &len, &err);
    if (c == NULL)
        fail_msg("%s", err.detail);
    for (int row = 0, column = 0; *c != '\0';) {
        bool quoted = *c == '"';
        char *cell = c + quoted, *to = cell, *from = cell;
        while (*from != '\0' && (quoted || (*from != ';' && *from != '\n'))) {
            if (quoted && *from == '"' && *++from != '"')
                break;
            *to++ = *from++;
        }
        char end = *from;
        assert_true(row < ROWS && column < COLUMNS);
        g->cell[row][column] = to > cell ? cell : NULL;
        *to = '\0';
        row += end == '\n';
        column = end == '\n' ? 0 : column + 1;
        c = end == '\0' ? from : from + 1;
    }
    return g;
}

static void convert(struct desk *d)
{
    const char *argv[] = { "soffice", "--headless", "--norestore",
        arena_printf(d->arena, "-env:UserInstallation=file://%s/profile", d->folder),
        "--convert-to", EACH_SHEET, "--outdir", d->folder, d->file, NULL };
    int status;
    const char *said = run_output(d->arena, d->folder, argv, &status);
    assert_int_equal(status, 0);
    assert_null(strstr(said, "rror"));
}

/* --- what it should read --- */

static const char *digits(struct desk *d, uint32_t n)
{
    return arena_printf(d->arena, "%u", n);
}

static void compare(const struct grid *is, const struct grid *should)
{
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            const char *a = is->cell[row][column], *b = should->cell[row][column];
            if ((a == NULL) != (b == NULL) || (a != NULL && strcmp(a, b) != 0))
                fail_msg("%c%d: %s, not %s", 'A' + column, row + 1, a ? a : "nothing",
                    b ? b : "nothing");
        }
    }
}

static const char *const words[] = { "Vakmanschap", "Verantwoordelijkheid", "Betrokkenheid" };
static const char *const letters[] = { "A", "B", "C", "D", "Iets anders" };

static bool counts(const struct published_card *card, int c)
{
    return c < card->choice_count || c == CHOICE_OTHER;
}

static void expect_card_row(
    struct desk *d, const struct results *r, int i, const char *const *cells[static 1])
{
    const struct published_card *card = &r->published->cards[i];
    const char **row = arena_alloc(d->arena, COLUMNS * sizeof *row);
    int at = 0;
    row[at++] = results_title(r, d->arena, i);
    row[at++] = card->version;
    row[at++] = digits(d, card->tally.total);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        row[at++] = digits(d, card->tally.element[e]);
    for (int c = 0; c < CHOICE_COUNT; c++)
        row[at++] = counts(card, c) ? digits(d, card->tally.choice[c]) : NULL;
    row[++at] =
        phrase(results_language(r), divide_phrase(divide_word(&card->tally, card->choice_count)));
    *cells = row;
}

static struct grid *expect_summary(struct desk *d, const struct results *r)
{
    const struct published *p = r->published;
    struct grid *g = arena_alloc(d->arena, sizeof *g);
    uint32_t answers = p->pool[0] + p->pool[1] + p->pool[2];
    for (int i = 0; i < p->card_count; i++)
        answers += p->cards[i].tally.total;
    const char *facts[][2] = { { "Resultaten", NULL }, { "Bijeenkomst", p->meeting.title },
        { "Datum", "21 november 2026" }, { "Plaats", p->meeting.place },
        { "Antwoorden", digits(d, answers) },
        { "Antwoorden die nergens staan", digits(d, p->left_out) }, { NULL, NULL },
        { "Dilemma", "Versie" } };
    int row = 0;
    for (; row < (int)COUNT_OF(facts); row++)
        memcpy(g->cell[row], facts[row], sizeof facts[row]);
    g->cell[row - 1][2] = "Antwoorden";
    memcpy(&g->cell[row - 1][3], words, sizeof words);
    memcpy(&g->cell[row - 1][6], letters, sizeof letters);
    g->cell[row - 1][12] = "De groep is";
    for (int i = 0; i < p->card_count; i++) {
        const char *const *cells;
        if (p->cards[i].tally.total == 0)
            continue;
        expect_card_row(d, r, i, &cells);
        memcpy(g->cell[row++], cells, sizeof g->cell[0]);
    }
    g->cell[row][0] = "Alle overige antwoorden samen";
    g->cell[row][2] = digits(d, p->pool[0] + p->pool[1] + p->pool[2]);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        g->cell[row][3 + e] = digits(d, p->pool[e]);
    return g;
}

static struct grid *expect_card(struct desk *d, const struct results *r, int i)
{
    const struct published_card *card = &r->published->cards[i];
    struct grid *g = arena_alloc(d->arena, sizeof *g);
    g->cell[0][0] = results_title(r, d->arena, i);
    g->cell[1][0] = results_text(r, i) == NULL ? NULL : results_text(r, i)->teaser;
    g->cell[3][0] = "Antwoorden";
    g->cell[3][1] = digits(d, card->tally.total);
    g->cell[5][0] = "Wat woog het zwaarst?";
    g->cell[10][0] = "Wat zou de groep doen?";
    g->cell[5][1] = g->cell[10][1] = "Antwoorden";
    int row = 11, column = 1;
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        g->cell[6 + e][0] = words[e];
        g->cell[6 + e][1] = digits(d, card->tally.element[e]);
    }
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!counts(card, c))
            continue;
        g->cell[row][0] = results_choice(r, d->arena, i, (enum choice)c);
        g->cell[row++][1] = digits(d, card->tally.choice[c]);
    }
    if (!card->tally.has_table)
        return g;
    g->cell[++row][0] = "Keuzes, naar wat het zwaarst woog";
    for (int e = 0; e < ELEMENT_COUNT; e++)
        g->cell[row + 1 + e][0] = words[e];
    for (int c = 0; c < CHOICE_COUNT; c++) {
        if (!counts(card, c))
            continue;
        g->cell[row][column] = letters[c];
        for (int e = 0; e < ELEMENT_COUNT; e++)
            g->cell[row + 1 + e][column] = digits(d, card->tally.table[e][c]);
        column++;
    }
    return g;
}

/* --- the tests --- */

/* One part of the workbook, as it is written. */
static char *part(struct desk *d, const char *name)
{
    static const char script[] = "use IO::Uncompress::Unzip 'unzip';"
                                 "unzip $ARGV[0] => '-', Name => $ARGV[1] or exit 1";
    const char *argv[] = { "perl", "-e", script, d->file, name, NULL };
    int status;
    char *xml = run_output(d->arena, NULL, argv, &status);
    assert_int_equal(status, 0);
    return xml;
}

static void test_cells(void **state)
{
    struct desk *d = *state;
    struct results r = sample(d, "nl")->results;
    (void)make(d, &r);
    convert(d);
    compare(read_grid(d, "Resultaten"), expect_summary(d, &r));
    for (int i = 0, number = 1; i < r.published->card_count; i++) {
        if (r.published->cards[i].tally.total == 0)
            continue;
        const char *sheet = xlsx_sheet_name(d->arena, number++, results_title(&r, d->arena, i));
        compare(read_grid(d, sheet), expect_card(d, &r, i));
    }
}

/* A merged archive may hold what nobody here wrote. */
static void test_hostile(void **state)
{
    struct desk *d = *state;
    struct sample_report *sample = sample_report(d->arena, HOSTILE, "nl");
    const struct results r = sample->results;
    static const char *const keys[] = { "=1+1[]:*?/\\'", "=1+1[]:*?/\\\"", "+1'" };
    static const char *const versions[] = { "0000", "1111", "2222" };
    static const char *const sheets[] = { "1 =1+1         (versie 0000)",
        "2 =1+1       \" (versie 1111)", "3 +1  (versie 2222)" };
    for (int i = 0; i < HOSTILE; i++) {
        sample->cards[i].card = keys[i];
        sample->cards[i].version = versions[i];
    }
    sample->published.meeting.state = MEETING_CLOSED;
    sample->published.has_pool = true;
    memcpy(sample->published.meeting.title, "=HYPERLINK(1)", 14);
    memcpy(sample->published.meeting.place, "a\x01<&>\"", 7);
    (void)make(d, &r);
    convert(d);
    struct grid *g = read_grid(d, "Resultaten"), *should = expect_summary(d, &r);
    should->cell[3][1] = "a <&>\"";
    compare(g, should);
    for (int i = 0; i < HOSTILE; i++) {
        assert_string_equal(
            xlsx_sheet_name(d->arena, i + 1, results_title(&r, d->arena, i)), sheets[i]);
        const char *xml = part(d, arena_printf(d->arena, "xl/worksheets/sheet%d.xml", i + 1));
        assert_null(strstr(xml, "<f>"));
    }
}

static void test_sheet_names(void **state)
{
    static const struct {
        int number;
        const char *title, *name;
    } cases[] = {
        { 0, "Resultaten", "Resultaten" },
        { 1, "Blijft juf Samira?", "1 Blijft juf Samira" },
        { 24, "Maatschappelijkwerkersgemoed", "24 Maatschappelijkwerkersgemoed" },
        { 24, "Maatschappelijkwerkersgemoedx", "24 Maatschappelijkwerkersgemoed" },
        { 2,
            "Verant\xc2\xadwoor\xc2\xad"
            "delijk",
            "2 Verantwoordelijk" },
        { 3, "ééééééééééééééééééééééééééééééé", "3 ééééééééééééééééééééééééééééé" },
        { 3, "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
            "3 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂" },
        { 4, "'", "4" },
        { 5, "\xff", "5 \xef\xbf\xbd" },
    };
    struct desk *d = *state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(
            xlsx_sheet_name(d->arena, cases[i].number, cases[i].title), cases[i].name);
}

static const char *value(struct desk *d, uint32_t n)
{
    return arena_printf(d->arena, "<c:v>%u</c:v>", n);
}

static void test_charts(void **state)
{
    struct desk *d = *state;
    const struct sample_report *sample = sample_report(d->arena, 1, "en");
    struct results r = sample->results;
    (void)make(d, &r);
    const char *elements = part(d, "xl/charts/chart1.xml");
    const char *choices = part(d, "xl/charts/chart2.xml");
    assert_non_null(strstr(elements, "<c:barDir val=\"col\"/>"));
    assert_non_null(strstr(elements, "0B63A5"));
    assert_non_null(strstr(elements, "B8461B"));
    assert_non_null(strstr(elements, "0B7660"));
    assert_non_null(strstr(choices, "<c:barDir val=\"bar\"/>"));
    /* The values stand in the chart too, for readers that work nothing out. */
    const struct tally *t = &sample->cards[0].tally;
    assert_non_null(strstr(elements, value(d, t->element[ELEMENT_ETHICS])));
    assert_non_null(strstr(choices, value(d, t->choice[CHOICE_OTHER])));
}

static void test_no_table_before_it_is_published(void **state)
{
    struct desk *d = *state;
    struct results r = sample(d, "nl")->results;
    (void)make(d, &r);
    convert(d);
    for (int i = 0; i < 4; i++) {
        const char *sheet = xlsx_sheet_name(d->arena, i + 1, results_title(&r, d->arena, i));
        bool table = read_grid(d, sheet)->cell[18][2] != NULL;
        assert_int_equal(table, r.published->cards[i].tally.has_table);
    }
}

/* The clock must leave no trace: not in the properties, not in the archive's own times. */
static void test_same_bytes(void **state)
{
    struct desk *d = *state;
    struct results r = sample(d, "nl")->results;
    struct document first = make(d, &r), second = make(d, &r);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.bytes, second.bytes, first.len);
    assert_non_null(
        strstr(part(d, "docProps/core.xml"), ">2000-01-01T00:00:00Z</dcterms:created>"));
    const unsigned char *b = first.bytes;
    int entries = 0;
    for (size_t i = 0; i + 16 < first.len; i++) {
        if (memcmp(b + i, "PK\x01\x02", 4) != 0)
            continue;
        assert_memory_equal(b + i + 12, "\0\0\x21\0", 4); /* 1 January 1980, 0:00 */
        entries++;
    }
    assert_true(entries > 10);
    assert_string_equal(temp_list(d->arena, d->folder), "resultaten.xlsx ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cells, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(test_hostile, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(test_sheet_names, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(test_charts, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(
            test_no_table_before_it_is_published, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(test_same_bytes, open_desk, close_desk),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
