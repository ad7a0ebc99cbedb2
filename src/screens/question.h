/*
 * A page of the organiser's that asks or tells one thing: a title, a line, perhaps rows, and what
 * to do. Rows that do not fit go on the next page.
 */
#ifndef SCREENS_QUESTION_H
#define SCREENS_QUESTION_H

#include "core/model.h"
#include "ui/button.h"
#include "ui/row.h"

enum { QUESTION_ROWS = 16, QUESTION_BUTTONS = 4 };

struct question {
    const char *kicker; /* above the title; NULL: none */
    const char *title;
    const char *line; /* NULL: none */
    const char *back; /* label of Back; NULL: as everywhere */
    struct action go_back;
    struct row rows[QUESTION_ROWS];
    int row_count;
    struct button buttons[QUESTION_BUTTONS]; /* the main one first; none: rows take the page */
    int button_count;
};

/* Adds one; room is checked by assert. */
void question_row(struct question *q, struct row row);
void question_button(struct question *q, struct button button);

/* The whole glass, for the present screen. */
void question_draw(struct ui *ui, const struct model *m, const struct question *q);

#endif
