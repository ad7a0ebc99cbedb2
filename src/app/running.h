/*
 * The newest meeting as the loop needs it: what is stored, the deck made of the content's cards, and
 * the published tallies. Store worker, or before the loop; blocks on the disk.
 */
#ifndef APP_RUNNING_H
#define APP_RUNNING_H

#include "base/arena.h"
#include "core/content.h"
#include "core/draft.h"
#include "core/msg.h"
#include "store/store.h"

struct running_desk {
    struct store *store;
    const struct content *content;
    struct arena *decks; /* where running decks live: as long as the program, for all threads */
};

/* Begins a first meeting where there is none. */
bool running_load(
    const struct running_desk *d, struct msg_meeting *out, struct err *err) MUST_CHECK;

/* Stores what was drafted: another meeting, or changes to the running one. */
bool running_store(
    const struct running_desk *d, const struct draft *draft, struct err *err) MUST_CHECK;

/* The same meeting again without the answers so far, which are removed. */
bool running_drop_trial(
    const struct running_desk *d, const struct meeting *m, struct err *err) MUST_CHECK;

/* What serves where nothing can be saved: a meeting in memory. */
void running_without_store(const struct content *c, struct msg_meeting *out);

/* The deck of that name, else the default one, else the first. */
const struct deck *running_deck(const struct content *c, const char *key);

#endif
