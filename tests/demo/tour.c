#include "tour.h"

#include "base/file.h"
#include <poll.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 20 * 1000, HAND_MS = 20, SWIPE_STEPS = 8, PAGES_MAX = 12 };

void tour_fail(const struct tour *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "demo: %s/%s: ", t->set->panel->name, t->set->name);
    vfprintf(stderr, format, args);
    fprintf(stderr, " (the glass shows %s)\n", t->glass->log.screen);
    va_end(args);
    exit(EXIT_FAILURE);
}

void tour_give(const char *path)
{
    const struct passwd *nobody = getpwnam("nobody");
    if (geteuid() == 0 && nobody != NULL && chown(path, nobody->pw_uid, nobody->pw_gid) != 0)
        perror(path);
}

const char *tour_make_folder(struct tour *t, const char *name)
{
    const char *path = arena_printf(t->arena, "%s/%s", t->glass->folder, name);
    if (mkdir(path, 0700) != 0)
        tour_fail(t, "cannot make %s", path);
    tour_give(path);
    return path;
}

struct tour *tour_open(const struct tour_set *set, const struct fill *fill, const char *pictures)
{
    struct arena *a = arena_new();
    struct tour *t = arena_alloc(a, sizeof *t);
    int language = content_language(fill->content, set->lang);
    *t = (struct tour){ .set = set,
        .fill = fill,
        .language = &fill->content->languages[language],
        .arena = a,
        .pictures = pictures,
        .glass = glass_open(GLASS_MOUSE, set->panel->width, set->panel->height) };
    t->data = tour_make_folder(t, "data");
    t->printer = tour_make_folder(t, "printer");
    t->removable = tour_make_folder(t, "removable");
    if (!file_make_folder(pictures, NULL))
        tour_fail(t, "cannot make %s", pictures);
    return t;
}

void tour_start(struct tour *t, bool filled, const char *queue)
{
    const struct tour_panel *p = t->set->panel;
    const char *program = realpath("build/goedwerk-kiosk", NULL);
    const char *folder = arena_printf(t->arena, "pdf:%s", t->printer);
    const char *argv[] = { program, "--data", t->data, "--removable", t->removable, "--window",
        p->name, "--px-per-mm", p->px_per_mm, "--lang", t->set->lang, "--printer",
        queue != NULL ? queue : folder, t->content != NULL ? "--content" : NULL, t->content, NULL };
    if (program == NULL)
        tour_fail(t, "build/goedwerk-kiosk is not there; make it first");
    if (filled) {
        fill_copy(t->fill, t->data);
        tour_give(arena_printf(t->arena, "%s/goedwerk.sqlite", t->data));
    }
    glass_start(t->glass, argv);
    if (!glass_wait_screen(t->glass, "attract", PATIENCE_MS))
        tour_fail(t, "the kiosk did not begin with attract");
}

void tour_stop(struct tour *t)
{
    int status = glass_stop(t->glass, PATIENCE_MS, NULL);
    if (status != 0)
        tour_fail(t, "the kiosk ended with status %d", status);
}

void tour_close(struct tour *t)
{
    glass_close(t->glass);
    arena_free(t->arena);
}

/* --- steps --- */

/* No hand is there in the very millisecond that a control goes live. */
static void press(struct tour *t, int x, int y)
{
    (void)poll(NULL, 0, HAND_MS);
    glass_finger(t->glass, 0, GLASS_DOWN, x, y);
}

void tour_tap(struct tour *t, const char *id)
{
    tour_tap_while(t, id, NULL);
}

void tour_tap_while(struct tour *t, const char *id, void (*meanwhile)(struct tour *t))
{
    tour_await(t, id);
    struct rect r = glass_widget(t->glass, id)->rect;
    press(t, r.x + r.w / 2, r.y + r.h / 2);
    if (meanwhile != NULL)
        meanwhile(t);
    glass_finger(t->glass, 0, GLASS_UP, r.x + r.w / 2, r.y + r.h / 2);
    if (!glass_wait_next(t->glass, PATIENCE_MS))
        tour_fail(t, "a tap on %s changed nothing", id);
}

void tour_swipe(struct tour *t, int y)
{
    int width = t->set->panel->width;
    press(t, width * 3 / 4, y);
    for (int i = 1; i <= SWIPE_STEPS; i++)
        glass_finger(t->glass, 0, GLASS_MOVE, width * 3 / 4 - width / 2 * i / SWIPE_STEPS, y);
    glass_finger(t->glass, 0, GLASS_UP, width / 4, y);
    if (!glass_wait_next(t->glass, PATIENCE_MS))
        tour_fail(t, "a swipe turned nothing");
}

