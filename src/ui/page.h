/*
 * The frame of a page: the bar with Back or the wordmark, the steps, A+, contrast and language. At
 * the top, or at the bottom of a tall screen, where hands are.
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "core/model.h"
#include "ui/ui.h"

enum { STEPS = 3, NO_STEPS = -1 };

struct bar {
    const char *back; /* label of Back; NULL: the wordmark stands there, or above a tall page */
    struct action go_back;
    const char *back_id; /* NULL: nav.back */
    struct action tap_wordmark; /* where touching anywhere does something, the wordmark too */
    int steps; /* of STEPS, or NO_STEPS */
    bool all_languages; /* each language has its button, not only the next one */
};

/* The room that the frame leaves for a page. */
struct rect ui_page_room(const struct ui *ui, const struct bar *bar);

/* Draws the frame; returns that room. */
struct rect ui_page(struct ui *ui, const struct model *m, const struct bar *bar);

/* "Oefenen: dit telt niet mee", in the bar's room, for what has no bar. Nothing but in practice. */
void ui_practice(struct ui *ui, const struct model *m);

#endif
