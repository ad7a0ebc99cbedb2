/* Phrase files: what the strict .po reader takes, and what it refuses on which line. */
#include "content/phrases.h"

#include "base/file.h"
#include "content_case.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HEADER                                                                                     \
    "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n" /* 2 lines */

static void read_phrases(
    struct content_case *c, struct language *l, struct phrase_lines *lines, const char *text)
{
    *l = (struct language){ .code = "xx" };
    *lines = (struct phrase_lines){ 0 };
    c->source.text = text;
    phrases_read(l, lines, c->a, &c->source);
}

static void accepted(void **state)
{
    struct content_case c;
    struct language l;
    struct phrase_lines lines;
    (void)state;
    case_open(&c, NULL);
    read_phrases(&c, &l, &lines,
        "# a comment\n"
        "msgid \"\"\n"
        "msgstr \"\"\n"
        "\"X-Generator: by hand\\n\"\n"
        "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
        "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
        "#. note\n"
        "#: file.c:12\n"
        "#, c-format\n"
        "msgid \"attract.title\"\n"
        "msgstr \"Zeg \\\"ja\\\" \"\n"
        "\n"
        "  \"of \\\\ nee\"\n"
        "msgid \"group.count\"\n"
        "msgid_plural \"group.\"\n"
        "\"count\"\n"
        "msgstr[1] \"{n} antwoorden\"\n"
        "msgstr[0]\t\"één antwoord\"\n"
        "#~ msgid \"old\"\n"
        "#~ msgstr \"oud\"\n");
    assert_string_equal(phrase(&l, PHRASE_ATTRACT_TITLE), "Zeg \"ja\" of \\ nee");
    assert_string_equal(phrase_n(&l, PHRASE_GROUP_COUNT, 1), "één antwoord");
    assert_string_equal(phrase_n(&l, PHRASE_GROUP_COUNT, 3), "{n} antwoorden");
    assert_int_equal(lines.line[PHRASE_ATTRACT_TITLE], 10);
    for (int i = 0; i < c.faults.count; i++) /* only that the others are missing */
        assert_non_null(strstr(c.faults.list[i].what, "is missing"));
    case_expect(&c, "f.md", 0, "The phrase idle.title is missing.");
    case_close(&c);
}

