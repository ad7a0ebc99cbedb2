/*
 * Breaking text into lines. Words are never cut, and only broken at soft hyphens, paths also after /
 * and -. Emphasis (core/content.h) is kept. Lines live in the arena.
 */
#ifndef UI_TEXT_H
#define UI_TEXT_H

#include "base/arena.h"
#include "ui/measure.h"
#include "ui/theme.h"

struct text_run {
    const char *text;
    enum font font;
    int x, width; /* from the line's left, px */
};

struct text_line {
    const struct text_run *runs;
    int run_count, width;
};

struct text_lines {
    const struct text_line *list;
    int count;
    int width; /* of the widest line; more than was asked for where one word is wider */
};

enum text_flow {
    TEXT_PLAIN, /* fill each line; no single word on the last one, where that costs no line */
    TEXT_BALANCED /* lines of about the same length: titles, buttons */
};

struct text_lines text_break(struct arena *a, struct measure m, const struct style *s,
    enum text_flow flow, int width, const char *text);

/* Height that text takes in a column of that width; 0 for empty text. */
int text_height(
    struct arena *a, struct measure m, const struct style *s, int width, const char *text);

/* Width of text on one line. */
int text_width(struct measure m, const struct style *s, const char *text);

#endif
