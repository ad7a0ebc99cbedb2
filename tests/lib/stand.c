#include "stand.h"

#include "base/clock.h"
#include "base/file.h"
#include "temp.h"
#include "ui/touch.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 16 << 20, PAGES_MOST = 20 };

static const char program[] = "build/debug/goedwerk-kiosk"; /* tests run at the top of the tree */

const struct stand_plan stand_desk = { GLASS_MOUSE, 1280, 800, "5.9", NULL };

static const char *below(struct stand *s, const char *name)
{
    return arena_printf(s->a, "%s/%s", s->g->folder, name);
}

struct stand *stand_open(const struct stand_plan *plan)
{
    struct arena *a = arena_new();
    struct stand *s = arena_alloc(a, sizeof *s);
    *s = (struct stand){ .a = a, .plan = *plan };
    s->g = glass_open(plan->kind, plan->width, plan->height);
    s->data = below(s, "data");
    s->cards = below(s, "cards");
    s->sticks = below(s, "sticks");
    assert_return_code(mkdir(s->sticks, 0755), errno);
    return s;
}

void stand_close(struct stand *s)
{
    if (s == NULL)
        return;
    glass_close(s->g);
    arena_free(s->a);
}

int stand_set_up_stopped(void **state)
{
    *state = stand_open(&stand_desk);
    return 0;
}

int stand_set_up(void **state)
{
    *state = stand_open(&stand_desk);
    stand_start(*state);
    return 0;
}

int stand_tear_down(void **state)
{
    stand_close(*state);
    return 0;
}

static void launch(struct stand *s)
{
    const struct stand_plan *p = &s->plan;
    char *path = realpath(program, NULL);
    assert_non_null(path);
    bool full = p->kind == GLASS_SCREENS; /* or the other screen is a desk's own */
    const char *const argv[] = { arena_strdup(s->a, path), "--data", s->data, "--removable",
        s->sticks, "--px-per-mm", p->px_per_mm, "--printer",
        p->printer != NULL ? p->printer : arena_printf(s->a, "pdf:%s", s->cards),
        full ? NULL : "--window", arena_printf(s->a, "%dx%d", p->width, p->height), NULL };
    free(path);
    glass_start(s->g, argv);
}

void stand_start(struct stand *s)
{
    launch(s);
    assert_true(glass_wait_next(s->g, STAND_PATIENCE_MS));
    stand_on(s, "attract");
}

void stand_stop(struct stand *s)
{
    int status = glass_stop(s->g, STAND_PATIENCE_MS, &s->stopped_in_ms);
    if (status != 0)
        print_error("%s", stand_said(s));
    assert_int_equal(status, 0);
    assert_false(temp_exists(arena_printf(s->a, "%s/goedwerk.sqlite-wal", s->data)));
}

const char *stand_said(struct stand *s)
{
    size_t len = 0;
    const char *text = file_read(s->a, below(s, "program.log"), FILE_MAX, &len, NULL);
    return text == NULL ? "" : text;
}

/* --- looking --- */

struct sight {
    const char *id, *words;
};

typedef bool is_so(const struct glass *g, const struct sight *what);

/* Each line of the log is looked at, until it is so. */
static void until(struct stand *s, is_so *is, struct sight what, const char *wanted)
{
    struct glass *g = s->g;
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    while (!is(g, &what)) {
        int left_ms = (int)(end_ms - clock_now_ms());
        g->lines_at_input = g->log.lines;
        if (left_ms <= 0 || !glass_wait_next(g, left_ms))
            fail_msg("on %s: %s %s %s; it said: %s", g->log.screen, what.id, wanted,
                what.words == NULL ? "" : what.words, stand_said(s));
    }
}

static bool shows(const struct glass *g, const struct sight *what)
{
    const struct glass_widget *w = glass_widget(g, what->id);
    return w != NULL && (what->words == NULL || glass_has_state(w, what->words));
}

static bool lacks(const struct glass *g, const struct sight *what)
{
    return !shows(g, what);
}

static bool reads(const struct glass *g, const struct sight *what)
{
    const struct glass_widget *w = glass_widget(g, what->id);
    return w != NULL && strstr(w->label, what->words) != NULL;
}

static bool differs(const struct glass *g, const struct sight *what)
{
    const struct glass_widget *w = glass_widget(g, what->id);
    return w == NULL || strcmp(w->label, what->words) != 0;
}

static bool speaks(const struct glass *g, const struct sight *what)
{
    return strcmp(g->log.lang, what->id) == 0;
}

void stand_on(struct stand *s, const char *screen)
{
    if (!glass_wait_screen(s->g, screen, STAND_PATIENCE_MS))
        fail_msg("on %s, not on %s; it said: %s", s->g->log.screen, screen, stand_said(s));
}

void stand_sees(struct stand *s, const char *id, const char *state)
{
    until(s, shows, (struct sight){ id, state }, "never was");
}

void stand_lacks(struct stand *s, const char *id, const char *state)
{
    until(s, lacks, (struct sight){ id, state }, "stayed");
}

