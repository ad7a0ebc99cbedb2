#include "content/text.h"

#include <glib.h>
#include <string.h>

enum {
    SOFT_HYPHEN = 0xAD,
    EXCERPT_LETTERS = TEXT_KEY_MAX, /* a key is never cut */
    MARKS_MAX = 8, /* accents on one letter; sorting more of them takes quadratic time */
};

static const char save_as_utf8[] = "Save it again as UTF-8.";

static int line_of(const char *bytes, const char *at)
{
    int line = 1;
    for (const char *p = bytes; p < at; p++)
        line += *p == '\n';
    return line;
}

/* The encoding that the first bytes announce, or NULL. */
static const char *announced(const char *bytes, size_t len)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } marks[] = {
        { "\xff\xfe\0\0", 4, "UTF-32" },
        { "\0\0\xfe\xff", 4, "UTF-32" },
        { "\xff\xfe", 2, "UTF-16" },
        { "\xfe\xff", 2, "UTF-16" },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (len >= marks[i].len && memcmp(bytes, marks[i].mark, marks[i].len) == 0)
            return marks[i].name;
    return NULL;
}

static bool looks_like_windows_1252(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        /* The five bytes that stand for nothing in it, and pairs as in UTF-8: a broken UTF-8. */
        bool unused = memchr("\x81\x8d\x8f\x90\x9d", bytes[i], 5) != NULL;
        bool pair =
            bytes[i] >= 0xc2 && bytes[i] <= 0xf4 && i + 1 < len && (bytes[i + 1] & 0xc0) == 0x80;
        if (unused || pair)
            return false;
    }
    return true;
}

static void refuse_bad_byte(
    const char *file, const char *bytes, size_t len, const char *at, struct faults *faults)
{
    const unsigned char *bad = (const unsigned char *)at;
    unsigned next = at + 1 < bytes + len ? bad[1] : 0;
    int line = line_of(bytes, at);
    bool is_long = bad[0] == 0xc0 || bad[0] == 0xc1 ||
                   (bad[0] == 0xe0 && next >= 0x80 && next < 0xa0) ||
                   (bad[0] == 0xf0 && next >= 0x80 && next < 0x90);

    if (is_long && (next & 0xc0) == 0x80)
        faults_add(faults, file, line, "Remove these bytes or type the character again.",
            "This is an overlong UTF-8 sequence (bytes 0x%02X 0x%02X).", bad[0], next);
    else if (looks_like_windows_1252((const unsigned char *)bytes, len))
        faults_add(faults, file, line, save_as_utf8,
            "This file is not UTF-8; it looks like Windows-1252 (byte 0x%02X).", bad[0]);
    else
        faults_add(faults, file, line, save_as_utf8, "This is not UTF-8 (byte 0x%02X).", bad[0]);
}

static bool is_utf8(const char *file, const char *bytes, size_t len, struct faults *faults)
{
    const char *encoding = announced(bytes, len);
    if (encoding != NULL) {
        faults_add(faults, file, 0, save_as_utf8, "This file is %s, not UTF-8.", encoding);
        return false;
    }
    const char *nul = memchr(bytes, '\0', len);
    if (nul != NULL) {
        size_t nuls = 0;
        for (size_t i = 0; i < len; i++)
            nuls += bytes[i] == '\0';
        if (nuls > len / 4)
            faults_add(faults, file, 0, save_as_utf8, "This file looks like UTF-16, not UTF-8.");
        else
            faults_add(
                faults, file, line_of(bytes, nul), "Remove it.", "There is a NUL byte here.");
        return false;
    }
    const char *end;
    if (g_utf8_validate_len(bytes, len, &end))
        return true;
    refuse_bad_byte(file, bytes, len, end, faults);
    return false;
}

bool text_forbids(uint32_t c)
{
    bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c <= 0x9f);
    bool line_end = c == 0x2028 || c == 0x2029;
    bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bool damaged = c == 0xfffd || c == 0xfeff || (c & 0xfffe) == 0xfffe; /* lost, mark, nothing */
    return control || line_end || direction || damaged;
}

/* Copies what is allowed; a fault for the first of the others on each line. */
static void copy_allowed(GString *to, const char *file, const char *from, struct faults *faults)
{
    int line = 1, last_line = 0, marks = 0;
    for (const char *p = from; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\r') {
            c = '\n';
            if (p[1] == '\n')
                continue;
        }
        marks = g_unichar_combining_class(c) == 0 ? 0 : marks + 1;
        bool allowed = !text_forbids(c) && marks <= MARKS_MAX;
        if (allowed)
            g_string_append_unichar(to, c);
        else if (line != last_line) {
            last_line = line;
            if (marks > MARKS_MAX)
                faults_add(faults, file, line, "Remove them.",
                    "There are more than %d accents on one letter here.", MARKS_MAX);
            else
                faults_add(faults, file, line, "Remove it or type the text again.",
                    "There is a character here that cannot be shown (U+%04X).", (unsigned)c);
        }
        line += c == '\n';
    }
}

const char *text_clean(
    struct arena *a, const char *file, const char *bytes, size_t len, struct faults *faults)
{
    if (len > TEXT_FILE_MAX) {
        faults_add(faults, file, 0, "Split it or shorten it.",
            "This file has %zu bytes; at most %d are read.", len, TEXT_FILE_MAX);
        return NULL;
    }
    if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    if (!is_utf8(file, bytes, len, faults))
        return NULL;
    const char *whole = arena_strndup(a, bytes, len);
    GString *allowed = g_string_sized_new(len);
    copy_allowed(allowed, file, whole, faults);
    /* A letter and its accent as one character: the fonts draw that better, and an editor on
     * another system must not make another version of the card. */
    char *composed = g_utf8_normalize(allowed->str, (gssize)allowed->len, G_NORMALIZE_NFC);
    const char *text = arena_strdup(a, composed);
    g_free(composed);
    g_string_free(allowed, TRUE);
    return text;
}

int text_letters(const char *text)
{
    int letters = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        letters += *p != EMPHASIS_ON && *p != EMPHASIS_OFF && g_utf8_get_char(p) != SOFT_HYPHEN;
    return letters;
}

int text_words(const char *text)
{
    int words = 0;
    bool counted = false; /* the word that p is in; a dash alone is none */
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c))
            counted = false;
        else if (!counted && g_unichar_isalnum(c)) {
            counted = true;
            words++;
        }
    }
    return words;
}

char *text_squeeze(struct arena *a, const char *text, size_t len)
{
    char *out = arena_alloc(a, len + 1);
    size_t used = 0;
    bool gap = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == ' ' || text[i] == '\t' || text[i] == '\n') {
            gap = used > 0;
            continue;
        }
        if (gap)
            out[used++] = ' ';
        gap = false;
        out[used++] = text[i];
    }
    return out;
}

const char *text_excerpt(struct arena *a, const char *text, size_t len)
{
    const char *end = text;
    for (int letters = 0; end < text + len && letters < EXCERPT_LETTERS; letters++)
        end = g_utf8_next_char(end);
    bool cut = end < text + len;
    return arena_printf(a, "%.*s%s", (int)(end - text), text, cut ? "…" : "");
}

bool text_is_key(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) && text[i] != '-')
            return false;
    return len >= 1 && len <= TEXT_KEY_MAX;
}

void text_limit(const struct source *source, int line, const char *thing, const char *text, int max)
{
    int letters = text_letters(text);
    if (letters > max)
        faults_add(source->faults, source->file, line,
            "Shorten it: longer text does not fit on the glass.",
            "%s has %d letters; at most %d fit.", thing, letters, max);
}
