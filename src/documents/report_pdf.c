#include "documents/report_pdf.h"

#include "core/date.h"
#include "documents/meeting_label.h"
#include "documents/pdf.h"
#include "documents/report_pages.h"

const char *report_number(struct report *r, long n)
{
    return arena_printf(r->sheet.arena, "%ld", n);
}

const char *report_word(struct report *r, int n)
{
    if (n < GROUP_MIN_LOWEST || n > GROUP_MIN_HIGHEST)
        return report_number(r, n);
    return phrase(
        results_language(r->results), (enum phrase_id)(PHRASE_NUMBER_5 + n - GROUP_MIN_LOWEST));
}

const char *report_answers(struct report *r, uint32_t n)
{
    const struct language *language = results_language(r->results);
    return phrase_fill(r->sheet.arena, phrase_n(language, PHRASE_GROUP_COUNT, (long)n), "n",
        report_number(r, (long)n), NULL);
}

enum division report_division(const struct report *r, int i)
{
    const struct published_card *card = &r->results->published->cards[i];
    return divide_word(&card->tally, card->choice_count);
}

const char *report_division_word(const struct report *r, int i)
{
    return phrase(results_language(r->results),
        (enum phrase_id)(PHRASE_DIVIDE_UNKNOWN + (int)report_division(r, i)));
}

/* Cards that are shown in the order to talk about them, then the others. */
static void put_in_order(struct report *r)
{
    const struct published *p = r->results->published;
    struct arena *a = r->sheet.arena;
    size_t n = (size_t)p->card_count;
    const struct tally **tallies = arena_alloc(a, n * sizeof *tallies);
    int *choice_counts = arena_alloc(a, n * sizeof *choice_counts);
    int *positions = arena_alloc(a, n * sizeof *positions);
    int *ranks = arena_alloc(a, n * sizeof *ranks);
    r->order = arena_alloc(a, n * sizeof *r->order);
    r->pages = arena_alloc(a, n * sizeof *r->pages);
    for (int i = 0; i < p->card_count; i++) {
        if (p->cards[i].tally.total == 0) {
            r->hidden++;
            r->order[p->card_count - r->hidden] = i;
            continue;
        }
        r->answers += p->cards[i].tally.total;
        tallies[r->shown] = &p->cards[i].tally;
        choice_counts[r->shown] = p->cards[i].choice_count;
        positions[r->shown++] = i;
    }
    divide_order(tallies, choice_counts, r->shown, ranks);
    for (int i = 0; i < r->shown; i++)
        r->order[i] = positions[ranks[i]];
}

static void set_pages(struct report *r)
{
    r->sheet.page = 1;
    r->sheet.y = SHEET_TOP;
    report_cover(r);
    for (int i = 0; i < r->shown; i++) {
        sheet_next(&r->sheet);
        r->pages[r->order[i]] = r->sheet.page;
        report_card(r, r->order[i]);
    }
    if (r->shown > 0)
        sheet_next(&r->sheet);
    report_rest(r);
    sheet_finish(&r->sheet);
    r->sheet.page_count = r->sheet.page;
}

static const char *foot_of(const struct results *r, struct arena *a)
{
    const struct meeting *m = &r->published->meeting;
    const char *name = meeting_name(a, m), *date = date_long(a, results_language(r), m->date);
    return date[0] == '\0' ? name : arena_printf(a, "%s · %s", name, date);
}

bool report_pdf(struct typesetter *t, struct arena *a, const struct results *r,
    struct document *out, struct err *err)
{
    struct report report = {
        .sheet = { .typesetter = t, .arena = a, .foot = foot_of(r, a) },
        .results = r,
    };
    typesetter_speak(t, results_language(r)->code);
    put_in_order(&report);
    set_pages(&report); /* only measured: now the pages of all cards are known */
    struct pdf *pdf = pdf_begin(SHEET_WIDTH, SHEET_HEIGHT);
    report.sheet.canvas = pdf_canvas(pdf);
    set_pages(&report);
    return pdf_end(pdf, a, out, err);
}
