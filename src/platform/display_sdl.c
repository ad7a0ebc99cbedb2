#include "platform/display.h"

#include "base/clock.h"
#include "base/log.h"
#include "platform/gpu.h"
#include "platform/hands_sdl.h"
#include "platform/window_sdl.h"
#include <SDL.h>
#include <limits.h>
#include <string.h>

/* SDL's kmsdrm looks every ms while it waits, which costs 1.5 % of a core: SDL_events.c, 2.26. */
enum { MOTION_STEP_MS = 8, LOOK_EVERY_MS = 8 };

#define PX_PER_MM_UNKNOWN 5.9
#define PX_PER_MM_MIN 2.0
#define PX_PER_MM_MAX 20.0
#define MM_PER_INCH 25.4

struct display {
    struct window glass; /* the visitors' */
    struct window hall; /* on a second screen; open while something is shown there */
    bool full; /* the glass fills its screen: only then the hall's may be taken */
    int screens; /* as was told last */
    struct fonts *fonts;
    struct hands hands;
    double px_per_mm_asked, px_per_mm;
    bool sleeps; /* SDL's wait is a real one */
    uint32_t wake_event;
    SDL_atomic_t wake_waits; /* one is in SDL's queue: any thread sets it, the main one clears it */
    SDL_mutex *waking; /* held by who wakes, and while the hall's window goes */
};

static void set_hints(const char *title)
{
    SDL_SetHint(SDL_HINT_APP_NAME, title);
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0"); /* or each tap counts twice */
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0"); /* or one window takes the other's clicks */
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0"); /* or a software GL is loaded: 80 MB */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "0");
    if (getenv("WAYLAND_DISPLAY") != NULL) /* or SDL 2 goes through an X server that is beside it */
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "wayland,x11");
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
    int screen = SDL_GetWindowDisplayIndex(d->glass.sdl);
    if (screen < 0 || SDL_GetDisplayDPI(screen, &diagonal, &across, &down) < 0)
        return PX_PER_MM_UNKNOWN;
    double px_per_mm = (double)across / MM_PER_INCH;
    bool lies = across > 95.5F && across < 96.5F; /* what X servers say when they do not know */
    return lies || px_per_mm < PX_PER_MM_MIN || px_per_mm > PX_PER_MM_MAX ? PX_PER_MM_UNKNOWN
                                                                          : px_per_mm;
}

/* X servers say "HDMI-A-1", compositors "Dell Inc. U2415 7MT01 (HDMI-A-1)". */
static bool is_called(const char *is, const char *name)
{
    size_t len = strlen(is), part = strlen(name);
    return strcmp(is, name) == 0 ||
           (len > part + 1 && is[len - 1] == ')' && is[len - part - 2] == '(' &&
               strncmp(is + len - part - 1, name, part) == 0);
}

/* The screen with that name, or the first. */
static int screen_named(const char *name)
{
    for (int i = 0; name != NULL && i < SDL_GetNumVideoDisplays(); i++) {
        const char *is = SDL_GetDisplayName(i);
        if (is != NULL && is_called(is, name))
            return i;
    }
    return 0;
}

static bool open_glass(struct display *d, const struct display_options *o)
{
    int screen = screen_named(o->screen);
    int at = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)screen);
    SDL_Rect place = { .w = o->width, .h = o->height };
    d->full = o->width <= 0 || o->height <= 0;
    /* As large as the screen from the start: there may be no window manager to make it so. */
    if (d->full && SDL_GetDisplayBounds(screen, &place) < 0)
        return false;
    place.x = place.y = at;
    if (!window_open(&d->glass, o->title, place,
            d->full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE, o->rotation))
        return false;
    if (d->full)
        SDL_ShowCursor(SDL_DISABLE);
    return true;
}

struct display *display_open_sdl(const struct display_options *o, struct err *err)
{
    struct display *d = calloc(1, sizeof *d);
    if (d == NULL || (d->waking = SDL_CreateMutex()) == NULL)
        abort();
    d->px_per_mm_asked = o->px_per_mm;
    hands_calibrate(&d->hands, o->touch_matrix);
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
    if (!open_glass(d, o)) {
        err_set(err, ERR_DISPLAY, "no window on %s: %s", driver, SDL_GetError());
        goto fail;
    }
    SDL_StopTextInput(); /* no input method is to listen in */
    d->fonts = fonts_open(o->font_dir, err);
    if (d->fonts == NULL)
        goto fail;
    d->screens = display_count(d);
    d->px_per_mm = ask_px_per_mm(d);
    log_line(LOG_LEVEL_INFO, "display", "%s, %s, %d x %d px, turned %d, %.2f px/mm", driver,
        d->glass.picture.moves ? "opengles2" : "software", d->glass.picture.panel_w,
        d->glass.picture.panel_h, o->rotation, d->px_per_mm);
    return d;
fail:
    display_close(d);
    return NULL;
}

/* On X11 a wake is a letter to one of our windows. It must not come after that window has gone, or Xlib
 * ends the program. */
void display_close_hall(struct display *d)
{
    SDL_LockMutex(d->waking);
    window_close(&d->hall);
    SDL_UnlockMutex(d->waking);
}

void display_close(struct display *d)
{
    if (d == NULL)
        return;
    display_close_hall(d);
    window_close(&d->glass);
    fonts_close(d->fonts);
    SDL_DestroyMutex(d->waking);
    SDL_Quit();
    free(d);
}

