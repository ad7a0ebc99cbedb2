#include "evening.h"

#include "base/attributes.h"
#include "base/clock.h"
#include "ui/touch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    GLANCE_MS = 330,
    TAP_MS = 40,
    STUCK_MS = 30 * 60 * 1000
}; /* a new screen is read; a finger comes down and goes up */

void evening_open(struct evening *e, display_script_next *next, void *ctx)
{
    e->w.next = next;
    e->w.ctx = ctx;
    e->w.pin = "777777";
    e->w.pairs = true;
    e->next_visit_ms = clock_now_ms();
    whole_open(&e->w);
}

/* --- a visitor --------------------------------------------------------------------------------- */

/* Which of n, in turn: so that all are chosen, and no two neighbours alike. */
static int turn(const struct evening *e, int n)
{
    return e->one_card ? 0 : (int)(e->visits % n);
}

/* The n-th of the cards on this page, or else the first. */
static bool find_card(struct evening *e)
{
    static const char id[] = "deck.card.";
    const struct controls *c = e->w.controls;
    int first = -1, n = turn(e, 3);
    for (int i = 0; i < c->count && n >= 0; i++)
        if (strncmp(c->list[i].id, id, strlen(id)) == 0 && c->list[i].role != ROLE_TEXT) {
            first = first < 0 || n == 0 ? i : first;
            n--;
        }
    return first >= 0 && whole_find(&e->w, c->list[first].id, &e->x, &e->y);
}

static bool find_choice(struct evening *e)
{
    static const char *const choices[] = { "choice.a", "choice.b", "choice.other" };
    if (e->w.model->visit.saving != SAVING_NO)
        return false;
    const char *id = e->w.model->visit.choice == NOTHING ? choices[turn(e, 3)] : "choice.confirm";
    return whole_find(&e->w, id, &e->x, &e->y);
}

static bool find_after(struct evening *e)
{
    bool prints = e->print_every > 0 && e->visits % e->print_every == 0 && !e->printed;
    if (prints && whole_find(&e->w, "group.print", &e->x, &e->y)) {
        e->printed = true;
        return true;
    }
    return whole_find(&e->w, "group.done", &e->x, &e->y);
}

/* Where the next finger goes; false: it waits. */
static bool find(struct evening *e)
{
    static const char *const elements[] = { "element.ethics", "element.excellence",
        "element.engagement" };
    if (e->w.model->idle_warning)
        return whole_find(&e->w, "idle.stay", &e->x, &e->y);
    switch (e->w.model->screen) {
    case SCREEN_ATTRACT:
        return !e->idles && evening_is_organised(e) && clock_now_ms() >= e->next_visit_ms &&
               whole_find(&e->w, "attract.start", &e->x, &e->y);
    case SCREEN_DECK:
        return find_card(e);
    case SCREEN_ELEMENT:
        return whole_find(&e->w, elements[turn(e, 3)], &e->x, &e->y);
    case SCREEN_CHOICE:
        return find_choice(e);
    case SCREEN_GROUP:
        return find_after(e);
    case SCREEN_TAKE_HOME:
        return whole_find(&e->w, "take_home.done", &e->x, &e->y);
    case SCREEN_GOODBYE:
        return whole_find(&e->w, "goodbye.done", &e->x, &e->y);
    default:
        return false;
    }
}

/* --- the organiser ----------------------------------------------------------------------------- */

static void add(struct evening *e, struct action a)
{
    if (e->count == EVENING_BUSINESS_MAX)
        abort();
    e->business[e->count++] = a;
}

void evening_organise(struct evening *e, const struct action *business, size_t count)
{
    static const struct action pin[] = { { MSG_OPEN_ORGANISER, 0 }, { MSG_PIN_DIGIT, 7 },
        { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 }, { MSG_PIN_DIGIT, 7 },
        { MSG_PIN_DIGIT, 7 }, { MSG_PIN_OK, 0 } };
    e->count = e->said = 0;
    for (size_t i = 0; i < COUNT_OF(pin); i++)
        add(e, pin[i]);
    for (size_t i = 0; i < count; i++)
        add(e, business[i]);
    add(e, (struct action){ MSG_LOCK, 0 });
}

bool evening_is_organised(const struct evening *e)
{
    return e->said == e->count;
}

static bool is_synced(const struct evening *e)
{
    const struct machine *k = &e->w.model->machine;
    return !k->sync_due && k->stick != STICK_BUSY;
}

/* The next thing that the organiser says; false: he waits. */
static bool say(struct evening *e)
{
    if (evening_is_organised(e) || (e->said == 0 && e->w.model->screen != SCREEN_ATTRACT))
        return false;
    struct action a = e->business[e->said];
    if (a.kind == MSG_NONE && !is_synced(e))
        return false;
    e->said++;
    if (a.kind != MSG_NONE)
        whole_send(&e->w, &(struct msg){ .kind = a.kind, .arg = a.arg });
    return true;
}

/* --- one after another ------------------------------------------------------------------------- */

static struct input wait_for(struct evening *e, int timeout_ms)
{
    int64_t now = clock_now_ms();
    int64_t ms = timeout_ms < 0 ? INT64_MAX : timeout_ms;
    bool comes = !e->idles && evening_is_organised(e) && e->w.model->screen == SCREEN_ATTRACT;
    if (comes && e->next_visit_ms > now && e->next_visit_ms - now < ms)
        ms = e->next_visit_ms - now;
    if (ms == INT64_MAX || now > e->next_visit_ms + STUCK_MS) {
        outside_fault(
            "nothing happens on %s, visit %ld", screen_name(e->w.model->screen), e->visits);
        ms = 0;
    }
    whole_pass(&e->w, ms);
    return whole_nothing(INPUT_NONE);
}

bool evening_is_quiet(const struct evening *e)
{
    return e->idles && e->w.model->screen == SCREEN_ATTRACT && evening_is_organised(e) &&
           is_synced(e) && mailbox_count(e->w.parts.mailbox) == 0;
}

static void note_visit(struct evening *e)
{
    bool leaves = e->w.model->screen == SCREEN_GOODBYE && e->down;
    if (!leaves)
        return;
    e->visits++;
    e->printed = false;
    e->next_visit_ms = clock_now_ms() + e->between_ms;
}

struct input evening_next(struct evening *e, int timeout_ms)
{
    if (e->down) {
        note_visit(e);
        e->down = false;
        whole_pass(&e->w, TAP_MS);
        return whole_touch(TOUCH_UP, 0, e->x, e->y);
    }
    if (whole_letters(&e->w) > 0 || say(e))
        return whole_nothing(INPUT_WAKE);
    if (!find(e))
        return wait_for(e, timeout_ms);
    e->down = true;
    whole_pass(&e->w, GLANCE_MS);
    return whole_touch(TOUCH_DOWN, 0, e->x, e->y);
}
