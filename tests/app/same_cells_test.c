/*
 * One meeting, told five times: the report, the workbook, the list, the archive and the big screen
 * hold the cells of the published tally, each of them, and no other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attributes.h"
#include "documents/digest.h"
#include "hub.h"
#include "look.h"
#include "report_desk.h"
#include "run.h"
#include "store/archive_read.h"
#include "temp.h"
#include <string.h>

/* Mixed: with a table, just without, a few left over everywhere, one card below the minimum. */
static const struct {
    int card;
    enum element element;
    enum choice choice;
    int times;
} counts[] = {
    { 0, ELEMENT_ETHICS, CHOICE_A, 9 }, { 0, ELEMENT_EXCELLENCE, CHOICE_B, 11 },
    { 0, ELEMENT_ENGAGEMENT, CHOICE_OTHER, 13 },
    { 0, ELEMENT_ENGAGEMENT, CHOICE_C, 4 }, /* 35 of 37 */
    { 1, ELEMENT_ENGAGEMENT, CHOICE_C, 3 },
    { 1, ELEMENT_ETHICS, CHOICE_A, 13 }, /* 15 of 16: no table */
    { 2, ELEMENT_EXCELLENCE, CHOICE_A, 25 }, /* of one mind */
    { 3, ELEMENT_ETHICS, CHOICE_B, 4 }, /* none of 4 */
    { 4, ELEMENT_ETHICS, CHOICE_B, 2 }, { 4, ELEMENT_EXCELLENCE, CHOICE_OTHER, 3 },
    { 4, ELEMENT_ENGAGEMENT, CHOICE_A, 1 }, /* 5 of 6 */
};

struct desk {
    struct hub *hub;
    const struct published *published;
    const struct bundle *bundle;
    struct results results;
    const char *folder;
};

static bool is_shown(const struct published_card *card)
{
    return card->tally.total > 0;
}

static const char *file_at(struct desk *d, const char *path)
{
    const struct bundle_file *f = hub_file(d->bundle, path);
    const char *name = strrchr(path, '/');
    const char *to = arena_printf(d->hub->a, "%s/%s", d->folder, name == NULL ? path : name + 1);
    temp_write(to, f->bytes, f->len);
    return to;
}

static char *output(struct desk *d, const char *const argv[])
{
    int status = -1;
    char *text = run_output(d->hub->a, NULL, argv, &status);
    assert_int_equal(status, 0);
    return text;
}

static int open_desk(void **state)
{
    static struct desk desk;
    struct hub *h = hub_open("kennismaking", RESULTS_NOW);
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        hub_count(h, counts[i].card, counts[i].element, counts[i].choice, counts[i].times);
    assert_true(store_meeting_close(h->store, h->meeting.id, NULL));
    desk = (struct desk){ .hub = h, .published = hub_published(h), .bundle = hub_bundle(h) };
    desk.folder = temp_make(h->a);
    desk.results = (struct results){ desk.published, h->content, 0 };
    *state = &desk;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    temp_remove(d->folder);
    hub_close(d->hub);
    return 0;
}

/* Or all that follows compares nothing. */
static void there_is_something_of_each_kind(void **state)
{
    const struct published *p = ((const struct desk *)*state)->published;
    int tables = 0, margins = 0, none = 0;
    for (int i = 0; i < p->card_count; i++) {
        const struct tally *t = &p->cards[i].tally;
        tables += t->has_table;
        margins += t->total > 0 && !t->has_table;
        none += t->total == 0;
    }
    assert_int_equal(tables, 2);
    assert_int_equal(margins, 2);
    assert_int_equal(none, 2);
    assert_true(p->has_pool);
    assert_int_equal(p->pool[0] + p->pool[1] + p->pool[2], 2 + 1 + 4 + 1);
    assert_int_equal(p->left_out, 0);
}

/* --- the list --- */

