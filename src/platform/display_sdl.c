#include "platform/display.h"

#include "base/clock.h"
#include "base/log.h"
#include "platform/gpu.h"
#include "platform/hands_sdl.h"
#include "platform/paint_sdl.h"
#include "platform/picture_sdl.h"
#include <SDL.h>
#include <limits.h>
#include <string.h>

/* SDL's kmsdrm looks every ms while it waits, which costs 1.5 % of a core: SDL_events.c, 2.26. */
enum { CACHE_BYTES = 6 * 1024 * 1024, MOTION_STEP_MS = 8, LOOK_EVERY_MS = 8 };

#define PX_PER_MM_UNKNOWN 5.9
#define PX_PER_MM_MIN 2.0
#define PX_PER_MM_MAX 20.0
#define MM_PER_INCH 25.4

struct display {
    SDL_Window *window;
    SDL_Renderer *renderer;
    struct fonts *fonts;
    struct texture_cache *cache;
    struct picture picture;
    struct hands hands;
    double px_per_mm_asked, px_per_mm;
    bool sleeps; /* SDL's wait is a real one */
    uint32_t wake_event;
    SDL_atomic_t wake_waits; /* one is in SDL's queue: any thread sets it, the main one clears it */
};

static void set_hints(const char *title)
{
    SDL_SetHint(SDL_HINT_APP_NAME, title);
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* or each tap counts twice */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* or a software GL is loaded: 80 MB */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "0");
    char card[16];
    int number = gpu_connected_card(GPU_SYS);
    if (number < 0 || getenv("DISPLAY") != NULL || getenv("WAYLAND_DISPLAY") != NULL)
        return;
    (void)snprintf(card, sizeof card, "%d", number);
    SDL_SetHint(SDL_HINT_KMSDRM_DEVICE_INDEX, card);
}

static double ask_px_per_mm(const struct display *d)
{
    float diagonal, across, down;
    if (d->px_per_mm_asked > 0)
        return d->px_per_mm_asked;
    int screen = SDL_GetWindowDisplayIndex(d->window);
    if (screen < 0 || SDL_GetDisplayDPI(screen, &diagonal, &across, &down) < 0)
        return PX_PER_MM_UNKNOWN;
    double px_per_mm = (double)across / MM_PER_INCH;
    bool lies = across > 95.5F && across < 96.5F; /* what X servers say when they do not know */
    return lies || px_per_mm < PX_PER_MM_MIN || px_per_mm > PX_PER_MM_MAX ? PX_PER_MM_UNKNOWN
                                                                          : px_per_mm;
}

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

static SDL_Window *open_window(const struct display_options *o)
{
    SDL_Rect screen = { .w = o->width, .h = o->height };
    bool full = o->width <= 0 || o->height <= 0;
    /* As large as the screen from the start: there may be no window manager to make it so. */
    if (full && SDL_GetDisplayBounds(0, &screen) < 0)
        return NULL;
    SDL_Window *window = SDL_CreateWindow(o->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
        screen.w, screen.h, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE);
    if (window != NULL && full)
        SDL_ShowCursor(SDL_DISABLE);
    return window;
}

