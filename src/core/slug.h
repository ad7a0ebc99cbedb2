/* Titles and places as names: the same for whoever types them, with or without capitals, accents
 * and punctuation. */
#ifndef CORE_SLUG_H
#define CORE_SLUG_H

#include "base/arena.h"
#include <stddef.h>

/*
 * Text without what two people write differently: Latin letters small and bare ("é" and "E" are e,
 * "ĳ" is ij), other letters as they are, one hyphen for whatever is no letter or digit, none at the
 * ends. Folding twice changes nothing.
 */
char *slug_fold(struct arena *a, const char *text);

/*
 * The same as a name that any file system takes: ASCII small letters, digits and single hyphens,
 * at most max; "" where nothing of it is left.
 */
char *slug_of(struct arena *a, const char *text, size_t max);

#endif
