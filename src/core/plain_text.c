#include "core/plain_text.h"

#include "core/content.h"
#include "core/utf8.h"
#include <string.h>

#define SOFT_HYPHEN "\xc2\xad" /* U+00AD */

enum { WORD_LONG = 18, WORD_PART = 6 }; /* letters */

char *plain_text(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1), *to = out;
    for (const char *p = text; *p != '\0'; p++) {
        if (strncmp(p, SOFT_HYPHEN, strlen(SOFT_HYPHEN)) == 0)
            p++;
        else if (*p != EMPHASIS_ON && *p != EMPHASIS_OFF)
            *to++ = *p;
    }
    return out;
}

static int letters_of_word(const char *word)
{
    int n = 0;
    for (; *word != '\0' && *word != ' '; word++)
        n += utf8_begins(*word);
    return n;
}

char *plain_text_breakable(struct arena *a, const char *typed)
{
    char *out = arena_alloc(a, strlen(typed) * 3 + 1), *to = out;
    int at = 0, letters = 0; /* in this word */
    for (const char *p = typed; *p != '\0'; p++) {
        if (p == typed || p[-1] == ' ') {
            at = 0;
            letters = letters_of_word(p);
        }
        if (utf8_begins(*p) && letters > WORD_LONG && at > 0 && at % WORD_PART == 0) {
            memcpy(to, SOFT_HYPHEN, strlen(SOFT_HYPHEN));
            to += strlen(SOFT_HYPHEN);
        }
        at += utf8_begins(*p);
        *to++ = *p;
    }
    return out;
}
