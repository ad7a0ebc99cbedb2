#include "content/load.h"

#include "content/card.h"
#include "content/deck.h"
#include "content/folder.h"
#include "content/phrases.h"
#include "content/vocabulary.h"
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

struct loading {
    struct arena *a;
    struct arena *names; /* for the whole loading */
    struct arena *scratch; /* for one file */
    struct faults *faults;
    int root_fd, shipped_fd; /* shipped: -1 if there is none */
    struct content *content;
    struct card_file *card_files;
    int card_file_count;
};

static int open_root(const char *dir, struct faults *faults)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        faults_add(faults, dir, 0, "Give a folder with cards/ and decks/ in it.",
            "This folder cannot be read: %s.", strerror(errno));
    return fd;
}

/* A file through the door, or false. */
static bool open_source(struct loading *l, const struct folder *folder,
    const struct folder_file *file, struct source *source)
{
    size_t len;
    arena_reset(l->scratch);
    *source = (struct source){ .file = file->label,
        .scratch = l->scratch,
        .faults = l->faults,
        .faults_before = l->faults->count };
    const char *bytes = folder_read(folder, file, l->scratch, &len, l->faults);
    if (bytes != NULL)
        source->text = text_clean(l->scratch, file->label, bytes, len, l->faults);
    return source->text != NULL;
}

/* The folder of the pack, or the shipped one where the pack has nothing; *own tells which. */
static void open_either(
    struct loading *l, struct folder *folder, const char *name, const char *ending, bool *own)
{
    int before = l->faults->count;
    folder_open(folder, l->names, l->root_fd, name, ending, l->faults);
    *own = folder->file_count > 0 || l->faults->count > before || l->shipped_fd < 0;
    if (!*own) {
        folder_close(folder);
        folder_open(folder, l->names, l->shipped_fd, name, ending, l->faults);
    }
    if (folder->file_count == 0 && l->faults->count == before)
        faults_add(l->faults, name, 0, "Copy this folder from a pack that works.",
            "There are no files here.");
}

static bool is_language_code(const char *code)
{
    size_t small = strspn(code, "abcdefghijklmnopqrstuvwxyz"), len = strlen(code);
    if (small < 2 || small > 3 || len >= sizeof((struct language *)0)->code)
        return false;
    for (const char *p = code + small; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            return false;
    return code[small] == '\0' || (code[small] == '-' && len > small + 1);
}

/* nl first, then en, then the others by code. */
static int by_language(const void *a, const void *b)
{
    const struct folder_file *one = *(const struct folder_file *const *)a;
    const struct folder_file *other = *(const struct folder_file *const *)b;
    static const char *const first[] = { "nl", "en" };
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++) {
        int is_one = strcmp(one->stem, first[i]) == 0,
            is_other = strcmp(other->stem, first[i]) == 0;
        if (is_one != is_other)
            return is_other - is_one;
    }
    return strcmp(one->stem, other->stem);
}

static void load_languages(struct loading *l)
{
    struct folder folder;
    bool own;
    const struct folder_file *files[LANGUAGE_MAX];
    struct phrase_lines lines[LANGUAGE_MAX] = { 0 };
    int count = 0;

    open_either(l, &folder, "phrases", ".po", &own);
    for (int i = 0; i < folder.file_count; i++) {
        const struct folder_file *file = &folder.files[i];
        if (!is_language_code(file->stem))
            faults_add(l->faults, file->label, 0,
                "Name it after the code of its language, such as nl.po.",
                "The name is not the code of a language.");
        else if (count == LANGUAGE_MAX)
            faults_add(l->faults, file->label, 0, "Take one out.",
                "There are more than %d languages.", LANGUAGE_MAX);
        else
            files[count++] = file;
    }
    qsort(files, (size_t)count, sizeof files[0], by_language);
    for (int i = 0; i < count; i++) {
        struct language *language = &l->content->languages[i];
        struct source source;
        memcpy(language->code, files[i]->stem, strlen(files[i]->stem) + 1);
        if (!open_source(l, &folder, files[i], &source))
            continue;
        phrases_read(language, &lines[i], l->a, &source);
        language->name = phrase(language, PHRASE_LANGUAGE_NAME);
        if (i > 0)
            phrases_compare(language, &lines[i], files[i]->label, &l->content->languages[0],
                l->scratch, l->faults);
    }
    l->content->language_count = count;
    folder_close(&folder);
}

