/*
 * The draw list: what a picture is made of, before anything is painted. ui/ makes it, platform/
 * paints it, tests print it. Strings live in the view's arena, until the next view.
 */
#ifndef UI_DRAW_H
#define UI_DRAW_H

#include "core/icon.h"
#include "core/qr.h"
#include "ui/measure.h"
#include "ui/rect.h"
#include <stdint.h>
#include <stdio.h>

struct colour {
    uint8_t r, g, b;
};

enum draw_kind {
    DRAW_FILL, /* rect with corners of radius */
    DRAW_SHADOW, /* soft shadow of rect with corners of radius, of that many px blur */
    DRAW_TEXT, /* one line; rect.x is its left, baseline its baseline */
    DRAW_ICON, /* mask scaled into rect */
    DRAW_QR /* square modules, rect is a whole number of px a module */
};

struct draw_item {
    enum draw_kind kind;
    struct rect rect;
    struct colour colour;
    int radius, blur;
    enum font font;
    int px, baseline;
    const char *text;
    enum icon icon;
    const struct qr *qr;
};

enum { DRAW_MAX = 640 };

struct draw_list {
    int width, height;
    struct colour ground; /* what the glass is cleared with */
    int count;
    struct draw_item items[DRAW_MAX];
};

void draw_fill(struct draw_list *d, struct rect r, int radius, struct colour c);
/* An outline of the given thickness, inside r, around a filling. */
void draw_edge(struct draw_list *d, struct rect r, int radius, int thickness, struct colour edge,
    struct colour fill);
void draw_shadow(struct draw_list *d, struct rect r, int radius, int blur, struct colour c);
void draw_text(struct draw_list *d, int x, int baseline, int width, enum font font, int px,
    struct colour c, const char *text);
void draw_icon(struct draw_list *d, struct rect r, enum icon icon, struct colour c);
void draw_qr(struct draw_list *d, struct rect r, const struct qr *qr, struct colour c);

/* Changes whenever the item looks different. */
uint64_t draw_item_hash(const struct draw_item *item);

/* What an item may put ink on, at most. */
struct rect draw_bounds(const struct draw_item *item);

/* Changes whenever the picture does. */
uint64_t draw_hash(const struct draw_list *d);

/* One line of text an item, for golden files. */
void draw_dump(const struct draw_list *d, FILE *out);

#endif
