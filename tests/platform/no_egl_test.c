/* Below a compositor, on a machine with hardware to draw that cannot be had after all. The SDL
 * of Debian 12 has no window at all without EGL: nothing is asked of it. */
#include "compositor.h"
#include "glass_client.h"
#include "platform/gpu.h"
#include <SDL2/SDL_version.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <stdlib.h>

static pid_t compositor;

/* SDL leaves a lot behind that it had of a compositor; display_test looks for what we would. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

/* In place of platform/gpu.c. */
bool gpu_renders(const char *sys, const char *dev)
{
    return sys != NULL && dev != NULL;
}

int gpu_connected_card(const char *sys)
{
    (void)sys;
    return -1;
}

static int start(void **state)
{
    assert_int_equal(glass_client_open_mouse(state), 0);
    compositor = compositor_start(((struct glass_client *)*state)->glass);
    return setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent", 1);
}

static int stop(void **state)
{
    compositor_stop(&compositor);
    return glass_client_close(state);
}

static void it_draws_by_itself(void **state)
{
    static const struct colour red = { 200, 16, 32 };
    struct glass_client *f = *state;
    SDL_version sdl;
    SDL_GetVersion(&sdl);
    if (sdl.minor < 28)
        return;
    glass_client_open_display(f, 0, 0, 0);
    f->list->ground = red;
    glass_client_paint(f); /* without motion */
    assert_pixel(f, 0, 0, red);
    assert_pixel(f, CLIENT_WIDTH - 1, CLIENT_HEIGHT - 1, red);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(it_draws_by_itself, glass_client_close_display),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, start, stop);
}
