/* A matter on a page of its own: a title, what there is to know, and what can be answered. */
#ifndef SCREENS_ASK_H
#define SCREENS_ASK_H

#include "ui/button.h"

/* Sets title and text (NULL: none) from the top of r, as <screen>.heading and <screen>.text.
 * Returns what is left. */
struct rect ask_head(
    struct ui *ui, struct rect r, const char *screen, const char *title, const char *text);

/* Two answers at the top of r: beside each other on wide glass, else below each other. */
void ask_answers(struct ui *ui, struct rect r, const struct button answers[2]);
int ask_answers_height(struct ui *ui, struct rect r, const struct button answers[2]);

#endif
