/*
 * Plays rows of messages on a model with the real screens, and compares where each lands and which
 * effects leave. Failures are cmocka's and name the row.
 */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H

#include "core/model.h"
#include "core/step.h"
#include "screens/screen.h"

/* "Ben je er nog?" stands before that screen. */
enum { ASKS = 100 };

struct row {
    struct msg msg;
    int lands_on; /* screen, + ASKS */
    const char *effects; /* in order, each with a space behind: "tidy print " */
};

#define PLAY(m, rows) play(m, rows, sizeof(rows) / sizeof((rows)[0]))

void play(struct model *m, const struct row *rows, size_t n);

/* One message; what left. */
struct effects play_one(struct model *m, const struct msg *msg);

/* A model at attract, its meeting loaded, with a printer; the constant content has no phrases. */
struct model play_model(void);

/* The first visit of that model has answered card 0 with ethics, choice b; the group is shown. */
struct model play_answered(void);

/* Time passes up to now_ms. */
struct effects play_tick(struct model *m, int64_t now_ms);

#endif
