/*
 * States of a model, each drawn on the reference panels, in both languages and looks, and compared
 * with its golden text; see golden.h.
 */
#ifndef TESTS_LIB_SCENES_H
#define TESTS_LIB_SCENES_H

#include "core/model.h"
#include <stddef.h>

struct scene {
    const char *name;
    void (*set)(struct model *m); /* from attract, set up, with a printer */
};

/* Runs a cmocka test for each; what main() returns. */
int scenes_compare(const struct scene *scenes, size_t n);

#endif
