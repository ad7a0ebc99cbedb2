#include "platform/window_sdl.h"

#include "base/log.h"
#include "platform/gpu.h"

enum { CACHE_BYTES = 6 * 1024 * 1024 };

static void close_window(struct window *w)
{
    if (w->sdl != NULL)
        SDL_DestroyWindow(w->sdl);
    w->sdl = NULL;
}

/* The window is made for OpenGL ES 2 from the start: SDL's renderer would else make it anew, and if
 * there is no EGL after all, SDL falls over what it has taken down (Wayland, SDL 2.32). */
static bool open_in_hardware(struct window *w, const char *title, SDL_Rect at, uint32_t flags)
{
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    w->sdl = SDL_CreateWindow(title, at.x, at.y, at.w, at.h, flags | SDL_WINDOW_OPENGL);
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    if (w->sdl != NULL)
        w->renderer = SDL_CreateRenderer(w->sdl, -1,
            SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC | SDL_RENDERER_TARGETTEXTURE);
    if (w->renderer != NULL)
        return true;
    log_line(LOG_LEVEL_WARNING, "display", "no opengles2: %s", SDL_GetError());
    close_window(w);
    return false;
}

/* On Wayland into a canvas of ours; elsewhere SDL has a way of its own to the glass. */
static bool make_software_renderer(struct window *w)
{
    w->canvas = canvas_open(w->sdl);
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    w->renderer = w->canvas != NULL ? SDL_CreateSoftwareRenderer(canvas_surface(w->canvas))
                                    : SDL_CreateRenderer(w->sdl, -1, SDL_RENDERER_SOFTWARE);
    w->picture.renderer = w->renderer;
    w->picture.canvas = w->canvas;
    return w->renderer != NULL;
}

bool window_open(struct window *w, const char *title, SDL_Rect place, uint32_t flags, int rotation)
{
    w->picture.moves = gpu_renders(GPU_SYS, GPU_DEV) && open_in_hardware(w, title, place, flags);
    if (w->picture.moves)
        w->picture.renderer = w->renderer;
    else
        w->sdl = SDL_CreateWindow(title, place.x, place.y, place.w, place.h, flags);
    if (w->sdl == NULL || (w->renderer == NULL && !make_software_renderer(w)))
        return false;
    w->cache = texture_cache_new(CACHE_BYTES);
    w->picture.rotation = rotation;
    (void)picture_fit(&w->picture);
    return true;
}

static void free_renderer(struct window *w)
{
    picture_free(&w->picture);
    texture_cache_free(w->cache);
    if (w->renderer != NULL)
        SDL_DestroyRenderer(w->renderer);
    canvas_close(w->canvas);
    w->cache = NULL;
    w->renderer = NULL;
    w->canvas = NULL;
}

bool window_fit(struct window *w)
{
    if (w->canvas != NULL && canvas_is_unfit(w->canvas)) {
        free_renderer(w);
        if (!make_software_renderer(w))
            abort(); /* no memory: the next start has it */
        w->cache = texture_cache_new(CACHE_BYTES);
    }
    return picture_fit(&w->picture);
}

void window_close(struct window *w)
{
    free_renderer(w);
    close_window(w);
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