static const char *list_of_card(struct desk *d, const struct published_card *card)
{
    struct arena *a = d->hub->a;
    static const enum element sorted[] = { ELEMENT_ENGAGEMENT, ELEMENT_ETHICS, ELEMENT_EXCELLENCE };
    const char *start = arena_printf(a, "%s;%s", card->card, card->version), *text = "";
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, c))
            text = arena_printf(
                a, "%s%s;choice;%s;%u\n", text, start, choice_key(c), card->tally.choice[c]);
    for (int i = 0; i < ELEMENT_COUNT; i++)
        text = arena_printf(a, "%s%s;element;%s;%u\n", text, start, element_key(sorted[i]),
            card->tally.element[sorted[i]]);
    for (int i = 0; card->tally.has_table && i < ELEMENT_COUNT; i++)
        for (enum choice c = 0; c < CHOICE_COUNT; c++)
            if (results_has_choice(card, c))
                text = arena_printf(a, "%s%s;element+choice;%s+%s;%u\n", text, start,
                    element_key(sorted[i]), choice_key(c), card->tally.table[sorted[i]][c]);
    return text;
}

static void the_list(void **state)
{
    struct desk *d = *state;
    const struct published *p = d->published;
    const char *wanted = arena_printf(d->hub->a,
        "-;;element;engagement;%u\n-;;element;ethics;%u\n-;;element;excellence;%u\n",
        p->pool[ELEMENT_ENGAGEMENT], p->pool[ELEMENT_ETHICS], p->pool[ELEMENT_EXCELLENCE]);
    for (int i = 0; i < p->card_count; i++)
        if (is_shown(&p->cards[i]))
            wanted = arena_printf(d->hub->a, "%s%s", wanted, list_of_card(d, &p->cards[i]));
    const char *const argv[] = { "sh", "-c", "tail -n +2 \"$0\" | tr -d '\\r' | cut -d';' -f2-",
        file_at(d, "resultaten.csv"), NULL };
    assert_string_equal(output(d, argv), wanted);
}

/* --- the archive --- */

static void the_archive(void **state)
{
    struct desk *d = *state;
    const struct published *p = d->published;
    struct published read;
    struct err err;
    const struct archive_meeting *list;
    int count;
    struct archive *ar = archive_open(file_at(d, "niet-doorsturen/archief.sqlite"), &err);
    assert_non_null(ar);
    assert_true(archive_meetings(ar, d->hub->a, &list, &count, &err));
    assert_int_equal(count, 1);
    assert_true(archive_published(ar, list[0].meeting.code, d->hub->a, &read, &err));
    archive_close(ar);
    assert_int_equal(read.card_count, p->card_count);
    for (int i = 0; i < p->card_count; i++) {
        assert_string_equal(read.cards[i].card, p->cards[i].card);
        assert_string_equal(read.cards[i].version, p->cards[i].version);
        assert_int_equal(read.cards[i].choice_count, p->cards[i].choice_count);
        assert_memory_equal(&read.cards[i].tally, &p->cards[i].tally, sizeof read.cards[i].tally);
    }
    assert_true(read.has_pool);
    assert_memory_equal(read.pool, p->pool, sizeof p->pool);
    assert_int_equal(read.left_out, p->left_out);
}

/* --- the workbook: every cell that is a number, sheet by sheet --- */

static const char *numbers_of(struct desk *d, const char *workbook, int sheet)
{
    static const char script[] =
        "use IO::Uncompress::Unzip 'unzip';"
        "unzip $ARGV[0] => \\my $xml, Name => \"xl/worksheets/sheet$ARGV[1].xml\" or exit 1;"
        "while ($xml =~ m{<c r=\"([A-Z]+[0-9]+)\"([^>]*)><v>([^<]*)</v>}g)"
        " { print \"$1 $3\\n\" unless $2 =~ / t=/ }";
    const char *const argv[] = { "perl", "-e", script, workbook,
        arena_printf(d->hub->a, "%d", sheet), NULL };
    return output(d, argv);
}

static const char *row_of_numbers(
    struct arena *a, const char *text, int row, char column, const uint32_t *values, int n)
{
    for (int i = 0; i < n; i++)
        text = arena_printf(a, "%s%c%d %u\n", text, column + i, row, values[i]);
    return text;
}

