#include "app/startup.h"

#include "app/settings.h"
#include "base/clock.h"
#include "base/log.h"
#include "content/load.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char default_deck[] = "kennismaking";

/* --- content --- */

static const struct content *try_content(struct arena *a, const char *dir, const char *shipped)
{
    struct faults faults = { .arena = a };
    const struct content *c = content_load(a, dir, shipped, &faults);
    for (int i = 0; c == NULL && i < faults.count; i++)
        log_line(LOG_LEVEL_ERROR, "content", "%s/%s:%d: %s", dir, faults.list[i].file,
            faults.list[i].line, faults.list[i].what);
    if (c == NULL || c->deck_count > 0)
        return c;
    log_line(LOG_LEVEL_ERROR, "content", "%s holds no deck", dir);
    return NULL;
}

const struct content *startup_content(
    struct arena *a, const struct options *o, const struct places *places, bool safe, bool *trouble)
{
    const char *imported = arena_printf(a, "%s/content", places->data);
    const char *candidates[] = { o->content, access(imported, F_OK) == 0 ? imported : NULL,
        places->content };
    const struct content *c = NULL;

    *trouble = false;
    for (size_t i = safe ? COUNT_OF(candidates) - 1 : 0; c == NULL && i < COUNT_OF(candidates);
         i++) {
        if (candidates[i] == NULL)
            continue;
        c = try_content(a, candidates[i], places->content);
        *trouble = *trouble || c == NULL;
    }
    return c;
}

const struct deck *startup_deck(const struct content *c, const char *key)
{
    const struct deck *deck = content_deck(c, key);
    if (deck == NULL)
        deck = content_deck(c, default_deck);
    return deck != NULL ? deck : &c->decks[0];
}

/* --- the meeting --- */

static struct meeting default_meeting(const struct content *c)
{
    struct meeting m = { .title = "Goed Werk Hub", .group_min = GROUP_MIN_LOWEST };
    const struct deck *deck = startup_deck(c, default_deck);
    clock_today(m.date);
    (void)snprintf(m.deck, sizeof m.deck, "%s", deck->key);
    (void)snprintf(m.vocabulary, sizeof m.vocabulary, "%s", deck->vocabulary->key);
    return m;
}

static bool find_meeting(
    struct store *s, const struct content *c, struct meeting *m, struct err *err)
{
    bool found;
    if (!store_meeting_current(s, m, &found, err))
        return false;
    if (found) /* new wordings since the last start are counted apart */
        return store_meeting_extend(s, m, startup_deck(c, m->deck), err);
    *m = default_meeting(c);
    return store_meeting_begin(s, m, startup_deck(c, m->deck), err) &&
           settings_keep_printed(s, 0, err);
}

bool startup_meeting(
    struct store *s, const struct content *c, struct msg_meeting *out, struct err *err)
{
    bool answers = true;
    *out = (struct msg_meeting){ 0 };
    if (!find_meeting(s, c, &out->meeting, err) ||
        !store_has_answers(s, out->meeting.id, &answers, err) ||
        !store_has_pin(s, &out->has_pin, err) || !store_pin_failures(s, &out->pin_failures, err) ||
        !settings_printed(s, &out->printed, err))
        return false;
    out->fresh = !answers && !out->has_pin;
    const struct deck *deck = startup_deck(c, out->meeting.deck);
    for (int i = 0; i < deck->card_count; i++)
        if (!store_card_published(s, out->meeting.id, deck->cards[i]->key, deck->cards[i]->version,
                &out->published[i], err))
            return false;
    return true;
}

void startup_without_store(const struct content *c, struct msg_meeting *out)
{
    *out = (struct msg_meeting){ .meeting = default_meeting(c) };
}
