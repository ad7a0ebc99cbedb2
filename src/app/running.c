#include "app/running.h"

#include "app/settings.h"
#include "base/clock.h"
#include <stdio.h>

static const char default_deck[] = "kennismaking";

const struct deck *running_deck(const struct content *c, const char *key)
{
    const struct deck *deck = content_deck(c, key);
    if (deck == NULL)
        deck = content_deck(c, default_deck);
    return deck != NULL ? deck : &c->decks[0];
}

static struct meeting default_meeting(const struct content *c)
{
    struct meeting m = { .title = "Goed Werk Hub", .group_min = GROUP_MIN_LOWEST };
    const struct deck *deck = running_deck(c, default_deck);
    clock_today(m.date);
    (void)snprintf(m.deck, sizeof m.deck, "%s", deck->key);
    (void)snprintf(m.vocabulary, sizeof m.vocabulary, "%s", deck->vocabulary->key);
    return m;
}

/* The meeting's cards that this content has; all of its deck where none was chosen, or none is left. */
static bool card_list(
    const struct running_desk *d, const struct meeting *m, struct card_list *list, struct err *err)
{
    const char *const *keys;
    int count;
    struct arena *a = arena_new();
    bool ok = store_meeting_cards(d->store, m->id, a, &keys, &count, err);
    *list = card_list_of_keys(d->content, keys, ok ? count : 0);
    if (list->count == 0)
        *list = card_list_of(d->content, running_deck(d->content, m->deck));
    arena_free(a);
    return ok;
}

static const struct deck *keep_deck(
    const struct running_desk *d, const struct meeting *m, const struct card_list *cards)
{
    struct deck *deck = arena_alloc(d->decks, sizeof *deck);
    *deck = draft_deck(d->content, running_deck(d->content, m->deck)->key, m->vocabulary, cards);
    return deck;
}

static bool find(const struct running_desk *d, struct meeting *m, struct err *err)
{
    bool found;
    if (!store_meeting_latest(d->store, m, &found, err))
        return false;
    if (found)
        return true;
    *m = default_meeting(d->content);
    return store_meeting_begin(d->store, m, running_deck(d->content, m->deck), err);
}

static bool load_published(const struct running_desk *d, struct msg_meeting *out, struct err *err)
{
    for (int i = 0; i < out->deck->card_count; i++)
        if (!store_card_published(d->store, out->meeting.id, out->deck->cards[i]->key,
                out->deck->cards[i]->version, &out->published[i], err))
            return false;
    return true;
}

bool running_load(const struct running_desk *d, struct msg_meeting *out, struct err *err)
{
    struct card_list cards;
    *out = (struct msg_meeting){ 0 };
    if (!find(d, &out->meeting, err) || !card_list(d, &out->meeting, &cards, err))
        return false;
    out->deck = keep_deck(d, &out->meeting, &cards);
    /* New wordings since the last start are counted apart. */
    if (out->meeting.state != MEETING_CLOSED &&
        !store_meeting_extend(d->store, &out->meeting, out->deck, err))
        return false;
    if (!store_has_answers(d->store, out->meeting.id, &out->answers, err) ||
        !store_has_pin(d->store, &out->has_pin, err) ||
        !store_pin_failures(d->store, &out->pin_failures, err) ||
        !settings_printed(d->store, &out->printed, err))
        return false;
    out->fresh = !out->answers && !out->has_pin;
    return load_published(d, out, err);
}

bool running_store(const struct running_desk *d, const struct draft *draft, struct err *err)
{
    struct meeting m = draft->meeting;
    const struct deck deck = draft_deck(d->content, m.deck, m.vocabulary, &draft->cards);
    if (!draft->begins)
        return store_meeting_change(d->store, &m, &deck, err);
    m.state = MEETING_RUNNING;
    return store_meeting_begin(d->store, &m, &deck, err) && settings_new_meeting(d->store, err);
}

bool running_drop_trial(const struct running_desk *d, const struct meeting *m, struct err *err)
{
    struct card_list cards;
    struct meeting again = *m;
    if (!card_list(d, m, &cards, err))
        return false;
    const struct deck deck = draft_deck(d->content, m->deck, m->vocabulary, &cards);
    return store_meeting_begin(d->store, &again, &deck, err) &&
           store_meeting_delete(d->store, m->id, err) && settings_new_meeting(d->store, err);
}

void running_without_store(const struct content *c, struct msg_meeting *out)
{
    *out = (struct msg_meeting){ .meeting = default_meeting(c) };
    out->deck = running_deck(c, out->meeting.deck);
}
