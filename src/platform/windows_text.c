#include "platform/windows_text.h"

#include "base/attributes.h"
#include <stdint.h>
#include <string.h>

enum { UTF8_MAX = 3 /* bytes that one byte of Windows-1252 can become */, UNKNOWN = 0xfffd };

/* 0x80 to 0x9f; the others are what they are in Unicode. */
static const uint16_t windows_1252[32] = { 0x20ac, UNKNOWN, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
    0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, UNKNOWN, 0x017d, UNKNOWN, UNKNOWN, 0x2018,
    0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, UNKNOWN,
    0x017e, 0x0178 };

/* What a first byte asks for: RFC 3629, section 4. */
static const struct lead {
    unsigned char from, to; /* of the first byte */
    unsigned char next_from, next_to; /* of the second; the others are 0x80 to 0xbf */
    size_t len;
} leads[] = {
    { 0x00, 0x7f, 0, 0, 1 },
    { 0xc2, 0xdf, 0x80, 0xbf, 2 },
    { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
    { 0xe1, 0xec, 0x80, 0xbf, 3 },
    { 0xed, 0xed, 0x80, 0x9f, 3 },
    { 0xee, 0xef, 0x80, 0xbf, 3 },
    { 0xf0, 0xf0, 0x90, 0xbf, 4 },
    { 0xf1, 0xf3, 0x80, 0xbf, 4 },
    { 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

static const struct lead *lead_of(unsigned char byte)
{
    for (size_t i = 0; i < COUNT_OF(leads); i++)
        if (byte >= leads[i].from && byte <= leads[i].to)
            return &leads[i];
    return NULL;
}

/* Bytes of the UTF-8 character at p; 0: there is none. */
static size_t character_len(const unsigned char *p, size_t left)
{
    const struct lead *lead = lead_of(p[0]);
    if (lead == NULL || lead->len > left)
        return 0;
    if (lead->len > 1 && (p[1] < lead->next_from || p[1] > lead->next_to))
        return 0;
    for (size_t i = 2; i < lead->len; i++)
        if (p[i] < 0x80 || p[i] > 0xbf)
            return 0;
    return lead->len;
}

static char *put_windows_byte(char *to, unsigned char byte)
{
    unsigned code = byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
    if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
    } else {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
    }
    *to++ = (char)(0x80 | (code & 0x3f));
    return to;
}

char *windows_text(struct arena *a, const char *bytes, size_t len)
{
    static const char mark[] = "\xef\xbb\xbf";
    size_t at = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    char *text = arena_alloc(a, UTF8_MAX * len + 1), *to = text;
    while (at < len) {
        const unsigned char *p = (const unsigned char *)bytes + at;
        size_t n = character_len(p, len - at);
        if (n == 0) { /* below 0x80 all is UTF-8 */
            to = put_windows_byte(to, *p);
            n = 1;
        } else {
            memcpy(to, p, n);
            to += n;
        }
        at += n;
    }
    *to = '\0';
    return text;
}
