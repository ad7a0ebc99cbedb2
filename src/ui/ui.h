/*
 * What a view declares a screen with: text, surfaces and controls. It fills a draw list and a list
 * of controls; nothing is kept from one view to the next. Main thread.
 */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/arena.h"
#include "ui/controls.h"
#include "ui/draw.h"
#include "ui/text.h"
#include "ui/theme.h"

struct ui {
    struct arena *arena;
    const struct theme *theme;
    struct measure measure;
    struct draw_list *draw;
    struct controls *controls;
    const char *focus; /* id with the keyboard's ring, or NULL */
    const char *pressed; /* id under the finger, or NULL */
    /* What did not fit its place, for the fits test and goedwerk check; NULL: all did. */
    const char *misfit;
};

/* Begins a picture: empties both lists, clears the glass with the desk's colour. */
void ui_begin(struct ui *ui, int width, int height);
/* Ends it: the controls get their generation. */
void ui_end(struct ui *ui);

struct rect ui_glass(const struct ui *ui);
bool ui_is_tall(const struct ui *ui);

/* Says that id does not fit. */
void ui_misfit(struct ui *ui, const char *id);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/*
 * Sets text from the top of r, and tells --ui-log of it under id (NULL: it is part of a control).
 * Returns the height that it took. What does not fit r is a misfit, not cut.
 */
int ui_text(struct ui *ui, const char *id, struct rect r, const struct style *s, enum align align,
    const char *text);

/* The same with even lines, in the middle of r's height: titles on buttons, short lines. */
int ui_label(struct ui *ui, const char *id, struct rect r, const struct style *s, enum align align,
    const char *text);

/* Heights and widths of the same. */
int ui_text_height(struct ui *ui, const struct style *s, int width, const char *text);
int ui_text_width(struct ui *ui, const struct style *s, const char *text);
/* Width of the widest word: less than that, and it cannot be set. */
int ui_word_width(struct ui *ui, const struct style *s, const char *text);

/* A title's style, or the smaller heading's where only that keeps text on one line. */
const struct style *ui_title_style(struct ui *ui, int width, const char *text);
/* The same where it may take several lines: the heading's only if a word is too wide. */
const struct style *ui_long_title_style(struct ui *ui, int width, const char *text);

/* Adds a control; draws the ring of the keyboard's focus. */
void ui_control(struct ui *ui, struct control c);
bool ui_is_pressed(const struct ui *ui, const char *id);

/* A paper card with its shadow, or its edge in high contrast. */
void ui_card(struct ui *ui, struct rect r, struct colour fill, struct colour edge);

#endif
