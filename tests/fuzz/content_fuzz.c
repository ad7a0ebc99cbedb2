/*
 * libFuzzer target: any bytes at the door of the content loader, as one of its kinds of file. The
 * first byte chooses the kind, so that a corpus file is that letter and the text of a file.
 * Nothing may crash, hang, or call a text good that is not.
 */
#include "content/card.h"
#include "content/deck.h"
#include "content/phrases.h"
#include "content/plural.h"
#include "content/vocabulary.h"
#include <assert.h>
#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct content languages = { .languages = { { .code = "nl" }, { .code = "en" } },
    .language_count = 2 };

/* What the glass and the paper rely on. */
static void check_text(const char *text)
{
    assert(g_utf8_validate(text, -1, NULL));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        assert(!text_forbids(g_utf8_get_char(p)) || *p == EMPHASIS_ON || *p == EMPHASIS_OFF);
}

static void read_card(struct arena *a, const struct source *source)
{
    struct card_file file = { .key = "card" };
    card_read(&file, a, source, "nl");
    assert((file.text == NULL) == (source->faults->count > source->faults_before));
    if (file.text == NULL)
        return;
    struct card card = { .choice_count = file.choice_count, .text = { file.text } };
    card_version(card.version, &card, languages.languages);
    assert(strlen(card.version) == CARD_VERSION_LEN);
    check_text(file.text->title);
    check_text(file.text->teaser);
    for (int i = 0; i < file.text->paragraph_count; i++)
        check_text(file.text->paragraphs[i]);
    for (int i = 0; i < file.choice_count; i++)
        check_text(file.text->choices[i]);
    for (int i = 0; i < file.text->question_count; i++)
        check_text(file.text->questions[i]);
}

static void read_phrases(struct arena *a, const struct source *source)
{
    static const struct language model = { .code = "nl",
        .text = { { "{a} {b}" }, { "x" }, { "{n}", "{n}" } } };
    struct language *language = arena_alloc(a, sizeof *language);
    struct phrase_lines *lines = arena_alloc(a, sizeof *lines);
    phrases_read(language, lines, a, source);
    phrases_compare(language, lines, source->file, &model, source->scratch, source->faults);
    for (int id = 0; id < PHRASE_COUNT; id++)
        if (language->text[id][0] != NULL)
            (void)phrase_fill(a, phrase_n(language, (enum phrase_id)id, id), "n", "5", NULL);
}

static void compile_rule(const char *text)
{
    struct plural_rule rule;
    struct err err;
    if (!plural_compile(&rule, text, &err))
        return;
    for (long n = -1; n < 300; n++)
        assert(plural_form(&rule, n) < rule.forms);
}

static void read_file(uint8_t kind, struct arena *a, const struct source *source)
{
    struct deck_file deck = { .file = "f" };
    struct vocabulary vocabulary = { .key = "v" };
    switch (kind) {
    case 'c':
        read_card(a, source);
        break;
    case 'd':
        deck_read(&deck, a, source, &languages);
        assert(deck.card_count <= DECK_CARD_MAX);
        break;
    case 'v':
        vocabulary_read(&vocabulary, a, source, &languages, false);
        break;
    case 'p':
        read_phrases(a, source);
        break;
    case 'r':
        compile_rule(source->text);
        break;
    default:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *a = arena_new(), *scratch = arena_new();
    struct faults faults = { .arena = a };
    struct source source = { .file = "f", .scratch = scratch, .faults = &faults };
    source.text = text_clean(scratch, "f", (const char *)data + 1, size - 1, &faults);
    if (source.text != NULL)
        read_file(data[0], a, &source);
    arena_free(scratch);
    arena_free(a);
    return 0;
}
