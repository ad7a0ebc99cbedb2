#include "documents/digest.h"
#include "documents/report_chart.h"
#include "documents/report_pages.h"
#include "documents/report_table.h"

#define MM TYPESET_PT_PER_MM
#define NOTES_MIN (36 * MM) /* heading and two lines: fewer are not worth a page */

static const struct typeset_style style_title = { FACE_TITLE, 22, 27 };

static void put_head(struct report *r, int i)
{
    struct sheet *s = &r->sheet;
    const struct card_text *text = results_text(r->results, i);
    sheet_put(s, style_title, results_title(r->results, s->arena, i));
    s->y += 1 * MM;
    sheet_put(s, sheet_strong, digest_answers(r->results, s->arena, i));
    s->y += 2 * MM;
    if (text == NULL)
        sheet_put(s, sheet_text, phrase(results_language(r->results), PHRASE_REPORT_UNKNOWN));
    else if (text->teaser != NULL && text->teaser[0] != '\0')
        sheet_put(s, sheet_teaser, text->teaser);
}

static void put_questions(struct report *r, const struct card_text *text)
{
    struct sheet *s = &r->sheet;
    sheet_section(s, phrase(results_language(r->results), PHRASE_GROUP_THINK), 25 * MM);
    for (int i = 0; i < text->question_count; i++) {
        s->y += i > 0 ? 3 * MM : 0;
        sheet_ask(s, text->questions[i]);
    }
}

void report_card(struct report *r, int i)
{
    struct sheet *s = &r->sheet;
    const struct language *language = results_language(r->results);
    const struct published_card *card = &r->results->published->cards[i];
    const struct card_text *text = results_text(r->results, i);
    put_head(r, i);
    sheet_section(s, phrase(language, PHRASE_GROUP_ELEMENTS), 20 * MM);
    report_chart_elements(s, r->results, card->tally.element, card->tally.total);
    sheet_section(s, phrase(language, PHRASE_GROUP_CHOICES), 20 * MM);
    report_chart_choices(s, r->results, i);
    if (card->tally.has_table) {
        sheet_section(s, phrase(language, PHRASE_REPORT_TABLE), report_table_height());
        report_table(s, r->results, i);
    }
    if (text != NULL && text->question_count > 0)
        put_questions(r, text);
    if (s->y + NOTES_MIN <= SHEET_BOTTOM) {
        sheet_section(s, phrase(language, PHRASE_REPORT_NOTES), 0);
        sheet_rules(s);
    }
}
