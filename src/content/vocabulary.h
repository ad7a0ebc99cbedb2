/* One file of vocabularies/: the words for the three E's. */
#ifndef CONTENT_VOCABULARY_H
#define CONTENT_VOCABULARY_H

#include "content/text.h"
#include "core/content.h"

/*
 * Reads source into vocabulary; its key is the caller's. What stays lives in a. A language that
 * languages does not have is a fault, or left out if others_too: the shipped words may know more
 * languages than a folder has phrases for.
 */
void vocabulary_read(struct vocabulary *vocabulary, struct arena *a, const struct source *source,
    const struct content *languages, bool others_too);

#endif
