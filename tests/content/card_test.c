/* Cards: the good one, and each way to break it with the line and the words of its fault. */
#include "content/card.h"

#include "content_case.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define STORY_40                                                                                   \
    "Een twee drie vier vijf zes zeven acht negen tien. Een twee drie vier vijf zes zeven acht "   \
    "negen tien. Een twee drie vier vijf zes zeven acht negen tien. Een twee drie vier vijf zes "  \
    "zeven acht negen tien."

/* The good card with the first occurrence of from replaced by to. */
static const char *changed(struct arena *a, const char *from, const char *to)
{
    const char *at = strstr(case_card, from);
    assert_non_null(at);
    return arena_printf(a, "%.*s%s%s", (int)(at - case_card), case_card, to, at + strlen(from));
}

static void read_card(
    struct content_case *c, struct card_file *card, const char *text, const char *code)
{
    *card = (struct card_file){ .key = "vijf" };
    c->source.text = text;
    card_read(card, c->a, &c->source, code);
}

static void good(void **state)
{
    struct content_case c;
    struct card_file card;
    (void)state;
    case_open(&c, NULL);
    read_card(&c, &card, case_card, "nl");
    case_expect_none(&c);
    const struct card_text *t = card.text;
    assert_string_equal(t->field, "Beleid");
    assert_string_equal(t->title, "Eén op de vijf");
    assert_string_equal(t->teaser, "Morgen beslist de minister.");
    assert_int_equal(t->paragraph_count, 3);
    assert_string_equal(t->paragraphs[0],
        "Noor schrijft een advies over een nieuwe toeslag. Morgen beslist de minister. Eén cijfer "
        "valt \x0e"
        "echt\x0f tegen: een op de vijf gezinnen krijgt straks minder.");
    assert_int_equal(card.choice_count, 2);
    assert_string_equal(t->choices[1], "Laten staan en het zeggen");
    assert_null(t->choices[2]);
    assert_int_equal(t->question_count, 1);
    assert_string_equal(t->questions[0], "Welk feit hield jij weleens voor je?");
    case_close(&c);
}

static void accepted(void **state)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        { "themes: openheid\n", "" },
        { "field: Beleid", "field :\t Beleid  " },
        { "# Eén op de vijf", "Eén op de vijf\n=====" },
        { "*Morgen beslist de minister.*\n", "" }, /* no teaser */
        { "- Weglaten", "* Weglaten" }, /* another list, same choices */
        { "\n- Weglaten en versturen\n- Laten staan en het zeggen\n",
            "\n1. Weglaten\n2. Laten staan\n" },
        { "- Weglaten en versturen", "- Weglaten\n  en *versturen*" },
        { "‘Laat het er maar uit’", "\"Laat het er maar uit\"" },
        { "Over een uur moet", "Over \\*een\\* uur &amp; **moet**" },
        { "\n## Om", "- Drie\n- Vier\n\n## Om" },
        { "---\nfield", "\n---\nfield" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        struct card_file card;
        case_open(&c, NULL);
        read_card(&c, &card, changed(c.a, cases[i].from, cases[i].to), "nl");
        case_expect_none(&c);
        assert_non_null(card.text);
        case_close(&c);
    }
}

