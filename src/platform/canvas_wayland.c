#include "platform/canvas_wayland.h"

#include "base/log.h"
#include <SDL_syswm.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

/* One that is shown, one that is on its way, and one to fill. */
enum { SHEET_COUNT = 3 };

struct sheet {
    struct wl_buffer *buffer;
    uint8_t *pixels; /* of the canvas's memory */
    bool lent; /* the compositor may still read it */
};

struct canvas {
    SDL_Window *window; /* borrowed, as the next two */
    struct wl_display *display;
    struct wl_surface *surface;
    struct wl_event_queue *queue; /* SDL does not know what ours mean */
    struct wl_shm *shm;
    SDL_Surface *picture;
    uint8_t *memory;
    size_t memory_len;
    struct sheet sheets[SHEET_COUNT];
};

static void take_back(void *sheet, struct wl_buffer *buffer)
{
    (void)buffer;
    ((struct sheet *)sheet)->lent = false;
}

static const struct wl_buffer_listener buffer_listener = { .release = take_back };

static void meet(void *canvas, struct wl_registry *registry, uint32_t name, const char *interface,
    uint32_t version)
{
    struct canvas *c = canvas;
    (void)version;
    if (c->shm == NULL && strcmp(interface, wl_shm_interface.name) == 0)
        c->shm = wl_registry_bind(registry, name, &wl_shm_interface, 1);
}

static void miss(void *canvas, struct wl_registry *registry, uint32_t name)
{
    (void)canvas;
    (void)registry;
    (void)name;
}

static const struct wl_registry_listener registry_listener = { .global = meet,
    .global_remove = miss };

/* On a queue of our own: SDL goes on to have its events to itself. */
static bool find_shm(struct canvas *c)
{
    c->queue = wl_display_create_queue(c->display);
    struct wl_display *ours = wl_proxy_create_wrapper(c->display);
    if (c->queue == NULL || ours == NULL)
        return false;
    wl_proxy_set_queue((struct wl_proxy *)ours, c->queue);
    struct wl_registry *registry = wl_display_get_registry(ours);
    wl_proxy_wrapper_destroy(ours);
    wl_registry_add_listener(registry, &registry_listener, c);
    (void)wl_display_roundtrip_queue(c->display, c->queue);
    wl_registry_destroy(registry);
    return c->shm != NULL;
}

static bool make_memory(struct canvas *c)
{
    int fd = memfd_create("canvas", MFD_CLOEXEC);
    if (fd < 0)
        return false;
    size_t len = (size_t)c->picture->h * (size_t)c->picture->pitch;
    c->memory_len = len * SHEET_COUNT;
    c->memory = ftruncate(fd, (off_t)c->memory_len) < 0
                    ? MAP_FAILED
                    : mmap(NULL, c->memory_len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (c->memory == MAP_FAILED) {
        c->memory = NULL;
        close(fd);
        return false;
    }
    struct wl_shm_pool *pool = wl_shm_create_pool(c->shm, fd, (int32_t)c->memory_len);
    for (size_t i = 0; i < SHEET_COUNT; i++) {
        struct sheet *s = &c->sheets[i];
        s->pixels = c->memory + i * len;
        s->buffer = wl_shm_pool_create_buffer(pool, (int32_t)(i * len), c->picture->w,
            c->picture->h, c->picture->pitch, WL_SHM_FORMAT_XRGB8888);
        wl_buffer_add_listener(s->buffer, &buffer_listener, s);
    }
    wl_shm_pool_destroy(pool);
    close(fd);
    return true;
}

struct canvas *canvas_open(SDL_Window *window)
{
    SDL_SysWMinfo info;
    int w, h;
    SDL_VERSION(&info.version);
    if (SDL_GetWindowWMInfo(window, &info) == SDL_FALSE || info.subsystem != SDL_SYSWM_WAYLAND)
        return NULL;
    struct canvas *c = calloc(1, sizeof *c);
    if (c == NULL)
        abort();
    c->window = window;
    c->display = info.info.wl.display;
    c->surface = info.info.wl.surface;
    SDL_GetWindowSize(window, &w, &h);
    c->picture = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_RGB888);
    if (c->picture == NULL || !find_shm(c) || !make_memory(c)) {
        log_line(LOG_LEVEL_ERROR, "display", "no memory shared with the compositor: %s",
            strerror(errno));
        canvas_close(c);
        return NULL;
    }
    return c;
}

void canvas_close(struct canvas *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < SHEET_COUNT; i++)
        if (c->sheets[i].buffer != NULL)
            wl_buffer_destroy(c->sheets[i].buffer);
    if (c->memory != NULL)
        (void)munmap(c->memory, c->memory_len);
    if (c->shm != NULL)
        wl_shm_destroy(c->shm);
    if (c->queue != NULL)
        wl_event_queue_destroy(c->queue);
    SDL_FreeSurface(c->picture);
    free(c);
}

SDL_Surface *canvas_surface(const struct canvas *c)
{
    return c->picture;
}

bool canvas_is_unfit(const struct canvas *c)
{
    int w, h;
    SDL_GetWindowSize(c->window, &w, &h);
    return w != c->picture->w || h != c->picture->h;
}

static struct sheet *free_sheet(struct canvas *c)
{
    for (size_t i = 0; i < SHEET_COUNT; i++)
        if (!c->sheets[i].lent)
            return &c->sheets[i];
    return NULL;
}

void canvas_show(struct canvas *c)
{
    struct sheet *s;
    (void)wl_display_dispatch_queue_pending(c->display, c->queue);
    while ((s = free_sheet(c)) == NULL)
        if (wl_display_dispatch_queue(c->display, c->queue) < 0)
            return; /* the compositor is gone, which SDL says too */
    memcpy(s->pixels, c->picture->pixels, (size_t)c->picture->h * (size_t)c->picture->pitch);
    s->lent = true;
    wl_surface_attach(c->surface, s->buffer, 0, 0);
    wl_surface_damage(c->surface, 0, 0, INT32_MAX, INT32_MAX);
    wl_surface_commit(c->surface);
    (void)wl_display_flush(c->display);
}
