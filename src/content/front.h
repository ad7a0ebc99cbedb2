/*
 * Front matter: lines "key: value" between two lines "---" on top of a file.
 */
#ifndef CONTENT_FRONT_H
#define CONTENT_FRONT_H

#include "content/text.h"

enum { FRONT_LINE_MAX = 32 };

struct front {
    struct front_line {
        const char *key, *value; /* value: on one line, not empty */
        int line;
    } lines[FRONT_LINE_MAX];
    int count;
    const char *body; /* what follows it in the file */
    int body_line; /* the line of the file that body begins on */
};

/*
 * Reads the front matter of source. known says in words which keys there are, is_known which one is
 * (context is handed on). Keys that are unknown or come twice are faults and left out. A file
 * without front matter is a fault; its body is all of it.
 */
void front_read(struct front *front, const struct source *source, const char *known,
    bool (*is_known)(const char *key, const void *context), const void *context);

/* The line with that key, or NULL. */
const struct front_line *front_find(const struct front *front, const char *key);

#endif