static void broken(void **state)
{
    static const struct {
        const char *from, *to;
        int line;
        const char *words;
    } cases[] = {
        /* front matter */
        { "---\nfield", "field", 1, "does not begin with ---" },
        { "openheid\n---\n", "openheid\n", 1, "does not end" },
        { "field: Beleid\n", "", 1, "field is missing" },
        { "field: Beleid", "field:", 2, "\"field\" has no text" },
        { "field: Beleid", "Beleid", 2, "no key and colon: \"Beleid\"" },
        { "field: Beleid", "field: Beleid van het hele land", 2,
            "The field has 24 letters; at most 22" },
        { "themes: openheid", "author: Noor", 3,
            "key \"author\" is not known. Known here: field (needed), themes" },
        { "themes: openheid", "field: Zorg", 3, "\"field\" is here twice" },
        /* title, teaser, story */
        { "# Eén op de vijf\n", "", 0, "title is missing" },
        { "# Eén op de vijf", "# Eén op de vijf gezinnen in dit land", 6,
            "title has 35 letters; at most 28" },
        { "Over een uur", "# Nog een titel\n\nOver een uur", 16,
            "second heading of the first level" },
        { "Over een uur", "### Klein\n\nOver een uur", 16, "heading of this level" },
        { "*Morgen beslist de minister.*",
            "*Morgen beslist de minister over dit plan. Eén cijfer valt tegen, en niet zo weinig.*",
            8, "teaser has 83 letters; at most 70" },
        { "Over een uur", "Nog iets.\n\nOver een uur", 18, "more than 3 paragraphs" },
        { "Over een uur", "Woord" STORY_40 " Over een uur", 10,
            "words; in this language it takes 45 to 75" },
        { "Over een uur",
            "Langewoordenlangewoordenlangewoordenlangewoordenlangewoordenlangewoordenlangewoorden"
            "Langewoordenlangewoordenlangewoordenlangewoordenlangewoordenlangewoordenlangewoorden",
            10, "The story has 475 letters; at most 450" },
        { "Noor werkt al drie maanden aan dit plan en gelooft erin.\n\nOver een uur moet het "
          "advies weg.",
            "", 10, "The story has 39 words" },
        { "Over een uur", "- punt\n\nOver een uur", 16, "list in the story" },
        /* choices and questions */
        { "## Wat zou jij doen?\n\n- Weglaten en versturen\n- Laten staan en het zeggen\n\n## Om "
          "over na te "
          "denken\n\n- Welk feit hield jij weleens voor je?\n",
            "", 0, "choices are missing" },
        { "## Om over na te denken\n\n- Welk feit hield jij weleens voor je?\n", "", 0,
            "questions are missing" },
        { "- Laten staan en het zeggen\n", "", 18, "There are 1 choices; there can be 2 to 4" },
        { "- Weglaten", "- Een\n- Twee\n- Drie\n- Weglaten", 18, "There are 5 choices" },
        { "- Welk", "- Een?\n- Twee?\n- Welk", 23, "There are 3 questions; there can be 1 to 2" },
        { "- Weglaten en versturen",
            "- Weglaten en versturen, maar wel even met je collega overleggen", 20,
            "This choice has 62 letters; at most 50" },
        { "voor je?",
            "voor je, en voor wie was dat toen eigenlijk goed, als je er nu op terugkijkt?", 25,
            "This question has 105 letters; at most 90" },
        { "- Laten staan en het zeggen", "- Weglaten en versturen", 21, "twice" },
        { "- Weglaten", "Kies maar.\n\n- Weglaten", 20, "Below this heading there is a list only" },
        { "- Welk", "## Drie\n\n- Welk", 25, "third ## heading" },
        { "- Weglaten en versturen", "-", 20, "item of the list is empty" },
        { "- Weglaten en versturen", "- &#32;", 20, "no text here" },
        /* what is refused */
        { "Over een", "Over [een](http://x)", 16, "A link" },
        { "Over een", "Over <http://x.nl> een", 16, "A link" },
        { "Over een", "[a]: http://x.nl\nOver een", 16, "A link" },
        { "al drie maanden", "![al](x.png) drie maanden", 14, "An image" },
        { "Over een", "Over <b>een</b>", 16, "HTML" },
        { "Over een", "<!-- later -->\n\nOver een", 16, "HTML" },
        { "Over een", "Over `een`", 16, "Code" },
        { "Over een", "```\ncode\n```\n\nOver een", 16, "block of code" },
        { "Over een", "    vier spaties\n\nOver een", 16, "four spaces" },
        { "Over een", "> Over een", 16, "block quote" },
        { "Over een", "***\n\nOver een", 16, "line across" },
        { "Over een", "| a | b |\n|---|---|\n\nOver een", 16, "table" },
        { "Over een", "a | b\n--|--\n\nOver een", 17, "table" },
        { "- Weglaten", "- Weglaten\n  - diep", 21, "list in a list" },
        { "- Weglaten", "- # Kop\n- Weglaten", 20, "heading in a list" },
        { "- Weglaten en versturen", "- Weglaten\n\n  en versturen", 20, "one paragraph only" },
        { "Over een", "Over &#14; een", 16, "U+000E" },
        { "valt *echt* tegen", "valt &#8238;\nechttegen", 11, "U+202E" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        struct card_file card;
        case_open(&c, NULL);
        read_card(&c, &card, changed(c.a, cases[i].from, cases[i].to), "nl");
        case_expect(&c, "f.md", cases[i].line, cases[i].words);
        assert_null(card.text);
        case_close(&c);
    }
}

static void all_faults_at_once(void **state)
{
    struct content_case c;
    struct card_file card;
    (void)state;
    case_open(&c, NULL);
    read_card(&c, &card,
        "---\nkleur: rood\n---\n\nKort `x`.\n\n> > - `y` <b>\n\n## Kies\n\n- Een\n", "nl");
    case_expect(&c, NULL, 1, "field");
    case_expect(&c, NULL, 2, "kleur");
    case_expect(&c, NULL, 5, "Code");
    case_expect(&c, NULL, 5, "words");
    case_expect(&c, NULL, 0, "title");
    case_expect(&c, NULL, 7, "block quote"); /* and not what is in it */
    case_expect(&c, NULL, 9, "1 choices");
    case_expect(&c, NULL, 0, "questions");
    assert_int_equal(c.faults.count, 8);
    case_close(&c);
}

static void words_by_language(void **state)
{
    static const struct {
        const char *code;
        bool fits;
    } cases[] = { { "nl", false }, { "en", true }, { "pl", true } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        struct card_file card;
        case_open(&c, NULL);
        /* 57 words of the card and 25 more */
        read_card(&c, &card,
            changed(c.a, "Over een uur",
                "a b c d e f g h i j k l m n o p q r s t u v w x y Over een uur"),
            cases[i].code);
        assert_int_equal(card.text != NULL, cases[i].fits);
        case_close(&c);
    }
}

/* Nested as deeply as the size allows: refused with a line, in no time. */
static void deep_nesting(void **state)
{
    static const char *const parts[] = { ">", "- ", "*a **b ", "[", "![", "<", "1. ", "&", "\\",
        "`", "*_", "- \n" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        for (size_t size = 8000; size <= 64000; size += 56000) {
            struct content_case c;
            struct card_file card;
            case_open(&c, NULL);
            char *text = arena_alloc(c.a, size + 64);
            size_t len = (size_t)snprintf(text, 64, "---\nfield: x\n---\n# t\n\n");
            for (; len < size; len += strlen(parts[i]))
                memcpy(text + len, parts[i], strlen(parts[i]));
            read_card(&c, &card, text, "nl");
            assert_true(c.faults.count > 0);
            assert_true(c.faults.count <= 200);
            case_close(&c);
        }
}

/* A file that is wrong on every line has an end to its faults. */
static void endless_faults(void **state)
{
    struct content_case c;
    struct card_file card;
    (void)state;
    case_open(&c, NULL);
    char *text = arena_alloc(c.a, 9000);
    for (size_t len = 0; len < 8000; len += 4)
        memcpy(text + len, "<b>\n\n", 4);
    for (int i = 0; i < 300; i++)
        faults_add(&c.faults, "f.md", i, "m", "at the door %d", i);
    read_card(&c, &card, text, "nl");
    assert_null(card.text);
    assert_int_equal(c.faults.count, 200);
    assert_non_null(strstr(c.faults.list[199].mend, "more faults"));
    case_close(&c);
}

static void version_of(struct content_case *c, const char *nl, const char *en, char *version)
{
    static const struct language languages[LANGUAGE_MAX] = { { .code = "nl" }, { .code = "en" } };
    struct card_file one, other;
    read_card(c, &one, nl, "nl");
    read_card(c, &other, en, "en");
    case_expect_none(c);
    struct card card = { .choice_count = one.choice_count, .text = { one.text, other.text } };
    card_version(version, &card, languages);
}

static void version(void **state)
{
    static const struct {
        const char *from, *to;
        bool same;
    } cases[] = {
        { "themes: openheid", "themes: iets anders", true },
        { "Morgen beslist de minister.\nEén", "Morgen beslist\n  de minister. Eén", true },
        { "- Weglaten", "*   Weglaten", true },
        { "## Wat zou jij doen?", "## Kies", true }, /* not shown */
        { "Beleid", "Beleid!", false }, { "# Eén", "# Een", false },
        { "*Morgen beslist", "*Straks beslist", false }, { "Over een uur", "Over twee uur", false },
        { "- Weglaten", "- Niet weglaten", false }, { "weleens voor je", "ooit voor je", false },
        { "- Weglaten en versturen\n- Laten staan en het zeggen",
            "- Laten staan en het zeggen\n- Weglaten en versturen", false },
        { "minder.\n\n‘Laat", "minder.\n‘Laat", false }, /* a paragraph less */
    };
    char base[CARD_VERSION_LEN + 1], other[CARD_VERSION_LEN + 1];
    struct content_case c;
    (void)state;
    case_open(&c, NULL);
    version_of(&c, case_card, case_card, base);
    assert_string_equal(base, "0893612b6b50dfdd");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *text = changed(c.a, cases[i].from, cases[i].to);
        version_of(&c, text, case_card, other);
        assert_int_equal(strcmp(base, other) == 0, cases[i].same);
        version_of(&c, case_card, text, other);
        assert_int_equal(strcmp(base, other) == 0, cases[i].same);
    }
    case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(accepted),
        cmocka_unit_test(broken),
        cmocka_unit_test(all_faults_at_once),
        cmocka_unit_test(words_by_language),
        cmocka_unit_test(deep_nesting),
        cmocka_unit_test(endless_faults),
        cmocka_unit_test(version),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
