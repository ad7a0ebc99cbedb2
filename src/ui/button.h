/* Buttons: everything that is pressed and says so with a word. */
#ifndef UI_BUTTON_H
#define UI_BUTTON_H

#include "core/icon.h"
#include "ui/ui.h"

enum button_kind {
    BUTTON_MAIN, /* filled with ink: the next step */
    BUTTON_OTHER, /* outlined */
    BUTTON_CHIP /* round, in the bar */
};

struct button {
    const char *id, *label;
    struct action send;
    enum button_kind kind;
    bool has_icon;
    enum icon icon;
    bool disabled, chosen, quick, secret;
    bool steady; /* keeps its size in A+: ways on, of which there are many */
};

void ui_button(struct ui *ui, struct rect r, const struct button *b);

/* The width that a chip's label asks for, at least a target; tight: with as little around it as
 * looks well. */
int ui_chip_width(struct ui *ui, const char *label, bool tight);

/*
 * Equal buttons that share room: below each other; or the first alone and the others two in a row,
 * where their labels take one line so, or where only that fits room. height is what they need.
 */
int ui_buttons_height(struct ui *ui, const struct button *list, int n, int width, int room);
void ui_buttons(struct ui *ui, struct rect r, const struct button *list, int n, int room);

/* Equal buttons in cols columns, row by row; fewer columns where a word would not fit. */
int ui_button_grid_height(struct ui *ui, const struct button *list, int n, int cols, int width);
void ui_button_grid(struct ui *ui, struct rect r, const struct button *list, int n, int cols);

#endif