static void its_summary(void **state)
{
    struct desk *d = *state;
    struct arena *a = d->hub->a;
    const struct published *p = d->published;
    uint32_t pool = p->pool[0] + p->pool[1] + p->pool[2], all = pool;
    for (int i = 0; i < p->card_count; i++)
        all += p->cards[i].tally.total;
    const char *wanted = arena_printf(a, "B5 %u\nB6 %u\n", all, p->left_out);
    int row = 9;
    for (int i = 0; i < p->card_count; i++) {
        const struct published_card *card = &p->cards[i];
        if (!is_shown(card))
            continue;
        wanted = row_of_numbers(a, wanted, row, 'C', &card->tally.total, 1);
        wanted = row_of_numbers(a, wanted, row, 'D', card->tally.element, ELEMENT_COUNT);
        for (int c = 0; c < CHOICE_COUNT; c++)
            if (results_has_choice(card, (enum choice)c))
                wanted = row_of_numbers(a, wanted, row, (char)('G' + c), &card->tally.choice[c], 1);
        row++;
    }
    wanted = row_of_numbers(a, wanted, row, 'C', &pool, 1);
    wanted = row_of_numbers(a, wanted, row, 'D', p->pool, ELEMENT_COUNT);
    assert_string_equal(numbers_of(d, file_at(d, "resultaten.xlsx"), 1), wanted);
}

static const char *sheet_of_card(struct desk *d, const struct published_card *card)
{
    struct arena *a = d->hub->a;
    const struct tally *t = &card->tally;
    const char *text = arena_printf(a, "B4 %u\n", t->total);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        text = arena_printf(a, "%sB%d %u\n", text, 7 + e, t->element[e]);
    int row = 12;
    for (int c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, (enum choice)c))
            text = arena_printf(a, "%sB%d %u\n", text, row++, t->choice[c]);
    for (int e = 0; t->has_table && e < ELEMENT_COUNT; e++) {
        char column = 'B';
        for (int c = 0; c < CHOICE_COUNT; c++)
            if (results_has_choice(card, (enum choice)c))
                text = row_of_numbers(a, text, row + 2 + e, column++, &t->table[e][c], 1);
    }
    return text;
}

static void its_sheets(void **state)
{
    struct desk *d = *state;
    const char *workbook = file_at(d, "resultaten.xlsx");
    const struct published_card *card = d->published->cards;
    for (int i = 0, sheet = 2; i < d->published->card_count; i++)
        if (is_shown(&card[i]))
            assert_string_equal(numbers_of(d, workbook, sheet++), sheet_of_card(d, &card[i]));
}

/* --- the report --- */

static void has(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("no \"%s\" in: %s", words, text);
}

/* Of the page with that heading: how many answers, the figures at the bars, the rows of the table. */
static const char *page_of(struct desk *d, const char *report, const char *heading)
{
    static const char script[] =
        "open my $pdf, '-|', 'pdftotext', '-layout', $ARGV[0], '-' or exit 1;"
        "binmode $pdf, ':utf8'; binmode STDOUT, ':utf8'; utf8::decode($ARGV[1]);"
        "local $/ = \"\\f\";"
        "while (my $page = <$pdf>) {"
        " $page =~ s/\\xa0/ /g; next unless $page =~ /^\\Q$ARGV[1]\\E\\n/;"
        " print \"$1\\n\" if $page =~ /^(\\d+ antwoorden)/m;"
        " print \"$1\\n\" while $page =~ / {2,}(\\d+% \\(\\d+\\)|\\d+ van de \\d+)$/mg;"
        " while ($page =~ /^ *(\\p{L}+(?: +\\d+)+)$/mg) { print join(' ', split ' ', $1), \"\\n\" }"
        "}";
    const char *const argv[] = { "perl", "-e", script, report, heading, NULL };
    return output(d, argv);
}

static const char *figure(struct desk *d, uint32_t n, uint32_t total)
{
    const char *tied = digest_figure(&d->results, d->hub->a, n, total);
    return report_desk_untie(arena_strdup(d->hub->a, tied));
}

static const char *counts_row(struct arena *a, const char *text, const struct published_card *card,
    const uint32_t *row, uint32_t together)
{
    for (int c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, (enum choice)c))
            text = arena_printf(a, "%s %u", text, row[c]);
    return arena_printf(a, "%s %u\n", text, together);
}

