/* Whole folders: what loads, what is refused where, and what a hostile one cannot do. */
#include "content/load.h"

#include "base/file.h"
#include "content_case.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void shipped(void **state)
{
    struct content_case c;
    (void)state;
    case_open(&c, NULL);
    const struct content *content = content_load(c.a, "content", NULL, &c.faults);
    case_expect_none(&c);
    assert_non_null(content);
    assert_string_equal(content->languages[0].code, "nl");
    assert_string_equal(content->languages[1].code, "en");
    assert_string_equal(content->languages[0].name, "Nederlands");
    const struct deck *deck = content_deck(content, "kennismaking");
    assert_int_equal(deck->card_count, 6);
    assert_string_equal(deck->vocabulary->says[0][ELEMENT_EXCELLENCE].word, "Vakmanschap");
    assert_non_null(content_vocabulary(content, "bekwaam"));
    assert_non_null(content_vocabulary(content, "goed"));
    for (int i = 0; i < content->card_count; i++) /* both languages tell each card */
        if (content->cards[i].text[0] == NULL || content->cards[i].text[1] == NULL)
            fail_msg("%s is in one language only", content->cards[i].key);
    case_close(&c);
}

static void good(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    case_put(&c, "cards/alleen.en.md", case_card);
    case_put(&c, "cards/.DS_Store", "x");
    case_put(&c, "cards/vijf.nl.md~", "x");
    case_put(&c, "cards/Thumbs.db", "x");
    const struct content *content = case_load(&c, NULL);
    case_expect_none(&c);
    assert_int_equal(content->language_count, 2);
    assert_int_equal(content->card_count, 2);
    assert_string_equal(content->cards[0].key, "alleen");
    assert_null(content->cards[0].text[0]);
    int found;
    assert_string_equal(card_text_in(&content->cards[0], 0, 0, &found)->field, "Beleid");
    assert_int_equal(found, 1);
    assert_string_not_equal(content->cards[0].version, content->cards[1].version);
    assert_int_equal(strlen(content->cards[0].version), CARD_VERSION_LEN);
    assert_int_equal(content->deck_count, 1);
    assert_string_equal(content->decks[0].name[0], "Eén");
    assert_null(content->decks[0].name[1]);
    assert_null(content->decks[0].theme[0]);
    assert_ptr_equal(content->decks[0].cards[0], &content->cards[1]);
    case_close(&c);
}

/* BOM, CRLF and tabs read as the same card. */
static void other_editors(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    const char *version = case_load(&c, NULL)->cards[0].version;
    char *text = arena_alloc(c.a, 3 * strlen(case_card) + 4), *to = text + 3;
    memcpy(text, "\xef\xbb\xbf", 3);
    for (const char *p = case_card; *p != '\0'; p++) {
        if (*p == '\n')
            *to++ = '\r';
        *to++ = *p == ' ' ? '\t' : *p;
    }
    case_put(&c, "cards/vijf.nl.md", text);
    const struct content *content = case_load(&c, NULL);
    case_expect_none(&c);
    assert_string_equal(content->cards[0].version, version);
    case_close(&c);
}