/* Splits "vier-minuten.nl" into key and language; false: a fault says why. */
static bool name_card(struct loading *l, const struct folder_file *file, struct card_file *card)
{
    const char *dot = strchr(file->stem, '.');
    if (dot == NULL || !text_is_key(file->stem, (size_t)(dot - file->stem))) {
        faults_add(l->faults, file->label, 0,
            "Use small letters, digits and hyphens, then the language: vier-minuten.nl.md.",
            "The name is not <card>.<language>.md.");
        return false;
    }
    card->language = content_language(l->content, dot + 1);
    if (card->language < 0) {
        faults_add(l->faults, file->label, 0, "Rename it, or add phrases in that language.",
            "There are no phrases in the language of this file.");
        return false;
    }
    card->key = arena_strndup(l->a, file->stem, (size_t)(dot - file->stem));
    card->file = file->label;
    return true;
}

static int by_card(const void *a, const void *b)
{
    const struct card_file *one = a, *other = b;
    int order = strcmp(one->key, other->key);
    return order != 0 ? order : one->language - other->language;
}

static void read_card_files(struct loading *l)
{
    struct folder folder;
    folder_open(&folder, l->names, l->root_fd, "cards", ".md", l->faults);
    l->card_files = arena_alloc(l->names, (size_t)folder.file_count * sizeof l->card_files[0]);
    for (int i = 0; i < folder.file_count; i++) {
        struct card_file *card = &l->card_files[l->card_file_count];
        struct source source;
        if (!name_card(l, &folder.files[i], card))
            continue;
        l->card_file_count++;
        if (open_source(l, &folder, &folder.files[i], &source))
            card_read(card, l->a, &source, l->content->languages[card->language].code);
    }
    if (folder.file_count == 0)
        faults_add(l->faults, "cards", 0, "Write one; content/README.md shows how.",
            "There are no cards.");
    qsort(l->card_files, (size_t)l->card_file_count, sizeof l->card_files[0], by_card);
    folder_close(&folder);
}

static void compare_counts(
    struct loading *l, const struct card_file *card, const struct card_file *first)
{
    if (card->choice_line > 0 && first->choice_line > 0 &&
        card->choice_count != first->choice_count)
        faults_add(l->faults, card->file, card->choice_line,
            "Give both languages the same choices in the same order.",
            "There are %d choices; %s has %d.", card->choice_count, first->file,
            first->choice_count);
    if (card->question_line > 0 && first->question_line > 0 &&
        card->question_count != first->question_count)
        faults_add(l->faults, card->file, card->question_line,
            "Give both languages the same questions in the same order.",
            "There are %d questions; %s has %d.", card->question_count, first->file,
            first->question_count);
}

static void load_cards(struct loading *l)
{
    read_card_files(l);
    struct card *cards = arena_alloc(l->a, (size_t)l->card_file_count * sizeof *cards);
    int count = 0;
    const struct card_file *first = NULL;
    for (int i = 0; i < l->card_file_count; i++) {
        const struct card_file *file = &l->card_files[i];
        if (first == NULL || strcmp(first->key, file->key) != 0) {
            first = file;
            cards[count++] = (struct card){ .key = file->key, .choice_count = file->choice_count };
        } else {
            compare_counts(l, file, first);
        }
        cards[count - 1].text[file->language] = file->text;
    }
    for (int i = 0; i < count; i++)
        card_version(cards[i].version, &cards[i], l->content->languages);
    l->content->cards = cards;
    l->content->card_count = count;
}

static bool is_plain_key(struct loading *l, const struct folder_file *file)
{
    if (text_is_key(file->stem, strlen(file->stem)))
        return true;
    faults_add(l->faults, file->label, 0, "Use small letters, digits and hyphens, then .md.",
        "The name is not a key.");
    return false;
}