static const char *page_of_card(struct desk *d, const struct published_card *card)
{
    struct arena *a = d->hub->a;
    const struct tally *t = &card->tally;
    const char *text = arena_printf(a, "%u antwoorden\n", t->total);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        text = arena_printf(a, "%s%s\n", text, figure(d, t->element[e], t->total));
    for (int c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, (enum choice)c))
            text = arena_printf(a, "%s%s\n", text, figure(d, t->choice[c], t->total));
    if (!t->has_table)
        return text;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        text =
            counts_row(a, arena_printf(a, "%s%s", text, results_word(&d->results, (enum element)e)),
                card, t->table[e], t->element[e]);
    return counts_row(a, arena_printf(a, "%sSamen", text), card, t->choice, t->total);
}

static void the_report(void **state)
{
    struct desk *d = *state;
    struct arena *a = d->hub->a;
    const struct published *p = d->published;
    const char *report = file_at(d, "verslag.pdf");
    uint32_t pool = p->pool[0] + p->pool[1] + p->pool[2];
    for (int i = 0; i < p->card_count; i++)
        assert_string_equal(page_of(d, report, results_title(&d->results, a, i)),
            is_shown(&p->cards[i]) ? page_of_card(d, &p->cards[i]) : "");
    const char *wanted = arena_printf(a, "%u antwoorden\n", pool);
    for (int e = 0; e < ELEMENT_COUNT; e++)
        wanted = arena_printf(a, "%s%s\n", wanted, figure(d, p->pool[e], pool));
    assert_string_equal(page_of(d, report, "Alle overige antwoorden samen"), wanted);
}

/* --- the big screen --- */

static const char *label_of(const struct look *l, const char *id)
{
    int i = controls_find(&l->controls, id);
    if (i < 0)
        fail_msg("no %s", id);
    return l->controls.list[i].label;
}

static const char *share(struct arena *a, uint32_t n, uint32_t total, bool of)
{
    if (total >= TALLY_PERCENT_FROM)
        return arena_printf(a, "%d%%", tally_percent(n, total));
    return of ? arena_printf(a, "%u van de %u", n, total) : arena_printf(a, "%u", n);
}

static void hall_shows(struct desk *d, const struct look *l, const struct published_card *card)
{
    struct arena *a = d->hub->a;
    const struct tally *t = &card->tally;
    for (int e = 0; e < ELEMENT_COUNT; e++)
        assert_string_equal(
            label_of(l, arena_printf(a, "plenary.element.%s.count", element_key((enum element)e))),
            share(a, t->element[e], t->total, false));
    for (int c = 0; c < CHOICE_COUNT; c++) {
        const char *id = arena_printf(a, "plenary.choice.%s.count", choice_key((enum choice)c));
        if (results_has_choice(card, (enum choice)c))
            assert_string_equal(label_of(l, id), share(a, t->choice[c], t->total, true));
        else
            assert_true(controls_find(&l->controls, id) < 0);
    }
    has(label_of(l, "plenary.count"), arena_printf(a, "%u", t->total));
}

static void the_big_screen(void **state)
{
    struct desk *d = *state;
    struct model m = hub_model(d->hub);
    struct look *l = look_new();
    m.screen = SCREEN_BIGSCREEN;
    m.plenary.on = true;
    for (int i = 0; i < m.deck->card_count; i++) {
        const struct published_card *card = d->published->cards;
        while (strcmp(card->card, m.deck->cards[i]->key) != 0)
            card++; /* the meeting has all cards of the deck */
        assert_memory_equal(&m.machine.published[i], &card->tally, sizeof card->tally);
        m.plenary.card = i;
        look_at(l, &m, &fits_panels[2]);
        if (is_shown(card))
            hall_shows(d, l, card);
        else
            assert_true(controls_find(&l->controls, "plenary.soon") >= 0 &&
                        controls_find(&l->controls, "plenary.count") < 0);
    }
    look_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_something_of_each_kind),
        cmocka_unit_test(the_list),
        cmocka_unit_test(the_archive),
        cmocka_unit_test(its_summary),
        cmocka_unit_test(its_sheets),
        cmocka_unit_test(the_report),
        cmocka_unit_test(the_big_screen),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
