/* Rows of an organiser's page: a card with a title, a line below it, perhaps a dot that says how it
 * is, and perhaps a button. A row that sends something is itself a button. */
#ifndef UI_ROW_H
#define UI_ROW_H

#include "ui/button.h"

struct row {
    const char *id, *title;
    const char *line; /* NULL or "": none */
    bool has_dot;
    struct colour dot;
    struct action send; /* of the whole row; MSG_NONE: it is only read */
    bool disabled, chosen;
    bool stays; /* it is chosen here: no sign that it leads on */
    struct button button; /* id NULL: none; beside the text where there is room, else below */
};

int ui_row_height(struct ui *ui, const struct row *row, int width);
void ui_row(struct ui *ui, struct rect r, const struct row *row);

#endif
