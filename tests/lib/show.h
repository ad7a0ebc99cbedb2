/* One card printed in a thread of its own, so that a test can happen meanwhile. Main thread. */
#ifndef TESTS_SHOW_H
#define TESTS_SHOW_H

#include "platform/printer.h"
#include <pthread.h>

struct show {
    struct printer *printer;
    struct paper paper;
    const char *pdf; /* NULL: show_card; outlives the printing */
    pthread_t thread;
    bool runs; /* main thread only */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* guarded by lock */
    enum print_state states[8];
    int count;
    bool ended, ok;
    struct err err;
};

/* One page of A6 with a black square. */
extern const char show_card[];

void show_open(struct show *s); /* s is zeroed */
void show_close(struct show *s); /* cancels what still prints */

/* One at a time; printer outlives it. */
void show_start(struct show *s, struct printer *printer, struct paper paper);

/* Waits for the states so far to be count, the last of them state. False: not within ms. */
bool show_reaches(struct show *s, int count, enum print_state state, int ms);

/* Waits for the end; code is how it ended, ERR_NONE for a sheet. False: not within ms. */
bool show_ends(struct show *s, int ms, enum err_code *code);

#endif
