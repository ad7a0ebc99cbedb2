/*
 * The two screens that ask something about a story, element and choice, lay it out alike: wide
 * (story beside question), tall (story above), or small (story first, then the question).
 */
#ifndef SCREENS_DILEMMA_H
#define SCREENS_DILEMMA_H

#include "core/model.h"
#include "ui/ui.h"

enum dilemma_layout { LAYOUT_WIDE, LAYOUT_TALL, LAYOUT_SMALL };

struct dilemma {
    enum dilemma_layout layout;
    struct rect story, ask; /* small: the same room, one after the other */
};

/* Shares the page out: the first layout in which the whole story and both questions fit. */
struct dilemma dilemma_layout(struct ui *ui, const struct model *m, struct rect page);

/* What each question needs at that width; see element.c and choice.c. */
int element_ask_height(struct ui *ui, const struct model *m, int width);
int choice_ask_height(struct ui *ui, const struct model *m, int width);

/* Heights for n rows that share room: equal where each gets what it needs, else each its need and
 * an equal part of what is left. Returns their sum with the gaps, which may exceed room. */
int dilemma_share(const int *needs, int n, int gap, int room, int most, int *heights);

#endif