void stand_reads(struct stand *s, const char *id, const char *words)
{
    until(s, reads, (struct sight){ id, words }, "never read");
}

void stand_speaks(struct stand *s, const char *language)
{
    until(s, speaks, (struct sight){ language, NULL }, "was never spoken");
}

const char *stand_label(struct stand *s, const char *id)
{
    const struct glass_widget *w = glass_widget(s->g, id);
    if (w == NULL)
        fail_msg("no %s on %s", id, s->g->log.screen);
    return arena_strdup(s->a, w->label);
}

const char *stand_id(struct stand *s, const char *beginning, int i)
{
    for (int n = 0; n < s->g->log.widget_count; n++) {
        const char *id = s->g->log.widgets[n].id;
        if (strncmp(id, beginning, strlen(beginning)) == 0 && i-- == 0)
            return arena_strdup(s->a, id);
    }
    return NULL;
}

void stand_turns(struct stand *s, const char *id, const char *from)
{
    until(s, differs, (struct sight){ id, from }, "stayed");
}

/* --- what visitors do --- */

void stand_tap(struct stand *s, const char *id, const char *screen)
{
    glass_tap(s->g, id);
    stand_on(s, screen);
}

void stand_turn_to(struct stand *s, const char *button, const char *id)
{
    for (int i = 0; glass_widget(s->g, id) == NULL; i++) {
        if (i == PAGES_MOST)
            fail_msg("no %s on any page of %s", id, s->g->log.screen);
        const char *page = stand_label(s, button);
        glass_tap(s->g, button);
        stand_turns(s, button, page);
    }
}

void stand_pick(struct stand *s, const char *element)
{
    const char *tile = arena_printf(s->a, "element.%s", element);
    stand_on(s, "element");
    stand_turn_to(s, "story.more", tile);
    stand_tap(s, tile, "choice");
}

void stand_select(struct stand *s, const char *choice)
{
    const char *row = arena_printf(s->a, "choice.%s", choice);
    stand_turn_to(s, "choice.more", row);
    glass_tap(s->g, row);
    stand_sees(s, row, "chosen");
}

void stand_choose(struct stand *s, const char *element, const char *choice)
{
    stand_pick(s, element);
    stand_select(s, choice);
    stand_tap(s, "choice.confirm", "group");
}

void stand_visit(struct stand *s, const char *element, const char *choice)
{
    stand_on(s, "attract");
    stand_tap(s, "attract.begin", "deck");
    stand_tap(s, stand_id(s, "deck.card.", 0), "element");
    stand_choose(s, element, choice);
}

void stand_leave(struct stand *s)
{
    bool group = strcmp(s->g->log.screen, "group") == 0;
    stand_tap(s, group ? "group.done" : "take_home.done", "goodbye");
    stand_tap(s, "goodbye.done", "attract");
}

void stand_answer(struct stand *s, const char *element, const char *choice, int times)
{
    stand_tap(s, "attract.card", "element");
    for (int i = 0; i < times; i++) {
        stand_choose(s, element, choice);
        if (i + 1 < times)
            stand_tap(s, "group.colleague", "element");
    }
    stand_leave(s);
}

void stand_pin(struct stand *s, const char *digits)
{
    for (const char *d = digits; *d != '\0'; d++)
        glass_tap(s->g, arena_printf(s->a, "pin.%c", *d));
    stand_lacks(s, "pin.ok", "disabled");
    glass_tap(s->g, "pin.ok");
}

void stand_hold_wordmark(struct stand *s)
{
    glass_hold(s->g, "organiser.open", HOLD_MS + 300);
    stand_on(s, "pin");
}

void stand_open_setup(struct stand *s)
{
    glass_hold(s->g, "organiser.open", HOLD_MS + 300);
    stand_on(s, "setup");
}

void stand_step(struct stand *s, const char *id)
{
    const char *title = stand_label(s, "setup.title");
    glass_tap(s->g, id);
    stand_turns(s, "setup.title", title);
}

void stand_keypad(struct stand *s)
{
    stand_open_setup(s);
    stand_step(s, "setup.next");
    stand_tap(s, "setup.next", "pin");
}

void stand_leave_keypad(struct stand *s)
{
    stand_tap(s, "nav.back", "setup");
    stand_step(s, "nav.back");
    stand_tap(s, "nav.back", "attract");
}

void stand_first_pin(struct stand *s)
{
    stand_step(s, "setup.next");
    stand_tap(s, "setup.next", "pin");
    const char *first = stand_label(s, "pin.title");
    stand_pin(s, "123456");
    stand_turns(s, "pin.title", first);
    stand_pin(s, "123456");
    stand_on(s, "setup");
}

void stand_organise(struct stand *s)
{
    stand_open_setup(s);
    stand_first_pin(s);
    while (glass_widget(s->g, "setup.overview") == NULL)
        stand_step(s, glass_widget(s->g, "setup.skip") != NULL ? "setup.skip" : "setup.next");
    stand_tap(s, "setup.overview", "organiser");
}

void stand_again(struct stand *s)
{
    stand_hold_wordmark(s);
    stand_pin(s, "123456");
    stand_on(s, "organiser");
}
