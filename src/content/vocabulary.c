#include "content/vocabulary.h"

#include "content/markdown.h"
#include <string.h>

enum { WORD_LETTERS = 24, QUESTION_LETTERS = 60 };

enum { NO_LANGUAGE = -1, OTHER_LANGUAGE = -2 };

static const char how[] =
    "Write - excellence: Word. Question? and the same for ethics and engagement.";

static int element_of(const char *text, size_t len)
{
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        const char *key = element_key((enum element)e);
        if (strlen(key) == len && memcmp(key, text, len) == 0)
            return e;
    }
    return -1;
}

/* "excellence: Word. Question?" */
static void take_item(struct vocabulary *v, struct arena *a, const struct source *s,
    const struct block *b, int language)
{
    const char *colon = strchr(b->text, ':');
    const char *stop = colon == NULL ? NULL : strstr(colon, ". ");
    int element = colon == NULL ? -1 : element_of(b->text, (size_t)(colon - b->text));
    if (stop == NULL || element < 0) {
        faults_add(s->faults, s->file, b->line, how, "This is not one of the three: \"%s\".",
            text_excerpt(s->scratch, b->text, strlen(b->text)));
        return;
    }
    const char *word = text_squeeze(s->scratch, colon + 1, (size_t)(stop - colon - 1));
    const char *question = text_squeeze(s->scratch, stop + 1, strlen(stop + 1));
    text_limit(s, b->line, "The word", word, WORD_LETTERS);
    text_limit(s, b->line, "The question", question, QUESTION_LETTERS);
    if (word[0] == '\0' || question[0] == '\0')
        faults_add(s->faults, s->file, b->line, how, "The word or its question is missing.");
    if (language < 0)
        return;
    if (v->says[language][element].word != NULL)
        faults_add(s->faults, s->file, b->line, "Keep one of the two.", "%s stands here twice.",
            element_key((enum element)element));
    v->says[language][element].word = arena_strdup(a, word);
    v->says[language][element].question = arena_strdup(a, question);
}

static int take_heading(
    const struct source *s, const struct block *b, const struct content *languages, bool others_too)
{
    int language = content_language(languages, b->text);
    if (b->level == 1 && (language >= 0 || others_too))
        return language >= 0 ? language : OTHER_LANGUAGE;
    faults_add(s->faults, s->file, b->line,
        "Write # and the code of a language that phrases/ has a file for, such as # nl.",
        "The heading \"%s\" is not a language.",
        text_excerpt(s->scratch, b->text, strlen(b->text)));
    return OTHER_LANGUAGE;
}

void vocabulary_read(struct vocabulary *vocabulary, struct arena *a, const struct source *source,
    const struct content *languages, bool others_too)
{
    struct blocks blocks = markdown_read(source, source->text, 1);
    int language = NO_LANGUAGE, lines[LANGUAGE_MAX] = { 0 }, heading_count = 0;

    for (int i = 0; i < blocks.count; i++) {
        const struct block *b = &blocks.list[i];
        if (b->kind == BLOCK_HEADING) {
            heading_count++;
            language = take_heading(source, b, languages, others_too);
            if (language >= 0 && lines[language] != 0)
                faults_add(source->faults, source->file, b->line, "Keep one of the two.",
                    "The language %s stands here twice.", b->text);
            if (language >= 0)
                lines[language] = b->line;
        } else if (b->kind == BLOCK_ITEM && language != NO_LANGUAGE) {
            take_item(vocabulary, a, source, b, language);
        } else {
            faults_add(source->faults, source->file, b->line, how,
                "There are headings with a language here, and below each a list only.");
        }
    }
    if (heading_count == 0)
        faults_add(source->faults, source->file, 0, "Write # nl, and below it the three words.",
            "There is no language here.");
    for (int l = 0; l < LANGUAGE_MAX; l++)
        for (int e = 0; lines[l] != 0 && e < ELEMENT_COUNT; e++)
            if (vocabulary->says[l][e].word == NULL)
                faults_add(source->faults, source->file, lines[l], how,
                    "%s is missing in this language.", element_key((enum element)e));
}
