/* The list of choices of the open card, with "something else" as the last. */
#ifndef SCREENS_CHOICES_H
#define SCREENS_CHOICES_H

#include "core/model.h"
#include "ui/ui.h"

/* What all of them need in one column of that width. */
int choices_height(struct ui *ui, const struct model *m, int width);

/* Draws them in r: one column, two where that leaves them larger, else page by page. */
void choices_draw(struct ui *ui, const struct model *m, struct rect r);

#endif
