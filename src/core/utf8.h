/* UTF-8, a character at a time. */
#ifndef CORE_UTF8_H
#define CORE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

/* The character at p, which ends with a NUL somewhere, and in *bytes how long it is: 1 for the NUL
 * and for what is UTF8_INVALID (also: longer than need be, a surrogate, beyond Unicode). */
uint32_t utf8_read(const char *p, int *bytes);

#endif
