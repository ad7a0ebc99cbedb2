/* The organiser's desk: meeting and cards, stick and decks, printer and paper. */
#include "walk.h"

#include "temp.h"
#include <string.h>
#include <sys/stat.h>

enum { IMPORT_MS = 60 * 1000 };

static void open_way(
    struct tour *t, const char *id, const char *screen, const char *name, const char *more)
{
    tour_tap_to(t, id, screen);
    tour_shoot_pages(t, name, more);
}

static void look_at_meeting(struct tour *t)
{
    open_way(t, "organiser.meeting", "meeting", "30-meeting", "meeting.more");
    tour_find(t, "meeting.title", "meeting.more");
    tour_tap_to(t, "meeting.title", "keyboard");
    tour_shoot(t, "31-keyboard");
    tour_tap_to(t, "nav.back", "meeting");
    tour_find(t, "meeting.deck", "meeting.more");
    open_way(t, "meeting.deck", "pick_deck", "32-decks", "pick_deck.more");
    tour_tap_to(t, "nav.back", "meeting");
    tour_find(t, "meeting.cards", "meeting.more");
    open_way(t, "meeting.cards", "cards", "33-cards", "cards.more");
    tour_tap_to(t, "nav.back", "meeting");
    tour_find(t, "meeting.earlier", "meeting.more");
    open_way(t, "meeting.earlier", "meetings", "34-meetings", "meetings.more");
    tour_tap_to(t, "nav.back", "meeting");
    tour_tap_to(t, "nav.back", "organiser");
}

static void put(struct tour *t, const char *path, const char *text)
{
    const char *full = arena_printf(t->arena, "%s/stick/GOEDWERK-KAARTEN/%s", t->removable, path);
    temp_write(full, text, strlen(text));
    tour_give(full);
}

static void put_folder(struct tour *t, const char *path)
{
    const char *full = arena_printf(t->arena, "%s/stick/%s", t->removable, path);
    if (mkdir(full, 0700) != 0)
        tour_fail(t, "cannot make %s", full);
    tour_give(full);
}

/* A card without a story, and a deck of it. */
static void put_decks(struct tour *t)
{
    put_folder(t, "GOEDWERK-KAARTEN");
    put_folder(t, "GOEDWERK-KAARTEN/cards");
    put_folder(t, "GOEDWERK-KAARTEN/decks");
    put(t, "cards/onze-muur.nl.md", "---\nfield: Onderwijs\n---\n\n# Onze muur\n");
    put(t, "decks/onze-hub.md", "---\nnl: Onze hub\nvocabulary: vakmanschap\n---\n\n- onze-muur\n");
}

static void look_at_stick(struct tour *t)
{
    open_way(t, "organiser.sticks", "stick", "35-stick", "stick.more");
    put_decks(t);
    tour_find(t, "organiser.import", "stick.more");
    tour_tap_to(t, "organiser.import", "import");
    if (!glass_wait_widget(t->glass, "import.fault.0", IMPORT_MS))
        tour_fail(t, "a card without a story was no fault");
    tour_shoot_pages(t, "36-import-faults", "import.more");
    tour_tap_to(t, "nav.back", "stick");
    tour_tap_to(t, "nav.back", "organiser");
}

void desk_walk(struct tour *t)
{
    look_at_meeting(t);
    look_at_stick(t);
    open_way(t, "organiser.printer", "printer", "37-printer", "printer.more");
    tour_tap_to(t, "nav.back", "organiser");
    open_way(t, "organiser.report", "report", "38-report", "report.more");
    tour_tap_to(t, "nav.back", "organiser");
    open_way(t, "organiser.settings", "settings", "39-settings", "settings.more");
    tour_find(t, "settings.clock", "settings.more");
    open_way(t, "settings.clock", "clock", "39-clock", "clock.more");
    tour_tap_to(t, "nav.back", "settings");
    tour_find(t, "settings.selftest", "settings.more");
    open_way(t, "settings.selftest", "selftest", "39-selftest", "selftest.more");
    tour_tap_to(t, "nav.back", "settings");
    tour_tap_to(t, "nav.back", "organiser");
}
