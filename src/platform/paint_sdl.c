#include "platform/paint_sdl.h"

#include "platform/fonts_sdl.h"
#include "platform/masks.h"

static SDL_Rect sdl_rect(int x, int y, int w, int h)
{
    return (SDL_Rect){ .x = x, .y = y, .w = w, .h = h };
}

static void set_colour(const struct painter *p, struct colour c, uint8_t alpha)
{
    SDL_SetRenderDrawBlendMode(
        p->renderer, alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(p->renderer, c.r, c.g, c.b, alpha);
}

/* Keeps a square mask as a white texture; free of cost when it is there already. */
static struct texture from_mask(const struct painter *p, struct texture_key key, int side,
    void (*make)(uint8_t *mask, struct texture_key key))
{
    struct texture t = texture_cache_find(p->cache, key);
    if (t.sdl != NULL)
        return t;
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, side, side, 32, SDL_PIXELFORMAT_ARGB8888);
    uint8_t *mask = malloc((size_t)side * (size_t)side);
    if (surface == NULL || mask == NULL)
        abort();
    make(mask, key);
    for (int y = 0; y < side; y++) {
        uint32_t *row = (uint32_t *)((char *)surface->pixels + y * surface->pitch);
        for (int x = 0; x < side; x++)
            row[x] = (uint32_t)mask[y * side + x] << 24 | 0xffffff;
    }
    t = (struct texture){ SDL_CreateTextureFromSurface(p->renderer, surface), side, side };
    free(mask);
    SDL_FreeSurface(surface);
    if (t.sdl != NULL)
        texture_cache_put(p->cache, key, t);
    return t;
}

static void copy_part(const struct painter *p, struct texture t, SDL_Rect part, int x, int y)
{
    SDL_Rect to = sdl_rect(x, y, part.w, part.h);
    SDL_RenderCopy(p->renderer, t.sdl, &part, &to);
}

/* The four quarters of t, each in its corner of r. */
static void copy_corners(const struct painter *p, struct texture t, struct rect r, struct colour c)
{
    if (t.sdl == NULL)
        return;
    int side = t.w / 2, right = r.x + r.w - side, bottom = r.y + r.h - side;
    SDL_SetTextureColorMod(t.sdl, c.r, c.g, c.b);
    copy_part(p, t, sdl_rect(0, 0, side, side), r.x, r.y);
    copy_part(p, t, sdl_rect(side, 0, side, side), right, r.y);
    copy_part(p, t, sdl_rect(0, side, side, side), r.x, bottom);
    copy_part(p, t, sdl_rect(side, side, side, side), right, bottom);
}

static int at_most_half(int length, struct rect r)
{
    int half = (r.w < r.h ? r.w : r.h) / 2;
    return length < half ? length : half;
}

static void make_corner(uint8_t *mask, struct texture_key key)
{
    mask_disc(mask, key.a);
}

static void paint_fill(const struct painter *p, const struct draw_item *it)
{
    struct rect r = it->rect;
    int radius = at_most_half(it->radius, r);
    SDL_Rect bands[] = {
        sdl_rect(r.x, r.y + radius, r.w, r.h - 2 * radius),
        sdl_rect(r.x + radius, r.y, r.w - 2 * radius, radius),
        sdl_rect(r.x + radius, r.y + r.h - radius, r.w - 2 * radius, radius),
    };
    set_colour(p, it->colour, 255);
    SDL_RenderFillRects(p->renderer, bands, radius > 0 ? 3 : 1);
    if (radius <= 0)
        return;
    struct texture_key key = { .kind = TEXTURE_CORNER, .a = radius };
    copy_corners(p, from_mask(p, key, 2 * radius, make_corner), r, it->colour);
}

static void make_shadow(uint8_t *mask, struct texture_key key)
{
    mask_shadow(mask, key.a, key.b);
}

/* Corners from a texture, edges line by line: far cheaper to blend than a picture of the whole.
 * The middle is left out, for what throws the shadow lies on it. */
