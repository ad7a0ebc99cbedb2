#include "content/card.h"

#include "content/front.h"
#include "content/markdown.h"
#include <glib.h>
#include <string.h>

enum {
    FIELD_LETTERS = 22,
    TITLE_LETTERS = 28,
    TEASER_LETTERS = 70,
    STORY_LETTERS = 450,
    CHOICE_LETTERS = 50,
    QUESTION_LETTERS = 90,
};

/* How long a story is to read; other languages say the same in fewer or more words. */
static const struct {
    const char *code;
    int least, most;
} story_words[] = { { "nl", 45, 75 }, { "en", 45, 85 }, { "", 1, 85 } };

/* A heading of the second level and the list below it. */
struct section {
    int line; /* of the heading; 0: not there */
    struct {
        const char *text;
        int line;
    } items[CARD_CHOICE_MAX];
    int count; /* may be more than fit in items */
};

struct reading {
    const struct source *source;
    const char *title, *teaser;
    const char *paragraphs[CARD_PARAGRAPH_MAX];
    int paragraph_count, story_line;
    int teaser_line;
    struct section choices, questions;
    struct section *section; /* the one being read; NULL: above the first */
};

static void fault(const struct reading *r, int line, const char *mend, const char *what)
{
    faults_add(r->source->faults, r->source->file, line, mend, "%s", what);
}

static bool is_front_key(const char *key, const void *context)
{
    (void)context;
    return strcmp(key, "field") == 0 || strcmp(key, "themes") == 0;
}

static const char *read_front(struct front *front, const struct source *source)
{
    front_read(front, source, "field (needed), themes (if you like)", is_front_key, NULL);
    const struct front_line *field = front_find(front, "field");
    if (field == NULL) {
        faults_add(source->faults, source->file, 1,
            "Add a line such as field: Onderwijs between the two ---.", "The field is missing.");
        return "";
    }
    text_limit(source, field->line, "The field", field->value, FIELD_LETTERS);
    return field->value;
}

static void take_heading(struct reading *r, const struct block *b)
{
    if (b->level == 1 && r->section == NULL && r->title == NULL && r->paragraph_count == 0) {
        r->title = b->text;
        text_limit(r->source, b->line, "The title", b->text, TITLE_LETTERS);
    } else if (b->level == 1) {
        fault(r, b->line, "Use ## for the headings above the choices and the questions.",
            "There is a second heading of the first level, or it comes too late.");
    } else if (b->level > 2) {
        fault(r, b->line, "Use # for the title and ## for the two others.",
            "A heading of this level has no place here.");
    } else if (r->section == &r->questions) {
        fault(r, b->line, "Keep two: one above the choices, one above the questions.",
            "There is a third ## heading.");
    } else {
        r->section = r->section == NULL ? &r->choices : &r->questions;
        r->section->line = b->line;
    }
}

static void take_paragraph(struct reading *r, const struct block *b)
{
    if (r->section != NULL) {
        fault(r, b->line, "Begin each line of the list with a hyphen and a space.",
            "Below this heading there is a list only.");
        return;
    }
    if (r->teaser == NULL && r->paragraph_count == 0 && b->all_emphasis) {
        r->teaser = markdown_plain(r->source->scratch, b->text);
        text_limit(r->source, b->line, "The teaser", r->teaser, TEASER_LETTERS);
        return;
    }
    if (r->paragraph_count == 0)
        r->story_line = b->line;
    if (r->paragraph_count < CARD_PARAGRAPH_MAX)
        r->paragraphs[r->paragraph_count] = b->text;
    else if (r->paragraph_count == CARD_PARAGRAPH_MAX)
        fault(r, b->line, "Join paragraphs or leave one out.",
            "The story has more than 3 paragraphs.");
    r->paragraph_count++;
}

static void take_item(struct reading *r, const struct block *b)
{
    struct section *s = r->section;
    if (s == NULL) {
        fault(r, b->line, "Write the story in paragraphs; choices come below a ## heading.",
            "There is a list in the story.");
        return;
    }
    if (s == &r->choices)
        text_limit(r->source, b->line, "This choice", b->text, CHOICE_LETTERS);
    else
        text_limit(r->source, b->line, "This question", b->text, QUESTION_LETTERS);
    if (s->count < CARD_CHOICE_MAX) {
        s->items[s->count].text = b->text;
        s->items[s->count].line = b->line;
    }
    s->count++;
}

static void check_story(const struct reading *r, const char *code)
{
    const struct source *s = r->source;
    if (r->paragraph_count == 0) {
        fault(r, 0, "Write one to three paragraphs below the title.", "The story is missing.");
        return;
    }
    int letters = 0, words = 0;
    for (int i = 0; i < r->paragraph_count && i < CARD_PARAGRAPH_MAX; i++) {
        letters += text_letters(r->paragraphs[i]);
        words += text_words(r->paragraphs[i]);
    }
    if (letters > STORY_LETTERS)
        faults_add(s->faults, s->file, r->story_line,
            "Shorten it: longer text does not fit on the glass.",
            "The story has %d letters; at most %d fit.", letters, STORY_LETTERS);
    size_t i = 0;
    while (story_words[i].code[0] != '\0' && strcmp(story_words[i].code, code) != 0)
        i++;
    if (words < story_words[i].least || words > story_words[i].most)
        faults_add(s->faults, s->file, r->story_line,
            words < story_words[i].least ? "Say who, what and when." : "Shorten it.",
            "The story has %d words; in this language it takes %d to %d.", words,
            story_words[i].least, story_words[i].most);
}

