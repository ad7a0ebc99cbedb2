/*
 * Reads a content folder (cards, decks, vocabularies, phrases) into plain data. Every fault is
 * collected with its file, line and mending, so that a writer sees all of them at once. Bad
 * content is refused whole; it never does harm. Blocks on the disk: a worker, or before the loop.
 */
#ifndef CONTENT_LOAD_H
#define CONTENT_LOAD_H

#include "base/arena.h"
#include "base/err.h"
#include "core/content.h"

struct fault {
    const char *file; /* below the folder, e.g. "cards/vier-minuten.nl.md" */
    int line; /* from 1; 0: the file as a whole */
    const char *what; /* English, one sentence: what is wrong */
    const char *mend; /* English, one sentence: how to mend it */
};

struct faults {
    struct arena *arena; /* where texts and list live */
    struct fault *list;
    int count;
};

/* A fault at the end of the list. Format is of what; mend is copied. */
void faults_add(struct faults *f, const char *file, int line, const char *mend, const char *format,
    ...) PRINTF_LIKE(5, 6);

/*
 * Loads dir. Where it has no vocabularies or no phrases, those of shipped_dir (may be NULL) serve.
 * All of the content lives in a. NULL: there are faults (at least one), in order of file and line.
 */
const struct content *content_load(
    struct arena *a, const char *dir, const char *shipped_dir, struct faults *faults) MUST_CHECK;

#endif
