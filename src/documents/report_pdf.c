#include "documents/report_pdf.h"

#include "documents/digest.h"
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

const char *report_answers(struct report *r, uint64_t n)
{
    return phrase_count(r->sheet.arena, results_language(r->results), PHRASE_GROUP_COUNT, (long)n);
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

bool report_pdf(struct typesetter *t, struct arena *a, const struct results *r,
    struct document *out, struct err *err)
{
    struct report report = {
        .sheet = { .typesetter = t,
            .arena = a,
            .foot = meeting_heading(a, &r->published->meeting, results_language(r)) },
        .results = r,
    };
    typesetter_speak(t, results_language(r)->code);
    report.order = digest_order(r, a, &report.shown);
    report.pages = arena_alloc(a, (size_t)r->published->card_count * sizeof *report.pages);
    set_pages(&report); /* only measured: now the pages of all cards are known */
    struct pdf *pdf = pdf_begin(SHEET_WIDTH, SHEET_HEIGHT);
    report.sheet.canvas = pdf_canvas(pdf);
    set_pages(&report);
    if (!pdf_end(pdf, a, out, err))
        return false;
    out->pages = report.sheet.page_count;
    return true;
}
