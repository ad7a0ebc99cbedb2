#include "scenes.h"

#include "base/attributes.h"
#include "golden.h"
#include "look.h"
#include "sample_content.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after the four that it needs */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static const struct glass {
    const char *name;
    int panel; /* of fits_panels */
    int language;
    bool large, high_contrast;
} glasses[] = {
    { "nl, 800x480", 0, 0, false, false },
    { "nl, 720x1280", 1, 0, false, false },
    { "nl, 1280x800", 2, 0, false, false },
    { "nl, 1920x1080", 3, 0, false, false },
    { "en, 1280x800", 2, 1, false, false },
    { "nl, 1280x800, A+", 2, 0, true, false },
    { "nl, 1280x800, high contrast", 2, 0, false, true },
};

static struct model model_of(const struct content *c, const struct glass *g, const struct scene *s)
{
    struct model m = model_new(c, &c->decks[0], 0);
    m.now_ms = 1000;
    m.visit.language = g->language;
    m.visit.large_text = g->large;
    m.visit.high_contrast = g->high_contrast;
    m.machine.ready = true;
    m.machine.printer = PRINTER_READY;
    m.machine.has_pin = true;
    m.machine.meeting =
        (struct meeting){ .title = "Goed Werk Hub", .place = "Rotterdam", .date = "2026-11-21" };
    s->set(&m);
    return m;
}

/* --- as text --- */

static void dump_controls(const struct controls *c, FILE *out)
{
    for (int i = 0; i < c->count; i++) {
        const struct control *k = &c->list[i];
        if (k->role != ROLE_TEXT)
            fprintf(out, "%s %s %d,%d %dx%d%s%s\n", k->role == ROLE_GROUND ? "ground" : "button",
                k->id, k->rect.x, k->rect.y, k->rect.w, k->rect.h, k->disabled ? " disabled" : "",
                k->chosen ? " chosen" : "");
    }
}

static char *dump(const struct scene *s)
{
    struct arena *a = arena_new();
    const struct content *c = sample_content(a);
    struct look *look = look_new();
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    for (size_t i = 0; i < COUNT_OF(glasses); i++) {
        struct model m = model_of(c, &glasses[i], s);
        look_at(look, &m, &fits_panels[glasses[i].panel]);
        fprintf(out, "== %s\n", glasses[i].name);
        draw_dump(&look->draw, out);
        dump_controls(&look->controls, out);
    }
    assert_int_equal(fclose(out), 0);
    look_free(look);
    arena_free(a);
    return text;
}

static void is_as_it_was(void **state)
{
    const struct scene *s = *state;
    char *text = dump(s);
    bool same = golden_is(s->name, text);
    free(text);
    assert_true(same);
}

int scenes_compare(const struct scene *scenes, size_t n)
{
    struct CMUnitTest *tests = calloc(n, sizeof *tests);
    assert_non_null(tests);
    for (size_t i = 0; i < n; i++)
        tests[i] = (struct CMUnitTest){
            .name = scenes[i].name, .test_func = is_as_it_was, .initial_state = (void *)&scenes[i]
        };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    int failed = _cmocka_run_group_tests("scenes", tests, n, NULL, NULL);
    free(tests);
    return failed;
}
