/*
 * What the libFuzzer targets of the content loader share: any bytes at its door as one file, and
 * what has to hold whatever they are. One thread; what does not hold aborts.
 */
#ifndef TESTS_FUZZ_DOOR_H
#define TESTS_FUZZ_DOOR_H

#include "content/text.h"
#include "core/content.h"

struct door {
    struct arena *a, *scratch;
    struct faults faults;
    struct source source;
};

/* Two of them, as of a content folder. */
extern const struct content door_languages;

/* False: the bytes are no text, and that is said. door_close either way. */
bool door_open(struct door *d, const uint8_t *bytes, size_t len);
/* Checks that each fault can be read in a terminal and points into the file. */
void door_close(struct door *d);

/* What the glass and the paper rely on. */
void door_check_text(const char *text);

#endif
