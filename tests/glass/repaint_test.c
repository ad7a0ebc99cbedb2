/* The glass is right again after whatever happened to its window. */
#include "stand.h"

#include "base/clock.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 20 };

static Window window_of(struct stand *s)
{
    Window root, parent, *children, found = 0;
    unsigned count = 0;
    assert_int_not_equal(
        XQueryTree(s->g->x, DefaultRootWindow(s->g->x), &root, &parent, &children, &count), 0);
    for (unsigned i = 0; i < count; i++) {
        XWindowAttributes is;
        if (XGetWindowAttributes(s->g->x, children[i], &is) != 0 && is.map_state == IsViewable)
            found = children[i];
    }
    XFree(children);
    assert_int_not_equal(found, 0);
    return found;
}

static size_t count_of(const struct stand *s)
{
    return (size_t)s->g->width * (size_t)s->g->height;
}

/* All that the server shows; the caller frees it. */
static uint32_t *look(struct stand *s)
{
    uint32_t *pixels = calloc(count_of(s), sizeof *pixels);
    assert_non_null(pixels);
    glass_pixels(s->g, (struct rect){ 0, 0, s->g->width, s->g->height }, pixels);
    return pixels;
}

/* Waits until it looks like that (or no longer does). */
static void looks(struct stand *s, const uint32_t *picture, bool same)
{
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    for (;;) {
        uint32_t *now = look(s);
        bool is = memcmp(now, picture, count_of(s) * sizeof *now) == 0;
        free(now);
        if (is == same)
            return;
        if (clock_now_ms() > end_ms)
            fail_msg("the glass %s", same ? "is not what it was" : "stayed as it was");
        (void)poll(NULL, 0, TICK_MS);
    }
}

static void resize(struct stand *s, int width, int height)
{
    XResizeWindow(s->g->x, window_of(s), (unsigned)width, (unsigned)height);
    XSync(s->g->x, False);
    while (s->g->log.width != width || s->g->log.height != height) {
        s->g->lines_at_input = s->g->log.lines;
        if (!glass_wait_next(s->g, STAND_PATIENCE_MS))
            fail_msg("it stayed %d x %d", s->g->log.width, s->g->log.height);
    }
}

static void another_size(void **state)
{
    struct stand *s = *state;
    stand_on(s, "attract");
    uint32_t *before = look(s);
    resize(s, 1000, 700);
    looks(s, before, false);
    assert_int_equal(glass_pixel(s->g, 998, 698), before[0]); /* desk, to its new edge */
    for (int i = 0; i < s->g->log.widget_count; i++) {
        struct rect r = s->g->log.widgets[i].rect;
        assert_true(r.x >= 0 && r.y >= 0 && r.x + r.w <= 1000 && r.y + r.h <= 700);
    }
    stand_tap(s, "attract.begin", "deck"); /* and fingers land where they see it */
    stand_tap(s, "nav.back", "attract");
    resize(s, 1280, 800);
    stand_tap(s, "attract.begin", "deck"); /* no set-up line, no pressed button: as it was */
    stand_tap(s, "nav.back", "attract");
    looks(s, before, true);
    free(before);
}

static void something_in_front(void **state)
{
    struct stand *s = *state;
    uint32_t *before = look(s);
    Window cover = XCreateSimpleWindow(
        s->g->x, DefaultRootWindow(s->g->x), 200, 100, 700, 500, 0, 0, 0xff00ff);
    XMapRaised(s->g->x, cover);
    XSync(s->g->x, False);
    looks(s, before, false);
    XDestroyWindow(s->g->x, cover);
    XSync(s->g->x, False);
    looks(s, before, true);
    free(before);
}

static void away_and_back(void **state)
{
    struct stand *s = *state;
    uint32_t *before = look(s);
    Window w = window_of(s);
    XUnmapWindow(s->g->x, w);
    XSync(s->g->x, False);
    looks(s, before, false);
    XMapWindow(s->g->x, w);
    XSync(s->g->x, False);
    looks(s, before, true);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_size),
        cmocka_unit_test(something_in_front),
        cmocka_unit_test(away_and_back),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, stand_set_up, stand_tear_down);
}
