/*
 * What each side of stick.h provides. A side's own struct begins with struct stick, so that stick.c
 * can find the way back to it.
 */
#ifndef PLATFORM_STICK_SIDE_H
#define PLATFORM_STICK_SIDE_H

#include "base/arena.h"
#include "platform/progress.h"
#include "platform/stick.h"

/* The one stick that is there, open for one piece of work. */
struct medium {
    int root; /* descriptor */
    const char *path; /* in the arena of the work */
    struct stick_seen *seen; /* what the side remembers of it; NULL: it looks each time */
};

struct stick_side {
    void (*close)(struct stick *s);
    int (*watch_fd)(const struct stick *s);
    bool (*look)(struct stick *s, const char *kiosk, const char *token, struct stick_seen *seen,
        struct err *err);
    /* False, and nothing is open: ERR_GONE, ERR_NOT_A_STICK, ERR_READ_ONLY … */
    bool (*open)(struct stick *s, struct arena *a, bool writes, struct medium *m, struct err *err);
    /*
     * The end of all work on it: closes it, and lets it go. ok is how the work went. True: it went
     * well, and the stick may be taken out.
     */
    bool (*let_go)(
        struct stick *s, struct arena *a, const struct medium *m, bool ok, struct err *err);
};

struct stick {
    const struct stick_side *side;
    struct progress written;
};

#endif
