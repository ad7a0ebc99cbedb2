/* One file of phrases/: the fixed phrases in one language, in the .po format of gettext. */
#ifndef CONTENT_PHRASES_H
#define CONTENT_PHRASES_H

#include "content/text.h"
#include "core/content.h"

/* The lines of a file that its phrases are on; 0: not there. */
struct phrase_lines {
    int line[PHRASE_COUNT];
};

/* Reads source into language; its code is the caller's. What stays lives in a. */
void phrases_read(struct language *language, struct phrase_lines *lines, struct arena *a,
    const struct source *source);

/* Adds a fault for each phrase whose holes are not those of the same phrase in model. */
void phrases_compare(const struct language *language, const struct phrase_lines *lines,
    const char *file, const struct language *model, struct arena *scratch, struct faults *faults);

#endif
