#include "core/plain_text.h"

#include "core/content.h"
#include <string.h>

char *plain_text(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1), *to = out;
    for (const char *p = text; *p != '\0'; p++) {
        if (strncmp(p, "\xc2\xad", 2) == 0) /* U+00AD, soft hyphen */
            p++;
        else if (*p != EMPHASIS_ON && *p != EMPHASIS_OFF)
            *to++ = *p;
    }
    return out;
}
