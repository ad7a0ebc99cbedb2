#include "core/would.h"

#include <string.h>

static bool ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Two-byte UTF-8 is where the accented letters of Latin live; longer ones are quotes and dashes. */
static size_t letter_len(const char *s)
{
    if (ascii_letter(s[0]))
        return 1;
    return ((unsigned char)s[0] & 0xe0) == 0xc0 && s[1] != '\0' ? 2 : 0;
}

static size_t word_len(const char *s)
{
    size_t len = 0;
    for (size_t step; (step = letter_len(s + len)) > 0;)
        len += step;
    return len;
}

/* À to Þ and à to þ differ in one bit of their second byte; × and ÷, between them, are no letters. */
static bool latin1(const char *s, unsigned char first)
{
    if ((unsigned char)s[0] != 0xc3)
        return false;
    unsigned char second = (unsigned char)s[1];
    return second >= first && second <= first + 0x1e && second != first + 0x17;
}

static bool is_capital(const char *s)
{
    return (s[0] >= 'A' && s[0] <= 'Z') || latin1(s, 0x80);
}

static bool is_small(const char *s)
{
    return (s[0] >= 'a' && s[0] <= 'z') || latin1(s, 0xa0);
}

struct uses {
    bool inside, small; /* seen with a capital inside a sentence; seen without a capital */
};

static void look_for(
    struct uses *uses, const char *text, const char *word, const char *lowered, size_t len)
{
    bool after_word = false;
    for (const char *s = text; *s != '\0';) {
        size_t here = word_len(s);
        if (here == 0) {
            after_word = after_word && (*s == ' ' || *s == ',');
            s++;
            continue;
        }
        if (here == len && memcmp(s, word, len) == 0 && after_word)
            uses->inside = true;
        if (here == len && memcmp(s, lowered, len) == 0)
            uses->small = true;
        after_word = true;
        s += here;
    }
}

static bool is_name(const struct card_text *text, const char *word, const char *lowered, size_t len)
{
    struct uses uses = { 0 };
    for (int i = 0; i < text->paragraph_count; i++)
        look_for(&uses, text->paragraphs[i], word, lowered, len);
    return uses.inside && !uses.small;
}

static bool is_written_small(const char *language)
{
    return (strncmp(language, "nl", 2) == 0 || strncmp(language, "en", 2) == 0) &&
           (language[2] == '\0' || language[2] == '-');
}

const char *would_text(struct arena *a, const struct language *language,
    const struct card_text *text, enum choice choice)
{
    const char *said = text->choices[choice];
    if (!is_written_small(language->code) || !is_capital(said) ||
        !is_small(said + letter_len(said)))
        return said;
    if (strncmp(said, "Eén", strlen("Eén")) == 0) /* Dutch: a capital bears no accent, "één" two */
        return arena_printf(a, "één%s", said + strlen("Eén"));
    char *lowered = arena_strdup(a, said);
    char *capital = ascii_letter(lowered[0]) ? lowered : lowered + 1;
    *capital = (char)(*capital | 0x20);
    return is_name(text, said, lowered, word_len(said)) ? said : lowered;
}
