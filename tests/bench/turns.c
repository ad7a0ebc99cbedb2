#include "figures.h"

#include "app/settings.h"
#include "bare.h"
#include "base/file.h"
#include "documents/bundle.h"
#include "figure.h"
#include "platform/stick.h"
#include "process.h"
#include <math.h>
#include <sys/stat.h>

enum { CARDS = 6 /* of the deck */, TAP_MS = 10, TAPS = 12, WIDGET_MS = 3000 };

#define MARKER ".goedwerk-test-stick"

/* --- the stick --- */

struct stick_place {
    const char *in, *out; /* its folder, where the kiosk looks, and elsewhere */
    const char *results; /* of the meeting, while it is in: changes with each sync */
};

/* Puts the kiosk's token on a stick, as the organiser's button does; the kiosk has stopped. */
static struct stick_place pair(struct rig *r)
{
    struct arena *a = r->arena;
    struct err err = { .detail = "" };
    enum store_origin origin;
    const char *token = NULL;
    struct stick_place at = { .in = arena_printf(a, "%s/usb", r->sticks),
        .out = arena_printf(a, "%s/usb", r->kiosk.glass->folder) };
    figure_must(mkdir(at.in, 0700) == 0, at.in, NULL);
    figure_must(
        file_replace(arena_printf(a, "%s/" MARKER, at.in), "", 0, &err), "mark the stick", &err);
    struct store *s = store_open(r->data, &origin, &err);
    figure_must(s != NULL && settings_stick_token(s, a, &token, &err), "read the token", &err);
    const char *kiosk = bundle_kiosk_folder(a, "", store_id(s));
    at.results = arena_printf(a, "%s/GOEDWERK/%s", at.in, kiosk);
    store_close(s);
    struct stick *stick = stick_open_folder(r->sticks, &err);
    figure_must(stick != NULL && stick_pair(stick, kiosk, token, &err), "pair the stick", &err);
    stick_close(stick);
    rig_give(&r->kiosk, at.in);
    rig_give(&r->kiosk, r->data);
    figure_must(rename(at.in, at.out) == 0, "take the stick out", NULL);
    return at;
}

static int64_t changed_ns(const char *folder)
{
    struct stat st;
    if (stat(folder, &st) < 0)
        return 0;
    return (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
}

/* --- visitors in a hurry --- */

static void go(struct rig *r, const char *id)
{
    (void)rig_tap(&r->kiosk, id, RIG_STILL_MS);
}

/* A card on the glass that this visit has not answered; NULL: there is none on this page. */
static const char *new_card(struct rig *r)
{
    const struct glass_log *log = &r->kiosk.glass->log;
    figure_must(glass_wait_screen(r->kiosk.glass, "deck", RIG_STILL_MS), "deck", NULL);
    for (int w = 0; w < log->widget_count; w++) {
        const struct glass_widget *widget = &log->widgets[w];
        if (strncmp(widget->id, "deck.card.", 10) == 0 && strcmp(widget->role, "button") == 0 &&
            !glass_has_state(widget, "chosen"))
            return arena_strdup(r->arena, widget->id);
    }
    return NULL;
}

static void open_new_card(struct rig *r)
{
    const char *id;
    while ((id = new_card(r)) == NULL)
        go(r, "deck.next");
    go(r, id);
}

/* Asks for the card, and goes on tapping beside the controls while the workers are busy: each tap
 * is a turn or two. Then what paints the whole glass. */
static void ask_and_fidget(struct rig *r, const char *id)
{
    figure_must(glass_wait_widget(r->kiosk.glass, id, WIDGET_MS), id, NULL);
    glass_tap(r->kiosk.glass, id);
    for (int i = 0; i < TAPS; i++) {
        glass_tap_at(r->kiosk.glass, 1, BARE_HEIGHT - 1);
        rig_settle(&r->kiosk, TAP_MS);
    }
    rig_settle(&r->kiosk, RIG_STILL_MS);
    go(r, "contrast");
    go(r, "contrast");
}

/* A visit that answers every card; each prints, and syncs the stick that comes in at the same
 * moment. The longest turn meanwhile. */
static double visit_ms(struct rig *r, const struct stick_place *at, bool busy)
{
    go(r, "attract.start"); /* attract has no limit in time, see process.h */
    struct stretches *turns = stretches_start(r->kiosk.glass->program);
    for (int i = 0; i < CARDS; i++) {
        int64_t before_ns = changed_ns(at->results);
        if (i > 0)
            go(r, "take_home.another");
        open_new_card(r);
        go(r, "element.ethics");
        go(r, "choice.a");
        go(r, "choice.confirm");
        if (busy)
            figure_must(rename(at->out, at->in) == 0, "put the stick in", NULL);
        ask_and_fidget(r, busy ? "group.print" : "group.phone");
        if (!busy)
            continue;
        figure_must(changed_ns(at->results) != before_ns, "sync as the stick comes in", NULL);
        figure_must(rename(at->in, at->out) == 0, "take the stick out", NULL);
    }
    double longest_ms = stretches_end_ms(turns);
    go(r, "take_home.done");
    go(r, "goodbye.done");
    return longest_ms;
}

void figures_turns(struct rig *r)
{
    struct stick_place at = pair(r);
    (void)rig_start_ms(&r->kiosk);
    rig_settle(&r->kiosk, RIG_STILL_MS);
    double calm_ms = visit_ms(r, &at, false);
    double busy_ms = fmax(visit_ms(r, &at, true), visit_ms(r, &at, true));
    rig_stop(&r->kiosk);
    figure_print(&(struct figure){ .name = "longest turn of the loop while printing and exporting",
        .value = busy_ms,
        .unit = "ms",
        .yardstick = "the same taps, with neither",
        .yardstick_value = calm_ms,
        .limits = LIMIT_VALUE_MOST,
        .limit = 50,
        .note =
            "the longest that the main thread was not seen waiting, looking every 0.4 ms: turns "
            "that follow at once count as one; 12 cards, 12 syncs" });
}
