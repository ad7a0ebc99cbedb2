/*
 * The first set-up, step by step: each can be skipped and done later. Where it is, is kept when the
 * screens leave by themselves.
 */
#ifndef CORE_SETUP_H
#define CORE_SETUP_H

#include <stdbool.h>

struct model;
struct effects;

enum setup_step {
    SETUP_LANGUAGE,
    SETUP_PIN,
    SETUP_MEETING,
    SETUP_PRINTER,
    SETUP_PRACTICE,
    SETUP_START,
    SETUP_STEPS
};

struct setup {
    enum setup_step step;
    bool asks_trial; /* at SETUP_MEETING: do the answers so far belong to it? */
};

/* Shows a step, and asks the outside for what it needs. */
void setup_go(struct model *m, enum setup_step step, struct effects *fx);

/* Stores title, place and date of the draft in the running meeting, and goes on; where answers have
 * been given already, asks first whether they belong to it. */
void setup_name(struct model *m, struct effects *fx);

/* The answer to that: forget: they were a try-out. */
void setup_name_with(struct model *m, bool forget, struct effects *fx);

#endif
