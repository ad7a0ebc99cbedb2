/* What the hall's picture says, to whom it says nothing, and how large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "content/load.h"
#include "golden.h"
#include "letters.h"
#include "platform/fonts.h"
#include "sample_content.h"
#include "screens/plenary.h"

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    int width, height;
} halls[] = { { 1280, 720 }, { 1920, 1080 }, { 1024, 768 }, { 800, 480 }, { 720, 1280 } };

enum { WIDE_HALLS = 4 }; /* of them */

struct picture {
    struct arena *arena;
    struct model model;
    struct draw_list draw;
    struct controls controls;
};

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct picture *p = arena_alloc(a, sizeof *p);
    const struct content *c = sample_content(a);
    p->arena = a;
    p->model = model_new(c, &c->decks[0], 0);
    p->model.plenary.on = true;
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    arena_free(((struct picture *)*state)->arena);
    return 0;
}

static void draw(struct picture *p, int width, int height, struct measure measure)
{
    struct theme theme = theme_make_hall(width, height, 1, false);
    struct ui ui = { .arena = p->arena,
        .theme = &theme,
        .measure = measure,
        .draw = &p->draw,
        .controls = &p->controls };
    ui_begin(&ui, width, height);
    plenary_view(&p->model, &ui);
    ui_end(&ui);
    assert_null(ui.misfit);
}

static const char *says(const struct picture *p, const char *id)
{
    int at = controls_find(&p->controls, id);
    return at < 0 ? NULL : p->controls.list[at].label;
}

#define assert_says(p, id, text)                                                                   \
    do {                                                                                           \
        const char *said = says(p, id);                                                            \
        assert_non_null(said);                                                                     \
        assert_string_equal(said, text);                                                           \
    } while (0)

/* Nothing that is counted is said. */
static void says_no_counts(const struct picture *p)
{
    for (int i = 0; i < p->controls.count; i++) {
        const char *id = p->controls.list[i].id;
        assert_null(strstr(id, "choice"));
        assert_null(strstr(id, "element"));
        assert_null(strstr(id, "count"));
    }
}

static void tally(struct picture *p, uint32_t total)
{
    p->model.machine.published[0] = (struct tally){ .total = total,
        .element = { total / 5, total - total / 5 },
        .choice = { total * 2 / 5, [CHOICE_OTHER] = total - total * 2 / 5 } };
}

static void look(struct picture *p)
{
    draw(p, 1280, 720, letters_measure());
}

static void few_are_counted_and_many_are_shares(void **state)
{
    struct picture *p = *state;
    tally(p, 5);
    look(p);
    assert_says(p, "plenary.title", "Vier minuten");
    assert_says(p, "plenary.count", "5 antwoorden");
    assert_says(p, "plenary.element.excellence.count", "1");
    assert_says(p, "plenary.element.ethics", "Verantwoordelijkheid");
    assert_says(p, "plenary.choice.a", "A · Blijven luisteren");
    assert_says(p, "plenary.choice.a.count", "2 van de 5");
    assert_says(p, "plenary.choice.other.count", "3 van de 5");
    assert_null(says(p, "plenary.choice.d"));
    assert_says(p, "plenary.question", "Wie bepaalt bij jou hoe lang iets duurt?");
    tally(p, 20);
    look(p);
    assert_says(p, "plenary.element.ethics.count", "80%");
    assert_says(p, "plenary.choice.a.count", "40%");
    p->model.plenary.language = 1;
    p->model.visit.language = 0; /* a visitor's */
    look(p);
    assert_says(p, "plenary.title", "Four minutes");
    assert_says(p, "plenary.element.ethics", "Ethics");
}

static void says_nothing_before_its_time(void **state)
{
    struct picture *p = *state;
    look(p);
    says_no_counts(p);
    assert_non_null(says(p, "plenary.soon"));
    assert_non_null(says(p, "plenary.question"));
    tally(p, 30);
    p->model.plenary.hidden = true;
    p->model.plenary.hands[CHOICE_A] = 3;
    look(p);
    says_no_counts(p);
    assert_null(says(p, "plenary.soon"));
    assert_says(p, "plenary.title", "Vier minuten");
}

