/* The button that turns a page where not all of it fits the glass: "1/3 Verder ›". */
#ifndef SCREENS_TURN_H
#define SCREENS_TURN_H

#include "core/model.h"
#include "ui/pager.h"
#include "ui/ui.h"

/* Draws it in r; it sends the next page, or on the last one the first again. */
void turn_button(struct ui *ui, const struct model *m, struct rect r, const char *id,
    enum msg_kind send, struct page_span span);

/* The same with a button back before it, <id>.back, for lists of many pages. */
void turn_both(struct ui *ui, const struct model *m, struct rect r, const char *id,
    enum msg_kind send, struct page_span span);

/* The words of a button that goes on from a page. */
const char *turn_label(struct ui *ui, const char *label, struct page_span span);

#endif
