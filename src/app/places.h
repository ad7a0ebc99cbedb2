/* Where things are on this machine. All strings live in the arena that is given. Before the loop. */
#ifndef APP_PLACES_H
#define APP_PLACES_H

#include "base/arena.h"
#include "base/err.h"

struct places {
    const char *content, *fonts; /* what the programs ship with; both NULL: not found */
    const char *data; /* database and settings; need not exist yet */
};

/* Fills content and fonts: found beside the running executable, installed or just built. */
void places_find_shipped(struct places *p, struct arena *a);

/* The same, beside executables in the folder bin. */
void places_find_beside(struct places *p, struct arena *a, const char *bin);

/*
 * Fills data: asked (--data; may be NULL), else $STATE_DIRECTORY, else $XDG_STATE_HOME/goedwerk,
 * else $HOME/.local/state/goedwerk. False: ERR_USAGE, none of them is set.
 */
bool places_find_data(
    struct places *p, struct arena *a, const char *asked, struct err *err) MUST_CHECK;

#endif
