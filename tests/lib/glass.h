/*
 * A glass for end-to-end tests: an X server of its own, the program on it, and what that program
 * says is on it (its --ui-log). Whatever goes wrong in here fails the running cmocka test; the
 * server and the program die with the test process. Waits end by an event or a deadline.
 */
#ifndef TESTS_LIB_GLASS_H
#define TESTS_LIB_GLASS_H

#include "glass_log.h"
#include <X11/Xlib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum glass_kind {
    GLASS_MOUSE, /* Xvfb: a pointer only, quick to start */
    GLASS_FINGERS, /* Xorg with a touch panel: real fingers, several at a time */
    GLASS_SCREENS /* Xorg with a pointer, and room for a second screen: see glass_screens.h */
};

struct glass {
    enum glass_kind kind;
    int width, height;
    char folder[64]; /* under /tmp; belongs to the program's user */
    char display[16]; /* ":7" */
    Display *x;
    pid_t server, program; /* 0: not running */
    int ended; /* the status of the last program that ended unasked, as a shell tells it */
    int program_fd; /* readable once the program has ended; -1 without */
    int log_fd, watch_fd; /* the ui-log, and inotify on it */
    int touch_fd; /* the panel; -1 without */
    pid_t janitor; /* removes the folder when janitor_fd is closed */
    int janitor_fd;
    struct glass_log log;
    long lines_at_input; /* of the ui-log, at the last thing that a finger or a key did */
};

struct glass *glass_open(enum glass_kind kind, int width, int height);
void glass_close(struct glass *g); /* ends all, removes the folder; NULL is fine */

/*
 * Starts argv[0] with "--ui-log FILE" after its own arguments; as nobody where the test is root.
 * What it prints goes to program.log in the folder, and to stderr if it ends unasked.
 */
void glass_start(struct glass *g, const char *const argv[]);

/* SIGTERM; its exit status (128 + signal if one killed it). After timeout_ms: SIGKILL, and -1.
 * took_ms (may be NULL): how long it took. */
int glass_stop(struct glass *g, int timeout_ms, int *took_ms);
void glass_kill(struct glass *g);

/* True once the last line of the ui-log shows that screen, or that control; false: timeout_ms have
 * passed, or the program has ended. */
bool glass_wait_screen(struct glass *g, const char *screen, int timeout_ms);
bool glass_wait_widget(struct glass *g, const char *id, int timeout_ms);

/* True once a line came after the last finger, key or start. */
bool glass_wait_next(struct glass *g, int timeout_ms);

/* What the last line says; NULL: no such control. Valid until the next wait. */
const struct glass_widget *glass_widget(const struct glass *g, const char *id);
bool glass_has_state(const struct glass_widget *w, const char *state);

/* A finger in the middle of a control (real with GLASS_FINGERS, else the pointer). A control that
 * is not there fails the test. */
void glass_tap(struct glass *g, const char *id);
void glass_hold(struct glass *g, const char *id, int ms);
void glass_tap_at(struct glass *g, int x, int y);
void glass_swipe(struct glass *g, int from_x, int from_y, int to_x, int to_y);
void glass_key(struct glass *g, const char *keysym); /* "Tab", "Return", "shift+Tab" */

/* keysym, while those of held are down whose bit is set in which. */
void glass_chord(
    struct glass *g, const char *const held[], size_t count, unsigned which, const char *keysym);

/* One finger of several. The pointer knows finger 0 only. */
enum glass_phase { GLASS_DOWN, GLASS_MOVE, GLASS_UP };
void glass_finger(struct glass *g, int finger, enum glass_phase phase, int x, int y);

/* What the server has on its glass, 0xRRGGBB; pixels: r.w × r.h of them, row by row. */
uint32_t glass_pixel(struct glass *g, int x, int y);
void glass_pixels(struct glass *g, struct rect r, uint32_t *pixels);
void glass_picture(struct glass *g, const char *png_path);

#endif