static void broken(void **state)
{
    static const struct {
        const char *file, *text; /* text NULL: the file is removed */
        const char *at;
        int line;
        const char *words;
    } cases[] = {
        /* names */
        { "cards/Vijf.nl.md", "x", "cards/Vijf.nl.md", 0, "not <card>.<language>.md" },
        { "cards/vijf.md", "x", "cards/vijf.md", 0, "not <card>.<language>.md" },
        { "cards/a_b.nl.md", "x", "cards/a_b.nl.md", 0, "not <card>.<language>.md" },
        { "cards/vijf.nl.md.txt", "x", "cards/vijf.nl.md.txt", 0, "does not end in .md" },
        { "cards/vijf.fr.md", "x", "cards/vijf.fr.md", 0, "no phrases in the language" },
        { "cards/\xff\n.nl.md", "x", "cards/??.nl.md", 0, "not <card>" }, /* shown harmlessly */
        { "decks/Een.md", "x", "decks/Een.md", 0, "not a key" },
        { "phrases/Nederlands.po", "x", "phrases/Nederlands.po", 0, "not the code of a language" },
        { "phrases/nl_BE.po", "x", "phrases/nl_BE.po", 0, "not the code of a language" },
        { "vocabularies/x y.md", "x", "vocabularies/x y.md", 0, "not a key" },
        /* decks */
        { "decks/een.md", NULL, "decks", 0, "no decks" },
        { "decks/een.md", "---\nnl: E\nvocabulary: vakmanschap\n---\n- vijf\n- zes\n",
            "decks/een.md", 6, "no card \"zes\"" },
        { "decks/een.md", "---\nnl: E\nvocabulary: vakmanschap\n---\n- vijf\n- vijf\n",
            "decks/een.md", 6, "twice" },
        { "decks/een.md", "---\nnl: E\nvocabulary: vak\n---\n- vijf\n", "decks/een.md", 3,
            "no vocabulary \"vak\"" },
        { "decks/een.md", "---\nnl: E\n---\n- vijf\n", "decks/een.md", 1, "names no vocabulary" },
        { "decks/een.md", "---\nvocabulary: vakmanschap\n---\n- vijf\n", "decks/een.md", 1,
            "no name" },
        { "decks/een.md", "---\nnl: E\nvocabulary: vakmanschap\n---\n", "decks/een.md", 0,
            "no cards" },
        { "decks/een.md", "---\nfr: E\nnl: E\nvocabulary: vakmanschap\n---\n- vijf\n",
            "decks/een.md", 2,
            "\"fr\" is not known. Known here: vocabulary, nl, theme.nl, en, theme.en" },
        { "decks/een.md", "---\nnl: E\nvocabulary: vakmanschap\n---\nHallo\n- vijf\n",
            "decks/een.md", 5, "one list of cards only" },
        { "decks/een.md",
            "---\nnl: E\nvocabulary: vakmanschap\n---\n- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- "
            "i\n- j\n- k\n- l\n"
            "- m\n- n\n- o\n- p\n- q\n- r\n- s\n- t\n- u\n- v\n- w\n- x\n- vijf\n",
            "decks/een.md", 29, "more than 24 cards" },
        { "decks/een.md",
            "---\nnl: Een naam die veel langer is dan er op het glas past\nvocabulary: "
            "vakmanschap\n"
            "---\n- vijf\n",
            "decks/een.md", 2, "The name has 51 letters; at most 48" },
        /* vocabularies */
        { "vocabularies/v.md", "# nl\n- excellence: A. B?\n- ethics: C. D?\n", "vocabularies/v.md",
            1, "engagement is missing" },
        { "vocabularies/v.md", "# nl\n- excellence: A. B?\n- ethics: C. D?\n- fun: E. F?\n",
            "vocabularies/v.md", 4, "not one of the three: \"fun: E. F?\"" },
        { "vocabularies/v.md", "# nl\n- excellence: A B?\n", "vocabularies/v.md", 2,
            "not one of the three" },
        { "vocabularies/v.md", "# nl\n- excellence: A. B?\n- excellence: A. B?\n",
            "vocabularies/v.md", 3, "excellence stands here twice" },
        { "vocabularies/v.md", "# fr\n- excellence: A. B?\n", "vocabularies/v.md", 1,
            "\"fr\" is not a language" },
        { "vocabularies/v.md", "- excellence: A. B?\n", "vocabularies/v.md", 1,
            "headings with a language" },
        { "vocabularies/v.md", "", "vocabularies/v.md", 0, "no language here" },
        { "vocabularies/v.md", "# nl\n- excellence: Een heel erg lang woord is dit. B?\n",
            "vocabularies/v.md", 2, "The word has 30 letters; at most 24" },
        /* cards together */
        { "phrases/nl.po", NULL, "cards/vijf.nl.md", 0, "no phrases in the language" },
        { "phrases/en.po", "", "phrases/en.po", 0, "phrase idle.line is missing" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        case_folder(&c);
        if (cases[i].text == NULL)
            case_remove(&c, cases[i].file);
        else
            case_put(&c, cases[i].file, cases[i].text);
        assert_null(case_load(&c, NULL));
        case_expect(&c, cases[i].at, cases[i].line, cases[i].words);
        case_close(&c);
    }
}

static void longest_key(void **state)
{
    struct content_case c;
    const char *key = "een-sleutel-van-achtenveertig-tekens-en-niet-een"; /* 48 */
    (void)state;
    case_folder(&c);
    assert_int_equal(strlen(key), TEXT_KEY_MAX);
    case_put(&c, arena_printf(c.a, "cards/%s.nl.md", key), case_card);
    case_put(&c, "decks/een.md",
        arena_printf(c.a, "---\nnl: E\nvocabulary: vakmanschap\n---\n- %s\n", key));
    assert_non_null(case_load(&c, NULL));
    case_put(&c, arena_printf(c.a, "cards/%sx.nl.md", key), case_card);
    assert_null(case_load(&c, NULL));
    case_close(&c);
}

static void languages_that_differ(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    const char *cut = strstr(case_card, "- Laten");
    case_put(&c, "cards/vijf.en.md",
        arena_printf(
            c.a, "%.*s- Drie\n%s- Nog een vraag?\n", (int)(cut - case_card), case_card, cut));
    assert_null(case_load(&c, NULL));
    case_expect(&c, "cards/vijf.en.md", 18, "There are 3 choices; cards/vijf.nl.md has 2");
    case_expect(&c, "cards/vijf.en.md", 24, "There are 2 questions; cards/vijf.nl.md has 1");
    assert_int_equal(c.faults.count, 2);
    case_close(&c);
}

static void faults_in_order(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    case_put(&c, "decks/een.md", "---\nfr: x\nnl: E\nvocabulary: vak\n---\n- zes\n- zeven\n");
    case_put(&c, "cards/acht.nl.md", "---\nfield: x\nkleur: rood\n---\n# T\n\n> a\n");
    case_put(&c, "vocabularies/v.md", "# fr\n");
    assert_null(case_load(&c, NULL));
    assert_true(c.faults.count >= 8);
    for (int i = 1; i < c.faults.count; i++) {
        const struct fault *one = &c.faults.list[i - 1], *next = &c.faults.list[i];
        int order = strcmp(one->file, next->file);
        assert_true(order < 0 || (order == 0 && one->line <= next->line));
    }
    for (int i = 0; i < c.faults.count; i++) {
        assert_true(strlen(c.faults.list[i].what) > 0);
        assert_true(strlen(c.faults.list[i].mend) > 0);
    }
    case_close(&c);
}

static const char *read_whole(struct content_case *c, const char *path)
{
    struct err err;
    size_t len;
    const char *text = file_read(c->a, path, TEXT_FILE_MAX, &len, &err);
    assert_non_null(text);
    return text;
}

/* What content/README.md shows loads as it stands. */
static void readme_examples(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    const char *at = read_whole(&c, "content/README.md");
    for (int i = 0; i < 2; i++) {
        at = strstr(at, "```markdown\n");
        assert_non_null(at);
        at += strlen("```markdown\n");
        const char *end = strstr(at, "```");
        case_write(&c, i == 0 ? "cards/a.nl.md" : "cards/b.en.md", at, (size_t)(end - at));
        at = end + 3;
    }
    assert_non_null(case_load(&c, NULL));
    case_expect_none(&c);
    case_close(&c);
}

/* Polish: one file for the phrases, one for the card, no C. */
static void third_language(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    static const char rule[] =
        "\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && \"\n"
        "\"(n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n";
    const char *from = read_whole(&c, "content/phrases/en.po");
    char *polish = arena_alloc(c.a, 3 * strlen(from) + 1);
    size_t len = 0;
    for (const char *p = from; *p != '\0';) {
        const char *end = strchr(p, '\n') + 1;
        bool is_rule = strncmp(p, "\"Plural-Forms:", 14) == 0;
        size_t line_len = is_rule ? strlen(rule) : (size_t)(end - p);
        memcpy(polish + len, is_rule ? rule : p, line_len);
        len += line_len;
        if (strncmp(p, "msgstr[1]", 9) == 0) { /* one more form */
            memcpy(polish + len, p, (size_t)(end - p));
            polish[len + 7] = '2';
            len += (size_t)(end - p);
        }
        p = end;
    }
    case_put(&c, "phrases/pl.po", polish);
    case_put(&c, "cards/vijf.pl.md", case_card);
    const struct content *content = case_load(&c, NULL);
    case_expect_none(&c);
    assert_int_equal(content->language_count, 3);
    assert_string_equal(content->languages[2].code, "pl");
    assert_int_equal(content_language(content, "pl"), 2);
    assert_int_equal(plural_form(&content->languages[2].plural, 3), 1);
    assert_int_equal(plural_form(&content->languages[2].plural, 5), 2);
    assert_string_equal(phrase_n(&content->languages[2], PHRASE_GROUP_COUNT, 5), "{n} answers");
    assert_non_null(content->cards[0].text[2]);
    assert_null(content->vocabularies[0].says[2][0].word); /* the words fall back, as a card does */
    case_close(&c);
}

static void shipped_serves(void **state)
{
    struct content_case c;
    (void)state;
    case_folder(&c);
    case_remove(&c, "phrases/en.po");
    case_remove(&c, "phrases/nl.po");
    case_remove(&c, "phrases");
    case_remove(&c, "vocabularies/vakmanschap.md");
    assert_null(case_load(&c, NULL));
    case_expect(&c, "phrases", 0, "no files here");
    assert_null(case_load(&c, "/nowhere"));
    const struct content *content = case_load(&c, "content");
    case_expect_none(&c);
    assert_int_equal(content->language_count, 2);
    assert_true(content->vocabulary_count >= 3);

    /* A pack in Dutch only may use the shipped words, which are in English too. */
    assert_int_equal(mkdir(case_path(&c, "phrases"), 0755), 0);
    case_put(&c, "phrases/nl.po", read_whole(&c, "content/phrases/nl.po"));
    case_remove(&c, "cards/vijf.en.md");
    content = case_load(&c, "content");
    case_expect_none(&c);
    assert_int_equal(content->language_count, 1);
    case_close(&c);
}

static void hostile(void **state)
{
    struct content_case c;
    (void)state;
    case_open(&c, NULL);
    assert_null(content_load(c.a, "/nowhere", NULL, &c.faults));
    case_expect(&c, "/nowhere", 0, "cannot be read");
    case_close(&c);

    case_folder(&c);
    assert_int_equal(symlink("/etc/passwd", case_path(&c, "cards/link.nl.md")), 0);
    assert_int_equal(symlink("vijf.nl.md", case_path(&c, "cards/near.nl.md")), 0);
    assert_int_equal(symlink("/nowhere", case_path(&c, "cards/gone.nl.md")), 0);
    assert_int_equal(mkfifo(case_path(&c, "cards/pipe.nl.md"), 0644), 0);
    assert_int_equal(mkdir(case_path(&c, "cards/map.nl.md"), 0755), 0);
    assert_int_equal(truncate(case_path(&c, "cards/vijf.en.md"), 10 * 1024 * 1024), 0);
    assert_null(case_load(&c, NULL));
    case_expect(&c, "cards/link.nl.md", 0, "links are not followed");
    case_expect(&c, "cards/near.nl.md", 0, "links are not followed");
    case_expect(&c, "cards/gone.nl.md", 0, "links are not followed");
    case_expect(&c, "cards/pipe.nl.md", 0, "not a file");
    case_expect(&c, "cards/map.nl.md", 0, "This is a folder");
    case_expect(&c, "cards/vijf.en.md", 0, "10485760 bytes; at most 262144");
    assert_int_equal(c.faults.count, 6);
    case_close(&c);

    case_folder(&c);
    assert_int_equal(rename(case_path(&c, "decks"), case_path(&c, "elsewhere")), 0);
    assert_int_equal(symlink("elsewhere", case_path(&c, "decks")), 0);
    assert_null(case_load(&c, NULL));
    case_expect(&c, "decks", 0, "cannot be read");
    case_close(&c);

    case_folder(&c);
    for (int i = 0; i < 501; i++)
        case_put(&c, arena_printf(c.a, "cards/k%d.nl.md", i), "");
    assert_null(case_load(&c, NULL));
    case_expect(&c, "cards", 0, "more than 500 files");
    case_close(&c);
}

static void many_languages(void **state)
{
    static const char *const codes[] = { "de", "fr", "fy", "pl", "tr" };
    struct content_case c;
    (void)state;
    case_folder(&c);
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        case_put(&c, arena_printf(c.a, "phrases/%s.po", codes[i]),
            read_whole(&c, "content/phrases/en.po"));
        if (i + 3 == LANGUAGE_MAX) {
            const struct content *content = case_load(&c, NULL);
            assert_int_equal(content->language_count, LANGUAGE_MAX);
            assert_string_equal(content->languages[1].code, "en");
            assert_string_equal(content->languages[2].code, "de");
        }
    }
    assert_null(case_load(&c, NULL));
    case_expect(&c, "phrases/tr.po", 0, "more than 6 languages");
    case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped),
        cmocka_unit_test(good),
        cmocka_unit_test(other_editors),
        cmocka_unit_test(broken),
        cmocka_unit_test(longest_key),
        cmocka_unit_test(languages_that_differ),
        cmocka_unit_test(faults_in_order),
        cmocka_unit_test(readme_examples),
        cmocka_unit_test(third_language),
        cmocka_unit_test(shipped_serves),
        cmocka_unit_test(hostile),
        cmocka_unit_test(many_languages),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
