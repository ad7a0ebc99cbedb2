#include "content/deck.h"

#include "content/front.h"
#include "content/markdown.h"
#include <string.h>

enum { NAME_LETTERS = 48, THEME_LETTERS = 60 };

static const char theme_prefix[] = "theme.";

/* The language that key names or gives the theme in; -1: neither. */
static int language_of(const char *key, const struct content *languages, bool *is_theme)
{
    size_t len = strlen(theme_prefix);
    *is_theme = strncmp(key, theme_prefix, len) == 0;
    return content_language(languages, *is_theme ? key + len : key);
}

static bool is_front_key(const char *key, const void *context)
{
    bool is_theme;
    return strcmp(key, "vocabulary") == 0 || language_of(key, context, &is_theme) >= 0;
}

static const char *known_keys(struct arena *a, const struct content *languages)
{
    const char *known = "vocabulary";
    for (int i = 0; i < languages->language_count; i++)
        known = arena_printf(a, "%s, %s, theme.%s", known, languages->languages[i].code,
            languages->languages[i].code);
    return known;
}

static void take_front(struct deck_file *deck, struct arena *a, const struct source *s,
    const struct front *front, const struct content *languages)
{
    for (int i = 0; i < front->count; i++) {
        const struct front_line *line = &front->lines[i];
        if (strcmp(line->key, "vocabulary") == 0) {
            deck->vocabulary = arena_strdup(a, line->value);
            deck->vocabulary_line = line->line;
            continue;
        }
        bool is_theme;
        int language = language_of(line->key, languages, &is_theme);
        text_limit(s, line->line, is_theme ? "The theme" : "The name", line->value,
            is_theme ? THEME_LETTERS : NAME_LETTERS);
        *(is_theme ? &deck->deck.theme[language] : &deck->deck.name[language]) =
            arena_strdup(a, line->value);
    }
}

static void take_card(
    struct deck_file *deck, struct arena *a, const struct source *s, const struct block *b)
{
    if (b->kind != BLOCK_ITEM) {
        faults_add(s->faults, s->file, b->line, "Write - and the key of a card on each line.",
            "Below the second --- there is one list of cards only.");
        return;
    }
    for (int i = 0; i < deck->card_count; i++)
        if (strcmp(deck->cards[i], b->text) == 0) {
            faults_add(s->faults, s->file, b->line, "Keep one of the two.",
                "The card \"%s\" stands in this deck twice.", b->text);
            return;
        }
    if (deck->card_count == DECK_CARD_MAX) {
        faults_add(s->faults, s->file, b->line, "Leave some out, or make two decks.",
            "There are more than %d cards.", DECK_CARD_MAX);
        return;
    }
    deck->card_lines[deck->card_count] = b->line;
    deck->cards[deck->card_count++] =
        arena_strdup(a, text_excerpt(s->scratch, b->text, strlen(b->text)));
}

void deck_read(struct deck_file *deck, struct arena *a, const struct source *source,
    const struct content *languages)
{
    struct front front;
    front_read(&front, source, known_keys(source->scratch, languages), is_front_key, languages);
    take_front(deck, a, source, &front, languages);

    bool named = false;
    for (int i = 0; i < LANGUAGE_MAX; i++)
        named = named || deck->deck.name[i] != NULL;
    if (!named)
        faults_add(source->faults, source->file, 1,
            "Add a line such as nl: Kennismaking between the two ---.", "The deck has no name.");
    if (deck->vocabulary == NULL)
        faults_add(source->faults, source->file, 1,
            "Add a line vocabulary: vakmanschap between the two ---.",
            "The deck names no vocabulary.");

    struct blocks blocks = markdown_read(source, front.body, front.body_line);
    for (int i = 0; i < blocks.count; i++)
        take_card(deck, a, source, &blocks.list[i]);
    if (blocks.count == 0)
        faults_add(source->faults, source->file, 0, "Write - and the key of a card on each line.",
            "The deck has no cards.");
}
