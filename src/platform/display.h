/*
 * The glass: a window, what is painted on it, and what comes back from it. Real side: SDL;
 * make-believe side: a script of touches (tests). Main thread only, except display_wake.
 */
#ifndef PLATFORM_DISPLAY_H
#define PLATFORM_DISPLAY_H

#include "base/err.h"
#include "ui/draw.h"
#include "ui/touch.h"
#include <stdint.h>

struct display;

struct display_options {
    int width, height; /* of the window; 0: full screen */
    double px_per_mm; /* 0: ask the display, else 5.9 */
    int rotation; /* 0, 90, 180, 270 degrees clockwise, picture and touch */
    const double *touch_matrix; /* six numbers as libinput's; NULL or all 0: none; copied */
    const char *font_dir; /* lives as long as the display */
    const char *title;
    const char *screen; /* name of the visitors' display; NULL, "", or not there: the first */
};

enum key { KEY_NEXT, KEY_PREVIOUS, KEY_ACTIVATE, KEY_ESCAPE };

enum input_kind {
    INPUT_NONE, /* the time is up */
    INPUT_WAKE, /* display_wake was called */
    INPUT_TOUCH,
    INPUT_KEY,
    INPUT_RESIZED, /* ask display_geometry again, and paint */
    INPUT_EXPOSED, /* what was painted is lost: paint again */
    INPUT_SCREENS, /* there are more or fewer of them: ask display_count again, and paint */
    INPUT_QUIT /* window closed, SIGTERM, SIGINT */
};

struct input {
    enum input_kind kind;
    struct touch touch;
    enum key key;
};

struct geometry {
    int width, height; /* of the upright picture, px */
    double px_per_mm;
};

/* NULL: ERR_DISPLAY (no screen, or no driver for it) or ERR_FILE (a font). */
struct display *display_open_sdl(const struct display_options *o, struct err *err) MUST_CHECK;
void display_close(struct display *d); /* NULL is fine */

struct geometry display_geometry(const struct display *d);
struct measure display_measure(struct display *d); /* the real fonts; lives as long as d */

/* The next input; sleeps until it or until timeout_ms have passed. -1: no limit. 0: no wait. */
struct input display_wait(struct display *d, int timeout_ms);

/* Paints and presents. new_scene: another screen, so it may fade in (GPU only). Returns the ms
 * that the motion will take, 0 without: until then display_wait keeps it moving. */
int display_paint(struct display *d, const struct draw_list *list, bool new_scene);

/* Turns picture and touch: 0, 90, 180 or 270 degrees clockwise. INPUT_EXPOSED follows. */
void display_turn(struct display *d, int rotation);

/* Screens that may show something of their own: 1, or 2 with one for the hall. A glass in a window
 * is a desk's, and leaves the other screens of that desk alone. */
int display_count(const struct display *d);

/*
 * Opens a window that fills the hall's screen, or keeps it; g is its size. It takes no fingers and
 * does not move. False: there is no such screen, or no window there; the glass goes on.
 */
bool display_open_hall(struct display *d, struct geometry *g);
void display_paint_hall(struct display *d, const struct draw_list *list); /* while it is open */
void display_close_hall(struct display *d); /* one that is not open is fine */

/* Ends a display_wait with INPUT_WAKE. Any thread. */
void display_wake(struct display *d);

#endif