struct geometry display_geometry(const struct display *d)
{
    return (struct geometry){ picture_width(&d->glass.picture), picture_height(&d->glass.picture),
        d->px_per_mm };
}

struct measure display_measure(struct display *d)
{
    return fonts_measure(d->fonts);
}

int display_paint(struct display *d, const struct draw_list *list, bool new_scene)
{
    return window_paint(&d->glass, d->fonts, list, new_scene);
}

void display_turn(struct display *d, int rotation)
{
    if (rotation == d->glass.picture.rotation)
        return;
    d->glass.picture.rotation = rotation;
    picture_free(&d->glass.picture); /* they have the other shape */
    SDL_Event e = { .window = { .type = SDL_WINDOWEVENT,
                        .event = SDL_WINDOWEVENT_SIZE_CHANGED,
                        .windowID = SDL_GetWindowID(d->glass.sdl) } };
    (void)SDL_PushEvent(&e);
}

/* --- the hall's screen --- */

/* Where a screen besides the glass's is; false: there is none, or it shows the same. */
static bool find_hall(const struct display *d, int *screen, SDL_Rect *place)
{
    SDL_Rect glass;
    int ours = SDL_GetWindowDisplayIndex(d->glass.sdl);
    if (!d->full || ours < 0 || SDL_GetDisplayBounds(ours, &glass) < 0)
        return false;
    for (*screen = 0; *screen < SDL_GetNumVideoDisplays(); (*screen)++)
        if (*screen != ours && SDL_GetDisplayBounds(*screen, place) == 0 &&
            SDL_HasIntersection(&glass, place) == SDL_FALSE)
            return true;
    return false;
}

int display_count(const struct display *d)
{
    int screen;
    SDL_Rect place;
    return find_hall(d, &screen, &place) ? 2 : 1;
}

static bool make_hall(struct display *d, int screen, SDL_Rect place)
{
    place.x = place.y = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)screen);
    SDL_SetHint(SDL_HINT_WINDOW_NO_ACTIVATION_WHEN_SHOWN, "1");
    if (!window_open(&d->hall, SDL_GetWindowTitle(d->glass.sdl), place,
            SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_SKIP_TASKBAR, 0)) {
        log_line(LOG_LEVEL_WARNING, "display", "no second window: %s", SDL_GetError());
        display_close_hall(d);
        return false;
    }
    (void)SDL_SetWindowInputFocus(d->glass.sdl); /* without a window manager the newest has it */
    return true;
}

bool display_open_hall(struct display *d, struct geometry *g)
{
    int screen;
    SDL_Rect place;
    if (!find_hall(d, &screen, &place)) {
        display_close_hall(d);
        return false;
    }
    if (d->hall.sdl == NULL && !make_hall(d, screen, place))
        return false;
    *g = (struct geometry){ picture_width(&d->hall.picture), picture_height(&d->hall.picture),
        PX_PER_MM_UNKNOWN };
    return true;
}

void display_paint_hall(struct display *d, const struct draw_list *list)
{
    (void)window_paint(&d->hall, d->fonts, list, false);
}

/* --- input --- */

void display_wake(struct display *d)
{
    if (!SDL_AtomicCAS(&d->wake_waits, 0, 1))
        return;
    SDL_Event e = { .type = d->wake_event };
    SDL_LockMutex(d->waking);
    if (SDL_PushEvent(&e) != 1)
        SDL_AtomicSet(&d->wake_waits, 0);
    SDL_UnlockMutex(d->waking);
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
    bool resized = window_fit(&d->glass);
    if (d->hall.sdl != NULL)
        (void)window_fit(&d->hall);
    return (struct input){ .kind = resized || denser ? INPUT_RESIZED : INPUT_EXPOSED };
}

/* A screen was plugged in or out, or is another size. */
static struct input screens_changed(struct display *d)
{
    int count = display_count(d), before = d->screens;
    d->screens = count;
    display_close_hall(d); /* its screen may be elsewhere now */
    struct input in = fit(d);
    if (count != before)
        in.kind = INPUT_SCREENS;
    return in;
}

static struct input window_changed(struct display *d, const SDL_Event *e)
{
    if (e->window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
        return fit(d);
    if (e->window.event == SDL_WINDOWEVENT_EXPOSED)
        return (struct input){ .kind = INPUT_EXPOSED };
    if (e->window.event == SDL_WINDOWEVENT_CLOSE && !window_is_meant(&d->hall, e))
        return (struct input){ .kind = INPUT_QUIT };
    return (struct input){ .kind = INPUT_NONE };
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
        texture_cache_clear(d->glass.cache);
        if (d->hall.sdl != NULL)
            texture_cache_clear(d->hall.cache);
        return fit(d);
    case SDL_RENDER_TARGETS_RESET:
        return fit(d);
    case SDL_DISPLAYEVENT:
        return screens_changed(d);
    case SDL_WINDOWEVENT:
        return window_changed(d, e);
    default:
        if (window_is_meant(&d->hall, e))
            return in; /* what lies on the hall's screen is no visitor's finger */
        if (hands_touch(&d->hands, &d->glass.picture, e, &in.touch))
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
        bool moving = picture_move(&d->glass.picture);
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
