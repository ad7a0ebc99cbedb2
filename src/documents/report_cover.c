#include "core/date.h"
#include "documents/digest.h"
#include "documents/meeting_label.h"
#include "documents/report_pages.h"

#define MM TYPESET_PT_PER_MM
#define NUMERAL_WIDTH (11 * MM)
#define PAGE_WIDTH (24 * MM)

enum { START_MAX = 3 };

static const struct typeset_style style_numeral = { FACE_STRONG, 20, 25 };
static const struct typeset_style style_lead = { FACE_STRONG, 14.5, 20 };
static const struct typeset_style style_card = { FACE_TITLE, 14, 19 };
static const struct typeset_style style_question = { FACE_QUESTION, 12.5, 17 };

/* --- the meeting --- */

static void put_meeting(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct meeting *m = &r->results->published->meeting;
    const struct language *language = results_language(r->results);
    const char *date = date_long(s->arena, language, m->date);
    const char *kicker = phrase(language, PHRASE_REPORT_TITLE);
    if (date[0] != '\0')
        kicker = arena_printf(s->arena, "%s · %s", kicker, date);
    sheet_put(s, sheet_strong, kicker);
    s->y += 1.5 * MM;
    sheet_put(s, sheet_title, meeting_name(s->arena, m));
    s->y += 3 * MM;
    if (s->canvas != NULL)
        ink_rule(s->canvas, SHEET_LEFT, s->y, SHEET_COLUMN, 0.9);
    s->y += 4 * MM;
}

static void put_answers(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct language *language = results_language(r->results);
    int min = r->results->published->meeting.group_min;
    if (r->shown == 0) {
        sheet_put(s, style_lead, phrase(language, PHRASE_REPORT_NONE));
        return;
    }
    sheet_put(s, style_lead,
        phrase_fill(s->arena, phrase_n(language, PHRASE_REPORT_ANSWERS, r->shown), "answers",
            report_answers(r, published_on_cards(r->results->published)), "n",
            report_number(r, r->shown), NULL));
    s->y += 1 * MM;
    sheet_put(s, sheet_text,
        phrase_fill(
            s->arena, phrase(language, PHRASE_PRIVACY_4), "min", report_word(r, min), NULL));
}

/* --- where to begin --- */

static const char *reason(struct report *r, int i)
{
    const struct results *results = r->results;
    return phrase_fill(r->sheet.arena, phrase(results_language(results), PHRASE_REPORT_WHY),
        "division", digest_division(results, i), "choices",
        digest_choices(results, r->sheet.arena, i), NULL);
}

/* The three E's with their figures, one after the other as far as there is room. */
static void put_elements(struct report *r, int i, struct sheet_slot slot)
{
    struct sheet *s = &r->sheet;
    const struct tally *t = &r->results->published->cards[i].tally;
    double x = slot.x;
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        const char *text = arena_printf(s->arena, "%s %s", results_word(r->results, e),
            digest_figure(r->results, s->arena, t->element[e], t->total));
        double width = sheet_element_indent(sheet_small) + sheet_width(s, sheet_small, text) + 1;
        if (x > slot.x && x + width > slot.x + slot.width) {
            x = slot.x;
            s->y += sheet_small.leading_pt;
        }
        sheet_element(s, sheet_small, (struct sheet_slot){ x, width, slot.align }, e, text);
        x += width + 5 * MM;
    }
    s->y += sheet_small.leading_pt;
}

static void put_start(struct report *r, int rank)
{
    struct sheet *s = &r->sheet;
    int i = r->order[rank];
    const struct card_text *text = results_text(r->results, i);
    const struct sheet_slot numeral = { SHEET_LEFT, NUMERAL_WIDTH, PANGO_ALIGN_LEFT };
    const struct sheet_slot slot = { SHEET_LEFT + NUMERAL_WIDTH, SHEET_COLUMN - NUMERAL_WIDTH,
        PANGO_ALIGN_LEFT };
    const struct sheet_slot title = { slot.x, slot.width - PAGE_WIDTH, PANGO_ALIGN_LEFT };
    const struct sheet_slot page = { slot.x + title.width, PAGE_WIDTH, PANGO_ALIGN_RIGHT };
    const char *why = reason(r, i);
    const char *question = text != NULL && text->question_count > 0 ? text->questions[0] : NULL;

    sheet_need(s, style_card.leading_pt + sheet_measure(s, sheet_text, slot, why) +
                      2 * style_question.leading_pt + 8 * MM);
    sheet_set(s, style_numeral, numeral, report_number(r, rank + 1));
    s->y += (style_numeral.leading_pt - style_card.leading_pt) / 2;
    sheet_set(s, sheet_small, page,
        phrase_fill(s->arena, phrase(results_language(r->results), PHRASE_REPORT_PAGE), "page",
            report_number(r, r->pages[i]), NULL));
    s->y += sheet_set(s, style_card, title, results_title(r->results, s->arena, i));
    s->y += 1 * MM + sheet_set(s, sheet_text, slot, why) + 0.5 * MM;
    put_elements(r, i, slot);
    if (question != NULL) {
        s->y += 1.5 * MM;
        s->y += sheet_set(s, style_question, slot, question);
    }
    s->y += 4 * MM;
}

