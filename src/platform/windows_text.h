/* Text as editors on any laptop save it: UTF-8, or Windows-1252 where it is not. Pure. */
#ifndef PLATFORM_WINDOWS_TEXT_H
#define PLATFORM_WINDOWS_TEXT_H

#include "base/arena.h"
#include <stddef.h>

/*
 * Valid UTF-8 in a, NUL-terminated, without a byte order mark. What is UTF-8 stays, any other byte
 * is read as Windows-1252; what that does not know becomes U+FFFD. Bytes hold no NUL.
 */
char *windows_text(struct arena *a, const char *bytes, size_t len);

#endif
