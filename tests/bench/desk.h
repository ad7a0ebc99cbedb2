/* A store with a running meeting of the shipped deck, in a folder of its own below /tmp, so that
 * all are on one file system. */
#ifndef BENCH_DESK_H
#define BENCH_DESK_H

#include "base/arena.h"
#include "core/content.h"
#include "store/store.h"

enum { DESK_GROUP_MIN = GROUP_MIN_LOWEST, DESK_CARDS = 5 };

struct desk {
    struct arena *arena;
    const char *dir, *path; /* path: of the database */
    const struct content *content;
    struct deck deck; /* the first DESK_CARDS of the shipped one */
    struct meeting meeting;
    struct store *store; /* NULL: closed */
};

const struct content *desk_content(struct arena *a); /* what the kiosk ships with */

void desk_open(struct desk *d);
void desk_close(struct desk *d); /* and removes the folder */
void desk_pause(struct desk *d); /* closes the store … */
void desk_resume(struct desk *d); /* … and opens it again */

/* The i-th answer of an evenly mixed group: each card in turn, each choice of each. */
struct store_answer desk_answer(const struct desk *d, int i);
void desk_count(struct desk *d, int i);

#endif
