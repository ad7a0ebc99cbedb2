#include "documents/mail_txt.h"

#include "core/date.h"
#include "core/plain_text.h"
#include "documents/digest.h"
#include "documents/meeting_label.h"

#include <string.h>

enum { BEGIN_MAX = 3 };

static const char *number(struct arena *a, long n)
{
    return arena_printf(a, "%ld", n);
}

/* "Goed Werk Hub, Rotterdam, 21 november 2026: 178 antwoorden op 6 dilemma's." */
static const char *meeting_line(struct arena *a, const struct results *r, int shown)
{
    const struct meeting *m = &r->published->meeting;
    const struct language *l = results_language(r);
    const char *date = date_long(a, l, m->date), *name = meeting_name(a, m);
    const char *counted =
        phrase_count(a, l, PHRASE_GROUP_COUNT, (long)published_on_cards(r->published));
    if (date[0] != '\0')
        name = arena_printf(a, "%s, %s", name, date);
    if (shown == 0)
        return arena_printf(a, "%s. %s", name, phrase(l, PHRASE_REPORT_NONE));
    return arena_printf(a, "%s: %s.", name,
        phrase_fill(a, phrase_n(l, PHRASE_REPORT_ANSWERS, shown), "answers", counted, "n",
            number(a, shown), NULL));
}

static const char *begin_line(struct arena *a, const struct results *r, const int *order, int shown)
{
    const char *cards = "";
    for (int i = 0; i < shown && i < BEGIN_MAX; i++) {
        const char *title = results_title(r, a, order[i]);
        if (digest_divides(r, order[i]) != DIVISION_UNKNOWN)
            title = arena_printf(a, "%s (%s)", title, digest_division(r, order[i]));
        cards = i == 0 ? title : arena_printf(a, "%s, %s", cards, title);
    }
    return phrase_fill(a, phrase(results_language(r), PHRASE_MAIL_BEGIN), "cards", cards, NULL);
}

static const char *card_lines(struct arena *a, const struct results *r, int i)
{
    const struct card_text *text = results_text(r, i);
    const char *line = arena_printf(a, "%s: %s\n", results_title(r, a, i), digest_choices(r, a, i));
    if (text == NULL || text->question_count == 0)
        return line;
    return arena_printf(a, "%s%s\n", line,
        phrase_fill(a, phrase(results_language(r), PHRASE_MAIL_THINK), "question",
            text->questions[0], NULL));
}

struct document mail_txt(struct arena *a, const struct results *r)
{
    int shown;
    const int *order = digest_order(r, a, &shown);
    const char *promise = phrase_fill(a, phrase(results_language(r), PHRASE_PRIVACY_4), "min",
        number(a, r->published->meeting.group_min), NULL);
    const char *text = arena_printf(a, "%s\n", meeting_line(a, r, shown));
    if (shown > 0)
        text = arena_printf(
            a, "%s%s\n%s", text, begin_line(a, r, order, shown), card_lines(a, r, order[0]));
    text = plain_text(a, arena_printf(a, "%s%s\n", text, promise));
    return (struct document){ .bytes = text, .len = strlen(text) };
}
