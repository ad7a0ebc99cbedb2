#include "core/utf8.h"

#include <string.h>

uint32_t utf8_read(const char *p, int *bytes)
{
    static const uint32_t lowest[] = { 0, 0x80, 0x800, 0x10000 }; /* by bytes that follow */
    unsigned char lead = (unsigned char)p[0];
    *bytes = 1;
    if (lead < 0x80)
        return lead;
    if (lead < 0xc2 || lead > 0xf4)
        return UTF8_INVALID;
    int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t value = lead & (0x3fU >> more);
    for (int i = 1; i <= more; i++) {
        if (((unsigned char)p[i] & 0xc0) != 0x80)
            return UTF8_INVALID;
        value = (value << 6) | ((unsigned char)p[i] & 0x3fU);
    }
    if (value < lowest[more] || (value >= 0xd800 && value < 0xe000) || value > 0x10ffff)
        return UTF8_INVALID;
    *bytes = more + 1;
    return value;
}

int utf8_write(uint32_t c, char bytes[UTF8_MAX])
{
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    int n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (int i = n - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (c & 0x3f));
        c >>= 6;
    }
    bytes[0] = (char)((0xf00 >> n) | c);
    return n;
}

bool utf8_begins(char byte)
{
    return (byte & 0xc0) != 0x80;
}

void utf8_copy(char *to, size_t size, const char *text)
{
    size_t len = strnlen(text, size);
    if (len == size)
        do
            len--;
        while (len > 0 && !utf8_begins(text[len]));
    memmove(to, text, len);
    memset(to + len, 0, size - len);
}

bool utf8_is_plain(uint32_t c)
{
    static const struct {
        uint32_t from, to;
    } hidden[] = { { 0x200b, 0x200b }, { 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f } };
    if (c == UTF8_INVALID || c < ' ' || (c >= 0x7f && c < 0xa0))
        return false;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
        if (c >= hidden[i].from && c <= hidden[i].to)
            return false;
    return true;
}