void tour_tap_to(struct tour *t, const char *id, const char *screen)
{
    tour_tap(t, id);
    if (!glass_wait_screen(t->glass, screen, PATIENCE_MS))
        tour_fail(t, "a tap on %s did not lead to %s", id, screen);
}

void tour_await(struct tour *t, const char *id)
{
    if (!glass_wait_widget(t->glass, id, PATIENCE_MS))
        tour_fail(t, "%s did not appear", id);
}

void tour_await_words(struct tour *t, const char *id, enum phrase_id says)
{
    for (;;) {
        const struct glass_widget *w = glass_widget(t->glass, id);
        if (w != NULL && strcmp(w->label, phrase(t->language, says)) == 0)
            return;
        t->glass->lines_at_input = t->glass->log.lines;
        if (!glass_wait_next(t->glass, PATIENCE_MS))
            tour_fail(t, "%s does not say \"%s\"", id, phrase(t->language, says));
    }
}

void tour_shoot(struct tour *t, const char *name)
{
    glass_picture(t->glass, arena_printf(t->arena, "%s/%s.png", t->pictures, name));
}

/* Which page a button that turns pages says it is on, and of how many. */
static bool reads_page(const struct glass_widget *w, int *page, int *pages)
{
    const char *slash = strrchr(w->label, '/'), *at = slash;
    if (slash == NULL)
        return false;
    while (at > w->label && at[-1] >= '0' && at[-1] <= '9')
        at--;
    return sscanf(at, "%d/%d", page, pages) == 2;
}

void tour_shoot_pages(struct tour *t, const char *name, const char *more)
{
    tour_shoot(t, name);
    for (int i = 2; i <= PAGES_MAX; i++) {
        int page, pages;
        const struct glass_widget *w = glass_widget(t->glass, more);
        if (w == NULL || !reads_page(w, &page, &pages) || page == pages)
            return;
        tour_tap(t, more);
        tour_shoot(t, arena_printf(t->arena, "%s-%d", name, i));
    }
}

void tour_find(struct tour *t, const char *id, const char *more)
{
    const char *back = arena_printf(t->arena, "%s.back", more);
    bool backward = false;
    for (int i = 0; i < 2 * PAGES_MAX && glass_widget(t->glass, id) == NULL; i++) {
        const struct glass_widget *w = glass_widget(t->glass, more);
        backward = backward || (w != NULL && glass_has_state(w, "disabled"));
        tour_tap(t, backward ? back : more);
    }
}

/* Turns the pages of the deck until the card is on the glass. */
static void find_card(struct tour *t, const char *id)
{
    for (int i = 0; i < 2 * PAGES_MAX; i++) {
        if (glass_widget(t->glass, id) != NULL)
            return;
        const char *turn = i < PAGES_MAX ? "deck.prev" : "deck.next";
        const struct glass_widget *w = glass_widget(t->glass, turn);
        if (w != NULL && !glass_has_state(w, "disabled"))
            tour_tap(t, turn);
    }
    tour_fail(t, "%s is on no page of the deck", id);
}

static void find_choice(struct tour *t, const char *id)
{
    for (int i = 0; i < PAGES_MAX && glass_widget(t->glass, id) == NULL; i++)
        tour_tap(t, "choice.more");
}

void tour_open_card(struct tour *t, const char *key, const char *story, const char *element)
{
    const char *id = arena_printf(t->arena, "deck.card.%s", key);
    find_card(t, id);
    tour_tap_to(t, id, "element");
    if (glass_widget(t->glass, "story.more") != NULL) {
        if (story != NULL)
            tour_shoot_pages(t, story, "story.more");
        while (glass_widget(t->glass, "story.more") != NULL)
            tour_tap(t, "story.more");
    }
    if (element != NULL)
        tour_shoot(t, element);
}

void tour_answer(struct tour *t, int card, const char *element, const char *choice, bool shoot)
{
    const char *key = t->fill->deck->cards[card]->key;
    tour_open_card(t, key, shoot ? "04-story" : NULL, shoot ? "05-element" : NULL);
    tour_tap_to(t, element, "choice");
    if (shoot)
        tour_shoot_pages(t, "06-choice", "choice.more");
    find_choice(t, choice);
    tour_tap(t, choice);
    if (shoot)
        tour_shoot(t, "07-choice-chosen");
    tour_tap_to(t, "choice.confirm", "group");
}