static void refused(void **state)
{
    static const struct {
        const char *text;
        int line;
        const char *words;
    } cases[] = {
        { "", 1, "header is missing" },
        { "msgid \"nav.back\"\nmsgstr \"x\"\n", 1, "header is missing" },
        { "msgid \"\"\nmsgstr \"Language: nl\\n\"\n", 1, "no Plural-Forms" },
        { "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=2; plural=x\\n\"\n", 1,
            "plural rule does not work" },
        { "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=6; plural=0;\\n\"\n", 1, "6 forms; 1 to 4" },
        { "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", 1,
            "does not say UTF-8" },
        { HEADER HEADER, 3, "header comes twice" },
        { HEADER "msgid \"nav.bak\"\nmsgstr \"x\"\n", 3, "no phrase \"nav.bak\"" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"x\"\nmsgid \"nav.back\"\nmsgstr \"y\"\n", 5,
            "twice" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"\"\n", 4, "not translated" },
        { HEADER "msgid \"nav.back\"\nmsgstr \" \"\n", 4, "not translated" },
        { HEADER "msgid \"nav.back\"\n", 3, "msgstr is missing" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"a\\nb\"\n", 4, "no line breaks" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"a\\qb\"\n", 4, "backslash" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"a\\\"\n", 4, "backslash" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"a\" b\"\n", 4, "ends the text too soon" },
        { HEADER "msgid \"nav.back\"\nmsgstr a\n", 4, "not in straight quotes" },
        { HEADER "msgid \"nav.back\"\nmsgstr “a”\n", 4, "not in straight quotes" },
        { HEADER "msgid \"nav.back\"\nmsgstr\n", 4, "not in straight quotes" },
        { HEADER "msgid \"nav.back\"\nmsgstr \"a\"\nmsgstr \"b\"\n", 5, "in the phrase twice" },
        { HEADER "msgctxt \"x\"\nmsgid \"nav.back\"\nmsgstr \"a\"\n", 3, "does not belong" },
        { HEADER "hallo\n", 3, "does not belong" },
        { "\"los\"\n" HEADER, 1, "belongs to no phrase" },
        { HEADER "\n#, fuzzy\nmsgid \"nav.back\"\nmsgstr \"a\"\n", 4, "fuzzy" },
        { HEADER
            "msgid \"nav.back\"\nmsgid_plural \"nav.back\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n",
            3, "has no plural forms" },
        { HEADER "msgid \"group.count\"\nmsgstr \"a\"\n", 3, "has plural forms" },
        { HEADER "msgid \"group.count\"\nmsgid_plural \"group.counts\"\nmsgstr[0] \"a\"\nmsgstr[1] "
                 "\"b\"\n",
            3, "not the same key" },
        { HEADER "msgid \"group.count\"\nmsgid_plural \"group.count\"\nmsgstr[0] \"a\"\n", 3,
            "Plural form 1 is missing" },
        { HEADER "msgid \"group.count\"\nmsgid_plural \"group.count\"\nmsgstr[0] \"a\"\nmsgstr[1] "
                 "\"b\"\n"
                 "msgstr[2] \"c\"\n",
            3, "There are 3 plural forms; the header says 2" },
        { HEADER "msgid \"group.count\"\nmsgid_plural \"group.count\"\nmsgstr[4] \"a\"\n", 5,
            "more than 4 plural forms" },
        { HEADER "msgid \"group.count\"\nmsgid_plural \"group.count\"\nmsgstr[x] \"a\"\n", 5,
            "no proper number" },
        { HEADER "msgid \"group.of\"\nmsgstr \"{n van\"\n", 4, "brace stands alone" },
        { HEADER "msgid \"group.of\"\nmsgstr \"{N} van\"\n", 4, "brace stands alone" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        struct language l;
        struct phrase_lines lines;
        case_open(&c, NULL);
        read_phrases(&c, &l, &lines, cases[i].text);
        case_expect(&c, "f.md", cases[i].line, cases[i].words);
        case_close(&c);
    }
}

static void holes(void **state)
{
    static const struct {
        const char *text, *model;
        bool same;
    } cases[] = {
        { "{total} van {n}", "{n} van {total}", true },
        { "{n} {n}", "{n}", true },
        { "{aantal}", "{n}", false },
        { "niets", "{n}", false },
        { "{n}", "niets", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct content_case c;
        struct language l = { .code = "xx" }, model = { .code = "nl" };
        struct phrase_lines lines = { .line = { [PHRASE_GROUP_OF] = 7 } };
        case_open(&c, NULL);
        l.text[PHRASE_GROUP_OF][0] = cases[i].text;
        model.text[PHRASE_GROUP_OF][0] = cases[i].model;
        phrases_compare(&l, &lines, "phrases/xx.po", &model, c.scratch, &c.faults);
        if (cases[i].same)
            case_expect_none(&c);
        else
            case_expect(&c, "phrases/xx.po", 7, "group.of");
        case_close(&c);
    }
}

/* As large as a file may be, and all braces: refused in no time. */
static void odd_and_large(void **state)
{
    static const char *const parts[] = { "{", "{a", "{n}", "}", "\\\"", "\"\n\"", "\"\nmsgstr \"",
        "\n#" };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        struct content_case c;
        struct language l, model = { .code = "nl", .text = { [PHRASE_NAV_BACK] = { "x" } } };
        struct phrase_lines lines;
        case_open(&c, NULL);
        char *text = arena_alloc(c.a, TEXT_FILE_MAX + 64);
        size_t len = (size_t)snprintf(text, 64, "msgid \"nav.back\"\nmsgstr \"");
        for (; len < TEXT_FILE_MAX; len += strlen(parts[i]))
            memcpy(text + len, parts[i], strlen(parts[i]));
        text[len++] = '"';
        read_phrases(&c, &l, &lines, text);
        phrases_compare(&l, &lines, "f.md", &model, c.scratch, &c.faults);
        assert_true(c.faults.count > 0 && c.faults.count <= 200);
        case_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted),
        cmocka_unit_test(refused),
        cmocka_unit_test(holes),
        cmocka_unit_test(odd_and_large),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