struct display *display_open_sdl(const struct display_options *o, struct err *err)
{
    struct display *d = calloc(1, sizeof *d);
    if (d == NULL)
        abort();
    d->px_per_mm_asked = o->px_per_mm;
    set_hints(o->title);
    /* Video only: a joystick or a sensor would make the wait wake by itself. */
    if (SDL_Init(SDL_INIT_VIDEO) < 0) {
        err_set(err, ERR_DISPLAY, "no display: %s", SDL_GetError());
        goto fail;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    d->sleeps = strcmp(driver, "x11") == 0 || strcmp(driver, "wayland") == 0;
    d->wake_event = SDL_RegisterEvents(1);
    SDL_DisableScreenSaver();
    d->window = open_window(o);
    if (d->window != NULL)
        d->renderer = open_renderer(d->window, &d->picture.moves);
    if (d->renderer == NULL) {
        err_set(err, ERR_DISPLAY, "no window on %s: %s", driver, SDL_GetError());
        goto fail;
    }
    SDL_StopTextInput(); /* no input method is to listen in */
    d->fonts = fonts_open(o->font_dir, err);
    if (d->fonts == NULL)
        goto fail;
    d->cache = texture_cache_new(CACHE_BYTES);
    d->picture.renderer = d->renderer;
    d->picture.rotation = o->rotation;
    (void)picture_fit(&d->picture);
    d->px_per_mm = ask_px_per_mm(d);
    log_line(LOG_LEVEL_INFO, "display", "%s, %s, %d x %d px, turned %d, %.2f px/mm", driver,
        d->picture.moves ? "opengles2" : "software", d->picture.panel_w, d->picture.panel_h,
        o->rotation, d->px_per_mm);
    return d;
fail:
    display_close(d);
    return NULL;
}

void display_close(struct display *d)
{
    if (d == NULL)
        return;
    picture_free(&d->picture);
    texture_cache_free(d->cache);
    fonts_close(d->fonts);
    if (d->renderer != NULL)
        SDL_DestroyRenderer(d->renderer);
    if (d->window != NULL)
        SDL_DestroyWindow(d->window);
    SDL_Quit();
    free(d);
}

struct geometry display_geometry(const struct display *d)
{
    return (
        struct geometry){ picture_width(&d->picture), picture_height(&d->picture), d->px_per_mm };
}

struct measure display_measure(struct display *d)
{
    return fonts_measure(d->fonts);
}

int display_paint(struct display *d, const struct draw_list *list, bool new_scene)
{
    struct painter painter = { d->renderer, d->fonts, d->cache };
    return picture_paint(&d->picture, &painter, list, new_scene);
}

void display_wake(struct display *d)
{
    if (!SDL_AtomicCAS(&d->wake_waits, 0, 1))
        return;
    SDL_Event e = { .type = d->wake_event };
    if (SDL_PushEvent(&e) != 1)
        SDL_AtomicSet(&d->wake_waits, 0);
}

static struct input key_input(const SDL_KeyboardEvent *e)
{
    struct input in = { .kind = INPUT_KEY };
    uint16_t shift = e->keysym.mod & KMOD_SHIFT;
    if (e->repeat != 0 || (e->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0)
        return (struct input){ .kind = INPUT_NONE };
    switch (e->keysym.sym) {
    case SDLK_TAB:
        in.key = shift != 0 ? KEY_PREVIOUS : KEY_NEXT;
        return in;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SPACE:
        in.key = KEY_ACTIVATE;
        return in;
    case SDLK_ESCAPE:
        in.key = KEY_ESCAPE;
        return in;
    default:
        return (struct input){ .kind = INPUT_NONE };
    }
}

static struct input fit(struct display *d)
{
    double px_per_mm = ask_px_per_mm(d);
    bool denser = px_per_mm < d->px_per_mm || px_per_mm > d->px_per_mm;
    d->px_per_mm = px_per_mm;
    bool resized = picture_fit(&d->picture);
    return (struct input){ .kind = resized || denser ? INPUT_RESIZED : INPUT_EXPOSED };
}

static struct input understand(struct display *d, const SDL_Event *e)
{
    struct input in = { .kind = INPUT_NONE };
    if (e->type == d->wake_event) {
        SDL_AtomicSet(&d->wake_waits, 0);
        return (struct input){ .kind = INPUT_WAKE };
    }
    switch (e->type) {
    case SDL_QUIT:
        return (struct input){ .kind = INPUT_QUIT };
    case SDL_KEYDOWN:
        return key_input(&e->key);
    case SDL_RENDER_DEVICE_RESET:
        texture_cache_clear(d->cache);
        return fit(d);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_DISPLAYEVENT:
        return fit(d);
    case SDL_WINDOWEVENT:
        if (e->window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
            return fit(d);
        if (e->window.event == SDL_WINDOWEVENT_EXPOSED)
            return (struct input){ .kind = INPUT_EXPOSED };
        return in;
    default:
        if (hands_touch(&d->hands, &d->picture, e, &in.touch))
            in.kind = INPUT_TOUCH;
        return in;
    }
}

/* Sleeps until SDL has an event, which it leaves in the queue; false: the time is up. */
static bool wait_for_event(const struct display *d, int64_t left_ms)
{
    if (d->sleeps)
        return SDL_WaitEventTimeout(NULL, left_ms > INT_MAX ? -1 : (int)left_ms) == 1;
    if (SDL_PollEvent(NULL) == 1)
        return true;
    SDL_Delay((uint32_t)(left_ms < LOOK_EVERY_MS ? left_ms : LOOK_EVERY_MS));
    return left_ms > LOOK_EVERY_MS || SDL_PollEvent(NULL) == 1;
}

struct input display_wait(struct display *d, int timeout_ms)
{
    int64_t until_ms = timeout_ms < 0 ? INT64_MAX : clock_now_ms() + timeout_ms;
    for (;;) {
        SDL_Event e;
        bool moving = picture_move(&d->picture);
        int64_t left_ms = until_ms == INT64_MAX ? INT64_MAX : until_ms - clock_now_ms();
        int64_t nap_ms = left_ms < 0                          ? 0
                         : moving && left_ms > MOTION_STEP_MS ? MOTION_STEP_MS
                                                              : left_ms;
        bool woken = wait_for_event(d, nap_ms);
        struct input in = { .kind = INPUT_NONE };
        if (hands_lost(&d->hands, &in.touch))
            in.kind = INPUT_TOUCH;
        else if (SDL_PeepEvents(&e, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1)
            in = understand(d, &e);
        else if (!woken && left_ms <= nap_ms)
            return in;
        if (in.kind != INPUT_NONE)
            return in;
    }
}
