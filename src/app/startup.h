/* What the loop needs to know before it turns: content, deck and the running meeting. Main thread,
 * before the workers start; blocks on the disk. */
#ifndef APP_STARTUP_H
#define APP_STARTUP_H

#include "app/options.h"
#include "app/places.h"
#include "base/arena.h"
#include "core/content.h"
#include "core/msg.h"
#include "store/store.h"

/*
 * The content to show: the one asked for, else the imported one, else the shipped one; safe: the
 * shipped one only. *trouble: a better one was there but could not be used (the journal has every
 * fault). NULL: not even the shipped one can be used.
 */
const struct content *startup_content(struct arena *a, const struct options *o,
    const struct places *places, bool safe, bool *trouble);

/* The deck of that name, else the default one, else the first. */
const struct deck *startup_deck(const struct content *c, const char *key);

/* The running meeting, begun if there is none, with a 0 for all that its deck can count. */
bool startup_meeting(
    struct store *s, const struct content *c, struct msg_meeting *out, struct err *err) MUST_CHECK;

/* What serves where nothing can be saved: a meeting in memory. */
void startup_without_store(const struct content *c, struct msg_meeting *out);

#endif
