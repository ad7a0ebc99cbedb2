#include "ui/rect.h"

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int positive(int a)
{
    return a > 0 ? a : 0;
}

struct rect rect_cut_top(struct rect *r, int h)
{
    h = least(positive(h), r->h);
    struct rect strip = { r->x, r->y, r->w, h };
    r->y += h;
    r->h -= h;
    return strip;
}

struct rect rect_cut_bottom(struct rect *r, int h)
{
    h = least(positive(h), r->h);
    r->h -= h;
    return (struct rect){ r->x, r->y + r->h, r->w, h };
}

struct rect rect_cut_left(struct rect *r, int w)
{
    w = least(positive(w), r->w);
    struct rect strip = { r->x, r->y, w, r->h };
    r->x += w;
    r->w -= w;
    return strip;
}

struct rect rect_cut_right(struct rect *r, int w)
{
    w = least(positive(w), r->w);
    r->w -= w;
    return (struct rect){ r->x + r->w, r->y, w, r->h };
}

struct rect rect_inset_xy(struct rect r, int dx, int dy)
{
    return (struct rect){ r.x + dx, r.y + dy, positive(r.w - 2 * dx), positive(r.h - 2 * dy) };
}

struct rect rect_inset(struct rect r, int d)
{
    return rect_inset_xy(r, d, d);
}

/* Where cell i of n begins along a side; rounding is spread, so that the cells fill it exactly. */
static int cell_start(int side, int n, int gap, int i)
{
    return (side + gap) * i / n;
}

struct rect rect_row(struct rect area, int n, int gap, int i)
{
    int top = cell_start(area.h, n, gap, i), next = cell_start(area.h, n, gap, i + 1);
    return (struct rect){ area.x, area.y + top, area.w, positive(next - top - gap) };
}

struct rect rect_column(struct rect area, int n, int gap, int i)
{
    int left = cell_start(area.w, n, gap, i), next = cell_start(area.w, n, gap, i + 1);
    return (struct rect){ area.x + left, area.y, positive(next - left - gap), area.h };
}

struct rect rect_centre(struct rect r, int w, int h)
{
    return (struct rect){ r.x + (r.w - w) / 2, r.y + (r.h - h) / 2, w, h };
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    int left = least(a.x, b.x), top = least(a.y, b.y);
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){ left, top, right - left, bottom - top };
}

bool rect_has(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

bool rect_overlap(struct rect a, struct rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool rect_inside(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}
