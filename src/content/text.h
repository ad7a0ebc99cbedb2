/*
 * The door: bytes of a file become text that the rest may trust. Valid UTF-8 in NFC, lines end in
 * LF, no byte order mark, no control characters but tab and LF. Any thread.
 */
#ifndef CONTENT_TEXT_H
#define CONTENT_TEXT_H

#include "base/arena.h"
#include "content/load.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_FILE_MAX = 256 * 1024, TEXT_KEY_MAX = 48 };

/* A file that came through the door, as its parser gets it. */
struct source {
    const char *file; /* below the content folder, for faults */
    const char *text;
    struct arena *scratch; /* gone after this file */
    struct faults *faults;
    int faults_before; /* as many as there were before this file came to the door */
};

/* The text of the file in a, or NULL: it is in another encoding, see faults. Text that has other
 * faults is returned without them. */
const char *text_clean(struct arena *a, const char *file, const char *bytes, size_t len,
    struct faults *faults) MUST_CHECK;

/* A character that has no place in a text: it cannot be seen, or does something else. */
bool text_forbids(uint32_t character);

int text_letters(const char *text); /* characters that are seen: without emphasis, soft hyphens */
int text_words(const char *text);

/* The text on one line: white space at the ends gone, elsewhere one space. */
char *text_squeeze(struct arena *a, const char *text, size_t len);

/* The first letters of what a writer wrote, for the text of a fault. */
const char *text_excerpt(struct arena *a, const char *text, size_t len);

/* Small letters, digits and hyphens, 1 to TEXT_KEY_MAX. */
bool text_is_key(const char *text, size_t len);

/* Adds a fault if text has more than max letters; thing is e.g. "the title". */
void text_limit(
    const struct source *source, int line, const char *thing, const char *text, int max);

#endif
