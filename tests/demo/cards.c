#include "cards.h"

#include "base/file.h"
#include "temp.h"
#include <string.h>

enum { CARD_FILE_MAX = 16 << 10, BACK_MAX = 32 };

static const char *const cards[] = { "bas-heeft-zijn-jas-al-aan", "de-bloemist-aan-de-overkant",
    "veertienhonderd-brieven", "zonder-afspraak", "nummer-negen", "applaus-voor-delano",
    "olie-aan-zijn-handen", "acht-euro-te-veel", "de-mooiste-kast", "de-nieuwe-penningmeester",
    "de-ruit-van-lia", "alle-vinkjes-groen" };

/* --- the content --- */

static void write_file(struct tour *t, const char *name, const char *bytes, size_t len)
{
    const char *path = arena_printf(t->arena, "%s/%s", t->content, name);
    temp_write(path, bytes, len);
    tour_give(path);
}

static void copy_card(struct tour *t, const char *key)
{
    struct err err = { .detail = "" };
    size_t len;
    const char *name = arena_printf(t->arena, "cards/%s.nl.md", key);
    const char *from = arena_printf(t->arena, "content/%s", name);
    const char *bytes = file_read(t->arena, from, CARD_FILE_MAX, &len, &err);
    if (bytes == NULL)
        tour_fail(t, "cannot copy %s: %s", from, err.detail);
    write_file(t, name, bytes, len);
}

void cards_content(struct tour *t)
{
    const char *deck = "---\nnl: Kennismaking\ntheme.nl: Goed werk, wat is dat?\n"
                       "vocabulary: vakmanschap\n---\n\n";
    t->content = tour_make_folder(t, "content");
    (void)tour_make_folder(t, "content/cards");
    (void)tour_make_folder(t, "content/decks");
    for (size_t i = 0; i < COUNT_OF(cards); i++) {
        copy_card(t, cards[i]);
        deck = arena_printf(t->arena, "%s- %s\n", deck, cards[i]);
    }
    write_file(t, "decks/kennismaking.md", deck, strlen(deck));
}

/* --- the walk --- */

static void go_back(struct tour *t)
{
    for (int i = 0; i < BACK_MAX && strcmp(t->glass->log.screen, "deck") != 0; i++)
        tour_tap(t, "nav.back");
}

static void look_at(struct tour *t, const char *key)
{
    tour_open_card(t, key, arena_printf(t->arena, "%s-1-story", key),
        arena_printf(t->arena, "%s-2-element", key));
    tour_tap_to(t, "element.ethics", "choice");
    tour_shoot_pages(t, arena_printf(t->arena, "%s-3-choice", key), "choice.more");
    go_back(t);
}

void cards_walk(struct tour *t)
{
    if (t->set->large)
        tour_tap(t, "text.size");
    tour_tap_to(t, "attract.begin", "deck");
    for (size_t i = COUNT_OF(cards); i-- > 0;) /* a card is looked for backwards first */
        look_at(t, cards[i]);
}
