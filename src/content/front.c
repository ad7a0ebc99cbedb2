#include "content/front.h"

#include <string.h>

enum { LINE_MAX_BYTES = 1000 };

/* The line that *at begins, white space at its ends not counted; *at moves to the next one. */
static const char *next_line(const char **at, size_t *len)
{
    const char *start = *at + strspn(*at, " \t");
    const char *end = strchrnul(*at, '\n');
    if (start > end)
        start = end;
    *at = *end == '\0' ? end : end + 1;
    while (end > start && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    *len = (size_t)(end - start);
    return start;
}

static bool is_fence(const char *line, size_t len)
{
    return len == 3 && memcmp(line, "---", 3) == 0;
}

struct reading {
    struct front *front;
    const struct source *source;
    const char *known;
    bool (*is_known)(const char *key, const void *context);
    const void *context;
};

static void read_line(const struct reading *r, const char *text, size_t len, int line)
{
    const struct source *s = r->source;
    if (len > LINE_MAX_BYTES) {
        faults_add(s->faults, s->file, line, "Shorten it.", "This line is too long.");
        return;
    }
    const char *colon = memchr(text, ':', len);
    if (colon == NULL || colon == text) {
        faults_add(s->faults, s->file, line,
            "Write a key, a colon and the text; see content/README.md.",
            "This line has no key and colon: \"%s\".", text_excerpt(s->scratch, text, len));
        return;
    }
    const char *key = text_squeeze(s->scratch, text, (size_t)(colon - text));
    const char *value = text_squeeze(s->scratch, colon + 1, (size_t)(text + len - colon - 1));
    if (!r->is_known(key, r->context))
        faults_add(s->faults, s->file, line, arena_printf(s->scratch, "Known here: %s.", r->known),
            "The key \"%s\" is not known.", text_excerpt(s->scratch, key, strlen(key)));
    else if (front_find(r->front, key) != NULL)
        faults_add(
            s->faults, s->file, line, "Keep one of the two.", "The key \"%s\" is here twice.", key);
    else if (value[0] == '\0')
        faults_add(s->faults, s->file, line, "Write the text after the colon or remove the line.",
            "The key \"%s\" has no text.", key);
    else if (r->front->count < FRONT_LINE_MAX)
        r->front->lines[r->front->count++] =
            (struct front_line){ .key = key, .value = value, .line = line };
}

void front_read(struct front *front, const struct source *source, const char *known,
    bool (*is_known)(const char *key, const void *context), const void *context)
{
    struct reading r = { front, source, known, is_known, context };
    const char *at = source->text;
    size_t len;
    int line = 1;
    *front = (struct front){ .body = source->text, .body_line = 1 };

    const char *text = next_line(&at, &len);
    for (; len == 0 && *at != '\0'; line++) /* empty lines above it do no harm */
        text = next_line(&at, &len);
    if (!is_fence(text, len)) {
        faults_add(source->faults, source->file, line,
            arena_printf(
                source->scratch, "Begin with a line ---, then %s, then a line ---.", known),
            "The file does not begin with ---.");
        return;
    }
    int fence_line = line;
    while (*at != '\0') {
        text = next_line(&at, &len);
        line++;
        if (is_fence(text, len)) {
            front->body = at;
            front->body_line = line + 1;
            return;
        }
        if (len > 0)
            read_line(&r, text, len, line);
    }
    front->body = at;
    front->body_line = line;
    faults_add(source->faults, source->file, fence_line, "Close it with a second line ---.",
        "The part that begins with --- does not end.");
}

const struct front_line *front_find(const struct front *front, const char *key)
{
    for (int i = 0; i < front->count; i++)
        if (strcmp(front->lines[i].key, key) == 0)
            return &front->lines[i];
    return NULL;
}
