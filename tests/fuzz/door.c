#include "door.h"

#include <assert.h>
#include <glib.h>
#include <string.h>

const struct content door_languages = { .languages = { { .code = "nl" }, { .code = "en" } },
    .language_count = 2 };

bool door_open(struct door *d, const uint8_t *bytes, size_t len)
{
    *d = (struct door){ .a = arena_new(), .scratch = arena_new() };
    d->faults.arena = d->a;
    d->source = (struct source){ .file = "f", .scratch = d->scratch, .faults = &d->faults };
    d->source.text = text_clean(d->scratch, "f", (const char *)bytes, len, &d->faults);
    assert(d->source.text != NULL || d->faults.count > 0);
    return d->source.text != NULL;
}

void door_check_text(const char *text)
{
    assert(g_utf8_validate(text, -1, NULL));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        assert(!text_forbids(g_utf8_get_char(p)) || *p == EMPHASIS_ON || *p == EMPHASIS_OFF);
}

static int lines_of(const char *text)
{
    int lines = 1;
    for (const char *p = text; p != NULL && (p = strchr(p, '\n')) != NULL; p++)
        lines++;
    return lines;
}

void door_close(struct door *d)
{
    int lines = lines_of(d->source.text);
    for (int i = 0; i < d->faults.count; i++) {
        const struct fault *f = &d->faults.list[i];
        door_check_text(f->what);
        door_check_text(f->mend);
        assert(f->what[0] != '\0' && f->mend[0] != '\0' && f->line >= 0);
        assert(d->source.text == NULL || f->line <= lines);
    }
    arena_free(d->scratch);
    arena_free(d->a);
}
