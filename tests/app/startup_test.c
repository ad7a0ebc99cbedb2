#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/startup.h"
#include "base/attributes.h"
#include "content_case.h"
#include "temp.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- which content --- */

enum folder { NONE, GOOD, BROKEN, NO_DECK };

/* A content folder of that kind; the good ones hold one deck, with the given key. */
static void make_content(struct content_case *c, enum folder kind, const char *deck)
{
    case_folder(c);
    case_remove(c, "decks/een.md");
    if (kind != NO_DECK)
        case_put(c, arena_printf(c->a, "decks/%s.md", deck),
            "---\nnl: Eén\nvocabulary: vakmanschap\n---\n\n- vijf\n");
    if (kind == BROKEN)
        case_put(c, "cards/vijf.nl.md", "geen kaart\n");
}

static const struct {
    enum folder asked, imported, shipped;
    bool safe;
    const char *deck; /* that is found; NULL: no content */
    bool trouble;
} choices[] = {
    { GOOD, GOOD, GOOD, false, "asked", false },
    { BROKEN, GOOD, GOOD, false, "imported", true },
    { NONE, GOOD, GOOD, false, "imported", false },
    { NONE, NONE, GOOD, false, "shipped", false },
    { NONE, BROKEN, GOOD, false, "shipped", true },
    { NO_DECK, NO_DECK, GOOD, false, "shipped", true },
    { BROKEN, BROKEN, BROKEN, false, NULL, true },
    { NONE, NONE, NO_DECK, false, NULL, true },
    { GOOD, GOOD, GOOD, true, "shipped", false }, /* safe: nothing that may have made it fall */
    { GOOD, GOOD, BROKEN, true, NULL, true },
};

static void which_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        struct content_case asked, imported, shipped;
        make_content(&asked, choices[i].asked, "asked");
        make_content(&imported, choices[i].imported, "imported");
        make_content(&shipped, choices[i].shipped, "shipped");
        const char *data = temp_make(asked.a);
        if (choices[i].imported != NONE)
            assert_int_equal(rename(imported.dir, arena_printf(asked.a, "%s/content", data)), 0);
        const struct options options = { .content = choices[i].asked == NONE ? NULL : asked.dir };
        const struct places places = { .content = shipped.dir, .data = data };
        bool trouble = !choices[i].trouble;

        const struct content *c =
            startup_content(asked.a, &options, &places, choices[i].safe, &trouble);
        if (trouble != choices[i].trouble)
            fail_msg("case %zu: trouble %d", i + 1, trouble);
        if (choices[i].deck == NULL)
            assert_null(c);
        else if (c == NULL || content_deck(c, choices[i].deck) == NULL)
            fail_msg("case %zu: not the content of %s", i + 1, choices[i].deck);

        if (choices[i].imported != NONE)
            imported.dir = NULL; /* it moved into data */
        temp_remove(data);
        case_close(&imported);
        case_close(&shipped);
        case_close(&asked);
    }
}

/* The decks of before the last import serve where those are broken. */
static void what_was_imported_before(void **state)
{
    (void)state;
    struct content_case old, broken, shipped;
    make_content(&old, GOOD, "old");
    make_content(&broken, BROKEN, "broken");
    make_content(&shipped, GOOD, "shipped");
    const char *data = temp_make(shipped.a);
    assert_int_equal(rename(old.dir, arena_printf(shipped.a, "%s/content.old", data)), 0);
    assert_int_equal(rename(broken.dir, arena_printf(shipped.a, "%s/content", data)), 0);
    const struct options options = { 0 };
    const struct places places = { .content = shipped.dir, .data = data };
    bool trouble = false;
    const struct content *c = startup_content(shipped.a, &options, &places, false, &trouble);
    assert_true(trouble);
    assert_non_null(c);
    assert_non_null(content_deck(c, "old"));
    old.dir = broken.dir = NULL; /* they moved into data */
    temp_remove(data);
    case_close(&old);
    case_close(&broken);
    case_close(&shipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_content),
        cmocka_unit_test(what_was_imported_before),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