static void paint_shadow(const struct painter *p, const struct draw_item *it)
{
    struct rect r = it->rect;
    int radius = at_most_half(it->radius, r), blur = at_most_half(it->blur, r);
    if (blur <= 0)
        return;
    int reach = mask_shadow_reach(radius, blur);
    struct rect all = { r.x - blur, r.y - blur, r.w + 2 * blur, r.h + 2 * blur };
    int across = all.w - 2 * reach, down = all.h - 2 * reach;
    for (int i = 0; i < 2 * blur; i++) {
        SDL_Rect lines[] = {
            sdl_rect(all.x + reach, all.y + i, across, 1),
            sdl_rect(all.x + reach, all.y + all.h - 1 - i, across, 1),
            sdl_rect(all.x + i, all.y + reach, 1, down),
            sdl_rect(all.x + all.w - 1 - i, all.y + reach, 1, down),
        };
        set_colour(p, it->colour, mask_shadow_at(i, blur));
        SDL_RenderFillRects(p->renderer, lines, 4);
    }
    struct texture_key key = { .kind = TEXTURE_SHADOW, .a = radius, .b = blur };
    copy_corners(p, from_mask(p, key, 2 * reach, make_shadow), all, it->colour);
}

/* A line is kept in its colour: tinting it at each copy costs seven times a plain one. */
static void paint_text(const struct painter *p, const struct draw_item *it)
{
    struct texture_key key = { .kind = TEXTURE_TEXT,
        .a = (int)it->font,
        .b = it->px,
        .colour = it->colour,
        .text = it->text };
    struct texture t = texture_cache_find(p->cache, key);
    if (t.sdl == NULL) {
        SDL_Surface *surface = fonts_render(p->fonts, it->font, it->px, it->text, it->colour);
        if (surface == NULL)
            return;
        t.sdl = SDL_CreateTextureFromSurface(p->renderer, surface);
        t.w = surface->w;
        t.h = surface->h;
        SDL_FreeSurface(surface);
        if (t.sdl == NULL)
            return;
        texture_cache_put(p->cache, key, t);
    }
    copy_part(p, t, sdl_rect(0, 0, t.w, t.h), it->rect.x,
        it->baseline - fonts_ascent(p->fonts, it->font, it->px));
}

static void make_icon(uint8_t *mask, struct texture_key key)
{
    mask_icon(mask, (enum icon)key.a, key.b);
}

static void paint_icon(const struct painter *p, const struct draw_item *it)
{
    struct rect r = it->rect;
    int side = r.w < r.h ? r.w : r.h;
    if (side <= 0)
        return;
    struct texture_key key = { .kind = TEXTURE_ICON, .a = (int)it->icon, .b = side };
    struct texture t = from_mask(p, key, side, make_icon);
    if (t.sdl == NULL)
        return;
    SDL_SetTextureColorMod(t.sdl, it->colour.r, it->colour.g, it->colour.b);
    copy_part(p, t, sdl_rect(0, 0, side, side), r.x + (r.w - side) / 2, r.y + (r.h - side) / 2);
}

static void paint_qr(const struct painter *p, const struct draw_item *it)
{
    const struct qr *qr = it->qr;
    if (qr->side <= 0)
        return;
    int module = it->rect.w / qr->side;
    set_colour(p, it->colour, 255);
    for (int y = 0; y < qr->side; y++) {
        const uint8_t *row = qr->dark + y * qr->side;
        SDL_Rect runs[QR_SIDE_MAX / 2 + 1];
        int count = 0;
        for (int x = 0, end; x < qr->side; x = end) {
            for (end = x + 1; end < qr->side && row[end] == row[x]; end++)
                ;
            if (row[x])
                runs[count++] = sdl_rect(
                    it->rect.x + x * module, it->rect.y + y * module, (end - x) * module, module);
        }
        SDL_RenderFillRects(p->renderer, runs, count);
    }
}

void paint_list(const struct painter *p, const struct draw_list *list, struct rect part)
{
    static void (*const paint[])(const struct painter *, const struct draw_item *) = {
        [DRAW_FILL] = paint_fill,
        [DRAW_SHADOW] = paint_shadow,
        [DRAW_TEXT] = paint_text,
        [DRAW_ICON] = paint_icon,
        [DRAW_QR] = paint_qr,
    };
    SDL_Rect clip = sdl_rect(part.x, part.y, part.w, part.h);
    SDL_RenderSetClipRect(p->renderer, &clip);
    set_colour(p, list->ground, 255);
    SDL_RenderFillRect(p->renderer, &clip);
    for (int i = 0; i < list->count; i++)
        if (rect_overlap(draw_bounds(&list->items[i]), part))
            paint[list->items[i].kind](p, &list->items[i]);
    SDL_RenderSetClipRect(p->renderer, NULL);
}