static int starts_of(const struct report *r)
{
    int count = 0;
    while (count < r->shown && count < START_MAX &&
           digest_divides(r->results, r->order[count]) != DIVISION_UNKNOWN)
        count++;
    return count;
}

static void put_starts(struct report *r)
{
    struct sheet *s = &r->sheet;
    const struct language *language = results_language(r->results);
    int starts = starts_of(r);
    sheet_section(s, phrase(language, PHRASE_REPORT_START), 40 * MM);
    if (starts == 0)
        sheet_put(s, sheet_text,
            phrase_fill(s->arena, phrase(language, PHRASE_REPORT_START_NONE), "n",
                report_word(r, DIVIDE_FROM), NULL));
    else
        sheet_put(s, sheet_text, phrase_n(language, PHRASE_REPORT_START_LINE, starts));
    s->y += 3 * MM;
    for (int i = 0; i < starts; i++)
        put_start(r, i);
}

/* --- all cards --- */

static void put_row(struct report *r, struct typeset_style style, const char *const cells[4])
{
    static const double widths[] = { 76 * MM, 24 * MM, 42 * MM, 20 * MM };
    static const PangoAlignment aligns[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT, PANGO_ALIGN_LEFT,
        PANGO_ALIGN_RIGHT };
    const double before_word = 6 * MM;
    struct sheet *s = &r->sheet;
    double x = SHEET_LEFT, height = 0;
    for (int i = 0; i < 4; i++) {
        double indent = i == 2 ? before_word : 0;
        double set = sheet_set(
            s, style, (struct sheet_slot){ x + indent, widths[i] - indent, aligns[i] }, cells[i]);
        height = set > height ? set : height;
        x += widths[i];
    }
    s->y += height + 1.5 * MM;
}

static void put_list_head(struct report *r)
{
    const struct language *language = results_language(r->results);
    put_row(r, sheet_small,
        (const char *const[]){ phrase(language, PHRASE_REPORT_COLUMN_CARD),
            phrase(language, PHRASE_REPORT_COLUMN_ANSWERS),
            phrase(language, PHRASE_REPORT_COLUMN_GROUP),
            phrase(language, PHRASE_REPORT_COLUMN_PAGE) });
    if (r->sheet.canvas != NULL)
        ink_rule(r->sheet.canvas, SHEET_LEFT, r->sheet.y, SHEET_COLUMN, 0.4);
    r->sheet.y += 1.5 * MM;
}

static void put_list(struct report *r)
{
    struct sheet *s = &r->sheet;
    const double row = sheet_text.leading_pt + 1.5 * MM, whole = (1 + r->shown) * row + 3 * MM;
    bool fits = whole < SHEET_BOTTOM - SHEET_TOP - 20 * MM; /* on a page of its own, if need be */
    sheet_section(
        s, phrase(results_language(r->results), PHRASE_REPORT_ALL), fits ? whole : 4 * row);
    put_list_head(r);
    for (int rank = 0; rank < r->shown; rank++) {
        int i = r->order[rank], page = s->page;
        sheet_need(s, 2 * row);
        if (s->page != page)
            put_list_head(r);
        put_row(r, sheet_text,
            (const char *const[]){ results_title(r->results, s->arena, i),
                report_number(r, (long)r->results->published->cards[i].tally.total),
                digest_division(r->results, i), report_number(r, r->pages[i]) });
    }
}

void report_cover(struct report *r)
{
    put_meeting(r);
    put_answers(r);
    if (r->shown == 0)
        return;
    put_starts(r);
    put_list(r);
}
