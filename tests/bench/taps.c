#include "figures.h"

#include "figure.h"
#include "process.h"

enum { VISITS = 4, BARE_STILL_MS = 40, NAME_MAX_BYTES = 96 };

/* A visit to every kind of screen; "deck.card" is the first one on the page. */
static const char *const visit[] = { "attract.privacy", "nav.back", "attract.start", "deck.next",
    "deck.prev", "text.size", "text.size", "contrast", "contrast", "lang.en", "lang.nl",
    "deck.card", "element.ethics", "nav.back", "element.engagement", "text.size", "choice.a",
    "text.size", "choice.b", "choice.confirm", "group.phone", "nav.back", "contrast", "contrast",
    "group.colleague", "element.excellence", "choice.other", "choice.confirm", "group.another",
    "deck.next", "deck.card", "element.ethics", "choice.a", "choice.confirm", "group.done",
    "goodbye.done" };

struct taps {
    struct samples shown, cpu;
};

static void keep(struct taps *t, struct rig_tap tap)
{
    samples_add(&t->shown, tap.shown_ms);
    samples_add(&t->cpu, tap.cpu_ms);
}

static const char *widget_of(struct seat *s, const char *name, char *copy)
{
    if (strcmp(name, "deck.card") != 0)
        return name;
    figure_must(glass_wait_screen(s->glass, "deck", RIG_STILL_MS), name, NULL);
    for (int i = 0; i < s->glass->log.widget_count; i++) {
        const char *id = s->glass->log.widgets[i].id;
        if (strncmp(id, "deck.card.", 10) == 0 &&
            strcmp(s->glass->log.widgets[i].role, "text") != 0) {
            (void)snprintf(copy, NAME_MAX_BYTES, "%s", id);
            return copy;
        }
    }
    figure_must(false, name, NULL);
    return NULL;
}

static void tell(const char *name, struct samples *kiosk, struct samples *bare, double part,
    enum limit_kind limits, double limit)
{
    figure_print(&(struct figure){ .name = name,
        .value = samples_part(kiosk, part),
        .unit = "ms",
        .yardstick = "bare SDL window: one colour, presented in full",
        .yardstick_value = samples_part(bare, part),
        .limits = limits,
        .limit = limit });
}

void figures_taps(struct rig *r)
{
    struct taps kiosk = { 0 }, bare = { 0 };
    char copy[NAME_MAX_BYTES];
    (void)rig_start_ms(&r->kiosk);
    (void)rig_start_ms(&r->bare);
    rig_settle(&r->kiosk, RIG_STILL_MS);
    for (int v = 0; v < VISITS; v++) {
        for (size_t i = 0; i < COUNT_OF(visit); i++) {
            struct rig_tap tap =
                rig_tap(&r->kiosk, widget_of(&r->kiosk, visit[i], copy), RIG_STILL_MS);
            keep(&kiosk, tap);
            keep(&bare, rig_tap_at(&r->bare, 640, 400, BARE_STILL_MS));
        }
    }
    tell("tap to presented frame, p50", &kiosk.shown, &bare.shown, 0.5, LIMIT_NONE, 0);
    tell("tap to presented frame, p99", &kiosk.shown, &bare.shown, 0.99, LIMIT_NONE, 0);
    tell("processor time for a tap, p50", &kiosk.cpu, &bare.cpu, 0.5, LIMIT_NONE, 0);
    tell("processor time for a tap, p99", &kiosk.cpu, &bare.cpu, 0.99, LIMIT_VALUE_MOST, 15);
    figure_print(&(struct figure){ .name = "PSS after four visits",
        .value = process_pss_mb(r->kiosk.glass->program),
        .unit = "MB",
        .yardstick = "bare SDL window",
        .yardstick_value = process_pss_mb(r->bare.glass->program),
        .limits = LIMIT_VALUE_MOST,
        .limit = 40 });
    figure_print(&(struct figure){ .name = "RSS after four visits",
        .value = process_rss_mb(r->kiosk.glass->program),
        .unit = "MB",
        .yardstick = "bare SDL window",
        .yardstick_value = process_rss_mb(r->bare.glass->program),
        .note = "libraries that others use too count in full" });
    rig_stop(&r->kiosk);
    rig_stop(&r->bare);
    samples_free(&kiosk.shown);
    samples_free(&kiosk.cpu);
    samples_free(&bare.shown);
    samples_free(&bare.cpu);
}
