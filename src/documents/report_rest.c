#include "core/divide.h"
#include "documents/report_chart.h"
#include "documents/report_pages.h"

#define MM TYPESET_PT_PER_MM

static void put_phrase(struct report *r, enum phrase_id id)
{
    sheet_put(&r->sheet, sheet_text, phrase(results_language(r->results), id));
}

/* Nothing of them is shown; only that they were there. */
static void put_hidden(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct published *p = r->results->published;
    bool later =
        p->meeting.results == RESULTS_LATER && p->meeting.state != MEETING_CLOSED && r->shown == 0;
    if (r->shown == p->card_count)
        return;
    sheet_section(s,
        phrase(results_language(r->results), later ? PHRASE_REPORT_LATER : PHRASE_REPORT_BELOW),
        25 * MM);
    put_phrase(r, later ? PHRASE_REPORT_LATER_LINE : PHRASE_REPORT_BELOW_LINE);
    s->y += 1.5 * MM;
    for (int i = r->shown; i < p->card_count; i++) {
        sheet_need(s, sheet_strong.leading_pt);
        sheet_put(s, sheet_strong, results_title(r->results, s->arena, r->order[i]));
    }
}

static void put_pool(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct published *p = r->results->published;
    uint32_t total = (uint32_t)published_in_pool(p);
    if (!p->has_pool)
        return;
    sheet_section(s, phrase(results_language(r->results), PHRASE_REPORT_POOL), 40 * MM);
    put_phrase(r, PHRASE_REPORT_POOL_LINE);
    s->y += 1 * MM;
    sheet_put(s, sheet_strong, report_answers(r, total));
    s->y += 3 * MM;
    report_chart_elements(s, r->results, p->pool, total);
}

static void put_left_out(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct published *p = r->results->published;
    const struct language *language = results_language(r->results);
    sheet_section(s, phrase(language, PHRASE_REPORT_REST), 20 * MM);
    if (p->meeting.state != MEETING_CLOSED)
        put_phrase(r, PHRASE_REPORT_RUNNING);
    else if (p->left_out == 0)
        put_phrase(r, PHRASE_REPORT_COMPLETE);
    else
        sheet_put(s, sheet_text,
            phrase_fill(s->arena, phrase_n(language, PHRASE_REPORT_LEFT_OUT, (long)p->left_out),
                "n", report_number(r, (long)p->left_out), NULL));
}

/* One thing of a list. */
static void put_item(struct report *r, const char *text)
{
    struct sheet *s = &r->sheet;
    const struct sheet_slot dash = { SHEET_LEFT, 5 * MM, PANGO_ALIGN_LEFT };
    const struct sheet_slot slot = { SHEET_LEFT + 5 * MM, SHEET_COLUMN - 5 * MM, PANGO_ALIGN_LEFT };
    sheet_need(s, sheet_measure(s, sheet_text, slot, text));
    sheet_set(s, sheet_text, dash, "–");
    s->y += sheet_set(s, sheet_text, slot, text) + 0.5 * MM;
}

static void put_promise(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct language *language = results_language(r->results);
    int min = r->results->published->meeting.group_min;
    sheet_section(s, phrase(language, PHRASE_REPORT_STORED), 30 * MM);
    put_item(r, phrase(language, PHRASE_PRIVACY_1));
    put_item(r, phrase(language, PHRASE_PRIVACY_2));
    put_item(r, phrase_fill(s->arena, phrase(language, PHRASE_PRIVACY_4), "min",
                    report_word(r, min), NULL));
    sheet_section(s, phrase(language, PHRASE_REPORT_NOT_COVERED), 30 * MM);
    put_item(r, phrase(language, PHRASE_PRIVACY_5));
    put_item(r, phrase(language, PHRASE_REPORT_SELF));
    put_item(r, phrase(language, PHRASE_REPORT_SAME));
    put_item(r, phrase_fill(s->arena, phrase(language, PHRASE_REPORT_MEMORY), "n",
                    report_word(r, min - 1), NULL));
    put_item(r, phrase(language, PHRASE_REPORT_REMNANTS));
    s->y += 5 * MM;
    sheet_need(s, 4 * sheet_small.leading_pt);
    sheet_put(s, sheet_small, phrase(language, PHRASE_REPORT_METHOD));
    sheet_put(s, sheet_small,
        phrase_fill(s->arena, phrase(language, PHRASE_REPORT_BOUNDS), "n",
            report_word(r, DIVIDE_FROM), NULL));
}

void report_rest(struct report *r)
{
    put_pool(r);
    put_hidden(r);
    put_left_out(r);
    put_promise(r);
    sheet_section(&r->sheet, phrase(results_language(r->results), PHRASE_REPORT_NOTES), 20 * MM);
    sheet_rules(&r->sheet);
}