static void check_section(
    const struct reading *r, const struct section *section, const char *things, int least, int most)
{
    const struct source *s = r->source;
    const char *mend = arena_printf(
        s->scratch, "Write %d to %d of them as a list below a ## heading.", least, most);
    if (section->line == 0)
        faults_add(s->faults, s->file, 0, mend, "The %s are missing.", things);
    else if (section->count < least || section->count > most)
        faults_add(s->faults, s->file, section->line, mend,
            "There are %d %s; there can be %d to %d.", section->count, things, least, most);
    for (int i = 0; i < section->count && i < CARD_CHOICE_MAX; i++)
        for (int j = 0; j < i; j++)
            if (strcmp(section->items[i].text, section->items[j].text) == 0)
                fault(r, section->items[i].line, "Change one of the two.",
                    "This stands in the list twice.");
}

static struct card_text *keep(const struct reading *r, const char *field, struct arena *a)
{
    struct card_text *text = arena_alloc(a, sizeof *text);
    text->field = arena_strdup(a, field);
    text->title = arena_strdup(a, r->title);
    text->teaser = arena_strdup(a, r->teaser == NULL ? "" : r->teaser);
    text->paragraph_count = r->paragraph_count;
    for (int i = 0; i < r->paragraph_count; i++)
        text->paragraphs[i] = arena_strdup(a, r->paragraphs[i]);
    for (int i = 0; i < r->choices.count; i++)
        text->choices[i] = arena_strdup(a, r->choices.items[i].text);
    text->question_count = r->questions.count;
    for (int i = 0; i < r->questions.count; i++)
        text->questions[i] = arena_strdup(a, r->questions.items[i].text);
    return text;
}

void card_read(
    struct card_file *card, struct arena *a, const struct source *source, const char *code)
{
    struct front front;
    struct reading r = { .source = source };
    const char *field = read_front(&front, source);
    struct blocks blocks = markdown_read(source, front.body, front.body_line);

    for (int i = 0; i < blocks.count; i++) {
        const struct block *b = &blocks.list[i];
        if (b->kind == BLOCK_HEADING)
            take_heading(&r, b);
        else if (b->kind == BLOCK_PARAGRAPH)
            take_paragraph(&r, b);
        else
            take_item(&r, b);
    }
    if (r.title == NULL)
        fault(&r, 0, "Write it above the story: # and a space, then the title.",
            "The title is missing.");
    check_story(&r, code);
    check_section(&r, &r.choices, "choices", CARD_CHOICE_MIN, CARD_CHOICE_MAX);
    check_section(&r, &r.questions, "questions", 1, CARD_QUESTION_MAX);

    card->choice_count = r.choices.count;
    card->choice_line = r.choices.line;
    card->question_count = r.questions.count;
    card->question_line = r.questions.line;
    if (source->faults->count == source->faults_before)
        card->text = keep(&r, field, a);
}

/* A letter for what it is, the text, and the NUL that no text holds: no two cards run together. */
static void add(GChecksum *sum, char what, const char *text)
{
    g_checksum_update(sum, (const guchar *)&what, 1);
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static void add_text(GChecksum *sum, const struct card_text *text, int choice_count)
{
    add(sum, 'f', text->field);
    add(sum, 't', text->title);
    add(sum, 'i', text->teaser);
    for (int i = 0; i < text->paragraph_count; i++)
        add(sum, 's', text->paragraphs[i]);
    for (int i = 0; i < choice_count; i++)
        add(sum, 'c', text->choices[i]);
    for (int i = 0; i < text->question_count; i++)
        add(sum, 'q', text->questions[i]);
}

void card_version(
    char version[CARD_VERSION_LEN + 1], const struct card *card, const struct language *languages)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *last = "";
    for (int done = 0; done < LANGUAGE_MAX; done++) {
        int next = -1; /* by code: the order of languages is another one */
        for (int l = 0; l < LANGUAGE_MAX; l++)
            if (card->text[l] != NULL && strcmp(languages[l].code, last) > 0 &&
                (next < 0 || strcmp(languages[l].code, languages[next].code) < 0))
                next = l;
        if (next < 0)
            break;
        last = languages[next].code;
        add(sum, 'l', last);
        add_text(sum, card->text[next], card->choice_count);
    }
    memcpy(version, g_checksum_get_string(sum), CARD_VERSION_LEN);
    version[CARD_VERSION_LEN] = '\0';
    g_checksum_free(sum);
}
