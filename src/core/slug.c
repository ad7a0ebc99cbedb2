#include "core/slug.h"

#include "core/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    LATIN_FIRST = 0xc0, /* accented letters begin here … */
    LATIN_END = 0x250, /* … and end before this */
    LONGEST = 4, /* bytes of one character */
};

/* U+00C0 to U+024F without their accents. A capital stands for two letters, see latin_pair; '?' is a
 * letter of its own. */
static const char latin[] = "aaaaaaAceeeeiiiidnooooo-ouuuuyTSaaaaaaAceeeeiiiidnooooo-ouuuuyTy"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll"
                            "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
                            "????????????????????????????????oo?????????????uu???????????????"
                            "?????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa????"
                            "aaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy????????????"
                            "????????????????";
_Static_assert(sizeof latin == LATIN_END - LATIN_FIRST + 1, "one letter for each");

static const char *latin_pair(char sign)
{
    switch (sign) {
    case 'A':
        return "ae";
    case 'I':
        return "ij";
    case 'O':
        return "oe";
    case 'S':
        return "ss";
    default:
        return "th";
    }
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c < 0x370) || c == 0xad; /* a bare letter's accent; a soft hyphen */
}

static bool is_separator(uint32_t c)
{
    return c < LATIN_FIRST || c == UTF8_INVALID || (c >= 0x2000 && c < 0x2070) ||
           (c >= 0x3000 && c < 0x3004);
}

/* What c, that is not ASCII, is written as: len bytes at p are c itself. "": a separator. */
static const char *folded(uint32_t c, const char *p, int *len, char sign[LONGEST])
{
    if (is_separator(c))
        return "";
    char bare = c < LATIN_END ? latin[c - LATIN_FIRST] : '?';
    if (bare == '-')
        return "";
    if (bare == '?')
        return p;
    if (bare >= 'a') {
        sign[0] = bare;
        *len = 1;
        return sign;
    }
    *len = 2;
    return latin_pair(bare);
}

char *slug_fold(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1); /* no character becomes longer */
    size_t used = 0;
    bool apart = false;
    int bytes;
    for (const char *p = text; *p != '\0'; p += bytes) {
        uint32_t c = utf8_read(p, &bytes);
        char sign[LONGEST] = { (char)c };
        const char *letters = "";
        int len = bytes;
        if (is_mark(c))
            continue;
        if (c >= 'A' && c <= 'Z')
            sign[0] = (char)(c - 'A' + 'a');
        if ((sign[0] >= 'a' && sign[0] <= 'z' && c < 0x80) || (c >= '0' && c <= '9'))
            letters = sign;
        else if (c >= 0x80)
            letters = folded(c, p, &len, sign);
        if (letters[0] == '\0') {
            apart = used > 0;
            continue;
        }
        if (apart)
            out[used++] = '-';
        apart = false;
        memcpy(out + used, letters, (size_t)len);
        used += (size_t)len;
    }
    out[used] = '\0';
    return out;
}

char *slug_of(struct arena *a, const char *text, size_t max)
{
    char *folded_text = slug_fold(a, text), *out = arena_alloc(a, max + 1);
    size_t used = 0;
    for (const char *p = folded_text; *p != '\0' && used < max; p++) {
        bool hyphen = *p == '-' && (used == 0 || out[used - 1] == '-');
        if ((unsigned char)*p < 0x80 && !hyphen)
            out[used++] = *p;
    }
    if (used > 0 && out[used - 1] == '-')
        used--;
    out[used] = '\0';
    return out;
}