static void hands_stand_beside_answers(void **state)
{
    struct picture *p = *state;
    tally(p, 20);
    p->model.plenary.hands[CHOICE_A] = 9;
    p->model.plenary.hands[CHOICE_C] = 3;
    look(p);
    assert_says(p, "plenary.before", "Eerst: 20 antwoorden");
    assert_says(p, "plenary.now", "Nu: 12 handen");
    assert_says(p, "plenary.choice.a.count", "40%");
    assert_says(p, "plenary.choice.a.hands", "9");
    assert_says(p, "plenary.choice.b.hands", "0");
    tally(p, 0); /* hands are there before the answers */
    look(p);
    assert_says(p, "plenary.choice.a.hands", "9");
    assert_null(says(p, "plenary.choice.a.count"));
}

/* 12 metres away: capitals of 1/40 of the height, in whatever a card says. */
static void all_text_is_large(void **state)
{
    struct picture *p = *state;
    struct err err = { 0 };
    struct faults faults = { .arena = p->arena };
    struct fonts *fonts = fonts_open("assets/fonts", &err);
    const struct content *c = content_load(p->arena, "content", NULL, &faults);
    assert_true(fonts != NULL && c != NULL);
    for (int i = 0; i < c->card_count; i++) {
        struct deck deck = {
            .vocabulary = &c->vocabularies[0], .cards = { &c->cards[i] }, .card_count = 1
        };
        p->model.content = c;
        p->model.deck = &deck;
        tally(p, 19);
        for (size_t h = 0; h < WIDE_HALLS; h++) {
            draw(p, halls[h].width, halls[h].height, fonts_measure(fonts));
            for (int k = 0; k < p->draw.count; k++) {
                const struct draw_item *it = &p->draw.items[k];
                bool serif = it->font == FONT_TITLE || it->font == FONT_QUOTE;
                if (it->kind == DRAW_TEXT)
                    assert_true(it->px * (serif ? 0.676 : 0.727) * 40 >= halls[h].height);
            }
        }
    }
    fonts_close(fonts);
}

static void many(struct picture *p)
{
    tally(p, 45);
}

static void few(struct picture *p)
{
    tally(p, 15);
}

static void hidden(struct picture *p)
{
    tally(p, 45);
    p->model.plenary.hidden = true;
}

static void soon(struct picture *p)
{
    tally(p, 0);
}

static void hands(struct picture *p)
{
    tally(p, 45);
    p->model.plenary.hands[CHOICE_B] = 21;
}

/* Four choices, two of them long. */
static void full(struct picture *p)
{
    p->model.plenary.card = 1;
    p->model.machine.published[1] =
        (struct tally){ .total = 40, .element = { 8, 12, 20 }, .choice = { 4, 8, 12, 10, 6 } };
}

static void is_as_it_was(void **state)
{
    static const struct {
        const char *name;
        void (*set)(struct picture *p);
    } scenes[] = { { "plenary-many", many }, { "plenary-few", few }, { "plenary-hidden", hidden },
        { "plenary-soon", soon }, { "plenary-hands", hands }, { "plenary-full", full } };
    struct picture *p = *state;
    bool same = true;
    for (size_t i = 0; i < COUNT_OF(scenes); i++) {
        char *text = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&text, &len);
        assert_non_null(out);
        p->model.plenary = (struct plenary){ .on = true };
        scenes[i].set(p);
        for (size_t h = 0; h < COUNT_OF(halls); h++) {
            p->model.plenary.language = (int)h % 2;
            fprintf(out, "== %dx%d\n", halls[h].width, halls[h].height);
            draw(p, halls[h].width, halls[h].height, letters_measure());
            draw_dump(&p->draw, out);
        }
        assert_int_equal(fclose(out), 0);
        same = golden_is(scenes[i].name, text) && same;
        free(text);
    }
    assert_true(same);
}

int main(void)
{
#define WITH_PICTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_PICTURE(few_are_counted_and_many_are_shares),
        WITH_PICTURE(says_nothing_before_its_time),
        WITH_PICTURE(hands_stand_beside_answers),
        WITH_PICTURE(all_text_is_large),
        WITH_PICTURE(is_as_it_was),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
