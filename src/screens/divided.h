/* "Waar begint het gesprek?": the meeting's cards by how much they divide the group, each with how
 * often it was answered, its E's and its choices. Published totals only. */
#ifndef SCREENS_DIVIDED_H
#define SCREENS_DIVIDED_H

#include "core/model.h"
#include "ui/ui.h"

/* The heading of the list. */
int divided_heading_height(struct ui *ui, const struct model *m, int width);
void divided_heading(struct ui *ui, const struct model *m, struct rect r);

/* One card of the list. */
int divided_height(struct ui *ui, const struct model *m, int card, int width);
void divided_draw(struct ui *ui, const struct model *m, int card, struct rect r);

#endif
