#include "platform/windows_text.h"

#include "core/utf8.h"
#include <string.h>

enum { UNKNOWN = 0xfffd };

/* 0x80 to 0x9f; the others are what they are in Unicode. */
static const uint16_t windows_1252[32] = { 0x20ac, UNKNOWN, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
    0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, UNKNOWN, 0x017d, UNKNOWN, UNKNOWN, 0x2018,
    0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, UNKNOWN,
    0x017e, 0x0178 };

/* Below 0x80 all is UTF-8. */
static uint32_t character_of(unsigned char byte)
{
    return byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

char *windows_text(struct arena *a, const char *bytes, size_t len)
{
    static const char mark[] = "\xef\xbb\xbf";
    char *closed = arena_strndup(a, bytes, len); /* by a NUL, where utf8_read stops */
    char *text = arena_alloc(a, UTF8_MAX * len + 1), *to = text;
    const char *end = closed + len, *at = closed;
    at += strncmp(at, mark, strlen(mark)) == 0 ? strlen(mark) : 0;
    for (int taken; at < end; at += taken) {
        uint32_t c = utf8_read(at, &taken);
        to += utf8_write(c == UTF8_INVALID ? character_of((unsigned char)*at) : c, to);
    }
    explicit_bzero(closed, len); /* it may hold what nobody else shall read */
    *to = '\0';
    return text;
}
