/* Rows below each other on an organiser's page; where they do not fit, page by page. */
#ifndef SCREENS_ROWS_H
#define SCREENS_ROWS_H

#include "core/model.h"
#include "ui/row.h"

/* The page's title, off the top of r. */
void rows_title(struct ui *ui, struct rect *r, const char *id, const char *title);

/* Draws the rows in r from the top, those of m->organiser.page; id_more is the button that turns the
 * page. Returns the height that was used. */
int rows_draw(struct ui *ui, const struct model *m, struct rect r, const struct row *rows, int n,
    const char *id_more);

#endif
