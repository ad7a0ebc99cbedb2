/* The kiosk's --ui-log, line by line: one JSON object each, of the form that the README describes.
 * A line of another form fails the running cmocka test. */
#ifndef TESTS_LIB_GLASS_LOG_H
#define TESTS_LIB_GLASS_LOG_H

#include "base/arena.h"
#include "ui/rect.h"
#include <stddef.h>

enum { GLASS_WIDGET_MAX = 200, GLASS_STATE_MAX = 6 };

struct glass_widget {
    const char *id, *role, *label;
    struct rect rect;
    const char *state[GLASS_STATE_MAX];
    int state_count;
};

struct glass_log {
    struct arena *arena; /* of the last line's strings */
    const char *screen, *lang;
    int width, height;
    struct glass_widget widgets[GLASS_WIDGET_MAX];
    int widget_count;
    long lines; /* so far */
    char *rest; /* of a line that is not all there yet */
    size_t rest_len, rest_size;
};

void glass_log_open(struct glass_log *l);
void glass_log_close(struct glass_log *l);

/* More bytes of the file; after it, l shows the last whole line. */
void glass_log_feed(struct glass_log *l, const char *bytes, size_t len);

#endif
