/* The button that turns a page where not all of it fits the glass: "1/3 · Verder ›". */
#ifndef SCREENS_TURN_H
#define SCREENS_TURN_H

#include "core/msg.h"
#include "ui/pager.h"
#include "ui/ui.h"

/* Draws it in r; it sends the next page, or the first after the last. */
void turn_button(struct ui *ui, struct rect r, const char *id, const char *label,
    enum msg_kind send, struct page_span span);

/* Its words alone. */
const char *turn_label(struct ui *ui, const char *label, struct page_span span);

#endif
