#include "documents/readme_txt.h"

#include "core/phrase.h"
#include "documents/meeting_label.h"

#include <glib.h>
#include <inttypes.h>

#define BOM "\xef\xbb\xbf"
#define EOL "\r\n"

struct wording {
    const char *title, *files, *in_it, *not_in_it, *pool, *left_out;
};

static const struct wording dutch = {
    .title = "Goed Werk: wat deze bestanden zijn",
    .files = "De bestanden",
    .in_it = "Wat erin staat" EOL EOL
             "  Per kaart: hoe vaak elke E en elke keuze is gekozen. Wat je ziet, telt altijd" EOL
             "  minstens {min} antwoorden samen. Vanaf {table} antwoorden op een kaart zie je ook "
             "welke" EOL "  keuze bij welke E hoort." EOL,
    .not_in_it =
        "Wat er niet in staat" EOL EOL
        "  Geen namen, geen tijdstippen, geen losse antwoorden en geen volgorde. Ook geen" EOL
        "  kaarten met te weinig antwoorden." EOL,
    .pool =
        "  Kaart \"-\" is wat van alle kaarten samen overbleef. Daarvan zie je alleen de E's." EOL,
    .left_out = "  Aantal antwoorden dat nergens in staat, omdat het er te weinig waren: {n}." EOL,
};

static const struct wording english = {
    .title = "Good Work: what these files are",
    .files = "The files",
    .in_it = "What is in them" EOL EOL
             "  For each card: how often each E and each choice was chosen. What you see always" EOL
             "  adds up at least {min} answers. From {table} answers to a card on, you also see "
             "which" EOL "  choice goes with which E." EOL,
    .not_in_it = "What is not in them" EOL EOL
                 "  No names, no times, no single answers and no order. No cards with too few" EOL
                 "  answers either." EOL,
    .pool =
        "  Card \"-\" is what was left of all cards together. Of that you see the E's only." EOL,
    .left_out = "  Number of answers that are in no file, because they were too few: {n}." EOL,
};

static void put_sentences(
    GString *text, struct arena *a, const struct wording *w, const struct published *p)
{
    g_string_append(
        text, phrase_fill(a, w->in_it, "min", arena_printf(a, "%d", p->meeting.group_min), "table",
                  arena_printf(a, "%d", TALLY_TABLE_FROM), NULL));
    if (p->has_pool)
        g_string_append(text, w->pool);
    g_string_append(text, EOL);
    g_string_append(text, w->not_in_it);
    if (p->left_out > 0)
        g_string_append(
            text, phrase_fill(a, w->left_out, "n", arena_printf(a, "%" PRIu32, p->left_out), NULL));
}

static void put_language(GString *text, struct arena *a, const struct wording *w,
    const struct published *p, const struct readme_entry *entries, size_t count)
{
    g_string_append_printf(text, "%s" EOL "%s" EOL EOL "%s" EOL EOL, w->title,
        meeting_label(a, &p->meeting), w->files);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(text, "  %s" EOL "    %s" EOL, entries[i].name,
            w == &dutch ? entries[i].nl : entries[i].en);
    g_string_append(text, EOL);
    put_sentences(text, a, w, p);
}

struct document readme_txt(
    struct arena *a, const struct published *p, const struct readme_entry *entries, size_t count)
{
    GString *text = g_string_new(BOM);
    put_language(text, a, &dutch, p, entries, count);
    g_string_append(text, EOL "----" EOL EOL);
    put_language(text, a, &english, p, entries, count);
    struct document out = { .bytes = arena_strndup(a, text->str, text->len), .len = text->len };
    g_string_free(text, TRUE);
    return out;
}
