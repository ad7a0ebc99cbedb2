#include "platform/window_sdl.h"

#include "base/log.h"
#include "platform/gpu.h"

enum { CACHE_BYTES = 6 * 1024 * 1024 };

static SDL_Renderer *open_renderer(SDL_Window *window, bool *moves)
{
    SDL_Renderer *r = NULL;
    if (gpu_renders(GPU_SYS, GPU_DEV)) {
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
        r = SDL_CreateRenderer(window, -1,
            SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC | SDL_RENDERER_TARGETTEXTURE);
        if (r == NULL)
            log_line(LOG_LEVEL_WARNING, "display", "no opengles2: %s", SDL_GetError());
    }
    *moves = r != NULL;
    if (r == NULL) {
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
        r = SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE);
    }
    return r;
}

bool window_open(struct window *w, const char *title, SDL_Rect place, uint32_t flags, int rotation)
{
    w->sdl = SDL_CreateWindow(title, place.x, place.y, place.w, place.h, flags);
    if (w->sdl != NULL)
        w->renderer = open_renderer(w->sdl, &w->picture.moves);
    if (w->renderer == NULL)
        return false;
    w->cache = texture_cache_new(CACHE_BYTES);
    w->picture.renderer = w->renderer;
    w->picture.rotation = rotation;
    (void)picture_fit(&w->picture);
    return true;
}

void window_close(struct window *w)
{
    picture_free(&w->picture);
    texture_cache_free(w->cache);
    if (w->renderer != NULL)
        SDL_DestroyRenderer(w->renderer);
    if (w->sdl != NULL)
        SDL_DestroyWindow(w->sdl);
    *w = (struct window){ 0 };
}

int window_paint(struct window *w, struct fonts *fonts, const struct draw_list *list, bool fade)
{
    struct painter painter = { w->renderer, fonts, w->cache };
    return picture_paint(&w->picture, &painter, list, fade);
}

bool window_is_meant(const struct window *w, const SDL_Event *e)
{
    uint32_t id = w->sdl == NULL ? 0 : SDL_GetWindowID(w->sdl);
    if (id == 0)
        return false;
    switch (e->type) {
    case SDL_WINDOWEVENT:
        return e->window.windowID == id;
    case SDL_MOUSEMOTION:
        return e->motion.windowID == id;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return e->button.windowID == id;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return e->tfinger.windowID == id;
    default:
        return false;
    }
}
