#include "desk.h"

#include "content/load.h"
#include "figure.h"
#include "temp.h"

const struct content *desk_content(struct arena *a)
{
    struct faults faults = { .arena = a };
    const struct content *c = content_load(a, "content", NULL, &faults);
    figure_must(c != NULL && c->deck_count > 0, "load content", NULL);
    return c;
}

static void open_store(struct desk *d)
{
    enum store_origin origin;
    struct err err = { .detail = "" };
    d->store = store_open(d->dir, &origin, &err);
    figure_must(d->store != NULL, "open a store", &err);
}

void desk_open(struct desk *d)
{
    struct err err = { .detail = "" };
    struct arena *a = arena_new();
    *d = (struct desk){ .arena = a, .dir = temp_make(a), .content = desk_content(a) };
    d->path = arena_printf(a, "%s/goedwerk.sqlite", d->dir);
    d->deck = *content_deck(d->content, "kennismaking");
    d->deck.card_count = DESK_CARDS;
    d->meeting = (struct meeting){ .title = "Goed Werk Hub",
        .place = "Rotterdam",
        .date = "2026-11-21",
        .deck = "kennismaking",
        .vocabulary = "vakmanschap",
        .group_min = DESK_GROUP_MIN };
    open_store(d);
    figure_must(
        store_meeting_begin(d->store, &d->meeting, &d->deck, &err), "begin a meeting", &err);
}

void desk_pause(struct desk *d)
{
    store_close(d->store);
    d->store = NULL;
}

void desk_resume(struct desk *d)
{
    open_store(d);
}

void desk_close(struct desk *d)
{
    desk_pause(d);
    temp_remove(d->dir);
    arena_free(d->arena);
}

struct store_answer desk_answer(const struct desk *d, int i)
{
    const struct card *card = d->deck.cards[i % DESK_CARDS];
    int choices = card->choice_count + 1, cell = i / DESK_CARDS % (ELEMENT_COUNT * choices);
    int choice = cell / ELEMENT_COUNT;
    return (struct store_answer){ .meeting = d->meeting.id,
        .card = card->key,
        .version = card->version,
        .element = (enum element)(cell % ELEMENT_COUNT),
        .choice = choice == card->choice_count ? CHOICE_OTHER : (enum choice)choice };
}

void desk_count(struct desk *d, int i)
{
    struct err err = { .detail = "" };
    struct store_answer answer = desk_answer(d, i);
    figure_must(store_count(d->store, &answer, &err), "count an answer", &err);
}
