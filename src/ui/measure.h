/*
 * How large text is, as a function pointer: the real fonts (platform/) or a make-believe measure
 * (tests), so that layout stays pure. One thread.
 */
#ifndef UI_MEASURE_H
#define UI_MEASURE_H

#include <stddef.h>

enum font {
    FONT_TEXT, /* Inter Regular */
    FONT_STRONG, /* Inter SemiBold */
    FONT_EMPHASIS, /* Inter Italic */
    FONT_TITLE, /* Vollkorn Bold: words only, no figures */
    FONT_QUOTE, /* Vollkorn Medium: the reflection question */
    FONT_COUNT
};

struct measure {
    void *ctx;
    /* Width in px of len bytes of UTF-8 set in font at px per em. */
    int (*width)(void *ctx, enum font font, int px, const char *text, size_t len);
};

#endif
