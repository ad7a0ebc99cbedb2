/* The group's card: the published tally as rows of bars, shared out over pages where glass is small. */
#ifndef SCREENS_BARS_H
#define SCREENS_BARS_H

#include "core/model.h"
#include "ui/pager.h"
#include "ui/ui.h"

enum { BAR_ROW_MAX = 3 + ELEMENT_COUNT + CHOICE_COUNT + 2 };

enum bar_kind {
    ROW_TITLE, /* with the number of answers beside it */
    ROW_HEADING,
    ROW_ELEMENT,
    ROW_CHOICE,
    ROW_TEXT,
    ROW_ASK, /* text that one asks aloud */
    ROW_QUESTION, /* the reflection question with its heading */
    ROW_NOTE /* small print */
};

struct bar_row {
    enum bar_kind kind;
    const char *id, *label;
    int key; /* element or choice */
    uint32_t count;
    bool mine;
    int height;
};

struct bar_list {
    struct bar_row rows[BAR_ROW_MAX];
    int count, gap;
    uint32_t total;
    int label_w, number_w; /* columns, where label, bar and number share a line */
    bool inline_elements, inline_choices;
};

/* What stands in the list besides the bars, where it has no other place. */
struct bar_extras {
    bool question;
    const char *note; /* NULL: none */
};

/*
 * The rows for the open card, measured for that width: bars, or why there are none yet. Choices
 * stand on one line with their bars if that is asked for and there is room.
 */
struct bar_list bars_make(
    struct ui *ui, const struct model *m, int width, bool inline_choices, struct bar_extras extras);

/* Height of all rows together. */
int bars_height(const struct bar_list *list);

struct page_span bars_span(const struct bar_list *list, int room, int page);
void bars_draw(struct ui *ui, const struct model *m, const struct bar_list *list,
    struct page_span span, struct rect r);

#endif
