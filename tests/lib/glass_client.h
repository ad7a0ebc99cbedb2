/* The test process itself as the program on a glass: for tests of platform/display.h. What goes wrong
 * fails the running cmocka test. */
#ifndef TESTS_LIB_GLASS_CLIENT_H
#define TESTS_LIB_GLASS_CLIENT_H

#include "glass.h"
#include "platform/display.h"
#include "ui/draw.h"

/* An odd width, so that turning has no middle to rest on. */
enum { CLIENT_WIDTH = 641, CLIENT_HEIGHT = 480, SETTLE_MS = 60 };

struct glass_client {
    struct glass *glass;
    struct display *display;
    struct draw_list *list;
};

/* Group and test fixtures for cmocka; *state is a struct glass_client. */
int glass_client_open_mouse(void **state);
int glass_client_open_fingers(void **state);
int glass_client_open_screens(void **state);
int glass_client_close(void **state);
int glass_client_close_display(void **state);

/* Opens f->display, with an empty white list for it; width 0: full screen. */
struct display *glass_client_open_display(
    struct glass_client *f, int width, int height, int rotation);

/* The next input of that kind; others are let go. */
struct input glass_client_await(struct display *d, enum input_kind kind);

/* Waits until what a new window brings of itself has been and gone. */
void glass_client_settle(struct display *d);

void glass_client_paint(struct glass_client *f);

void glass_client_near(int value, int wanted); /* within one px */

static inline uint32_t glass_client_rgb(struct colour c)
{
    return (uint32_t)(c.r << 16 | c.g << 8 | c.b);
}

/* Below a compositor what was painted takes its time to the glass. */
void glass_client_expect(struct glass_client *f, int x, int y, struct colour wanted);

#define assert_pixel(f, x, y, colour) glass_client_expect(f, x, y, colour)

#endif
