/* UTF-8, a character at a time. Pure, any thread. */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

enum { UTF8_MAX = 4 }; /* bytes of one character */

/* The character at p, which ends with a NUL somewhere, and in *bytes how long it is: 1 for the NUL
 * and for what is UTF8_INVALID (also: longer than need be, a surrogate, beyond Unicode). */
uint32_t utf8_read(const char *p, int *bytes);

/* The character as bytes: how many; no NUL closes them. */
int utf8_write(uint32_t c, char bytes[UTF8_MAX]);

/* False for a byte that goes on with a character. */
bool utf8_begins(char byte);

/* Puts text into a place of size bytes and fills what is left of it with NULs. Text that is too long
 * is cut between two characters. */
void utf8_copy(char *to, size_t size, const char *text);

/* A character that may be shown in a line: no control character, and no mark that cannot be seen and
 * turns the text around it or hides in it. */
bool utf8_is_plain(uint32_t c);

#endif
