/* A number that is made larger or smaller with the finger: a label, then − value +. */
#ifndef UI_STEPPER_H
#define UI_STEPPER_H

#include "ui/ui.h"

struct stepper {
    const char *id, *label; /* its buttons are <id>.less and <id>.more, its value is <id> */
    const char *value; /* in words: "25 mensen" */
    struct action less, more;
    bool at_least, at_most; /* it goes no further */
};

int ui_stepper_height(struct ui *ui, const struct stepper *s, int width);
void ui_stepper(struct ui *ui, struct rect r, const struct stepper *s);

#endif
