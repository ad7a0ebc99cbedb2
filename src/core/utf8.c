#include "core/utf8.h"

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
