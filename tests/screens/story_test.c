/* The story on its card: in the visitor's language, or in the meeting's and marked. */
#include "look.h"
#include "sample_content.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <string.h>

enum { DUTCH, ENGLISH };

/* What the story card says under id on that panel, to a visitor who reads English. */
static const char *said(struct look *look, const struct content *c, const struct card *card,
    const struct panel *panel, const char *id)
{
    struct deck deck = c->decks[0];
    deck.cards[0] = card;
    deck.card_count = 1;
    struct model m = model_new(c, &deck, DUTCH);
    m.visit.language = ENGLISH;
    model_open_card(&m, 0);
    look_at(look, &m, panel);
    int item = controls_find(&look->controls, id);
    return item < 0 ? NULL : look->controls.list[item].label;
}

static void a_missing_translation_is_marked(void **state)
{
    struct arena *a = arena_new();
    struct look *look = look_new();
    const struct content *c = sample_content(a);
    const struct card *whole = c->decks[0].cards[0];
    struct card dutch_only = *whole;
    (void)state;
    dutch_only.text[ENGLISH] = NULL;

    for (int p = 0; p < FITS_PANELS; p++) {
        const struct panel *panel = &fits_panels[p];
        const char *title = said(look, c, &dutch_only, panel, "story.title");
        assert_string_equal(title, whole->text[DUTCH]->title);
        const char *field = said(look, c, &dutch_only, panel, "story.field");
        assert_non_null(strstr(field, "Nederlands"));

        title = said(look, c, whole, panel, "story.title");
        assert_string_equal(title, whole->text[ENGLISH]->title);
        field = said(look, c, whole, panel, "story.field");
        assert_true(field == NULL || strcmp(field, whole->text[ENGLISH]->field) == 0);
    }
    look_free(look);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_translation_is_marked),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
