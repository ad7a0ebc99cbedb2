/*
 * What the hall sees: one card of the deck, in the big screen's language, with its published tally;
 * before and after where hands were counted; only title and question while it is hidden, and no
 * bars below the minimum group. Sizes come from the picture's height: a card is set as large as it
 * fits, on a wide picture never with capitals below 1/PLENARY_LEAST of the height. An upright
 * picture is no hall's; it goes down to 1/PLENARY_LEAST_TALL.
 */
#ifndef SCREENS_PLENARY_H
#define SCREENS_PLENARY_H

#include "core/model.h"
#include "ui/ui.h"

enum { PLENARY_LEAST = 40, PLENARY_LEAST_TALL = 64 };

/* Fills the whole picture. */
void plenary_view(const struct model *m, struct ui *ui);

/* Fills r of a picture that has more on it. */
void plenary_draw(const struct model *m, struct ui *ui, struct rect r);

/* The same, as large as a stamp: nobody reads it, so it may be smaller than legible. */
void plenary_preview(const struct model *m, struct ui *ui, struct rect r);

#endif
