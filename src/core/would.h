/* How "I would ..." goes on, on paper and in the mail to oneself. Pure, any thread. */
#ifndef CORE_WOULD_H
#define CORE_WOULD_H

#include "base/arena.h"
#include "core/content.h"

/*
 * The choice as the rest of that sentence: in Dutch and English its first letter becomes small,
 * unless the word is a name, that is, in the story it stands with a capital inside a sentence and
 * never without one. The string lives in a or is text's own.
 */
const char *would_text(struct arena *a, const struct language *language,
    const struct card_text *text, enum choice choice);

#endif
