#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "core/content.h"
#include "ui/text.h"

#include <cmocka.h>
#include <string.h>

#define SHY "\xc2\xad" /* U+00AD */
#define ON "\x0e"
#define OFF "\x0f"

static const struct style plain = { .font = FONT_TEXT, .px = 1, .line = 10 };

/* Make-believe: a letter is 1 px wide. */
static int letters(void *ctx, enum font font, int px, const char *text, size_t len)
{
    (void)ctx;
    (void)font;
    int count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count * px;
}

static const struct measure measure = { .width = letters };

/* Lines with a bar between them, emphasised runs between stars. */
static const char *show(struct arena *a, const struct text_lines *lines)
{
    const char *all = "";
    for (int i = 0; i < lines->count; i++) {
        const struct text_line *line = &lines->list[i];
        const char *text = "";
        int end = 0;
        for (int j = 0; j < line->run_count; j++) {
            const struct text_run *run = &line->runs[j];
            const char *star = run->font == FONT_EMPHASIS ? "*" : "";
            text =
                arena_printf(a, "%s%s%s%s%s", text, run->x > end ? " " : "", star, run->text, star);
            assert_int_equal(run->width, letters(NULL, run->font, 1, run->text, strlen(run->text)));
            end = run->x + run->width;
        }
        assert_int_equal(line->width, end);
        assert_true(line->width <= lines->width);
        all = arena_printf(a, "%s%s%s", all, i > 0 ? "|" : "", text);
    }
    return all;
}

static const struct {
    enum text_flow flow;
    int width;
    const char *text, *lines;
} cases[] = {
    { TEXT_PLAIN, 20, "", "" },
    { TEXT_PLAIN, 20, "   ", "" },
    { TEXT_PLAIN, 20, "een twee drie", "een twee drie" },
    { TEXT_PLAIN, 13, "een twee drie", "een twee drie" }, /* just */
    { TEXT_PLAIN, 20, "een  twee\ndrie ", "een twee drie" }, /* a line's end is a space */
    { TEXT_PLAIN, 8, "een twee drie vier", "een twee|drie|vier" }, /* not to be had better */
    { TEXT_PLAIN, 11, "aaa bbb ccc ddd", "aaa bbb|ccc ddd" }, /* no orphan */
    { TEXT_PLAIN, 11, "aaa bbb ccc ddddddddd", "aaa bbb ccc|ddddddddd" }, /* it would cost a line */
    { TEXT_PLAIN, 12, "\xc3\xa9\xc3\xa9n \xc3\xa9\xc3\xa9n \xc3\xa9\xc3\xa9n!",
        "\xc3\xa9\xc3\xa9n \xc3\xa9\xc3\xa9n \xc3\xa9\xc3\xa9n!" }, /* letters, not bytes */

    { TEXT_PLAIN, 20, "aaaa · bbbb", "aaaa · bbbb" },
    { TEXT_PLAIN, 6, "aaaa · bbbb", "aaaa|bbbb" }, /* a dot between two things is at no end */
    { TEXT_PLAIN, 4, "aaaa · bbbb", "aaaa|bbbb" }, /* and at no beginning */

    { TEXT_PLAIN, 4, "aaaaaaaaa bb", "aaaaaaaaa|bb" }, /* a word is never cut */
    { TEXT_PLAIN, 4, "aaaaaaaaa", "aaaaaaaaa" },

    { TEXT_PLAIN, 20, "verant" SHY "woordelijk", "verantwoordelijk" },
    { TEXT_PLAIN, 10, "verant" SHY "woordelijk", "verant-|woordelijk" },
    { TEXT_PLAIN, 7, "xx aaa" SHY "bbb", "xx aaa-|bbb" },
    { TEXT_PLAIN, 6, "xx aaa" SHY "bbb", "xx|aaabbb" }, /* the hyphen has no room */
    { TEXT_PLAIN, 3, "aaa" SHY "bbb", "aaa-|bbb" },
    { TEXT_PLAIN, 5, "aaa" SHY "bbb" SHY "ccc", "aaa-|bbb-|ccc" },
    { TEXT_PLAIN, 9, "aaa" SHY "bbb" SHY "ccc dd ee", "aaabbbccc|dd ee" },

    { TEXT_PLAIN, 30, "voor " ON "het eerst" OFF " over", "voor *het eerst* over" },
    { TEXT_PLAIN, 9, "voor " ON "het eerst" OFF " over haar", "voor *het*|*eerst*|over haar" },
    { TEXT_PLAIN, 30, "(" ON "wie" OFF ")", "(*wie*)" },
    { TEXT_PLAIN, 7, "aaaa (" ON "wie" OFF "), b", "aaaa|(*wie*),|b" }, /* marks break nothing */
    { TEXT_PLAIN, 30, ON "al" SHY "les" OFF, "*alles*" },

    { TEXT_BALANCED, 20, "een twee drie", "een twee drie" },
    { TEXT_BALANCED, 16, "aaa bbb ccc ddd eee", "aaa bbb ccc|ddd eee" },
    { TEXT_BALANCED, 15, "aaaa bbbb cccc dddd", "aaaa bbbb|cccc dddd" },
    { TEXT_BALANCED, 11, "aa bb cc dd ee ff gg", "aa bb cc dd|ee ff gg" },
    { TEXT_BALANCED, 4, "aaaaaaaaa bb", "aaaaaaaaa|bb" },
};

static void breaking(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct text_lines lines =
            text_break(a, measure, &plain, cases[i].flow, cases[i].width, cases[i].text);
        assert_string_equal(show(a, &lines), cases[i].lines);
    }
    arena_free(a);
}

/* Whatever the width: no letter is lost, and a line is wider only where one piece alone is. */
static void every_width(void **state)
{
    static const char text[] = "Je weet dat de ver" SHY "ant" SHY "woor" SHY "de" SHY "lijk" SHY
                               "heid niet " ON "bij jou" OFF " ligt, maar ja.";
    static const char all[] = "Jeweetdatdeverantwoordelijkheidnietbijjouligt,maarja.";
    (void)state;
    struct arena *a = arena_new();
    for (int width = 1; width < 70; width++)
        for (int flow = TEXT_PLAIN; flow <= TEXT_BALANCED; flow++) {
            struct text_lines lines =
                text_break(a, measure, &plain, (enum text_flow)flow, width, text);
            const char *rest = all;
            for (const char *p = show(a, &lines); *p != '\0'; p++) {
                if (*p == *rest)
                    rest++;
                else
                    assert_non_null(strchr(" |*-", *p));
            }
            assert_string_equal(rest, "");
            assert_true(lines.width <= width || lines.width <= (int)strlen("ligt, "));
            if (width > (int)strlen("lijk-"))
                assert_true(lines.width <= width);
        }
    arena_free(a);
}

static void balancing_costs_no_line(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *text = "Een vrijwilliger voorstellen en dan toch zelf blijven luisteren";
    for (int width = 16; width < 70; width++)
        assert_int_equal(text_break(a, measure, &plain, TEXT_BALANCED, width, text).count,
            text_break(a, measure, &plain, TEXT_PLAIN, width, text).count);
    arena_free(a);
}

static void sizes(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    assert_int_equal(text_height(a, measure, &plain, 8, "een twee drie vier"), 30);
    assert_int_equal(text_height(a, measure, &plain, 8, ""), 0);
    assert_int_equal(text_width(measure, &plain, "een twee"), 8);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(breaking),
        cmocka_unit_test(every_width),
        cmocka_unit_test(balancing_costs_no_line),
        cmocka_unit_test(sizes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
