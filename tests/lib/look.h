/* A glass without a screen: what a model shows on a panel, set in the make-believe measure. */
#ifndef TESTS_LOOK_H
#define TESTS_LOOK_H

#include "screens/fits.h"
#include "screens/screen.h"

struct look {
    struct arena *arena; /* of what was shown last */
    struct width_cache *widths;
    struct draw_list draw;
    struct controls controls;
};

struct look *look_new(void);
void look_free(struct look *l);

/* Fills draw and controls. */
void look_at(struct look *l, const struct model *m, const struct panel *p);

#endif
