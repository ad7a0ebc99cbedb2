#include "ui/draw.h"

#include "base/hash.h"
#include <assert.h>

static struct draw_item *add(
    struct draw_list *d, enum draw_kind kind, struct rect r, struct colour c)
{
    assert(d->count < DRAW_MAX);
    struct draw_item *item = &d->items[d->count++];
    *item = (struct draw_item){ .kind = kind, .rect = r, .colour = c };
    return item;
}

void draw_fill(struct draw_list *d, struct rect r, int radius, struct colour c)
{
    int most = (r.w < r.h ? r.w : r.h) / 2;
    if (r.w > 0 && r.h > 0)
        add(d, DRAW_FILL, r, c)->radius = radius < most ? radius : most;
}

void draw_edge(struct draw_list *d, struct rect r, int radius, int thickness, struct colour edge,
    struct colour fill)
{
    draw_fill(d, r, radius, edge);
    draw_fill(d, rect_inset(r, thickness), radius > thickness ? radius - thickness : 0, fill);
}

void draw_shadow(struct draw_list *d, struct rect r, int radius, int blur, struct colour c)
{
    struct draw_item *item = add(d, DRAW_SHADOW, r, c);
    item->radius = radius;
    item->blur = blur;
}

void draw_text(struct draw_list *d, int x, int baseline, int width, enum font font, int px,
    struct colour c, const char *text)
{
    struct draw_item *item = add(d, DRAW_TEXT, (struct rect){ x, baseline - px, width, px }, c);
    item->baseline = baseline;
    item->font = font;
    item->px = px;
    item->text = text;
}

void draw_icon(struct draw_list *d, struct rect r, enum icon icon, struct colour c)
{
    add(d, DRAW_ICON, r, c)->icon = icon;
}

void draw_qr(struct draw_list *d, struct rect r, const struct qr *qr, struct colour c)
{
    add(d, DRAW_QR, r, c)->qr = qr;
}

static uint64_t hash_colour(uint64_t h, struct colour c)
{
    return hash_int(h, c.r << 16 | c.g << 8 | c.b);
}

uint64_t draw_item_hash(const struct draw_item *item)
{
    uint64_t h = hash_int(HASH_START, item->kind);
    h = hash_bytes(h, &item->rect, sizeof item->rect);
    h = hash_colour(h, item->colour);
    h = hash_int(hash_int(h, item->radius), item->blur);
    if (item->kind == DRAW_TEXT) {
        h = hash_int(hash_int(hash_int(h, item->font), item->px), item->baseline);
        h = hash_string(h, item->text);
    } else if (item->kind == DRAW_ICON) {
        h = hash_int(h, item->icon);
    } else if (item->kind == DRAW_QR) {
        h = hash_bytes(h, item->qr, sizeof *item->qr);
    }
    return h;
}

uint64_t draw_hash(const struct draw_list *d)
{
    uint64_t h = hash_int(hash_int(HASH_START, d->width), d->height);
    h = hash_colour(h, d->ground);
    for (int i = 0; i < d->count; i++)
        h = hash_int(h, (int64_t)draw_item_hash(&d->items[i]));
    return h;
}

struct rect draw_bounds(const struct draw_item *item)
{
    struct rect r = item->rect;
    if (item->kind == DRAW_SHADOW)
        return rect_inset(r, -item->blur);
    if (item->kind == DRAW_TEXT) /* letters reach below their line, and lean over its ends */
        return (struct rect){ r.x - item->px / 2, item->baseline - item->px * 3 / 2, r.w + item->px,
            item->px * 5 / 2 };
    return r;
}

void draw_dump(const struct draw_list *d, FILE *out)
{
    static const char *const kinds[] = { "fill", "shadow", "text", "icon", "qr" };
    static const char *const fonts[FONT_COUNT] = { "text", "strong", "emphasis", "title", "quote" };

    fprintf(out, "glass %dx%d ground #%02x%02x%02x\n", d->width, d->height, d->ground.r,
        d->ground.g, d->ground.b);
    for (int i = 0; i < d->count; i++) {
        const struct draw_item *item = &d->items[i];
        fprintf(out, "%s %d,%d %dx%d #%02x%02x%02x", kinds[item->kind], item->rect.x, item->rect.y,
            item->rect.w, item->rect.h, item->colour.r, item->colour.g, item->colour.b);
        if (item->kind == DRAW_FILL)
            fprintf(out, " r%d", item->radius);
        else if (item->kind == DRAW_SHADOW)
            fprintf(out, " r%d blur%d", item->radius, item->blur);
        else if (item->kind == DRAW_TEXT)
            fprintf(out, " %s %dpx \"%s\"", fonts[item->font], item->px, item->text);
        else if (item->kind == DRAW_ICON)
            fprintf(out, " icon%d", item->icon);
        else
            fprintf(out, " side%d", item->qr->side);
        fputc('\n', out);
    }
}
