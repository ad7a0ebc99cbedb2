/* Rectangles in pixels, and cutting them. Layout is cutting: take a strip off, use what is left. */
#ifndef UI_RECT_H
#define UI_RECT_H

#include <stdbool.h>

struct rect {
    int x, y, w, h;
};

/* Take a strip off one side; r shrinks by it. Asking for more than there is takes the rest. */
struct rect rect_cut_top(struct rect *r, int h);
struct rect rect_cut_bottom(struct rect *r, int h);
struct rect rect_cut_left(struct rect *r, int w);
struct rect rect_cut_right(struct rect *r, int w);

/* Smaller by d on every side (larger for negative d); never below 0. */
struct rect rect_inset(struct rect r, int d);
struct rect rect_inset_xy(struct rect r, int dx, int dy);

/* Row i of n equal rows (or column), gap apart, together filling area; n above 0. */
struct rect rect_row(struct rect area, int n, int gap, int i);
struct rect rect_column(struct rect area, int n, int gap, int i);

/* A w × h rectangle in the middle of r. */
struct rect rect_centre(struct rect r, int w, int h);

/* The smallest rectangle that holds both; one without area adds nothing. */
struct rect rect_union(struct rect a, struct rect b);

bool rect_has(struct rect r, int x, int y);
bool rect_overlap(struct rect a, struct rect b);
bool rect_inside(struct rect inner, struct rect outer);

#endif
