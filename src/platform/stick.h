/*
 * A USB stick that results go onto. Two sides: folders below a given one, for desks and tests
 * (stick_open_folder: --removable DIR), and the root helper of the installed kiosk, which mounts a
 * stick only while something is done with it. Stick worker only; calls block on a slow medium.
 */
#ifndef PLATFORM_STICK_H
#define PLATFORM_STICK_H

#include "base/arena.h"
#include "base/err.h"
#include "core/bundle.h"
#include "helper/stick_state.h"
#include "platform/decks.h"
#include <stdint.h>

struct stick;

/* What is plugged in. */
struct stick_seen {
    int count; /* sticks, also those that cannot be used */
    /* Of the one that is there; false and 0 where count is not 1. */
    bool paired; /* it carries this kiosk's token */
    bool has_decks; /* there is a folder GOEDWERK-KAARTEN on it */
    uint64_t free_bytes;
    enum stick_reason
        reason; /* NONE; READ_ONLY: decks can be read from it; else it cannot be used */
};

/* Sticks are the folders below dir that hold a file .goedwerk-test-stick. NULL: ERR_FILE. */
struct stick *stick_open_folder(const char *dir, struct err *err) MUST_CHECK;

/* The folder where the helper of the installed kiosk keeps its states; see helper/stick_state.h. */
#define STICK_RUN_DIR "/run/goedwerk"

/* Sticks are those of the helper that works in run_dir. NULL: ERR_FILE, there is none. */
struct stick *stick_open_helper(const char *run_dir, struct err *err) MUST_CHECK;
void stick_close(struct stick *s); /* NULL is fine */

/* Readable when sticks may have come or gone (inotify); after that, stick_look. */
int stick_watch_fd(const struct stick *s);

/* Looks; token is the kiosk's secret, kiosk its folder's name on the stick. */
bool stick_look(struct stick *s, const char *kiosk, const char *token, struct stick_seen *seen,
    struct err *err) MUST_CHECK;

/* Puts the token on the one stick that is there. False: ERR_GONE, ERR_FULL, ERR_READ_ONLY … */
bool stick_pair(struct stick *s, const char *kiosk, const char *token, struct err *err) MUST_CHECK;

/* Writes the bundle on the one stick that is there, verified (see bundle_write.h), and releases
 * it: true means that it may be taken out. ERR_GONE too where another one has taken its place. */
bool stick_write(struct stick *s, const struct bundle *b, struct err *err) MUST_CHECK;

/* How far the last stick_write is, 0 to 100, and 100 only when all of it stands. Any thread. */
int stick_progress(const struct stick *s);

/* Whether the one stick that is there carries decks. */
bool stick_find_decks(struct stick *s, bool *decks, struct err *err) MUST_CHECK;

/* Copies its decks into the folder to_dir on our own disk, made anew; see decks_copy. */
bool stick_copy_decks(struct stick *s, const char *to_dir, decks_refused *refused, void *ctx,
    struct err *err) MUST_CHECK;

#endif
