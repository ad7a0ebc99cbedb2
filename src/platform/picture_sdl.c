#include "platform/picture_sdl.h"

#include "base/clock.h"
#include "base/log.h"

enum { FADE_MS = 180 };

static bool is_sideways(const struct picture *p)
{
    return p->rotation == 90 || p->rotation == 270;
}

int picture_width(const struct picture *p)
{
    return is_sideways(p) ? p->panel_h : p->panel_w;
}

int picture_height(const struct picture *p)
{
    return is_sideways(p) ? p->panel_w : p->panel_h;
}

static SDL_Texture *new_target(const struct picture *p)
{
    SDL_Texture *t = SDL_CreateTexture(p->renderer, SDL_PIXELFORMAT_RGB888,
        SDL_TEXTUREACCESS_TARGET, picture_width(p), picture_height(p));
    if (t == NULL)
        log_line(LOG_LEVEL_ERROR, "display", "no room for a picture: %s", SDL_GetError());
    return t;
}

void picture_free(struct picture *p)
{
    if (p->now != NULL)
        SDL_DestroyTexture(p->now);
    if (p->before != NULL)
        SDL_DestroyTexture(p->before);
    p->now = p->before = NULL;
    p->shown = false;
    p->fade_until_ms = 0;
    damage_forget(&p->damage);
}

bool picture_fit(struct picture *p)
{
    int w = p->panel_w, h = p->panel_h;
    (void)SDL_GetRendererOutputSize(p->renderer, &w, &h);
    bool resized = w != p->panel_w || h != p->panel_h;
    picture_free(p);
    p->panel_w = w;
    p->panel_h = h;
    if (p->rotation != 0 || p->moves)
        p->now = new_target(p);
    if (p->moves)
        p->before = new_target(p);
    return resized;
}

/* Turned about its own corner, so that no half pixels arise, whatever the size. */
static void copy_turned(const struct picture *p, SDL_Texture *t)
{
    if (p->rotation == 0) {
        SDL_RenderCopy(p->renderer, t, NULL, NULL);
        return;
    }
    SDL_Rect to = {
        .x = p->rotation == 270 ? 0 : p->panel_w,
        .y = p->rotation == 90 ? 0 : p->panel_h,
        .w = picture_width(p),
        .h = picture_height(p),
    };
    SDL_Point corner = { .x = 0, .y = 0 };
    SDL_RenderCopyEx(p->renderer, t, NULL, &to, p->rotation, &corner, SDL_FLIP_NONE);
}

static void present(struct picture *p)
{
    if (p->canvas == NULL) {
        SDL_RenderPresent(p->renderer);
        return;
    }
    (void)SDL_RenderFlush(p->renderer);
    canvas_show(p->canvas);
}

static void show(struct picture *p)
{
    int64_t now_ms = clock_now_ms();
    SDL_SetTextureBlendMode(p->now, SDL_BLENDMODE_NONE);
    if (now_ms < p->fade_until_ms) {
        SDL_SetTextureBlendMode(p->before, SDL_BLENDMODE_NONE);
        copy_turned(p, p->before);
        SDL_SetTextureBlendMode(p->now, SDL_BLENDMODE_BLEND);
        SDL_SetTextureAlphaMod(p->now, (uint8_t)(255 * (now_ms - p->fade_from_ms) / FADE_MS));
    } else {
        SDL_SetTextureAlphaMod(p->now, 255);
        p->fade_until_ms = 0;
    }
    copy_turned(p, p->now);
    present(p);
}

static void paint_changes(
    struct picture *p, const struct painter *painter, const struct draw_list *list)
{
    struct rect part = damage_of(&p->damage, list);
    if (part.w > 0)
        paint_list(painter, list, part);
}

int picture_paint(
    struct picture *p, const struct painter *painter, const struct draw_list *list, bool fade)
{
    if (p->now == NULL) { /* SDL's software renderer: what the window holds, it keeps */
        paint_changes(p, painter, list);
        present(p);
        return 0;
    }
    if (fade && p->shown && p->before != NULL) {
        SDL_Texture *before = p->now;
        p->now = p->before;
        p->before = before;
        p->fade_from_ms = clock_now_ms();
        p->fade_until_ms = p->fade_from_ms + FADE_MS;
        damage_forget(&p->damage); /* now is the picture before the last */
    }
    SDL_SetRenderTarget(p->renderer, p->now);
    paint_changes(p, painter, list);
    SDL_SetRenderTarget(p->renderer, NULL);
    p->shown = true;
    show(p);
    int64_t left_ms = p->fade_until_ms - clock_now_ms();
    return left_ms > 0 ? (int)left_ms : 0;
}

bool picture_move(struct picture *p)
{
    if (p->fade_until_ms == 0)
        return false;
    show(p);
    return p->fade_until_ms != 0;
}
