#include "core/mailto.h"

#include "core/utf8.h"
#include "core/would.h"

#include <stdbool.h>
#include <string.h>

#define BEFORE_SUBJECT "mailto:?subject="
#define BEFORE_BODY "&body="
#define ELLIPSIS "…"

enum { SUBJECT_MAX_BYTES = 240 };

/* RFC 3986, section 2.3: what stands for itself everywhere in a URI. */
static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr("-._~", c) != NULL);
}

static size_t encoded_len(const char *text, size_t len)
{
    size_t bytes = 0;
    for (size_t i = 0; i < len; i++)
        bytes += is_unreserved(text[i]) ? 1 : 3;
    return bytes;
}

static const char *encode(struct arena *a, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t len = strlen(text);
    char *encoded = arena_alloc(a, encoded_len(text, len) + 1), *to = encoded;
    for (size_t i = 0; i < len; i++) {
        if (is_unreserved(text[i])) {
            *to++ = text[i];
            continue;
        }
        *to++ = '%';
        *to++ = digits[(unsigned char)text[i] >> 4];
        *to++ = digits[(unsigned char)text[i] & 15];
    }
    return encoded;
}

/* As many whole words of text as fit room once encoded; whole letters, where not one word fits. */
static const char *cut(struct arena *a, const char *text, size_t room)
{
    if (encoded_len(text, strlen(text)) <= room)
        return text;
    size_t used = encoded_len(ELLIPSIS, strlen(ELLIPSIS)), letters = 0, words = 0;
    while (text[letters] != '\0') {
        size_t next = letters + 1;
        while (!utf8_begins(text[next]))
            next++;
        if (text[letters] == ' ' || text[letters] == '\r')
            words = letters;
        used += encoded_len(text + letters, next - letters);
        if (used > room)
            break;
        letters = next;
    }
    size_t keep = words > 0 ? words : letters;
    return arena_printf(a, "%s" ELLIPSIS, arena_strndup(a, text, keep));
}

const char *mailto_uri(struct arena *a, const struct mailto *m)
{
    const char *choice =
        m->choice == CHOICE_OTHER ? ELLIPSIS : would_text(a, m->language, m->text, m->choice);
    const char *subject =
        phrase_fill(a, phrase(m->language, PHRASE_MAIL_SUBJECT), "title", m->text->title, NULL);
    const char *weighed =
        phrase_fill(a, phrase(m->language, PHRASE_MAIL_WEIGHED), "word", m->element_word, NULL);
    const char *would =
        phrase_fill(a, phrase(m->language, PHRASE_MAIL_WOULD), "choice", choice, NULL);

    subject = encode(a, cut(a, subject, SUBJECT_MAX_BYTES));
    size_t room = MAILTO_MAX_BYTES - strlen(BEFORE_SUBJECT BEFORE_BODY) - strlen(subject);
    const char *body = arena_printf(a, "%s\r\n%s", weighed, would);
    if (m->text->question_count > 0) {
        const char *whole = arena_printf(a, "%s\r\n\r\n%s\r\n", body, m->text->questions[0]);
        if (encoded_len(whole, strlen(whole)) <= room)
            body = whole;
    }
    return arena_printf(
        a, BEFORE_SUBJECT "%s" BEFORE_BODY "%s", subject, encode(a, cut(a, body, room)));
}