static void load_vocabularies(struct loading *l)
{
    struct folder folder;
    bool own;
    open_either(l, &folder, "vocabularies", ".md", &own);
    struct vocabulary *list = arena_alloc(l->a, (size_t)folder.file_count * sizeof *list);
    l->content->vocabularies = list;
    for (int i = 0; i < folder.file_count; i++) {
        const struct folder_file *file = &folder.files[i];
        struct source source;
        if (!is_plain_key(l, file))
            continue;
        struct vocabulary *vocabulary = &list[l->content->vocabulary_count++];
        vocabulary->key = arena_strdup(l->a, file->stem);
        if (open_source(l, &folder, file, &source))
            vocabulary_read(vocabulary, l->a, &source, l->content, !own);
    }
    folder_close(&folder);
}

/* Finds what the deck names. */
static void link_deck(struct loading *l, struct deck_file *d)
{
    struct content *c = l->content;
    if (d->vocabulary != NULL)
        d->deck.vocabulary = content_vocabulary(c, d->vocabulary);
    if (d->vocabulary != NULL && d->deck.vocabulary == NULL)
        faults_add(l->faults, d->file, d->vocabulary_line,
            "Name a file of vocabularies/, without .md.", "There is no vocabulary \"%s\".",
            text_excerpt(l->names, d->vocabulary, strlen(d->vocabulary)));
    for (int i = 0; i < d->card_count; i++) {
        const struct card *card = content_card(c, d->cards[i]);
        if (card != NULL)
            d->deck.cards[d->deck.card_count++] = card;
        else
            faults_add(l->faults, d->file, d->card_lines[i],
                "Name a file of cards/, without .nl.md.", "There is no card \"%s\".", d->cards[i]);
    }
}

static void load_decks(struct loading *l)
{
    struct folder folder;
    folder_open(&folder, l->names, l->root_fd, "decks", ".md", l->faults);
    struct deck *decks = arena_alloc(l->a, (size_t)folder.file_count * sizeof *decks);
    l->content->decks = decks;
    for (int i = 0; i < folder.file_count; i++) {
        const struct folder_file *file = &folder.files[i];
        struct source source;
        if (!is_plain_key(l, file) || !open_source(l, &folder, file, &source))
            continue;
        struct deck_file d = { .file = file->label };
        d.deck.key = arena_strdup(l->a, file->stem);
        deck_read(&d, l->a, &source, l->content);
        link_deck(l, &d);
        decks[l->content->deck_count++] = d.deck;
    }
    if (folder.file_count == 0)
        faults_add(l->faults, "decks", 0, "Write one; content/README.md shows how.",
            "There are no decks.");
    folder_close(&folder);
}

static int by_place(const void *a, const void *b, void *unused)
{
    const struct fault *one = a, *other = b;
    (void)unused;
    int order = strcmp(one->file, other->file);
    return order != 0 ? order : one->line - other->line;
}

/* Stable: faults on one line stay in the order they were found in. */
static void sort_faults(struct fault *list, int count)
{
#if GLIB_CHECK_VERSION(2, 82, 0) /* the older name is deprecated from there on */
    g_sort_array(list, (gsize)count, sizeof *list, by_place, NULL);
#else
    g_qsort_with_data(list, count, sizeof *list, by_place, NULL);
#endif
}

const struct content *content_load(
    struct arena *a, const char *dir, const char *shipped_dir, struct faults *faults)
{
    int before = faults->count;
    struct loading l = {
        .a = a, .faults = faults, .root_fd = open_root(dir, faults), .shipped_fd = -1
    };
    if (l.root_fd < 0)
        return NULL;
    if (shipped_dir != NULL)
        l.shipped_fd = open(shipped_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    l.names = arena_new();
    l.scratch = arena_new();
    l.content = arena_alloc(a, sizeof *l.content);

    load_languages(&l);
    load_cards(&l);
    load_vocabularies(&l);
    load_decks(&l);
    bool ok = faults->count == before;
    if (!ok)
        sort_faults(faults->list + before, faults->count - before);

    arena_free(l.names);
    arena_free(l.scratch);
    close(l.root_fd);
    if (l.shipped_fd >= 0)
        close(l.shipped_fd);
    return ok ? l.content : NULL;
}
